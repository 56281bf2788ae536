//! What is said on stderr: it never costs the answer. What cannot be written
//! on stdout is an error.

#![cfg(unix)]

use std::fs::{File, OpenOptions};
use std::io::pipe;
use std::process::Stdio;

use crate::sandbox::{MARKET_COUNT, Run, Sandbox, has_program, report_skip};

/// A file that is always full; says so where there is none.
fn full() -> Option<File> {
    let full = OpenOptions::new().write(true).open("/dev/full");
    if full.is_err() {
        report_skip("there is no /dev/full");
    }
    full.ok()
}

/// A pipe whose reader has gone.
fn abandoned() -> Stdio {
    let (reader, writer) = pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

/// Stderrs that take nothing.
fn deaf() -> Vec<(&'static str, Stdio)> {
    let full = full().map(|full| ("/dev/full", full.into()));
    full.into_iter().chain([("a pipe", abandoned())]).collect()
}

/// A corpus of which each command has something to say.
fn noisy() -> Sandbox {
    let sandbox = Sandbox::with_article();
    sandbox.write("obzor.toml", "colour = \"never\"\n");
    sandbox.write(
        "corpus/twins.md",
        "# A\n\n- **Имя**: а\n\n# B\n\n- **Имя**: б\n",
    );
    sandbox.write("corpus/bad.md", b"# Bad \xff\n");
    sandbox.write("corpus/synonyms.txt", "no synonym\n");
    sandbox
}

/// The closing line with one duration for all runs.
fn timeless(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| match line.rsplit_once(" documents, ") {
            Some((counted, _)) => counted,
            None => line,
        });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_stderr_that_takes_nothing_costs_no_answer() {
    let commands: &[&[&str]] = &[
        &["index", "--rebuild"],
        &["index", "--check"],
        &["query", "hsyjr"],
        &["query", "рынок -солана ~", "--show-query"],
        &["query", "--strict", "рынок ("],
        &["query", "нетникогдатакого", "--path", "nowhere"],
        &["show", "Имя"],
        &["show", "no such name"],
        &["list"],
        &["doctor"],
        &["query"],
        &["no-such-command"],
        &["schema", "nothing"],
    ];
    let sandbox = noisy();
    sandbox.run(["index"]);
    for args in commands {
        let heard = sandbox.run(*args);
        assert!(!heard.stderr.is_empty(), "{args:?} says nothing");
        for (what, stderr) in deaf() {
            let mut command = sandbox.command();
            let run = Run::of(command.args(*args).stderr(stderr).output().unwrap());
            assert_eq!(run.code, heard.code, "{args:?} into {what}");
            assert_eq!(timeless(&run.stdout), timeless(&heard.stdout), "{args:?}");
        }
    }
    // Built and healed on the way to an answer.
    for (what, stderr) in deaf() {
        let sandbox = noisy();
        let mut command = sandbox.command();
        let query = ["query", "hsyjr", "-c"];
        let run = Run::of(command.args(query).stderr(stderr).output().unwrap());
        assert_eq!((run.code, run.stdout.as_str()), (0, MARKET_COUNT), "{what}");
    }
}

#[test]
fn the_shell_too_may_close_stderr() {
    if !has_program("sh") {
        return;
    }
    let sandbox = noisy();
    sandbox.run(["index"]);
    let heard = sandbox.run(["query", "hsyjr"]);
    let mut shell = std::process::Command::new("sh");
    let script = format!("exec {} query hsyjr 2>&-", env!("CARGO_BIN_EXE_obzor"));
    shell.args(["-c", &script]).current_dir(sandbox.path(""));
    shell
        .env_clear()
        .envs(crate::sandbox::environment(&sandbox));
    let run = Run::of(shell.output().unwrap());
    assert_eq!(run.code, 0);
    assert_eq!(timeless(&run.stdout), timeless(&heard.stdout));
}

#[test]
fn a_stdout_that_fails_is_an_error_and_a_reader_that_left_is_none() {
    let commands: &[&[&str]] = &[
        &["query", "рынок"],
        &["query", "рынок", "--format", "json"],
        &["list"],
        &["doctor"],
        &["--help"],
        &["query", "--help"],
        &["--version"],
        &["man"],
        &["completions", "bash"],
        &["schema", "query"],
    ];
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    for args in commands {
        let run = |stdout: Stdio, stderr: Stdio| {
            let mut command = sandbox.command();
            let command = command.args(*args).stdout(stdout).stderr(stderr);
            Run::of(command.spawn().unwrap().wait_with_output().unwrap())
        };
        let left = run(abandoned(), Stdio::piped());
        assert_eq!((left.code, left.stderr.as_str()), (0, ""), "{args:?}");
        let Some(no_room) = full() else { continue };
        let failed = run(no_room.into(), Stdio::piped());
        assert_eq!(failed.code, 2, "{args:?}: {}", failed.stderr);
        assert!(failed.stderr.starts_with("error: "), "{args:?}");
        for (_, stderr) in deaf() {
            let (Some(no_room), stderr) = (full(), stderr) else {
                continue;
            };
            assert_eq!(run(no_room.into(), stderr).code, 2, "{args:?}");
        }
    }
}

/// Messages are lines: what they quote neither ends one nor acts on a terminal.
#[test]
fn what_a_message_quotes_stays_in_its_line() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let evil = "\u{1b}[31m\u{7}\n\u{202e}\u{2066}x\t";
    let commands: &[&[&str]] = &[
        &["show", evil],
        &["list", evil],
        &["query", evil],
        &["query", "--strict", &format!("рынок{evil} (")],
        &["query", "рынок", "--limit", evil],
        &["query", "рынок", "--sort", evil],
        &["query", &format!("--{evil}")],
        &[evil],
        &["man", evil],
        &["schema", evil],
        &["completions", evil],
        &["analyze", "--lang", evil, "x"],
        &["index", evil],
        &["eval", evil, evil],
        &["doctor", "--index", evil],
    ];
    for args in commands {
        let run = sandbox.run(*args);
        let raw = |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{2066}".contains(c));
        assert!(!run.stderr.contains(raw), "{args:?}: {:?}", run.stderr);
        assert!(!run.stdout.contains(raw), "{args:?}: {:?}", run.stdout);
        let quoted = run.stderr.lines().any(|line| line.starts_with('\u{202e}'));
        assert!(
            !quoted && !run.stderr.contains("\n\\u{202e}"),
            "{:?}",
            run.stderr
        );
    }
}
