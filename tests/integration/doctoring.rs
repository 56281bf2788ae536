//! The doctor: what it tells of index and corpus, and its exit status.

use std::fs;

use crate::sandbox::Sandbox;

#[test]
fn a_healthy_index_is_described_and_exit_0() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let run = sandbox.run(["doctor"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    for line in [
        "documents  31: article 1, section 3, project 27, point 0",
        "languages  ru 31",
        "tags       исследование 31",
        "corpus     corpus: files: 1 as indexed",
        "healthy",
    ] {
        assert!(
            run.stdout.lines().any(|printed| printed == line),
            "{}",
            run.stdout
        );
    }
    assert!(
        run.stdout.contains("\ncoverage   100% of "),
        "{}",
        run.stdout
    );
}

#[test]
fn what_is_stale_is_named_and_exit_1_and_nothing_is_written() {
    let sandbox = Sandbox::with_files(&[
        ("a.md", "- **Один**: слово\n"),
        ("b.md", "- **Два**: слово\n"),
    ]);
    sandbox.run(["index"]);
    sandbox.write("corpus/a.md", "- **Один**: другое слово\n");
    sandbox.write("corpus/c.md", "- **Три**: слово\n");
    fs::remove_file(sandbox.path("corpus/b.md")).unwrap();
    for _ in 0..2 {
        let run = sandbox.run(["doctor"]);
        assert_eq!(run.code, 1);
        assert!(
            run.stdout.contains("1 added, 1 changed, 1 removed"),
            "{}",
            run.stdout
        );
        assert!(
            run.stdout.ends_with(
                "3 files have changed since the corpus was indexed: run `obzor index`\n"
            ),
            "{}",
            run.stdout
        );
    }
    sandbox.run(["index"]);
    assert_eq!(sandbox.run(["doctor"]).code, 0);
}

#[test]
fn a_damaged_index_is_a_problem_and_is_not_mended() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    fs::remove_file(sandbox.path("index/files-1.manifest")).unwrap();
    for _ in 0..2 {
        let run = sandbox.run(["doctor"]);
        assert_eq!(run.code, 1);
        assert!(
            run.stdout.contains("files-1.manifest is missing"),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn without_an_index_there_is_nothing_to_examine() {
    Sandbox::with_article()
        .run(["doctor"])
        .assert_error("there is no index at index");
}

#[test]
fn a_corpus_that_is_gone_is_a_problem() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    fs::remove_dir_all(sandbox.path("corpus")).unwrap();
    let run = sandbox.run(["doctor"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("coverage   100%"), "{}", run.stdout);
    assert!(
        run.stdout.lines().last().unwrap().starts_with("problem"),
        "{}",
        run.stdout
    );
}

#[test]
fn warnings_are_listed_with_their_lines_and_are_no_problem() {
    let sandbox = Sandbox::empty();
    sandbox.write(
        "corpus/a.md",
        b"# T\n\n- **A**: bad \xff byte\n\n```\nopen\n",
    );
    sandbox.run(["index"]);
    let run = sandbox.run(["doctor"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    for warning in [
        "warning    a.md:3: invalid UTF-8",
        "warning    a.md:5: this code fence is never closed",
    ] {
        assert!(run.stdout.contains(warning), "{}", run.stdout);
    }
}
