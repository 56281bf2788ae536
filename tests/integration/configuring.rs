//! Settings: options over the environment over files over what is usual.

use crate::sandbox::{Run, Sandbox};

fn hits(run: &Run) -> usize {
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.lines().count()
}

#[test]
fn options_go_before_the_environment_before_the_projects_before_the_users_file() {
    let sandbox = Sandbox::with_article();
    sandbox.write("home/obzor/config.toml", "limit = 1\nsnippets = 0\n");
    let run = |env: Option<&str>, args: &[&str]| {
        let mut command = sandbox.command();
        command.env("XDG_CONFIG_HOME", sandbox.path("home"));
        if let Some(limit) = env {
            command.env("OBZOR_LIMIT", limit);
        }
        command.args(["query", "GPU", "--oneline"]).args(args);
        Run::of(command.output().unwrap())
    };
    let usual = run(None, &["--no-config"]);
    assert_eq!(hits(&usual), 10);
    let user = run(None, &[]);
    assert_eq!(hits(&user), 1);
    assert!(user.stdout.len() < usual.stdout.lines().next().unwrap().len());
    sandbox.write("obzor.toml", "limit = 2\n");
    let project = run(None, &[]);
    assert_eq!(hits(&project), 2);
    assert!(
        project.stdout.ends_with("  \n"),
        "no snippets, as the user wants"
    );
    assert_eq!(hits(&run(Some("3"), &[])), 3);
    assert_eq!(hits(&run(Some("3"), &["-n", "4"])), 4);
}

#[test]
fn a_projects_file_is_found_from_its_folders_and_its_paths_are_its_own() {
    let sandbox = Sandbox::empty();
    sandbox.write("project/articles/a.md", "- **Имя**: рынок\n");
    sandbox.write(
        "project/obzor.toml",
        "index = \"cache/index\"\ncorpus = [\"articles\"]\n",
    );
    sandbox.write("project/deep/er/x", "");
    let mut command = sandbox.command();
    command.current_dir(sandbox.path("project/deep/er"));
    let run = Run::of(command.args(["query", "рынок", "-l"]).output().unwrap());
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (0, "../../articles/a.md\n"),
        "{}",
        run.stderr
    );
    assert!(sandbox.path("project/cache/index/obzor.json").exists());
    // Without a word on index and corpus, those beside the file are meant.
    sandbox.write("project/obzor.toml", "limit = 5\n");
    sandbox.write("project/corpus/b.md", "- **Имя**: рынки\n");
    let mut command = sandbox.command();
    command.current_dir(sandbox.path("project/deep/er"));
    let run = Run::of(command.args(["query", "рынок", "-l"]).output().unwrap());
    assert_eq!(run.stdout, "../../corpus/b.md\n", "{}", run.stderr);
}

#[test]
fn an_unknown_setting_is_a_warning_with_what_was_meant() {
    let sandbox = Sandbox::with_article();
    sandbox.write(
        "obzor.toml",
        "# mine\nlimt = 3\npager-command = \"touch pwned\"\n",
    );
    let run = sandbox.run(["query", "GPU", "-c"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr
            .contains("obzor.toml:2: unknown setting `limt`; did you mean `limit`?"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("obzor.toml:3: unknown setting `pager-command`")
    );
    assert!(!sandbox.path("pwned").exists());
}

#[test]
fn a_setting_of_the_wrong_kind_is_an_error_with_its_place() {
    let sandbox = Sandbox::with_article();
    for (text, part) in [
        (
            "limit = \"ten\"\n",
            "obzor.toml:1: invalid type: string \"ten\"",
        ),
        ("limit = 3\ncolor = [\n", "obzor.toml:2: "),
        ("color = \"blue\"\n", "must be auto, always or never"),
    ] {
        sandbox.write("obzor.toml", text);
        sandbox.run(["query", "GPU"]).assert_error(part);
    }
    assert_eq!(sandbox.run(["--no-config", "query", "GPU", "-q"]).code, 0);
}

#[test]
fn settings_reach_what_they_are_for() {
    let sandbox = Sandbox::with_article();
    sandbox.write(
        "obzor.toml",
        "rescue = false\ncolor = \"always\"\nsnippet-chars = 20\n",
    );
    let run = sandbox.run(["query", "hsyjr"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    let run = sandbox.run(["query", "рынок", "-n", "1", "--oneline"]);
    assert!(run.stdout.contains('\u{1b}'));
    assert!(run.stdout.contains('…'));
}
