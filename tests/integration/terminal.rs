//! What a person sees in a terminal: width, colours, links, pager, progress.
//! Each run has a terminal of its own, of the given size.

use std::fs;
use std::io::Read;
use std::path::Path;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use unicode_width::UnicodeWidthStr;

use crate::sandbox::{Sandbox, environment, repository};

/// What the program prints in a terminal of so many columns and rows.
pub fn seen(sandbox: &Sandbox, size: (u16, u16), env: &[(&str, &str)], args: &[&str]) -> String {
    let (cols, rows) = size;
    let terminal = native_pty_system()
        .openpty(PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        })
        .expect("a terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_obzor"));
    command.args(args);
    command.cwd(sandbox.path(""));
    command.env_clear();
    for (name, value) in environment(sandbox) {
        command.env(name, value);
    }
    command.env("TERM", "xterm-256color");
    for (name, value) in env {
        command.env(name, value);
    }
    let mut child = terminal
        .slave
        .spawn_command(command)
        .expect("the program runs");
    drop(terminal.slave);
    let mut reader = terminal.master.try_clone_reader().expect("its output");
    let mut printed = Vec::new();
    let mut buffer = [0; 4096];
    // Linux ends the output of a closed terminal with an error.
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        printed.extend_from_slice(&buffer[..count]);
    }
    child.wait().expect("the program ends");
    String::from_utf8(printed)
        .expect("UTF-8")
        .replace("\r\n", "\n")
}

/// The text without colours and links.
pub fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

const BIG: (u16, u16) = (80, 1000);

#[test]
fn text_is_wrapped_to_the_terminal() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    for cols in [40, 80, 120] {
        let text = plain(&seen(&sandbox, (cols, 1000), &[], &["query", "рынок GPU"]));
        assert!(text.lines().count() > 40, "{text}");
        for line in text.lines() {
            // Names and places are never cut.
            let name = ["  article", "  section", "  project"];
            let name = cols < 80 && name.iter().any(|kind| line.contains(kind));
            let whole = name || line.contains(".md:");
            assert!(whole || line.width() <= usize::from(cols), "{cols}: {line}");
        }
    }
}

#[test]
fn wide_letters_are_counted_as_two_columns() {
    let text = "分散型計算の市場は人工知能の計算資源を提供する。".repeat(8);
    let sandbox = Sandbox::with_files(&[("a.md", &format!("# 概要\n\n- **市場**: {text}\n"))]);
    sandbox.run(["index"]);
    let text = plain(&seen(&sandbox, (40, 1000), &[], &["query", "市場"]));
    let widest = text.lines().map(UnicodeWidthStr::width).max();
    assert!((38..=40).contains(&widest.unwrap()), "{text}");
}

#[test]
fn colours_and_links_are_for_terminals_that_want_them() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let query = ["query", "рынок", "-n", "1"];
    let link = format!(
        "\u{1b}]8;;file://{}",
        fs::canonicalize(sandbox.path("corpus")).unwrap().display()
    );
    let styled = seen(&sandbox, BIG, &[], &query);
    assert!(
        styled.contains("\u{1b}[31m") && styled.contains(&link),
        "{styled:?}"
    );
    for env in [
        ("NO_COLOR", "1"),
        ("CLICOLOR", "0"),
        ("TERM", "dumb"),
        ("OBZOR_COLOR", "never"),
    ] {
        let text = seen(&sandbox, BIG, &[env], &query);
        assert!(!text.contains('\u{1b}'), "{env:?}: {text:?}");
    }
    let never = [&query[..], &["--color", "never"]].concat();
    assert!(!seen(&sandbox, BIG, &[], &never).contains('\u{1b}'));
    assert!(!sandbox.run(query).stdout.contains('\u{1b}'));
    let always = sandbox.run(query.iter().chain(&["--color", "always"]));
    assert!(always.stdout.contains("\u{1b}[31m"));
}

#[test]
fn what_is_longer_than_the_terminal_goes_to_the_pager() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let pager = "sh -c 'cat > paged; echo paged >&2'";
    let env = [("OBZOR_PAGER", pager), ("PAGER", "false")];
    let query = ["query", "рынок GPU"];
    let paged = sandbox.path("paged");
    let screen = seen(&sandbox, (80, 24), &env, &query);
    assert_eq!(screen, "paged\n");
    let text = fs::read_to_string(&paged).expect("the pager's input");
    assert!(text.contains("\u{1b}[31m") && text.lines().count() > 24);
    fs::remove_file(&paged).unwrap();

    let short = ["query", "суперкомпьютер"];
    for (env, args) in [
        (&env[..], &short[..]),
        (&env[..], &["query", "рынок GPU", "--no-pager"][..]),
        (&[("OBZOR_PAGER", ""), ("PAGER", pager)][..], &query[..]),
    ] {
        let screen = seen(&sandbox, (80, 24), env, args);
        assert!(
            !paged.exists() && screen.contains("of 31 documents"),
            "{args:?}"
        );
    }
    // Without a terminal there is no pager, and a pager that is not there is said.
    let mut piped = sandbox.command();
    piped
        .args(query)
        .env("OBZOR_PAGER", pager)
        .output()
        .unwrap();
    assert!(!paged.exists());
    let screen = seen(
        &sandbox,
        (80, 24),
        &[("OBZOR_PAGER", "no-such-pager")],
        &query,
    );
    assert!(
        screen.contains("cannot run the pager no-such-pager"),
        "{screen}"
    );
    assert!(screen.contains("of 31 documents"));
}

#[test]
fn a_long_indexing_shows_how_far_it_is_and_takes_it_away() {
    let sandbox = Sandbox::empty();
    let article =
        fs::read_to_string(repository().join("corpus/decentralizing-ai-overview.ru.md")).unwrap();
    for at in 0..150 {
        sandbox.write(&format!("corpus/{at}.md"), &article);
    }
    let screen = seen(&sandbox, (80, 24), &[], &["index"]);
    let last = plain(screen.rsplit('\r').next().unwrap());
    assert!(last.contains("indexed 150 articles"), "{screen:?}");
    assert!(screen.contains(" of 150 files"), "{screen:?}");
    let piped = sandbox.run(["index", "--rebuild"]).stderr;
    assert!(piped.starts_with("indexed 150"), "{piped:?}");
}

/// The picture in the README: a query in a terminal of 100 columns.
/// `OBZOR_TRANSCRIPTS=write cargo test picture` draws it anew.
#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn the_picture_shows_what_the_terminal_shows() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let query = ["query", "рынки токенов на Solana", "-n", "4"];
    let screen = seen(&sandbox, (100, 1000), &[], &query);
    let screen = with_one_duration(&without_links(&screen));
    let prompt = format!(
        "\u{1b}[32m$\u{1b}[0m obzor query {}\n",
        query[1..].join(" ")
    );
    let terminal = anstyle_svg::Term::new().palette(anstyle_svg::WIN10_CONSOLE);
    let picture = terminal.render_svg(&format!("{prompt}{screen}"));
    let file = repository().join("tests/cli/query.svg");
    if std::env::var("OBZOR_TRANSCRIPTS").is_ok_and(|mode| mode == "write") {
        fs::write(&file, &picture).unwrap();
    }
    assert_same(&file, &picture);
}

/// The text of links alone: the folder that they lead to is another each time.
fn without_links(screen: &str) -> String {
    let parts = screen.split("\u{1b}]8;;");
    let texts = parts.map(|part| part.split_once("\u{1b}\\").map_or(part, |(_, text)| text));
    texts.collect()
}

/// The closing line with one duration for all machines.
fn with_one_duration(screen: &str) -> String {
    let Some((before, behind)) = screen.rsplit_once(" ms") else {
        return screen.to_owned();
    };
    let before = before.trim_end_matches(|c: char| c.is_ascii_digit());
    format!("{before}2 ms{behind}")
}

#[track_caller]
fn assert_same(file: &Path, picture: &str) {
    let kept = fs::read_to_string(file).unwrap_or_default();
    assert!(
        kept == picture,
        "{} is not what the terminal shows: draw it anew with OBZOR_TRANSCRIPTS=write",
        file.display()
    );
}
