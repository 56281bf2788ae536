//! Help, manual pages, completions, schemas: all from one definition.

use std::process::Command;

use crate::sandbox::{Run, Sandbox, has_program};
use crate::terminal::{plain, seen};

const COMMANDS: [&str; 10] = [
    "index",
    "query",
    "suggest",
    "eval",
    "analyze",
    "list",
    "show",
    "schema",
    "completions",
    "man",
];

#[test]
fn short_help_fits_a_screen_of_24_lines_and_80_columns() {
    let sandbox = Sandbox::empty();
    let top: [&[&str]; 1] = [&["-h"]];
    let all = COMMANDS.map(|command| vec![command, "-h"]);
    for args in top.into_iter().chain(all.iter().map(Vec::as_slice)) {
        let help = plain(&seen(&sandbox, (80, 24), &[], args));
        assert!(help.lines().count() <= 23, "{args:?}\n{help}");
        let widest = help.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{args:?} {widest:?}\n{help}");
    }
}

#[test]
fn help_has_examples_that_work() {
    let sandbox = Sandbox::with_article();
    for command in COMMANDS {
        let help = sandbox.run([command, "--help"]).stdout;
        let (_, examples) = help.split_once("Examples:").expect(command);
        assert!(examples.contains("obzor "), "{command}");
        // Those that need no file of the user's and no other program are run.
        let own = examples.lines().map(str::trim);
        let own = own.filter(|line| {
            line.starts_with(&format!("obzor {command}"))
                && !["index", "eval"].contains(&command)
                && !line.contains(['|', '>', '<'])
        });
        for line in own {
            let args: Vec<&str> = line.split_whitespace().skip(1).collect();
            assert_eq!(sandbox.run(&args).code, 0, "{line}");
        }
    }
}

#[test]
fn a_misspelled_command_or_option_is_answered_with_what_was_meant() {
    let sandbox = Sandbox::with_article();
    let unknown = sandbox.run(["qury", "GPU"]);
    unknown.assert_error("'query'");
    sandbox
        .run(["query", "GPU", "--fromat", "json"])
        .assert_error("'--format'");
    sandbox
        .run(["query", "GPU", "--format", "jsn"])
        .assert_error("'json'");
    sandbox
        .run(["schema", "qury"])
        .assert_error("query, hit, batch");
    sandbox
        .run(["completions", "tcsh"])
        .assert_error("bash, elvish, fish");
}

#[test]
fn manual_pages_describe_every_option() {
    let sandbox = Sandbox::empty();
    for command in COMMANDS {
        let page = sandbox.run(["man", command]).stdout.replace("\\-", "-");
        assert!(
            page.starts_with(".ie") && page.contains(&format!(".TH obzor-{command} 1")),
            "{page}"
        );
        let help = sandbox.run([command, "--help"]).stdout;
        let options = help.split_whitespace().filter(|word| {
            word.starts_with("--")
                && word.len() > 3
                && word[2..]
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-')
        });
        for option in options {
            assert!(page.contains(option), "{command}: {option}");
        }
        assert!(
            page.contains("When to use colors"),
            "{command}: every option is described"
        );
    }
    let page = sandbox.run(["man"]).stdout;
    assert!(page.contains(".TH obzor 1") && page.contains("Exit status"));
    sandbox
        .run(["man", "nonsense"])
        .assert_error("there is no command");
}

/// What the shell's script would be told for a command line.
fn completed(sandbox: &Sandbox, shell: &str, words: &[&str]) -> Vec<String> {
    let mut command = sandbox.command();
    command
        .env("COMPLETE", shell)
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string())
        .arg("--")
        .args(words);
    let run = Run::of(command.output().unwrap());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn names_of_the_index_are_completed() {
    let sandbox = Sandbox::with_article();
    assert!(completed(&sandbox, "bash", &["obzor", "show", "no"]).is_empty());
    sandbox.run(["index"]);
    let names = completed(&sandbox, "bash", &["obzor", "show", "no"]);
    assert_eq!(names, ["Nosana", "Node\\ AI", "NodeSynapse"]);
    let names = completed(&sandbox, "bash", &["obzor", "show", "node\\ a"]);
    assert_eq!(names, ["Node\\ AI"]);
    let names = completed(&sandbox, "fish", &["obzor", "show", "Node A"]);
    assert_eq!(names, ["Node AI"]);
    let sections = completed(&sandbox, "bash", &["obzor", "query", "--section", "рын"]);
    assert_eq!(sections, ["Рынки\\ вычислительных\\ ресурсов"]);
    let commands = completed(&sandbox, "bash", &["obzor", "qu"]);
    assert_eq!(commands, ["query"]);
    let options = completed(&sandbox, "bash", &["obzor", "query", "--snip"]);
    assert_eq!(options, ["--snippets", "--snippet-chars"]);
}

#[test]
fn shells_read_the_completion_scripts() {
    let sandbox = Sandbox::with_article();
    for shell in ["bash", "zsh", "fish"] {
        let script = sandbox.run(["completions", shell]);
        assert_eq!(script.code, 0);
        if !has_program(shell) {
            continue;
        }
        sandbox.write("script", &script.stdout);
        let check = Command::new(shell)
            .args(["-n", "script"])
            .current_dir(sandbox.path(""))
            .output()
            .unwrap();
        assert!(
            check.status.success(),
            "{}",
            String::from_utf8_lossy(&check.stderr)
        );
    }
}
