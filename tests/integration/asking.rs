//! The query language from outside: the table of `tests/fixtures/queries.tsv`,
//! and what no query may do.

use std::fs;
use std::sync::{Arc, LazyLock};

use obzor::corpus::Corpus;
use obzor::index::Index;
use obzor::ingest::{self, UpdateOptions};
use obzor::query::{self, BooleanQuery, Node};
use obzor::search::{ParseOptions, SearchOptions, Searcher};
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use crate::sandbox::{Sandbox, repository};

/// What an answer lacks of what a row expects; `None` when nothing.
fn unmet(expectation: &str, answer: &Value) -> Option<String> {
    let hits = answer["hits"].as_array().unwrap();
    let names: Vec<&str> = hits
        .iter()
        .map(|hit| hit["name"].as_str().unwrap())
        .collect();
    let corrections = answer["corrections"].as_array().unwrap();
    let (key, value) = expectation.split_once('=').unwrap_or((expectation, ""));
    let met = match key {
        "first" => names.first() == Some(&value),
        "has" => names.contains(&value),
        "lacks" => !names.contains(&value),
        "none" => names.is_empty(),
        "total" => answer["total"].as_u64() == value.parse().ok(),
        "notes" => value.parse() == Ok(answer["notes"].as_array().unwrap().len()),
        "corrected" if value == "0" => corrections.is_empty(),
        "corrected" => corrections.len() == 1 && corrections[0]["to"] == value,
        "only" => {
            let (mut expected, mut names) = (value.split(',').collect::<Vec<_>>(), names.clone());
            expected.sort_unstable();
            names.sort_unstable();
            expected == names
        }
        _ => panic!("{key} is no expectation"),
    };
    let notes = &answer["notes"];
    (!met).then(|| format!("{expectation}: {names:?} {corrections:?} {notes}"))
}

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn the_table_of_queries_is_answered_as_expected() {
    let table = fs::read_to_string(repository().join("tests/fixtures/queries.tsv")).unwrap();
    let rows: Vec<(&str, &str)> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once('\t').expect(line))
        .collect();
    assert!(rows.len() >= 150, "{} rows", rows.len());
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let topics: String = rows
        .iter()
        .enumerate()
        .map(|(at, (query, _))| format!("{at}\t{query}\n"))
        .collect();
    sandbox.write("topics.tsv", topics);
    let answers = sandbox.run(["query", "--batch", "topics.tsv", "-n", "100"]);
    let mut wrong = Vec::new();
    for ((query, expectations), answer) in rows.iter().zip(answers.stdout.lines()) {
        let answer: Value = serde_json::from_str(answer).unwrap();
        assert_eq!(answer["query"], *query);
        for expectation in expectations.split("; ") {
            wrong.extend(unmet(expectation, &answer).map(|unmet| format!("{query}  {unmet}")));
        }
    }
    assert_eq!(answers.stdout.lines().count(), rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The article's index, in this process.
static ARTICLE: LazyLock<(TempDir, Arc<Index>)> = LazyLock::new(|| {
    let dir = TempDir::new().unwrap();
    let corpus = Corpus::new(&[repository().join("corpus")]).unwrap();
    ingest::update(dir.path(), &corpus, UpdateOptions::default(), |_| {}).unwrap();
    let index = Arc::new(Index::open(dir.path()).unwrap());
    (dir, index)
});

fn depth(group: &BooleanQuery) -> usize {
    let inner = group.clauses.iter().map(|clause| match &clause.node {
        Node::Group(group) => 1 + depth(group),
        _ => 0,
    });
    inner.max().unwrap_or(0)
}

/// What people and pages type: operators, words of the article, fragments.
fn queries() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[-+!*~^:()\"'«» ]{1,4}",
        "(AND|OR|NOT|И|ИЛИ|НЕ| |name:|kind:|path:|section:|foo:)",
        "[а-яёА-Яa-zA-Z0-9.]{1,12}",
        "(рынок|Akash|io\\.net|GPU|и|не|solana|токенов|hsyjr|носана)",
        "\\PC{1,3}",
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_query_is_read_and_answered_and_the_same_way_twice(text in queries()) {
        let parsed = query::parse(&text);
        prop_assert_eq!(&parsed, &query::parse(&text));
        prop_assert!(depth(&parsed.root) <= 200);
        let columns = text.chars().count();
        for note in &parsed.notes {
            prop_assert!((1..=columns).contains(&note.column));
        }
        let (_, index) = &*ARTICLE;
        let searcher = Searcher::new(Arc::clone(index)).unwrap();
        for literal in [false, true] {
            let reading = ParseOptions { literal, correct: true };
            let options = SearchOptions { explain: true, ..SearchOptions::default() };
            let answer = || {
                let query = searcher.parse(&text, reading);
                // A path that is no glob is refused, and nothing else is.
                query.map(|query| (searcher.search(&query, &options).unwrap(), query))
            };
            let (Ok((hits, query)), Ok((again, _))) = (answer(), answer()) else {
                prop_assert!(text.to_lowercase().contains("path:"), "{text}");
                continue;
            };
            prop_assert_eq!(hits.total, again.total);
            let mut before = f32::INFINITY;
            for (hit, other) in hits.hits.iter().zip(&again.hits) {
                prop_assert_eq!(&hit.document.id, &other.document.id);
                prop_assert_eq!(hit.score.to_bits(), other.score.to_bits());
                prop_assert!(hit.score <= before);
                before = hit.score;
                let explanation = hit.explanation.as_ref().unwrap();
                let parts: f32 = explanation.details.iter().map(|part| part.score).sum();
                let sum = explanation.base + parts;
                prop_assert!((sum - hit.score).abs() <= hit.score.abs() * 1e-4 + 1e-5, "{sum} {}", hit.score);
            }
            for range in query.word_ranges() {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}

#[test]
fn hostile_queries_are_answered() {
    let many = |piece: &str| piece.repeat(100_000 / piece.len());
    let brackets = format!("{}solana{}", many("("), many(")"));
    let hostile = [
        many("("),
        many(")"),
        many("\""),
        many("NOT "),
        many("-"),
        many("+a "),
        many("a* "),
        many("a~2 "),
        many("name:"),
        many("name:a "),
        many("path:** "),
        many("(a AND "),
        many("\"a b\"~3 "),
        many("^"),
        many("a."),
        many("ab-"),
        many("а\u{301}"),
        many("слово"),
        many("слово "),
        many("🚀"),
        many("\u{200b}"),
        many("OR a "),
        brackets,
    ];
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let topics: String = hostile
        .iter()
        .enumerate()
        .map(|(at, query)| format!("{at}\t{query}\n"))
        .collect();
    sandbox.write("topics.tsv", topics);
    let run = sandbox.run(["query", "--batch", "topics.tsv", "-n", "1"]);
    assert_eq!(
        (run.code, run.stdout.lines().count()),
        (0, hostile.len()),
        "{}",
        run.stderr
    );
}

#[test]
fn strict_refuses_what_cannot_be_read_as_it_stands_and_marks_the_place() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let run = sandbox.run(["query", "--strict", "рынок (solana"]);
    run.assert_error("error: column 7: the bracket is not closed");
    assert!(
        run.stderr.ends_with("\n  рынок (solana\n        ^\n"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.run(["query", "--strict", "рынок (solana)"]).code, 0);
}

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn literally_nothing_is_an_operator() {
    let sandbox = Sandbox::with_article();
    let kuzco = "Kuzco".to_owned();
    assert!(
        sandbox
            .hit_names(&["-n", "99", "-F", "GPU -solana"])
            .contains(&kuzco)
    );
    assert!(
        !sandbox
            .hit_names(&["-n", "99", "GPU -solana"])
            .contains(&kuzco)
    );
    let answer = sandbox.json(&["query", "--literal", "(рынок NOT \"solana"]);
    assert_eq!(answer["notes"].as_array().unwrap().len(), 0);
    assert!(answer["total"].as_u64().unwrap() > 15);
}

#[test]
fn without_rescue_a_word_that_is_not_there_finds_nothing() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    assert_eq!(sandbox.run(["query", "hsyjr"]).code, 0);
    assert_eq!(sandbox.run(["query", "--no-rescue", "hsyjr"]).code, 1);
    let told = sandbox.run(["query", "hsyjr"]).stderr;
    assert_eq!(told, "showing «рынок» for «hsyjr» (keyboard layout)\n");
}

#[test]
fn hits_say_which_words_they_lack() {
    let sandbox = Sandbox::with_article();
    let answer = sandbox.json(&["query", "-n", "100", "рендеринг Solana"]);
    for hit in answer["hits"].as_array().unwrap() {
        let expected: &[&str] = match hit["name"].as_str().unwrap() {
            "Render Network" => &[],
            "Kuzco" | "Nosana" | "io.net" | "Рынки вычислительных ресурсов" => {
                &["рендеринг"]
            }
            _ => &["Solana"],
        };
        assert_eq!(
            hit["missing"],
            serde_json::json!(expected),
            "{}",
            hit["name"]
        );
    }
}

#[test]
fn synonyms_beside_the_corpus_find_too_and_count_less_than_the_words_themselves() {
    let sandbox = Sandbox::with_files(&[(
        "a.md",
        "# Список\n\n- **Первый**: мощная видеокарта\n- **Второй**: мощный GPU\n- **Третий**: искусственный интеллект\n- **Четвёртый**: модели ИИ\n- **Пятый**: интеллект\n",
    )]);
    sandbox.write(
        "synonyms.txt",
        "видеокарта = GPU\nплохая строка\nИИ = искусственный интеллект # и наоборот\n",
    );
    assert_eq!(sandbox.hit_names(&["видеокартами"]), ["Первый", "Второй"]);
    assert_eq!(sandbox.hit_names(&["gpu"]), ["Второй", "Первый"]);
    assert_eq!(sandbox.hit_names(&["+gpu +мощный"]), ["Второй", "Первый"]);
    assert_eq!(sandbox.hit_names(&["ИИ"]), ["Четвёртый", "Третий"]);
    let found = sandbox.hit_names(&["искусственного интеллекта"]);
    assert_eq!(found[0], "Третий");
    assert!(found.contains(&"Четвёртый".to_owned()));
    let run = sandbox.run(["query", "видеокарта"]);
    assert!(
        run.stderr
            .contains("also «GPU» for «видеокарта» (synonym)\n"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("synonyms.txt:2: not `word = word`"),
        "{}",
        run.stderr
    );
    sandbox.write("synonyms.txt", "");
    sandbox.write("corpus/synonyms.txt", "видяха = видеокарта");
    assert_eq!(sandbox.hit_names(&["видяха"]), ["Первый"]);
    let answer = sandbox.json(&["query", "видяха"]);
    assert_eq!(answer["corrections"][0]["why"], "synonym");
}

#[test]
fn when_not_every_word_is_there_the_looser_query_is_proposed() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let run = sandbox.run(["query", "--all", "рендеринг Cardano"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert_eq!(
        run.stderr,
        "no document has all the words; without --all 5 have some: obzor query рендеринг Cardano\n"
    );
}

#[test]
fn a_query_that_begins_with_a_hyphen_is_told_what_it_needs() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    for args in [["query", "-solana"], ["query", "-xyz"]] {
        let run = sandbox.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("-- -"), "{}", run.stderr);
    }
    // -s takes a value: this asks for a section.
    let run = sandbox.run(["query", "-solana", "GPU"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("without them 16 match"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("put `--` before a query"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.run(["query", "--", "-solana", "GPU"]).code, 0);
}
