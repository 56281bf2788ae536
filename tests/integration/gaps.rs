//! What cannot be read: its last documents stay, and every answer says so.

#![cfg(unix)]

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::sandbox::{Run, Sandbox, environment};
use crate::strangers::{User, put_endless};

/// A corpus with a folder of its own for one article.
fn two_folders() -> Sandbox {
    let sandbox = Sandbox::with_files(&[
        ("open/a.md", "- **Открытое**: слово\n"),
        ("shut/b.md", "- **Закрытое**: слово\n"),
    ]);
    for folder in [".", "corpus", "corpus/open", "corpus/shut"] {
        fs::set_permissions(sandbox.path(folder), Permissions::from_mode(0o777)).unwrap();
    }
    sandbox
}

fn set_mode(sandbox: &Sandbox, path: &str, mode: u32) {
    fs::set_permissions(sandbox.path(path), Permissions::from_mode(mode)).unwrap();
}

const ASK: [&str; 6] = ["query", "слово", "--kind", "point", "-f", "json"];

/// The names that are found, and the places that are said to be missing.
fn found(run: &Run) -> (Vec<String>, Vec<String>) {
    let answer: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let texts = |list: &serde_json::Value, key: &str| {
        let list = list.as_array().cloned().unwrap_or_default();
        let texts = list
            .iter()
            .map(|item| item[key].as_str().unwrap_or_default().to_owned());
        texts.collect::<Vec<_>>()
    };
    let mut names = texts(&answer["hits"], "name");
    names.sort();
    (names, texts(&answer["incomplete"], "path"))
}

#[test]
fn what_stands_in_a_folder_that_cannot_be_listed_stays_and_is_said() {
    for mode in [0o311, 0o000] {
        let sandbox = two_folders();
        let Some(user) = User::without_rights(&sandbox) else {
            return;
        };
        assert_eq!(user.run(&["index"]).code, 0);
        set_mode(&sandbox, "corpus/shut", mode);
        let both = vec!["Закрытое".to_owned(), "Открытое".to_owned()];
        for _ in 0..2 {
            let run = user.run(&ASK);
            assert_eq!(run.code, 0, "{}", run.stderr);
            assert_eq!(found(&run), (both.clone(), vec!["corpus/shut".to_owned()]));
            let note = "note: incomplete: corpus/shut cannot be listed: Permission denied\n";
            assert_eq!(run.stderr, note);
            let run = user.run(&["index"]);
            assert_eq!(run.code, 2, "{}", run.stderr);
            assert!(
                run.stderr.contains("corpus/shut cannot be listed"),
                "{}",
                run.stderr
            );
        }
        for command in [&["list"][..], &["show", "Закрытое"], &["suggest", "Закр"]] {
            let run = user.run(command);
            assert_eq!(run.code, 0, "{command:?}: {}", run.stderr);
            assert!(
                run.stderr.contains("incomplete"),
                "{command:?}: {}",
                run.stderr
            );
        }
        // The index itself knows it, too.
        let run = user.run(&[&ASK[..], &["--no-refresh"]].concat());
        assert_eq!(found(&run), (both, vec!["corpus/shut".to_owned()]));
        set_mode(&sandbox, "corpus/shut", 0o777);
        let run = user.run(&ASK);
        assert_eq!(found(&run).1, Vec::<String>::new(), "{}", run.stderr);
    }
}

#[test]
fn a_file_that_is_gone_from_a_folder_that_cannot_be_listed_is_gone() {
    let sandbox = two_folders();
    let Some(user) = User::without_rights(&sandbox) else {
        return;
    };
    assert_eq!(user.run(&["index"]).code, 0);
    fs::remove_file(sandbox.path("corpus/shut/b.md")).unwrap();
    set_mode(&sandbox, "corpus/shut", 0o311);
    let (names, gaps) = found(&user.run(&ASK));
    assert_eq!(
        (names, gaps),
        (vec!["Открытое".to_owned()], vec!["corpus/shut".to_owned()])
    );
}

#[test]
fn a_changed_file_that_cannot_be_read_keeps_its_last_documents() {
    let sandbox = two_folders();
    let Some(user) = User::without_rights(&sandbox) else {
        return;
    };
    assert_eq!(user.run(&["index"]).code, 0);
    sandbox.write("corpus/shut/b.md", "- **Другое**: совсем иное слово\n");
    // So long ago that its size and time are trusted.
    let hour = Duration::from_secs(3600);
    let changed = sandbox.path("corpus/shut/b.md");
    let changed = File::options().write(true).open(changed).unwrap();
    changed.set_modified(SystemTime::now() - hour).unwrap();
    set_mode(&sandbox, "corpus/shut/b.md", 0o000);
    for _ in 0..2 {
        let run = user.run(&ASK);
        let (names, gaps) = found(&run);
        assert_eq!(names, ["Закрытое", "Открытое"], "{}", run.stderr);
        assert_eq!(gaps, ["corpus/shut/b.md"], "{}", run.stderr);
        assert_eq!(user.run(&["index"]).code, 2);
    }
    set_mode(&sandbox, "corpus/shut/b.md", 0o644);
    let run = user.run(&ASK);
    assert_eq!(
        found(&run),
        (vec!["Другое".to_owned(), "Открытое".to_owned()], vec![])
    );
}

#[test]
fn a_new_file_that_cannot_be_read_is_said_until_it_can() {
    let sandbox = two_folders();
    let Some(user) = User::without_rights(&sandbox) else {
        return;
    };
    sandbox.write("corpus/open/new.md", "- **Новое**: слово\n");
    set_mode(&sandbox, "corpus/open/new.md", 0o000);
    for args in [&ASK[..], &[&ASK[..], &["--no-refresh"]].concat()] {
        let run = user.run(args);
        assert_eq!(found(&run).1, ["corpus/open/new.md"], "{}", run.stderr);
    }
    set_mode(&sandbox, "corpus/open/new.md", 0o644);
    assert_eq!(found(&user.run(&ASK)).0.len(), 3);
}

/// Where only so many files may be open at once.
fn with_descriptors(sandbox: &Sandbox, limit: usize, command: &str) -> Run {
    let program = env!("CARGO_BIN_EXE_obzor");
    let mut shell = Command::new("sh");
    shell
        .args([
            "-c",
            &format!("ulimit -n {limit}; exec {program} {command}"),
        ])
        .current_dir(sandbox.path(""))
        .env_clear()
        .envs(environment(sandbox));
    Run::of(shell.output().unwrap())
}

#[test]
fn descriptors_that_run_out_cost_no_document_in_silence() {
    let sandbox = Sandbox::with_article();
    let deep = (0..30).map(|level| format!("{level}/")).collect::<String>();
    sandbox.write(&format!("corpus/{deep}deep.md"), "- **Глубоко**: слово\n");
    assert_eq!(sandbox.run(["index"]).code, 0);
    for limit in 8..20 {
        for _ in 0..2 {
            let run = with_descriptors(&sandbox, limit, "query слово --kind point -f json");
            // So few that the index cannot be opened is an error.
            if run.code == 2 {
                assert!(run.stderr.contains("error: "), "{limit}: {}", run.stderr);
                continue;
            }
            assert_eq!(found(&run).0, ["Глубоко"], "{limit}: {}", run.stderr);
        }
    }
    assert_eq!(
        found(&sandbox.run(ASK)),
        (vec!["Глубоко".to_owned()], vec![])
    );
}

#[test]
fn what_is_no_article_does_not_empty_a_good_index() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    sandbox.write("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let pipe = Command::new("mkfifo").arg(sandbox.path("pipe")).status();
    assert!(pipe.unwrap().success());
    for (path, part) in [
        ("/dev/null", "is neither a file nor a folder"),
        ("pipe", "is neither a file nor a folder"),
        ("photo.png", "is not text"),
    ] {
        sandbox.run(["index", path]).assert_error(part);
        assert_eq!(sandbox.run(["query", "GPU", "-q"]).code, 0, "{path}");
        let run = sandbox.run(["index"]);
        assert_eq!(run.code, 0, "{path}: {}", run.stderr);
        assert!(run.stderr.contains("27 projects"), "{path}: {}", run.stderr);
    }
}

#[test]
fn only_a_rebuild_or_files_that_are_gone_empty_an_index() {
    let sandbox = Sandbox::with_files(&[("a.md", "- **Имя**: слово\n")]);
    assert_eq!(sandbox.run(["index"]).code, 0);
    // A file system that lost its blocks reads as zeros.
    sandbox.write("other/zeros.md", "\0".repeat(100));
    let run = sandbox.run(["index", "other"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("zeros.md is not text"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("it stays as it is"), "{}", run.stderr);
    assert_eq!(sandbox.hit_names(&["слово"]), ["Имя"]);
    // All of them gone is gone.
    fs::remove_file(sandbox.path("corpus/a.md")).unwrap();
    assert_eq!(sandbox.run(["index"]).code, 0);
    assert_eq!(sandbox.run(["query", "слово", "-q"]).code, 1);
    let run = sandbox.run(["index", "--rebuild", "other"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
}

#[test]
fn a_worktree_that_leads_to_something_endless_is_refused() {
    for name in ["commondir", "info/exclude"] {
        let sandbox = two_folders();
        let path = sandbox.path("corpus/repo");
        fs::create_dir_all(path.join("info")).unwrap();
        fs::write(path.join("commondir"), ".\n").unwrap();
        let link = format!("gitdir: {}\n", path.display());
        sandbox.write("corpus/shut/.git", link);
        assert_eq!(sandbox.run(["index"]).code, 0);
        put_endless(&sandbox, "fifo", &format!("corpus/repo/{name}"));
        let run = crate::strangers::run(&sandbox, &ASK);
        assert_eq!(found(&run).1, ["corpus/shut"], "{name}: {}", run.stderr);
    }
}

#[test]
fn endless_ignore_files_keep_what_was_read_below_them() {
    for name in [".ignore", ".gitignore"] {
        for what in ["fifo", "/dev/zero", "/proc/kmsg"] {
            for folder in ["corpus", "corpus/open"] {
                let sandbox = two_folders();
                assert_eq!(sandbox.run(["index"]).code, 0);
                put_endless(&sandbox, what, &format!("{folder}/{name}"));
                for _ in 0..2 {
                    let run = crate::strangers::run(&sandbox, &ASK);
                    let (names, gaps) = found(&run);
                    assert_eq!(names, ["Закрытое", "Открытое"], "{}", run.stderr);
                    assert_eq!(gaps, [folder], "{name} {what}");
                    assert!(run.stderr.contains(name), "{}", run.stderr);
                    assert_eq!(crate::strangers::run(&sandbox, &["index"]).code, 2);
                }
            }
        }
    }
}
