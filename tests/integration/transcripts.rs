//! Transcripts: what a person sees, in README.md and tests/cli/*.md.
//!
//! Each ```console block is run line by line in a folder as a fresh clone has
//! it: `$ command` lines through `sh`, their stdout compared with what follows.
//! A block that needs programs names them (```console jq vim); where one is not
//! there, the block is skipped, and that is reported.
//! Durations are compared as `N ms`. `OBZOR_TRANSCRIPTS=write cargo test
//! transcripts` writes what was printed into the files: review the difference.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::sandbox::{Sandbox, environment, has_program, repository};

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn every_transcript_is_what_the_program_prints() {
    let mut files = vec![repository().join("README.md")];
    let mut more: Vec<_> = fs::read_dir(repository().join("tests/cli"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    more.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    more.sort();
    files.extend(more);
    let write = std::env::var("OBZOR_TRANSCRIPTS").is_ok_and(|mode| mode == "write");
    let mut differences = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let (printed, commands) = replay(&text);
        assert!(commands > 0, "{} has no transcript", file.display());
        if write {
            fs::write(&file, &printed).unwrap();
        } else if without_durations(&printed) != without_durations(&text) {
            differences.push(difference(&file, &text, &printed));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The text with the output of each command in its transcripts made anew, and
/// how many commands there were.
fn replay(text: &str) -> (String, usize) {
    let mut replayed = String::new();
    let mut sandbox = None;
    let mut commands = 0;
    for line in text.lines() {
        if let Some(needed) = line.strip_prefix("```console") {
            if needed.split_whitespace().all(has_program) {
                sandbox = Some(Sandbox::with_article());
            }
            replayed += &format!("{line}\n");
            continue;
        }
        if line == "```" {
            sandbox = None;
        }
        match (&sandbox, line.strip_prefix("$ ")) {
            (Some(sandbox), Some(command)) => {
                commands += 1;
                replayed += &format!("{line}\n{}", run(sandbox, command));
            }
            (Some(_), None) => {}
            (None, _) => replayed += &format!("{line}\n"),
        }
    }
    (replayed, commands)
}

fn run(sandbox: &Sandbox, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_obzor")).parent().unwrap();
    let path = format!(
        "{}:{}",
        program.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(sandbox.path(""))
        .env_clear()
        .envs(environment(sandbox))
        .env("PATH", path)
        .env("COLUMNS", "100")
        .output()
        .expect("sh runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn without_durations(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    for at in 1..words.len() {
        if words[at].starts_with("ms") && words[at - 1].bytes().all(|b| b.is_ascii_digit()) {
            words[at - 1] = "N";
        }
    }
    words.join(" ")
}

fn difference(file: &Path, expected: &str, printed: &str) -> String {
    let mut report = format!("{}:", file.display());
    for (at, (expected, printed)) in expected.lines().zip(printed.lines()).enumerate() {
        if without_durations(expected) != without_durations(printed) {
            report += &format!(
                "\nline {}:\n  expected {expected}\n  printed  {printed}",
                at + 1
            );
            return report;
        }
    }
    report + " one is longer than the other"
}
