//! What scripts and other programs read: line formats, counts, files, orders.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::sandbox::{Run, Sandbox};

#[track_caller]
fn stdout(run: &Run) -> &str {
    assert_eq!(run.code, 0, "{}", run.stderr);
    &run.stdout
}

fn three_articles() -> Sandbox {
    let article = |date: &str, name: &str| {
        format!("---\ntitle: Обзор {name}\ndate: {date}\n---\n\n## Раздел\n\n- **{name}**: рынок\n")
    };
    Sandbox::with_files(&[
        ("b.md", &article("2023-01-31", "Два")),
        ("a.md", &article("2024/11/02", "Один")),
        ("c.md", &article("once upon a time", "Три")),
    ])
}

#[test]
fn jsonl_has_a_hit_a_line_and_they_are_those_of_json() {
    let sandbox = Sandbox::with_article();
    let json = sandbox.json(&["query", "рынок GPU"]);
    let run = sandbox.run(["query", "рынок GPU", "--format", "jsonl"]);
    let lines: Vec<Value> = stdout(&run)
        .lines()
        .map(|line| {
            let mut hit: Value = serde_json::from_str(line).unwrap();
            assert_eq!(
                hit.as_object_mut().unwrap().remove("schema"),
                Some(2.into())
            );
            hit
        })
        .collect();
    assert_eq!(Value::Array(lines), json["hits"]);
}

#[test]
fn tsv_has_nine_columns_whatever_the_content() {
    let sandbox = Sandbox::with_files(&[("a.md", "# Об\tзор\n\n- **Имя**: `рынок\tи` слово\n")]);
    let run = sandbox.run(["query", "рынок", "--format", "tsv"]);
    let rows: Vec<Vec<&str>> = stdout(&run)
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(rows.len(), 1);
    let expected = [
        "1",
        rows[0][1],
        "point",
        "a.md#/имя",
        "corpus/a.md",
        "3",
        "Имя",
    ];
    assert_eq!(rows[0][..7], expected);
    assert!(rows[0][1].parse::<f32>().unwrap() > 0.0);
    assert_eq!(rows[0].len(), 9);
}

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn vimgrep_gives_every_match_with_its_byte_column() {
    let sandbox = Sandbox::with_article();
    let run = sandbox.run(["query", "рынок", "-n", "100", "--format", "vimgrep"]);
    let mut places = BTreeSet::new();
    for line in stdout(&run).lines() {
        let mut parts = line.splitn(4, ':');
        let mut next = || parts.next().expect("four parts");
        let source = fs::read_to_string(sandbox.path(next())).unwrap();
        let (row, column): (usize, usize) = (next().parse().unwrap(), next().parse().unwrap());
        let text = source.lines().nth(row - 1).unwrap();
        assert_eq!(next(), text.trim_end());
        let found = text[column - 1..].to_lowercase();
        // A project that matches by its section's heading is given by its line.
        assert!(found.starts_with("рын") || column == 1, "{line}");
        places.insert((row, column));
    }
    // As many as grep finds.
    let source = fs::read_to_string(sandbox.path("corpus").join(crate::sandbox::ARTICLE)).unwrap();
    let all = source.to_lowercase().matches("рын").count();
    assert!(places.iter().filter(|(_, column)| *column > 1).count() >= all - 1);
}

#[test]
fn oneline_is_a_line_a_hit_that_says_where_to_go() {
    let sandbox = Sandbox::with_article();
    let run = sandbox.run(["query", "Solana", "--oneline"]);
    let lines: Vec<&str> = stdout(&run).lines().collect();
    assert_eq!(lines.len(), 5);
    assert!(
        lines[0].starts_with(
            "corpus/decentralizing-ai-overview.ru.md:52:io.net  Рынки вычислительных ресурсов  Сеть"
        ),
        "{}",
        lines[0]
    );
}

#[test]
fn count_quiet_and_files_are_as_in_grep() {
    let sandbox = three_articles();
    let count = sandbox.run(["query", "рынок", "-c", "-n", "1"]);
    assert_eq!(stdout(&count), "3\n");
    let none = sandbox.run(["query", "йцукен", "-c"]);
    assert_eq!((none.code, none.stdout.as_str()), (1, "0\n"));
    let quiet = sandbox.run(["query", "рынок", "-q"]);
    assert_eq!((quiet.code, quiet.stdout.as_str()), (0, ""));
    let none = sandbox.run(["query", "йцукен", "-q"]);
    assert_eq!(
        (none.code, none.stdout.as_str(), none.stderr.as_str()),
        (1, "", "")
    );
    let files = sandbox.run(["query", "рынок", "-l", "--sort", "path"]);
    assert_eq!(stdout(&files), "corpus/a.md\ncorpus/b.md\ncorpus/c.md\n");
    let files = sandbox.run(["query", "рынок", "-l0", "--sort", "path"]);
    assert_eq!(stdout(&files), "corpus/a.md\0corpus/b.md\0corpus/c.md\0");
    let one = sandbox.run(["query", "рынок", "-l", "-n", "1"]);
    assert_eq!(stdout(&one).lines().count(), 1);
    for args in [
        &["query", "x", "-c", "-l"][..],
        &["query", "x", "-q", "-f", "json"],
        &["query", "x", "-0"],
        &["query", "--batch", "x", "-c"],
    ] {
        sandbox.run(args).assert_error("");
    }
}

#[test]
fn line_formats_print_nothing_when_nothing_is_found_and_json_stays_json() {
    let sandbox = Sandbox::with_article();
    for format in ["text", "jsonl", "tsv", "vimgrep", "trec"] {
        let run = sandbox.run(["query", "йцукен", "--format", format]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{format}");
    }
    for brief in ["--oneline", "-l"] {
        let run = sandbox.run(["query", "йцукен", brief]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{brief}");
    }
    let run = sandbox.run(["query", "йцукен", "--format", "json"]);
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, &answer["hits"]), (1, &serde_json::json!([])));
}

#[test]
fn hits_are_sorted_whole_before_the_first_are_taken() {
    let sandbox = three_articles();
    let ids = |args: &[&str]| {
        let answer = sandbox.json(&[&["query", "рынок"], args].concat());
        let hits = answer["hits"].as_array().unwrap().iter();
        hits.map(|hit| {
            (
                hit["rank"].as_u64().unwrap(),
                hit["path"].as_str().unwrap().to_owned(),
            )
        })
        .collect::<Vec<_>>()
    };
    let of = |expected: &[(u64, &str)]| {
        let owned = expected.iter().map(|&(rank, path)| (rank, path.to_owned()));
        owned.collect::<Vec<_>>()
    };
    assert_eq!(
        ids(&["--sort", "path"]),
        of(&[(1, "a.md"), (2, "b.md"), (3, "c.md")])
    );
    assert_eq!(
        ids(&["--sort", "date"]),
        of(&[(1, "a.md"), (2, "b.md"), (3, "c.md")])
    );
    assert_eq!(
        ids(&["--sort", "path", "--offset", "2"]),
        of(&[(3, "c.md")])
    );
    assert_eq!(
        ids(&["--sort", "date", "-n", "1", "--offset", "1"]),
        of(&[(2, "b.md")])
    );
    assert_eq!(ids(&["--offset", "9"]), []);
}

#[test]
fn hits_under_their_headings_keep_their_ranks() {
    let sandbox = Sandbox::with_article();
    let run = sandbox.run(["query", "Solana", "--group-by", "section"]);
    let text = stdout(&run);
    let first = text.lines().next().unwrap();
    assert_eq!(
        first,
        "Децентрализация ИИ: Обзор › Рынки вычислительных ресурсов"
    );
    let ranks: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()) && line.contains("  "))
        .filter(|line| !line.contains(" of "))
        .map(|line| &line[..1])
        .collect();
    assert_eq!(ranks, ["1", "2", "4", "5", "3"]);
}

#[test]
fn a_broken_pipe_is_silent() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let program = env!("CARGO_BIN_EXE_obzor");
    for args in [
        "query GPU -n 100 -f json",
        "list",
        "man query",
        "completions zsh",
    ] {
        let run = Command::new("sh")
            .args(["-c", &format!("{program} {args} | head -c 1 >/dev/null")])
            .current_dir(sandbox.path(""))
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&run.stderr), "", "{args}");
    }
}
