//! Each word of the visible text stands in the name or the body of exactly one
//! document: nothing lost, nothing twice. On every fixture, and on Markdown
//! that no one has written.

mod generate;
mod oracle;

use std::fs;
use std::path::{Path, PathBuf};

use obzor::document::{Article, Document};
use obzor::ingest::coverage;
use proptest::prelude::*;

use self::oracle::{difference, visible_words, words_of};
use crate::properties::{assert_sound, check_split, split as documents};

fn assert_covered(source: &str, documents: &[Document]) {
    let differences = difference(&visible_words(source), &words_of(source, documents));
    assert!(
        differences.is_empty(),
        "words seen -> words found: {differences:?}\n--- source\n{source}\n--- documents\n{documents:#?}"
    );
    // The program's own check sees as much.
    let article = Article {
        path: String::new(),
        source: source.to_owned(),
    };
    let covered = coverage(&article, documents);
    assert_eq!(covered.missing, [], "{source}");
    let seen: usize = visible_words(source).values().sum();
    let mapped = covered.words.abs_diff(seen);
    assert!(
        mapped * 10 <= seen.max(10),
        "{} of {seen} words",
        covered.words
    );
}

fn markdown_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("its entry").path();
        if path.is_dir() {
            markdown_below(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
}

#[test]
fn every_word_of_the_corpus_and_the_fixtures_stands_in_exactly_one_document() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    markdown_below(&root.join("corpus"), &mut files);
    markdown_below(&root.join("tests/fixtures"), &mut files);
    assert!(files.len() > 5, "{files:?}");
    for file in files {
        let source = fs::read_to_string(&file).expect("UTF-8");
        let documents = documents(&source);
        assert_covered(&source, &documents);
        assert_sound(&source, &documents);
    }
}

#[test]
fn a_lost_project_is_missed_with_its_lines() {
    let source = "# Раздел\n\n- **Akash**: рынок\n- **Golem**: аренда\n";
    let mut documents = documents(source);
    documents.retain(|document| document.name.as_str() != "Golem");
    let article = Article {
        path: String::new(),
        source: source.to_owned(),
    };
    let covered = coverage(&article, &documents);
    assert_eq!(covered.words, 5);
    let missing = ["Golem", "аренда"].map(|word| (4, word.to_owned()));
    assert_eq!(covered.missing, missing);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 600,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_word_of_generated_markdown_stands_in_exactly_one_document(
        source in generate::article()
    ) {
        let documents = documents(&source);
        assert_covered(&source, &documents);
        assert_sound(&source, &documents);
    }

    #[test]
    fn any_text_at_all_is_split_soundly_and_always_the_same(
        source in generate::noise()
    ) {
        check_split(&source);
    }
}
