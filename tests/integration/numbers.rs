//! Numbers that are too large for what they are kept in: the most there is, or
//! an error, never none at all.

use crate::sandbox::{MARKET_COUNT, Sandbox};

const MOST: &str = "18446744073709551615";

#[test]
fn a_size_without_end_is_no_limit() {
    // 2^64 - 1, and 2^44, which as bytes is 2^64.
    for megabytes in [MOST, "17592186044416"] {
        let sandbox = Sandbox::with_article();
        let run = sandbox.run(["index", "--max-file-size", megabytes]);
        assert_eq!(run.code, 0, "{megabytes}: {}", run.stderr);
        assert_eq!(sandbox.run(["query", "рынок", "-c"]).stdout, MARKET_COUNT);
        let health = sandbox.json(&["doctor"]);
        assert_eq!(health["corpus"]["max_file_size"], u64::MAX, "{megabytes}");
    }
}

#[test]
fn counts_without_end_show_all() {
    let sandbox = Sandbox::with_article();
    let count = |args: &[&str]| {
        let answer = sandbox.json(&[&["query", "рынок GPU"], args].concat());
        answer["hits"].as_array().unwrap().len()
    };
    let all = count(&["-n", "1000"]);
    assert!(all > 10, "more than the default limit");
    assert_eq!(count(&["-n", MOST]), all);
    assert_eq!(count(&["-n", MOST, "--offset", "1"]), all - 1);
    for sort in ["score", "path", "date"] {
        assert_eq!(count(&["-n", MOST, "--offset", MOST, "--sort", sort]), 0);
    }
    assert_eq!(count(&["--snippets", MOST, "--snippet-chars", MOST]), 10);
    for args in [
        &[
            "query",
            "рынок",
            "-n",
            MOST,
            "--offset",
            MOST,
            "--format",
            "trec",
        ][..],
        &["query", "рынок", "-l", "-n", MOST, "--offset", "3"],
        &["suggest", "р", "-n", MOST],
    ] {
        let run = sandbox.run(args);
        assert!(run.code < 2, "{args:?}: {}", run.stderr);
    }
    let beyond = format!("{MOST}0");
    for option in ["-n", "--offset", "--snippets", "--snippet-chars"] {
        sandbox
            .run(["query", "рынок", option, &beyond])
            .assert_error("number too large");
    }
}

/// How a query is read.
fn read(sandbox: &Sandbox, query: &str) -> String {
    sandbox.run(["index", "--quiet"]);
    let run = sandbox.run(["query", "--show-query", query]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{query}");
    sandbox.run(["query", query, "-q"]);
    run.stdout
}

#[test]
fn a_slop_a_weight_and_a_distance_have_a_most() {
    let sandbox = Sandbox::with_article();
    for (query, expected) in [
        (
            "\"рынок GPU\"~99999999999999999999",
            "phrase with 100 words",
        ),
        ("\"рынок GPU\"~", "phrase with 1 words"),
        ("рынок^1e999", "рынок ×1000\n"),
        (
            "рынок^999999999999999999999999999999999999999999",
            "рынок ×1000\n",
        ),
        ("\"рынок GPU\"^1e999", "рынок GPU ×1000\n"),
        ("(\"рынок GPU\"^1e999)", "рынок GPU ×1000\n"),
        ("\"рынок GPU\"^2.5 a", "рынок GPU ×2.5\n"),
        (
            "рынок~99999999999999999999",
            "words within 2 edits of рынок\nnote: column 1: ",
        ),
        ("рынок~3", "words within 2 edits of рынок\nnote: column 1: "),
        ("5~10", "words 5~10\n"),
        ("рынок^+2", "рынок ×2\n"),
        ("рынок^inf", "words рынок^inf\n"),
    ] {
        let shown = read(&sandbox, query);
        assert!(shown.contains(expected), "{query}: {shown}");
    }
}

#[test]
fn a_negative_boost_is_ignored_with_a_note() {
    let sandbox = Sandbox::with_article();
    for (query, word) in [
        ("рынок^-1", "words рынок\n"),
        ("рынок^-1e999", "words рынок\n"),
        ("\"рынок GPU\"^-1", "phrase рынок GPU\n"),
    ] {
        let shown = read(&sandbox, query);
        assert!(shown.contains(word), "{query}: {shown}");
        assert!(
            shown.contains("note: column 1: a boost cannot be negative"),
            "{shown}"
        );
        let strict = sandbox.run(["query", "--strict", query]);
        strict.assert_error("a boost cannot be negative");
    }
}
