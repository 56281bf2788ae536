//! Names of files and folders that would act on a terminal: none gets there.

#![cfg(unix)]

use std::fs;

use crate::sandbox::{Run, Sandbox};
use crate::terminal::{plain, seen};

const FOLDER: &str = "dir\u{1b}[31m\u{7}\n\u{202e}\u{2066}";
const NAME: &str = "art\u{1b}]0;owned\u{7}\nicle\u{2066}\u{202e}\u{9b}\u{7f}";

/// What a terminal acts on, but for line breaks.
fn is_raw(c: char) -> bool {
    let marks = ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    marks || (c.is_control() && c != '\n' && c != '\t')
}

#[track_caller]
fn assert_safe(text: &str, what: &[&str]) {
    assert!(!text.contains(is_raw), "{what:?}: {text:?}");
    // A name that was broken would begin a line with its second half.
    let broken = text.lines().any(|line| line.starts_with("icle"));
    assert!(!broken, "{what:?}: {text:?}");
}

/// A corpus in such a folder, with a file that cannot be read, a file of two
/// projects of one name, and synonyms and settings that are wrong.
fn hostile() -> Sandbox {
    let sandbox = Sandbox::empty();
    let text = "# Обзор\n\n## Рынки\n\n- **Имя**: слово рынок\n\n## Ещё\n\n- **Имя**: слово\n";
    sandbox.write(&format!("corpus/{FOLDER}/{NAME}.md"), text);
    sandbox.write(&format!("corpus/{FOLDER}/bad{NAME}.md"), b"\xff \xfe\n");
    sandbox.write(&format!("corpus/{NAME}.md"), "just text\n");
    let huge = fs::File::create(sandbox.path(&format!("corpus/{NAME}huge.md"))).unwrap();
    huge.set_len(1 << 30).unwrap();
    sandbox
}

const COMMANDS: &[&[&str]] = &[
    &["index", "--rebuild"],
    &["index", "--check"],
    &["list"],
    &["list", "--format", "json"],
    &["show", "Имя"],
    &["show", "Рынки"],
    &["show", "Рынки", "--format", "json"],
    &["doctor"],
    &["doctor", "--format", "json"],
    &["suggest", "им"],
    &["suggest", "art"],
    &["analyze", NAME],
    &["analyze", NAME, "--format", "json"],
    &["query", "слово"],
    &["query", "слово", "--explain"],
    &["query", "слово", "--group-by", "section"],
    &["query", "слово", "--oneline"],
    &["query", "слово", "-l"],
    &["query", "слово", "--format", "json"],
    &["query", "слово", "--format", "jsonl"],
    &["query", "слово", "--format", "tsv"],
    &["query", "слово", "--format", "vimgrep"],
    &["query", "слово", "--format", "trec"],
    &["query", NAME],
    &["query", NAME, "--show-query"],
    &["query", "слово", "--path", NAME],
];

#[test]
fn no_name_of_a_file_acts_on_a_terminal() {
    let sandbox = hostile();
    for args in COMMANDS {
        let run = sandbox.run(*args);
        assert_safe(&run.stdout, args);
        assert_safe(&run.stderr, args);
        let screen = seen(&sandbox, (80, 1000), &[("NO_COLOR", "1")], args);
        assert_safe(&screen, args);
    }
    // Of colours and links too nothing is left that is not obzor's.
    for args in COMMANDS {
        assert_safe(&plain(&seen(&sandbox, (80, 1000), &[], args)), args);
    }
    fs::remove_dir_all(sandbox.path(&format!("corpus/{FOLDER}"))).unwrap();
    for args in [
        &["index", "--check"][..],
        &["doctor"],
        &["show", "Рынки", "--no-refresh"],
    ] {
        let run = sandbox.run(args);
        assert_safe(&run.stdout, args);
        assert_safe(&run.stderr, args);
    }
}

#[test]
fn null_ended_names_are_raw_in_a_pipe_only() {
    let sandbox = hostile();
    let args = ["query", "рынок", "-l", "-0"];
    let piped = sandbox.run(args);
    assert_eq!(piped.stdout, format!("corpus/{FOLDER}/{NAME}.md\0"));
    let screen = seen(
        &sandbox,
        (80, 1000),
        &[],
        &["query", "рынок", "-l", "-0", "--no-refresh"],
    );
    assert!(screen.contains("icle"), "{screen:?}");
    assert_safe(&screen.replace('\0', "\n"), &args);
}

#[test]
fn a_run_is_read_back_whatever_the_names() {
    let sandbox = hostile();
    let answer = sandbox.json(&["query", "рынок", "-n", "1"]);
    let id = answer["hits"][0]["id"].as_str().unwrap().to_owned();
    let run = sandbox.run(["query", "рынок", "--format", "trec"]).stdout;
    assert_eq!(run.lines().next().unwrap().split_whitespace().count(), 6);
    let encoded = run.split_whitespace().nth(2).unwrap().to_owned();
    assert_safe(&encoded, &["trec"]);
    sandbox.write("run", &run);
    sandbox.write("topics", "1\tрынок\n");
    // Judged as it is, with nothing encoded but what would break the line.
    let spaced = |c: char| c.is_whitespace() || c == '%';
    let judged: String = id
        .chars()
        .map(|c| match spaced(c) {
            true => format!("%{:02X}", u32::from(c)),
            false => c.to_string(),
        })
        .collect();
    sandbox.write("qrels", format!("1 0 {judged} 1\n"));
    let measured = sandbox.run(["eval", "topics", "qrels", "--run", "run"]);
    assert!(
        measured.stdout.contains("all\t1.0000"),
        "{}",
        measured.stdout
    );
}

#[test]
fn shells_are_offered_nothing_that_nobody_can_type() {
    let sandbox = hostile();
    sandbox.write("corpus/plain.md", "# Plain\n");
    sandbox.run(["index"]);
    for (words, plain) in [
        (&["query", "--path", ""][..], "plain.md"),
        (&["show", ""], "Plain"),
        (&["index", "corpus/"], "corpus/plain.md"),
        (&["query", "--batch", "corpus/"], "corpus/plain.md"),
    ] {
        for shell in ["bash", "zsh", "fish"] {
            let mut command = sandbox.command();
            command
                .env("COMPLETE", shell)
                .args(["--", "obzor"])
                .args(words);
            command.env("_CLAP_COMPLETE_INDEX", words.len().to_string());
            command.env("_CLAP_IFS", "\n");
            let run = Run::of(command.output().unwrap());
            assert_safe(&run.stdout, words);
            assert!(
                run.stdout.contains(plain),
                "{shell} {words:?}: {:?}",
                run.stdout
            );
        }
    }
}
