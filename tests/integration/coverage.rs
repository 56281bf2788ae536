//! Each word of the visible text stands in the name or the body of exactly one
//! document: nothing lost, nothing twice. On every fixture, and on Markdown
//! that no one has written.

mod generate;
mod oracle;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use obzor::document::{Article, Document};
use obzor::markdown::split;
use proptest::prelude::*;

use self::oracle::{difference, visible_words, words_of};

fn documents(source: &str) -> Vec<Document> {
    split(&Article {
        path: "dir/article.md".to_owned(),
        source: source.to_owned(),
    })
    .0
}

fn assert_covered(source: &str, documents: &[Document]) {
    let differences = difference(&visible_words(source), &words_of(source, documents));
    assert!(
        differences.is_empty(),
        "words seen -> words found: {differences:?}\n--- source\n{source}\n--- documents\n{documents:#?}"
    );
}

/// What holds for every text whatever: ids tell documents apart, spans and
/// maps lead to places in the file, and verbatim runs to the very same text.
fn assert_sound(source: &str, documents: &[Document]) {
    let ids: HashSet<&str> = documents.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids.len(), documents.len(), "ids repeat in {source:?}");
    let lines = source.matches('\n').count() + 1;
    for document in documents {
        let span = document.byte_start..document.byte_end;
        assert!(source.get(span.clone()).is_some(), "{span:?}: {document:?}");
        assert!(document.line <= document.end_line && document.end_line <= lines);
        for text in [&document.name, &document.body] {
            let mut end = 0;
            for segment in text.segments() {
                assert!(segment.text.start >= end, "segments overlap: {text:?}");
                end = segment.text.end;
                let shown = text.as_str().get(segment.text.clone());
                let origin = source.get(segment.source.clone());
                assert!(shown.is_some() && origin.is_some(), "{segment:?}: {text:?}");
                if segment.text.len() == segment.source.len() {
                    let folded = |text: Option<&str>| text.map(|t| t.replace(['\r', '\n'], " "));
                    assert_eq!(folded(shown), folded(origin));
                }
            }
            assert!(
                text.source_range(0..text.as_str().len())
                    .is_none_or(|range| range.start >= span.start && range.end <= span.end),
                "text from outside of {span:?}: {document:?}"
            );
        }
    }
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
        let once = documents(&source);
        assert_sound(&source, &once);
        prop_assert_eq!(once, documents(&source));
    }
}
