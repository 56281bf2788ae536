//! The index follows its corpus: what is read again, what is reported, and what
//! is said when it cannot follow.

use std::fs::{self, File};
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::sandbox::{Run, Sandbox, environment, report_skip};

/// Makes a file look as if it had not been touched for a while.
fn settle(sandbox: &Sandbox, path: &str) {
    let file = File::options()
        .write(true)
        .open(sandbox.path(path))
        .unwrap();
    let hour = Duration::from_secs(3600);
    file.set_modified(SystemTime::now() - hour).unwrap();
}

/// Three settled files with a project each, indexed.
fn three() -> Sandbox {
    let sandbox = Sandbox::with_files(&[
        ("a.md", "- **Один**: слово\n"),
        ("b.md", "- **Два**: слово\n"),
        ("c.md", "- **Три**: слово\n"),
    ]);
    for file in ["a", "b", "c"] {
        settle(&sandbox, &format!("corpus/{file}.md"));
    }
    sandbox.run(["index"]);
    sandbox
}

fn generation(sandbox: &Sandbox) -> i64 {
    let run = sandbox.run(["doctor", "--format", "json"]);
    let health: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    health["index"]["generation"].as_i64().unwrap()
}

#[test]
fn only_what_has_changed_is_indexed_again_and_reported() {
    let sandbox = three();
    sandbox.write("corpus/a.md", "- **Один**: слово и ещё слово\n");
    sandbox.write("corpus/d.md", "- **Четыре**: слово\n");
    fs::remove_file(sandbox.path("corpus/b.md")).unwrap();
    let run = sandbox.run(["index"]);
    assert!(
        run.stderr
            .ends_with("(files: 1 added, 1 changed, 1 removed, 1 unchanged)\n"),
        "{}",
        run.stderr
    );
    assert_eq!(
        sandbox.hit_names(&["слово", "--kind", "point", "--sort", "path"]),
        ["Один", "Три", "Четыре"]
    );
    let run = sandbox.run(["index", "--rebuild"]);
    assert!(run.stderr.ends_with("(files: 3 added)\n"), "{}", run.stderr);
}

#[test]
fn an_index_that_is_up_to_date_is_not_written() {
    let sandbox = three();
    let before = generation(&sandbox);
    let run = sandbox.run(["index"]);
    assert!(
        run.stderr.starts_with("up to date: 3 articles"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.run(["query", "слово"]).code, 0);
    assert_eq!(generation(&sandbox), before);
}

#[test]
fn a_renamed_file_is_found_under_its_new_name_only() {
    let sandbox = three();
    fs::rename(sandbox.path("corpus/a.md"), sandbox.path("corpus/z.md")).unwrap();
    let run = sandbox.run(["query", "Один", "-l"]);
    assert_eq!(run.stdout, "corpus/z.md\n");
}

#[test]
fn a_change_of_the_same_length_within_the_same_tick_is_noticed() {
    let sandbox = Sandbox::with_files(&[("a.md", "- **Имя**: рынок\n")]);
    for word in ["аренд", "токен", "рынок"].repeat(4) {
        sandbox.write("corpus/a.md", format!("- **Имя**: {word}\n"));
        let run = sandbox.run(["query", word, "-q"]);
        assert_eq!(run.code, 0, "{word}: {}", run.stderr);
    }
}

#[test]
fn a_file_that_was_only_touched_is_unchanged() {
    let sandbox = three();
    let file = File::options()
        .write(true)
        .open(sandbox.path("corpus/a.md"))
        .unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(60))
        .unwrap();
    assert_eq!(sandbox.run(["index", "--check"]).code, 0);
    let run = sandbox.run(["index"]);
    assert!(run.stderr.starts_with("up to date"), "{}", run.stderr);
}

#[test]
fn check_names_what_is_stale_with_exit_1_and_writes_nothing() {
    let sandbox = three();
    let fresh = sandbox.run(["index", "--check"]);
    assert_eq!((fresh.code, fresh.stdout.as_str()), (0, ""));
    sandbox.write("corpus/a.md", "- **Один**: другое\n");
    sandbox.write("corpus/d.md", "- **Четыре**: слово\n");
    fs::remove_file(sandbox.path("corpus/b.md")).unwrap();
    for _ in 0..2 {
        let stale = sandbox.run(["index", "--check"]);
        assert_eq!(
            (stale.code, stale.stdout.as_str()),
            (1, "added\td.md\nchanged\ta.md\nremoved\tb.md\n")
        );
    }
    sandbox.run(["index"]);
    assert_eq!(sandbox.run(["index", "--check"]).code, 0);
    Sandbox::with_article()
        .run(["index", "--check"])
        .assert_error("there is no index");
}

#[test]
fn every_command_that_reads_the_index_brings_it_up_to_date_unless_told_not_to() {
    for args in [
        &["query", "Новое"][..],
        &["list", "--kind", "point", "--section", "Раздел"],
        &["show", "Новое"],
        &["suggest", "нов"],
    ] {
        let sandbox = three();
        sandbox.write("corpus/d.md", "# T\n\n# Раздел\n\n- **Новое**: слово\n");
        let stale = sandbox.run(args.iter().chain(&["--no-refresh"]));
        assert_eq!(stale.code, 1, "{args:?}: {}", stale.stdout);
        let fresh = sandbox.run(args);
        assert_eq!(fresh.code, 0, "{args:?}: {}", fresh.stderr);
        assert!(fresh.stdout.contains("Новое") || fresh.stdout.contains("новое"));
        assert!(
            fresh.stderr.contains("files: 1 added, 3 unchanged"),
            "{}",
            fresh.stderr
        );
    }
}

#[test]
fn an_emptied_corpus_empties_the_index() {
    let sandbox = three();
    for file in ["a", "b", "c"] {
        fs::remove_file(sandbox.path(&format!("corpus/{file}.md"))).unwrap();
    }
    assert_eq!(sandbox.run(["query", "слово"]).code, 1);
    sandbox.write("corpus/a.md", "- **Один**: слово\n");
    assert_eq!(sandbox.hit_names(&["слово", "--kind", "point"]), ["Один"]);
}

#[test]
fn a_corpus_that_is_gone_is_said_and_the_index_answers() {
    let sandbox = three();
    fs::rename(sandbox.path("corpus"), sandbox.path("elsewhere")).unwrap();
    let run = sandbox.run(["query", "слово"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr.contains("the corpus of the index is gone"),
        "{}",
        run.stderr
    );
    sandbox
        .run(["index"])
        .assert_error("name a corpus with `obzor index PATH…`");
}

#[test]
fn a_large_change_is_said_and_left_to_obzor_index() {
    let sandbox = three();
    let filler = "слово и ещё много слов\n\n".repeat(600_000);
    sandbox.write("corpus/big.md", format!("- **Большое**: имя\n\n{filler}"));
    let run = sandbox.run(["query", "Один"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr
            .contains("MB of the corpus have changed, run `obzor index`"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_second_writer_waits_and_says_so_or_fails_at_once() {
    let sandbox = three();
    sandbox.write("corpus/d.md", "- **Четыре**: слово\n");
    let lock = sandbox.path("index/.obzor.lock");
    let lock = File::options().write(true).open(lock).unwrap();
    lock.try_lock().unwrap();

    sandbox
        .run(["index", "--no-wait"])
        .assert_error("another process is writing the index at index");
    let run = sandbox.run(["query", "слово", "--kind", "point", "-c"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "3\n"));
    assert!(
        run.stderr.contains("another process is indexing it"),
        "{}",
        run.stderr
    );

    let mut command = sandbox.command();
    let mut waiting = command.arg("index").stderr(Stdio::piped()).spawn().unwrap();
    let mut stderr = waiting.stderr.take().unwrap();
    let mut said = vec![0; "another process is writing the index: waiting for it\n".len()];
    stderr.read_exact(&mut said).unwrap();
    assert!(waiting.try_wait().unwrap().is_none(), "it does not wait");
    drop(lock);
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).unwrap();
    assert!(waiting.wait().unwrap().success());
    assert_eq!(
        String::from_utf8(said).unwrap(),
        "another process is writing the index: waiting for it\n"
    );
    assert!(rest.contains("files: 1 added, 3 unchanged"), "{rest}");
}

/// Runs a command with the index on a file system that cannot be written, if
/// this machine lets its user make one.
fn read_only(sandbox: &Sandbox, command: &str) -> Option<Run> {
    let program = env!("CARGO_BIN_EXE_obzor");
    let script = format!(
        "mount --bind index index && mount -o remount,ro,bind index && {program} {command}"
    );
    let mut unshare = Command::new("unshare");
    unshare
        .args(["-rm", "sh", "-c"])
        .current_dir(sandbox.path(""))
        .env_clear()
        .envs(environment(sandbox));
    let able = unshare.arg("mount --bind index index").output();
    if !able.is_ok_and(|output| output.status.success()) {
        report_skip("this user cannot mount a read-only file system");
        return None;
    }
    let mut unshare = Command::new("unshare");
    unshare
        .args(["-rm", "sh", "-c", &script])
        .current_dir(sandbox.path(""))
        .env_clear()
        .envs(environment(sandbox));
    Some(Run::of(unshare.output().unwrap()))
}

#[test]
fn a_read_only_index_answers_and_a_change_that_it_cannot_follow_is_said() {
    let sandbox = three();
    let Some(run) = read_only(&sandbox, "query слово --kind point -c") else {
        return;
    };
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (0, "3\n", ""));
    sandbox.write("corpus/d.md", "- **Четыре**: слово\n");
    let run = read_only(&sandbox, "query слово --kind point -c").unwrap();
    assert_eq!((run.code, run.stdout.as_str()), (0, "3\n"));
    assert!(
        run.stderr.contains("the corpus has changed, but") && run.stderr.contains("Read-only"),
        "{}",
        run.stderr
    );
    let run = read_only(&sandbox, "index").unwrap();
    run.assert_error("Read-only");
}

#[test]
fn a_larger_limit_to_files_reads_those_that_were_skipped() {
    let sandbox = three();
    let filler = "слово\n\n".repeat(200_000);
    sandbox.write("corpus/big.md", format!("- **Большое**: имя\n\n{filler}"));
    let run = sandbox.run(["index", "--max-file-size", "1"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .contains("big.md is larger than 1048576 bytes (--max-file-size); not indexed"),
        "{}",
        run.stderr
    );
    assert_eq!(
        sandbox.run(["query", "Большое", "-q", "--no-rescue"]).code,
        1
    );
    assert_eq!(sandbox.run(["index", "--max-file-size", "3"]).code, 0);
    assert_eq!(
        sandbox.run(["query", "Большое", "-q", "--no-rescue"]).code,
        0
    );
}

#[test]
fn a_file_has_the_language_that_others_beside_it_tell() {
    const GERMAN: &str = "Das Netz bezahlt jeden, der seine Grafikkarte an andere vermietet.\n";
    let sandbox = Sandbox::with_files(&[("de/a.md", "Netz\n"), ("de/b.md", "Netz\n")]);
    let languages = |lang: &str| {
        let run = sandbox.run(["list", "--lang", lang, "--format", "json"]);
        let list: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        list["documents"].as_array().unwrap().len()
    };
    assert_eq!((languages("en"), languages("de")), (2, 0));
    // A text that tells its language speaks for its neighbours.
    sandbox.write("corpus/de/b.md", GERMAN);
    assert_eq!((languages("en"), languages("de")), (0, 2));
    sandbox.write("corpus/de/b.md", "Netz\n");
    assert_eq!((languages("en"), languages("de")), (2, 0));
    // Two folders side by side are languages, one alone is not.
    sandbox.write("corpus/fr/a.md", "1\n");
    assert_eq!((languages("fr"), languages("de")), (1, 2));
    let health = sandbox.run(["doctor"]).stdout;
    assert!(health.contains("\ntold by    path 3\n"), "{health}");
    fs::remove_file(sandbox.path("corpus/fr/a.md")).unwrap();
    assert_eq!((languages("en"), languages("de")), (2, 0));
}
