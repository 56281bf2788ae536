//! Input that was made to do harm, or is merely strange.

use std::fs::{self, File};

#[cfg(unix)]
use crate::sandbox::environment;
use crate::sandbox::{MARKET_COUNT, Run, Sandbox};

#[cfg(unix)]
#[test]
fn loops_of_links_end() {
    let sandbox = Sandbox::with_article();
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, sandbox.path(at)).unwrap();
    link("..", "corpus/up");
    link("round.md", "corpus/round.md");
    link(".", "corpus/self");
    assert_eq!(sandbox.run(["index"]).code, 0);
    assert_eq!(sandbox.run(["query", "рынок", "-q"]).code, 0);
    sandbox
        .run(["index", "corpus/round.md"])
        .assert_error("round.md");
}

#[cfg(unix)]
#[test]
fn devices_are_refused() {
    let sandbox = Sandbox::with_article();
    let run = sandbox.run(["index", "corpus", "/dev/zero"]);
    run.assert_error("/dev/zero is neither a file nor a folder: nothing was indexed");
    assert_eq!(sandbox.run(["query", "рынок", "-q"]).code, 0);
}

#[test]
fn a_huge_file_is_reported_and_skipped_without_being_read() {
    let sandbox = Sandbox::with_article();
    let huge = File::create(sandbox.path("corpus/huge.md")).unwrap();
    huge.set_len(1 << 30).unwrap();
    let run = sandbox.run(["index"]);
    assert_eq!(run.code, 2);
    let message = "corpus/huge.md is larger than 67108864 bytes (--max-file-size); not indexed";
    assert!(run.stderr.contains(message), "{}", run.stderr);
    // Every answer says that it may lack something.
    let run = sandbox.run(["query", "рынок", "-c"]);
    assert_eq!((run.code, &*run.stdout), (0, MARKET_COUNT));
    let message = "note: incomplete: corpus/huge.md is larger than 67108864 bytes";
    assert!(run.stderr.contains(message), "{}", run.stderr);
    let run = sandbox.run(["doctor"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("huge.md is larger than"),
        "{}",
        run.stdout
    );
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_shown_escaped_and_stay_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let sandbox = Sandbox::empty();
    fs::create_dir(sandbox.path("corpus")).unwrap();
    let names: [&[u8]; 4] = [b"a\xff.md", b"a\xfe.md", b"new\nline.md", b"esc\x1b[31m.md"];
    for (number, name) in names.iter().enumerate() {
        let file = sandbox.path("corpus").join(OsStr::from_bytes(name));
        fs::write(file, format!("- **Имя {number}**: слово\n")).unwrap();
    }
    let run = sandbox.run(["index"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.run(["query", "слово", "--sort", "path", "--color", "never"]);
    for shown in ["corpus/a\\xFF.md:1", "corpus/a\\xFE.md:1"] {
        assert!(run.stdout.contains(shown), "{}", run.stdout);
    }
    assert!(!run.stdout.contains('\u{1b}'));
    assert!(!run.stdout.contains("new\nline"));
    let answer = sandbox.json(&["query", "слово", "--kind", "point", "--sort", "path"]);
    let paths: Vec<_> = answer["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| &hit["path"])
        .collect();
    assert_eq!(
        paths,
        ["a\\xFE.md", "a\\xFF.md", "esc\u{1b}[31m.md", "new\nline.md"]
    );
    // Found again for all that looks at the file.
    for number in 0..4 {
        let run = sandbox.run(["show", &format!("Имя {number}")]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    }
    assert_eq!(sandbox.run(["index", "--check"]).code, 0);
    fs::remove_file(sandbox.path("corpus").join(OsStr::from_bytes(names[0]))).unwrap();
    let stale = sandbox.run(["index", "--check"]);
    assert_eq!(
        (stale.code, stale.stdout.as_str()),
        (1, "removed\ta\\xFF.md\n")
    );
}

#[test]
fn show_gives_nothing_but_documents_of_the_index() {
    let sandbox = Sandbox::with_article();
    sandbox.write("secret.md", "- **Тайна**: слово\n");
    for wanted in [
        "../secret.md",
        "../secret.md#/тайна",
        "/etc/passwd",
        "corpus/../../secret.md",
    ] {
        let run = sandbox.run(["show", wanted]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{wanted}");
    }
}

/// What would make one document carry another's mass.
#[test]
fn what_all_documents_carry_is_bounded() {
    let tags: Vec<_> = (0..5000).map(|number| format!("метка{number}")).collect();
    let long = "очень ".repeat(2000);
    let text = format!(
        "---\ntags: [{}]\n---\n\n# Заголовок\n\n## {long}\n\n- **Имя**: слово\n",
        tags.join(", ")
    );
    let sandbox = Sandbox::with_files(&[("a.md", &text)]);
    let run = sandbox.run(["index"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr
            .contains("a.md:2: the front matter has more than 10000 bytes of values"),
        "{}",
        run.stderr
    );
    let answer = sandbox.json(&["query", "слово"]);
    let hit = &answer["hits"][0];
    assert!(hit["tags"].as_array().unwrap().len() < 1000);
    let heading = hit["headings"][1].as_str().unwrap();
    assert_eq!(heading.chars().count(), 1001);
}

/// CPU time that a command may take for one file, in seconds. Some forty times
/// what any takes in a debug build, and far less than quadratic work on 100,000
/// elements would. It is not wall-clock time: a busy machine changes nothing.
const MAX_CPU_SECONDS: u32 = 60;

/// Runs a command that the system kills when it is out of CPU time.
#[cfg(unix)]
fn run_with_bounded_cpu(sandbox: &Sandbox, command: &str) -> Run {
    let program = env!("CARGO_BIN_EXE_obzor");
    let script = format!("ulimit -t {MAX_CPU_SECONDS}; exec {program} {command}");
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", &script])
        .current_dir(sandbox.path(""))
        .env_clear()
        .envs(environment(sandbox));
    Run::of(shell.output().unwrap())
}

/// There is no such limit here.
#[cfg(not(unix))]
fn run_with_bounded_cpu(sandbox: &Sandbox, command: &str) -> Run {
    sandbox.run(command.split(' '))
}

#[test]
fn bombs_of_markdown_and_yaml_are_indexed() {
    let lines = |line: fn(usize) -> String, count: usize| (0..count).map(line).collect::<String>();
    let aliases = ('b'..='i').map(|c| {
        let last = char::from(c as u8 - 1);
        format!("{c}: &{c} [{}]\n", vec![format!("*{last}"); 9].join(", "))
    });
    let yaml: String = aliases.collect();
    let bombs = [
        ("quotes", ">".repeat(1_000_000) + " рынок\n"),
        ("links", "[рынок](http://a.b) ".repeat(100_000)),
        ("brackets", "[".repeat(1_000_000) + "рынок\n"),
        (
            "footnotes",
            lines(|n| format!("[^{n}]"), 50_000) + &lines(|n| format!("\n\n[^{n}]: рынок"), 20_000),
        ),
        (
            "references",
            lines(|n| format!("[r{n}]: http://a.b\n"), 100_000)
                + &lines(|n| format!("[x][r{n}] "), 100_000),
        ),
        ("lists", "- ".repeat(100_000) + "рынок\n"),
        ("stars", "*a **b ".repeat(150_000)),
        ("tags", "<a ".repeat(100_000)),
        ("braces", "<A {".repeat(10_000)),
        ("comments", "a <!-- ".repeat(20_000)),
        (
            "cells",
            "|a".repeat(50_000) + "\n" + &"|-".repeat(50_000) + "\n" + &"|b".repeat(50_000),
        ),
        (
            "headings",
            lines(|n| format!("{} A\n", "#".repeat(n % 6 + 1)), 20_000),
        ),
        (
            "aliases",
            format!("---\na: &a [x, x]\n{yaml}title: *i\n---\n"),
        ),
        ("depth", format!("---\na: {}\n---\n", "[".repeat(100_000))),
        ("word", "р".repeat(1_000_000)),
        ("accents", "а".to_owned() + &"\u{301}".repeat(500_000)),
        ("zeros", "а".repeat(8000) + &"\0".repeat(500_000)),
    ];
    for (name, bomb) in &bombs {
        let text = format!("{bomb}\n\n- **Имя**: рынок\n");
        let sandbox = Sandbox::with_files(&[("bomb.md", &text)]);
        // A code of -1 is a process that was killed.
        let run = run_with_bounded_cpu(&sandbox, "index --quiet");
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        let run = run_with_bounded_cpu(&sandbox, "query рынок -c");
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        let run = run_with_bounded_cpu(&sandbox, "doctor");
        let is_covered = run.stdout.contains("coverage   100%");
        assert!(is_covered, "{name}: {}{}", run.stdout, run.stderr);
    }
}
