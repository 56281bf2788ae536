//! Snippets and highlights: what is marked is what matched, and every mark
//! leads to the source.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, repository};

fn items<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("{key}"))
}

fn number(value: &Value, key: &str) -> usize {
    value[key].as_u64().unwrap_or_else(|| panic!("{key}")) as usize
}

/// Parts of a text by their code points.
fn cut(text: &str, spans: &Value) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let spans = spans.as_array().expect("spans").iter();
    spans
        .map(|span| {
            let end = |at: usize| span[at].as_u64().expect("a number") as usize;
            chars[end(0)..end(1)].iter().collect()
        })
        .collect()
}

/// Everything that a query marks in the article, each once.
fn marked(sandbox: &Sandbox, query: &str) -> Vec<String> {
    let answer = sandbox.json(&["query", "-n", "100", query]);
    let mut marked = BTreeSet::new();
    for hit in items(&answer, "hits") {
        for found in items(hit, "matches") {
            marked.insert(found["text"].as_str().expect("text").to_owned());
        }
    }
    marked.into_iter().collect()
}

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn what_is_marked_is_what_matched() {
    let sandbox = Sandbox::with_article();
    for (query, words) in [
        // All forms of a word.
        (
            "рынок",
            &["Рынки", "Рынок", "рынка", "рынке", "рынки", "рынок"][..],
        ),
        ("ИИ", &["ИИ"]),
        // A phrase whole, and nothing else of it.
        ("\"аренды GPU\"", &["аренды GPU"]),
        // With words between, only its words.
        ("\"рынок GPU\"~3", &["GPU", "Рынок", "рынок"]),
        ("!токенов", &["токенов"]),
        ("нейро*", &["нейроморфных"]),
        ("nosanna~", &["Nosana"]),
        // Rescued.
        ("hsyjr +Cardano", &["Cardano", "рынок"]),
        ("акаш", &["Akash"]),
        ("nosanna", &["Nosana"]),
        // Names whole and by their parts.
        ("octa space", &["OctaSpace"]),
        ("space", &["OctaSpace"]),
        ("ionet", &["io.net"]),
        // Only where it is asked for.
        ("name:node", &["Node", "NodeSynapse"]),
        ("heading:рынки name:Kuzco", &["Kuzco"]),
    ] {
        assert_eq!(marked(&sandbox, query), words, "{query}");
    }
    sandbox.write(
        "corpus/synonyms.txt",
        "видеокарта = GPU\nмайнинг = proof work\n",
    );
    assert_eq!(marked(&sandbox, "видеокарта"), ["GPU"]);
}

#[test]
fn names_and_headings_are_marked_too() {
    let sandbox = Sandbox::with_article();
    let answer = sandbox.json(&["query", "рынки", "io.net", "-n", "1"]);
    let hit = &items(&answer, "hits")[0];
    let name = hit["name"].as_str().unwrap();
    assert_eq!(cut(name, &hit["name_highlights"]), ["io.net"]);
    let headings = items(hit, "headings");
    let marked = cut(headings[1].as_str().unwrap(), &hit["heading_highlights"][1]);
    assert_eq!(marked, ["Рынки"]);
    // Its own text has none of the words: it shows its beginning.
    let snippet = &hit["snippet"];
    assert_eq!(snippet["highlights"], serde_json::json!([]));
    assert!(
        snippet["text"]
            .as_str()
            .unwrap()
            .starts_with("Сеть облачных")
    );
}

/// Every match is where it says, counted anew from the file.
fn assert_placed(corpus: &Sandbox, hit: &Value) {
    let source = fs::read_to_string(corpus.path(hit["file"].as_str().unwrap())).unwrap();
    for found in items(hit, "matches") {
        let (start, end) = (number(found, "byte_start"), number(found, "byte_end"));
        let text = source.get(start..end).expect("whole characters");
        assert_eq!(found["text"], text, "{found}");
        let before = &source[..start];
        assert_eq!(
            number(found, "line"),
            before.matches('\n').count() + 1,
            "{found}"
        );
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        assert_eq!(number(found, "column"), column, "{found}");
        let from = number(hit, "line");
        let until = number(hit, "end_line");
        assert!((from..=until).contains(&number(found, "line")), "{found}");
    }
}

#[test]
fn every_match_in_the_fixtures_is_read_back_from_the_source() {
    let sandbox = Sandbox::empty();
    let mut files = Vec::new();
    for folder in fs::read_dir(repository().join("tests/fixtures")).unwrap() {
        let folder = folder.unwrap();
        if !folder.file_type().unwrap().is_dir() {
            continue;
        }
        for file in fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            let name = file.file_name().into_string().unwrap();
            if name.ends_with(".md") {
                let path = format!("corpus/{}-{name}", folder.file_name().to_string_lossy());
                sandbox.write(&path, fs::read(file.path()).unwrap());
                files.push(path);
            }
        }
    }
    assert!(files.len() > 5, "{files:?}");
    let list = sandbox.json(&["list"]);
    let mut batch = String::new();
    for (at, document) in items(&list, "documents").iter().enumerate() {
        let name = document["name"]
            .as_str()
            .unwrap()
            .replace(['\t', '\n'], " ");
        batch += &format!("{at}\t{name}\n");
    }
    batch += "w\tи в на для the and a of to code код таблица список\n";
    sandbox.write("topics.tsv", batch);
    let run = sandbox.run(["query", "-F", "-n", "1000", "--batch", "topics.tsv"]);
    let (mut matches, mut marks) = (0, 0);
    for line in run.stdout.lines() {
        let answer: Value = serde_json::from_str(line).unwrap();
        for hit in items(&answer, "hits") {
            assert_placed(&sandbox, hit);
            matches += items(hit, "matches").len();
            marks += items(&hit["snippet"], "highlights").len();
        }
    }
    assert!(
        matches > 150 && marks > 60,
        "{matches} matches, {marks} marks"
    );
}

#[test]
fn the_source_of_a_match_has_the_markup_inside() {
    let sandbox = Sandbox::with_files(&[(
        "a.md",
        "# Обзор\n\n- **A**kash: рын**ки** &laquo;GPU&raquo; и [io](https://io.net).net\n- Второй `A*B` код\n",
    )]);
    let answer = sandbox.json(&["query", "akash", "рынок", "gpu", "io.net"]);
    let texts: Vec<&str> = items(&items(&answer, "hits")[0], "matches")
        .iter()
        .map(|found| found["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        texts,
        ["**A**kash", "рын**ки**", "GPU", "[io](https://io.net).net"]
    );
}

#[test]
fn a_title_of_the_front_matter_is_a_place_too() {
    let sandbox = Sandbox::with_article();
    let answer = sandbox.json(&["query", "name:обзор"]);
    let found = &items(&items(&answer, "hits")[0], "matches")[0];
    assert_eq!((number(found, "line"), number(found, "column")), (2, 29));
}

#[test]
fn every_body_hit_of_the_judged_topics_shows_what_matched() {
    let sandbox = Sandbox::with_article();
    let topics = repository().join("tests/evaluation/topics.tsv");
    let topics = topics.to_str().unwrap();
    let mut body_hits = 0;
    for (passages, chars) in [(1, 80), (2, 240), (3, 40)] {
        let (n, c) = (passages.to_string(), chars.to_string());
        let size = ["--snippets", &n, "--snippet-chars", &c];
        let args = ["query", "--explain", "-n", "100", "--batch", topics];
        let run = sandbox.run(args.iter().chain(&size));
        for line in run.stdout.lines() {
            let answer: Value = serde_json::from_str(line).unwrap();
            for hit in items(&answer, "hits") {
                let text = hit["snippet"]["text"].as_str().unwrap();
                assert!(text.chars().count() <= passages * chars, "{text}");
                let in_body = items(hit, "matches")
                    .iter()
                    .any(|found| found["field"] == "body");
                if in_body {
                    body_hits += 1;
                    let shown = cut(text, &hit["snippet"]["highlights"]);
                    assert!(!shown.is_empty(), "{}: {text}", answer["query"]);
                }
            }
        }
    }
    assert!(body_hits > 3000, "{body_hits}");
}

#[test]
fn a_body_that_finds_is_marked_wherever_the_score_comes_from_it() {
    let sandbox = Sandbox::with_article();
    let small: BTreeSet<&str> = ["на", "для", "в", "и", "с", "по", "что", "как"].into();
    let topics = fs::read_to_string(repository().join("tests/evaluation/topics.tsv")).unwrap();
    for line in topics.lines().step_by(5) {
        let query = line.split('\t').nth(1).unwrap();
        let run = sandbox.run(["query", "--explain", "-n", "100", "-f", "json", "--", query]);
        let answer: Value = serde_json::from_str(&run.stdout).unwrap();
        for hit in items(&answer, "hits") {
            let mut parts = items(&hit["explain"], "parts").iter();
            let by_body = parts.any(|part| {
                part["field"] == "body"
                    && ["form", "name", "phrase"].contains(&part["how"].as_str().unwrap())
                    && !small.contains(part["word"].as_str().unwrap())
            });
            if by_body {
                let marks = items(&hit["snippet"], "highlights");
                assert!(!marks.is_empty(), "{query}: {hit:#}");
            }
        }
    }
}

#[test]
fn passages_are_as_many_and_as_long_as_asked() {
    let filler = "Здесь совсем ни о чём. ".repeat(20);
    let text = format!("## Раздел\n\nРынок тут. {filler}Аренда тут. {filler}Токен тут.\n");
    let sandbox = Sandbox::with_files(&[("a.md", &text)]);
    let text = |args: &[&str]| {
        let answer = sandbox.json(&[&["query", "рынок аренда токен"], args].concat());
        items(&answer, "hits")[0]["snippet"]["text"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        text(&["--snippets", "3", "--snippet-chars", "15"]),
        "Рынок тут. … Аренда тут. … Токен тут."
    );
    assert_eq!(text(&["--snippets", "0"]), "");
    assert_eq!(
        text(&["--snippets", "1", "--snippet-chars", "14"]),
        "Рынок тут. …"
    );
    sandbox
        .run(["query", "рынок", "--snippet-chars", "3"])
        .assert_error("--snippet-chars must be at least 10");
}

#[test]
fn content_can_neither_touch_the_terminal_nor_break_json() {
    let hostile = "рынок \u{1b}[31mкрасный\u{1b}[0m \u{1b}]0;title\u{7} \u{202e}назад\u{2066} \u{9b}31m \u{85} \u{2028}конец";
    let text = format!("# Обзор\n\n- **Имя\u{1b}[2J**: {hostile}\n");
    let sandbox = Sandbox::with_files(&[("a.md", &text)]);
    let formats = ["text", "json", "jsonl", "tsv", "vimgrep"];
    let mut runs: Vec<Vec<&str>> = formats
        .map(|format| vec!["query", "рынок", "-f", format])
        .into();
    runs.push(vec!["query", "рынок", "--oneline"]);
    runs.push(vec!["query", "рынок", "--explain", "--color", "always"]);
    runs.push(vec!["show", "a.md"]);
    runs.push(vec!["list"]);
    runs.push(vec!["list", "--format", "json"]);
    for args in runs {
        let run = sandbox.run(&args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.stderr);
        let own = if args.contains(&"always") {
            "\u{1b}"
        } else {
            ""
        };
        let bad = |c: &char| {
            (c.is_control() && !own.contains(*c) && *c != '\n' && *c != '\t')
                || matches!(c, '\u{202e}' | '\u{2066}' | '\u{2028}')
        };
        let found: Vec<char> = run.stdout.chars().filter(bad).collect();
        assert!(found.is_empty(), "{args:?}: {found:?} in {:?}", run.stdout);
        assert!(!run.stdout.contains("\u{1b}[2J") && !run.stdout.contains("\u{1b}]0"));
        if !args.contains(&"list") {
            assert!(run.stdout.contains("\\u"), "{args:?}: {}", run.stdout);
        }
    }
    let answer = sandbox.json(&["query", "рынок"]);
    let snippet = items(&answer, "hits")[0]["snippet"]["text"]
        .as_str()
        .unwrap();
    assert!(
        snippet.contains('\u{1b}') && snippet.contains('\u{202e}'),
        "the text itself is kept"
    );
}
