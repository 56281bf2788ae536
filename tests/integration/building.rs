//! Building the index: what is indexed, where, and what is left alone.

use std::fs;

use crate::sandbox::{ARTICLE, Sandbox};

#[test]
fn paths_given_are_the_whole_corpus_and_are_remembered() {
    let sandbox =
        Sandbox::with_files(&[("a.md", "- **Один**: слово"), ("b.md", "- **Два**: слово")]);
    sandbox.write("other/c.md", "- **Три**: слово");
    assert_eq!(sandbox.run(["index", "other"]).code, 0);
    assert_eq!(sandbox.hit_names(&["слово"]), ["Три"]);
    sandbox.write("other/d.md", "- **Четыре**: слово");
    assert_eq!(sandbox.run(["index"]).code, 0);
    assert_eq!(sandbox.hit_names(&["слово"]), ["Три", "Четыре"]);
    fs::remove_file(sandbox.path("other/c.md")).unwrap();
    sandbox.run(["index"]);
    assert_eq!(sandbox.hit_names(&["слово"]), ["Четыре"]);
}

#[test]
fn an_index_and_its_corpus_can_move_together() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    fs::create_dir(sandbox.path("moved")).unwrap();
    for part in ["corpus", "index"] {
        fs::rename(sandbox.path(part), sandbox.path("moved").join(part)).unwrap();
    }
    let run = sandbox.run(["--index", "moved/index", "show", "Nosana"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout
            .starts_with(&format!("moved/corpus/{ARTICLE}:51\n")),
        "{}",
        run.stdout
    );
}

#[test]
fn with_several_roots_paths_begin_with_the_roots_name() {
    let sandbox = Sandbox::empty();
    sandbox.write("one/docs/x.md", "- **A**: слово");
    sandbox.write("two/docs/x.md", "- **B**: слово");
    sandbox.write("note.md", "- **C**: слово");
    assert_eq!(
        sandbox
            .run(["index", "one/docs", "two/docs", "note.md", "one/docs"])
            .code,
        0
    );
    let answer = sandbox.json(&["query", "слово"]);
    let paths: Vec<_> = answer["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["note.md", "one/docs/x.md", "two/docs/x.md"]);
    for name in ["A", "B", "C"] {
        assert_eq!(sandbox.run(["show", name]).code, 0, "{name}");
    }
}

#[test]
fn folders_are_walked_by_ripgreps_rules() {
    let sandbox = Sandbox::with_files(&[
        ("a.md", "- **A**: слово"),
        ("b.MARKDOWN", "- **B**: слово"),
        ("c.mdx", "- **C**: слово"),
        ("d.txt", "- **D**: слово"),
        (".hidden/e.md", "- **E**: слово"),
        ("ignored.md", "- **F**: слово"),
        (".ignore", "ignored.md\n"),
    ]);
    assert_eq!(sandbox.hit_names(&["слово"]), ["A", "B", "C"]);
    sandbox.run(["index", "corpus/ignored.md", "corpus/d.txt"]);
    assert_eq!(sandbox.hit_names(&["слово"]), ["D", "F"]);
}

#[test]
fn only_the_default_index_is_built_by_a_query() {
    let sandbox = Sandbox::with_article();
    sandbox
        .run(["query", "GPU", "--index", "elsewhere"])
        .assert_error("no index at elsewhere");
    assert!(!sandbox.path("elsewhere").exists());
    let run = crate::sandbox::Run::of(
        sandbox
            .command()
            .env("OBZOR_INDEX", "elsewhere")
            .args(["query", "GPU"])
            .output()
            .unwrap(),
    );
    run.assert_error("no index at elsewhere");
    assert_eq!(
        sandbox
            .run(["index", "corpus", "--index", "elsewhere"])
            .code,
        0
    );
    assert_eq!(
        sandbox.run(["query", "GPU", "--index", "elsewhere"]).code,
        0
    );
}

#[test]
fn a_directory_that_is_no_index_is_left_alone() {
    let sandbox = Sandbox::with_article();
    sandbox.write("precious/data.txt", "42");
    sandbox
        .run(["index", "corpus", "--index", "precious"])
        .assert_error("not an obzor index");
    sandbox
        .run(["query", "GPU", "--index", "precious"])
        .assert_error("not an obzor index");
    assert_eq!(fs::read_dir(sandbox.path("precious")).unwrap().count(), 1);
}

#[test]
fn a_directory_of_dotfiles_counts_as_empty_and_keeps_them() {
    let sandbox = Sandbox::with_article();
    sandbox.write("index/.gitignore", "*\n!.gitignore\n");
    assert_eq!(sandbox.run(["query", "GPU"]).code, 0);
    assert_eq!(
        fs::read_to_string(sandbox.path("index/.gitignore")).unwrap(),
        "*\n!.gitignore\n"
    );
}

#[test]
fn first_queries_at_once_build_one_index_between_them() {
    let sandbox = Sandbox::with_article();
    let queries: Vec<_> = (0..6)
        .map(|_| {
            let mut command = sandbox.command();
            command
                .args(["query", "GPU"])
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::null());
            command.spawn().unwrap()
        })
        .collect();
    let codes: Vec<_> = queries
        .into_iter()
        .map(|mut query| query.wait().unwrap().code())
        .collect();
    assert_eq!(codes, [Some(0); 6]);
    assert_eq!(sandbox.run(["query", "GPU"]).code, 0);
}

#[test]
fn a_failed_build_leaves_the_old_index() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    sandbox.write("empty/readme.txt", "");
    sandbox.run(["index", "empty"]).assert_error("no Markdown");
    sandbox.run(["index", "nowhere"]).assert_error("nowhere");
    assert_eq!(sandbox.run(["query", "GPU"]).code, 0);
}

#[test]
fn invalid_utf8_is_read_with_a_warning_that_names_file_line_and_byte() {
    let sandbox = Sandbox::empty();
    sandbox.write("corpus/a.md", b"# T\n\n- **\xd0\x98\xd0\xbc\xd1\x8f**: bad \xff\xfe byte, \xd1\x81\xd0\xbb\xd0\xbe\xd0\xb2\xd0\xbe\n");
    let run = sandbox.run(["index"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr
            .contains("corpus/a.md:3: invalid UTF-8 at byte 23"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.hit_names(&["слово"]), ["Имя"]);
    assert_eq!(sandbox.run(["show", "Имя"]).code, 0);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_passed_over_in_folders_and_refused_when_named() {
    let sandbox = Sandbox::with_article();
    std::os::unix::fs::symlink("nowhere", sandbox.path("corpus/gone.md")).unwrap();
    let pipe = sandbox.path("corpus/pipe.md");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    // Links are followed and pipes are opened only when named, as in ripgrep.
    assert_eq!(sandbox.run(["index"]).code, 0);

    let run = sandbox.run(["index", "corpus", "corpus/pipe.md"]);
    run.assert_error("pipe.md is neither a file nor a folder: nothing was indexed");
    assert_eq!(sandbox.run(["query", "GPU"]).code, 0);
}

#[test]
fn warnings_name_file_and_line_and_exit_0() {
    let sandbox = Sandbox::with_files(&[(
        "a.md",
        "---\ntags: [a]\ntitle: Foo: bar\n---\n\n- **Имя**: слово\n\n```\n# code\n",
    )]);
    let run = sandbox.run(["index"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr.contains("corpus/a.md:3: broken front matter"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("corpus/a.md:8: this code fence is never closed"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.hit_names(&["слово"]), ["Имя"]);
}
