//! What strangers put beside a user's files: it hangs nothing, ends nothing,
//! and decides nothing.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::sandbox::{Run, Sandbox, environment, has_program, report_skip};

/// Longer than this, a run hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// The end of a run that must come to one.
fn ended(mut command: Command) -> Run {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("it hangs: {command:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Run::of(child.wait_with_output().unwrap())
}

pub fn run(sandbox: &Sandbox, args: &[&str]) -> Run {
    let mut command = sandbox.command();
    command.args(args);
    ended(command)
}

/// Makes something that never answers or never ends.
pub fn put_endless(sandbox: &Sandbox, what: &str, at: &str) {
    let path = sandbox.path(at);
    let _ = fs::remove_file(&path);
    match what {
        "fifo" => {
            let made = Command::new("mkfifo").arg(&path).status().unwrap();
            assert!(made.success());
        }
        device => symlink(device, &path).unwrap(),
    }
}

#[test]
fn endless_synonyms_are_refused_by_name() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    for what in ["fifo", "/dev/zero", "/dev/tty"] {
        for at in ["synonyms.txt", "corpus/synonyms.txt"] {
            put_endless(&sandbox, what, at);
            let answer = run(&sandbox, &["query", "GPU"]);
            answer.assert_error("synonyms.txt");
            fs::remove_file(sandbox.path(at)).unwrap();
        }
    }
    assert_eq!(run(&sandbox, &["query", "GPU", "-q"]).code, 0);
}

#[test]
fn an_endless_configuration_is_refused_by_name() {
    let sandbox = Sandbox::with_article();
    fs::create_dir_all(sandbox.path(".config/obzor")).unwrap();
    for at in ["obzor.toml", ".config/obzor/config.toml"] {
        for what in ["fifo", "/dev/zero"] {
            put_endless(&sandbox, what, at);
            let name = at.rsplit('/').next().unwrap();
            run(&sandbox, &["query", "GPU"]).assert_error(name);
        }
        fs::remove_file(sandbox.path(at)).unwrap();
    }
}

#[test]
fn a_huge_configuration_is_refused_by_name() {
    let sandbox = Sandbox::with_article();
    let file = fs::File::create(sandbox.path("obzor.toml")).unwrap();
    file.set_len(1 << 40).unwrap();
    run(&sandbox, &["query", "GPU"]).assert_error("obzor.toml: it is larger than");
}

#[test]
fn the_configuration_of_a_project_is_no_link() {
    let sandbox = Sandbox::with_article();
    sandbox.write("elsewhere.toml", "limit = 1\n");
    symlink("elsewhere.toml", sandbox.path("obzor.toml")).unwrap();
    run(&sandbox, &["query", "GPU"]).assert_error("obzor.toml: it is a symbolic link");
}

/// A user who may do nothing but what anybody may.
pub struct User<'a> {
    sandbox: &'a Sandbox,
}

const NOBODY: [&str; 3] = ["--reuid=65534", "--regid=65534", "--clear-groups"];

impl<'a> User<'a> {
    /// `None`, said, where this user cannot become another.
    pub fn without_rights(sandbox: &'a Sandbox) -> Option<User<'a>> {
        let mut probe = Command::new("setpriv");
        probe.args(NOBODY).arg("true").stderr(Stdio::null());
        if !has_program("setpriv") {
            return None;
        }
        if !probe.status().is_ok_and(|status| status.success()) {
            report_skip("this user cannot become another");
            return None;
        }
        // The build's own folder may be closed to others. Not copied by this
        // process: what it writes cannot be run while other tests fork.
        let mut copy = Command::new("cp");
        copy.arg(env!("CARGO_BIN_EXE_obzor"))
            .arg(sandbox.path("obzor"));
        assert!(copy.status().unwrap().success());
        Some(User { sandbox })
    }

    pub fn run(&self, args: &[&str]) -> Run {
        self.run_in("", args)
    }

    pub fn run_in(&self, folder: &str, args: &[&str]) -> Run {
        let mut command = Command::new("setpriv");
        command
            .args(NOBODY)
            .arg(self.sandbox.path("obzor"))
            .args(args)
            .current_dir(self.sandbox.path(folder))
            .env_clear()
            .envs(environment(self.sandbox));
        ended(command)
    }
}

fn give(sandbox: &Sandbox, path: &str, user: u32) {
    std::os::unix::fs::chown(sandbox.path(path), Some(user), Some(user)).unwrap();
}

#[test]
fn a_strangers_configuration_in_a_shared_parent_folder_decides_nothing() {
    let sandbox = Sandbox::empty();
    sandbox.write("shared/secret/a.md", "- **Тайна**: слово\n");
    sandbox.write(
        "shared/obzor.toml",
        "corpus = [\"secret\"]\nindex = \"taken\"\n",
    );
    sandbox.write("shared/mine/corpus/b.md", "- **Моё**: слово\n");
    for folder in [".", "shared", "shared/mine", "shared/mine/corpus"] {
        fs::set_permissions(sandbox.path(folder), fs::Permissions::from_mode(0o777)).unwrap();
    }
    let ask = ["query", "слово", "--oneline", "--kind", "point"];
    let Some(user) = User::without_rights(&sandbox) else {
        return;
    };
    let trusted = user.run_in("shared/mine", &ask);
    assert!(
        !trusted.stderr.contains("another user"),
        "{}",
        trusted.stderr
    );
    give(&sandbox, "shared/obzor.toml", 12345);
    let answer = user.run_in("shared/mine", &ask);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert!(answer.stdout.contains("Моё"), "{}", answer.stdout);
    assert!(
        answer.stderr.contains("belongs to another user"),
        "{}",
        answer.stderr
    );
    assert!(!answer.stdout.contains("Тайна"), "{}", answer.stdout);
    // Nor does an index of theirs, beside a file that is the user's own.
    fs::remove_dir_all(sandbox.path("shared/mine/index")).unwrap();
    give(&sandbox, "shared/obzor.toml", 65534);
    give(&sandbox, "shared/taken", 12345);
    let answer = user.run_in("shared/mine", &ask);
    answer.assert_error("taken belongs to another user");
}

#[test]
fn the_search_upward_ends_at_the_home_folder() {
    let sandbox = Sandbox::empty();
    sandbox.write("obzor.toml", "limit = 1\ncorpus = [\"home/deep/corpus\"]\n");
    sandbox.write("home/deep/corpus/a.md", "- **A**: слово\n- **B**: слово\n");
    let count = |home: &str| {
        let mut command = sandbox.command();
        command.current_dir(sandbox.path("home/deep"));
        command.env("HOME", sandbox.path(home));
        command.args(["query", "слово", "--oneline", "--kind", "point"]);
        ended(command).stdout.lines().count()
    };
    assert_eq!(count(""), 1, "the file in the home folder counts");
    assert_eq!(count("home"), 2, "the file above the home folder does not");
}

fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).args([
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "init.defaultBranch=main",
    ]);
    assert!(
        git.args(args).output().unwrap().status.success(),
        "{args:?}"
    );
}

/// A repository with a corpus and what `fill` puts into it, cloned as a user
/// does; `None`, said, where there is no git.
fn cloned(fill: impl FnOnce(&Sandbox)) -> Option<Sandbox> {
    if !has_program("git") {
        return None;
    }
    let made = Sandbox::with_article();
    fill(&made);
    let path = made.path("");
    git(&path, &["init", "-q"]);
    git(&path, &["add", "-A", "-f"]);
    git(&path, &["commit", "-qm", "all"]);
    let home = Sandbox::empty();
    home.write(".profile", "mine\n");
    git(
        &home.path(""),
        &["clone", "-q", &path.to_string_lossy(), "clone"],
    );
    Some(home)
}

fn run_in(sandbox: &Sandbox, folder: &str, args: &[&str]) -> Run {
    let mut command = sandbox.command();
    command.current_dir(sandbox.path(folder)).args(args);
    ended(command)
}

#[test]
fn nothing_is_written_through_the_links_of_a_clone() {
    for name in [
        "obzor.json.next",
        "obzor.json.0.next",
        "obzor.json",
        "files-0.manifest",
        "files-1.manifest",
        "words-1.lexicon",
        ".obzor.lock",
    ] {
        let repository = cloned(|made| {
            fs::create_dir(made.path("index")).unwrap();
            if name != ".obzor.lock" {
                made.write("index/.obzor.lock", "");
            }
            made.write("index/words-18446744073709551615.lexicon", "");
            symlink("../../.profile", made.path("index").join(name)).unwrap();
        });
        let Some(home) = repository else { return };
        let answer = run_in(&home, "clone", &["query", "GPU"]);
        assert_ne!(answer.code, 101, "{}", answer.stderr);
        run_in(&home, "clone", &["index", "--rebuild"]);
        let profile = fs::read_to_string(home.path(".profile")).unwrap();
        assert_eq!(profile, "mine\n", "{name}");
    }
}

#[test]
fn a_dangling_lock_creates_no_file() {
    let repository = cloned(|made| {
        fs::create_dir(made.path("index")).unwrap();
        symlink("../../created", made.path("index/.obzor.lock")).unwrap();
    });
    let Some(home) = repository else { return };
    let answer = run_in(&home, "clone", &["query", "GPU"]);
    assert_eq!(answer.code, 2, "{}", answer.stderr);
    assert!(!home.path("created").exists());
}

#[test]
fn no_file_of_an_index_is_opened_through_a_link() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let names = |sandbox: &Sandbox| {
        let entries = fs::read_dir(sandbox.path("index")).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != ".obzor.lock")
            .collect();
        names.sort();
        names
    };
    for name in names(&sandbox) {
        let file = sandbox.path("index").join(&name);
        let moved = sandbox.path("moved");
        fs::rename(&file, &moved).unwrap();
        for what in [moved.to_str().unwrap(), "/dev/zero", "fifo"] {
            put_endless(&sandbox, what, &format!("index/{name}"));
            let answer = run(&sandbox, &["query", "GPU", "--no-heal", "--no-refresh"]);
            assert_eq!(answer.code, 2, "{name}: {what}: {}", answer.stderr);
            let doctor = run(&sandbox, &["doctor"]);
            assert_ne!(doctor.code, 0, "{name}: {what}: {}", doctor.stdout);
        }
        fs::remove_file(&file).unwrap();
        fs::rename(&moved, &file).unwrap();
    }
    assert_eq!(run(&sandbox, &["query", "GPU", "-q"]).code, 0);
}

#[test]
fn a_project_puts_neither_index_nor_corpus_outside_its_folder() {
    let sandbox = Sandbox::empty();
    sandbox.write("secret/a.md", "- **Тайна**: слово\n");
    sandbox.write("cfg/.hidden", "mine");
    sandbox.write("clone/corpus/b.md", "- **Имя**: слово\n");
    symlink("../secret", sandbox.path("clone/linked")).unwrap();
    symlink("../cfg", sandbox.path("clone/away")).unwrap();
    symlink("corpus", sandbox.path("clone/within")).unwrap();
    symlink("../nowhere", sandbox.path("clone/dangling")).unwrap();
    let secret = sandbox.path("secret");
    let absolute = secret.to_str().unwrap();
    let refused = |setting: &str| {
        sandbox.write("clone/obzor.toml", setting);
        for args in [&["query", "слово"][..], &["index"], &["list"]] {
            let answer = run_in(&sandbox, "clone", args);
            answer.assert_error("outside of its folder");
        }
        assert!(!sandbox.path("clone/index").exists(), "{setting}");
        assert_eq!(fs::read_dir(sandbox.path("cfg")).unwrap().count(), 1);
        assert!(!sandbox.path("nowhere").exists());
    };
    for place in [
        "../cfg",
        "new/../../cfg",
        "away/new",
        "/tmp/obzor-nowhere/x",
    ] {
        refused(&format!("index = {place:?}\n"));
    }
    for place in ["../secret", "linked", absolute, "corpus/../.."] {
        refused(&format!("corpus = [{place:?}]\n"));
    }
    for link in ["away", "dangling", "within"] {
        sandbox.write("clone/obzor.toml", format!("index = {link:?}\n"));
        run_in(&sandbox, "clone", &["query", "слово"]).assert_error("is a symbolic link");
    }
    // What leads into the project is fine, and so is what the user names.
    sandbox.write("clone/obzor.toml", "corpus = [\"within\"]\n");
    assert_eq!(run_in(&sandbox, "clone", &["query", "слово"]).code, 0);
    sandbox.write(
        "clone/obzor.toml",
        "index = \"../cfg\"\ncorpus = [\"../secret\"]\n",
    );
    let answer = run_in(
        &sandbox,
        "clone",
        &["index", "linked", "--index", "../elsewhere"],
    );
    assert_eq!(answer.code, 0, "{}", answer.stderr);
}

/// What a folder holds, by name.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut contents: Vec<_> = entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap_or_default())
        })
        .collect();
    contents.sort();
    contents
}

#[test]
fn a_folder_of_another_program_is_refused_by_name_and_stays_as_it_is() {
    let hex = "0123456789abcdef0123456789abcdef";
    for (files, named) in [
        (
            vec!["obzor.json", "meta.json", "files-train.jsonl", hex],
            hex,
        ),
        (vec!["obzor.json"], "obzor.json"),
        (vec![".hidden"], ".hidden"),
        (vec![".obzor.lock"], ".obzor.lock"),
        (vec!["files-0.manifest"], "files-0.manifest"),
    ] {
        let sandbox = Sandbox::with_article();
        for file in &files {
            sandbox.write(&format!("index/{file}"), "{\"mine\": 1}\n");
        }
        let before = contents(&sandbox.path("index"));
        for args in [
            &["query", "GPU"][..],
            &["index"],
            &["index", "--rebuild"],
            &["list"],
        ] {
            run(&sandbox, args).assert_error(named);
            assert_eq!(contents(&sandbox.path("index")), before, "{args:?}");
        }
    }
}

#[test]
fn what_tools_put_into_every_folder_is_kept() {
    let sandbox = Sandbox::with_article();
    let kept = [
        ".gitignore",
        ".gitattributes",
        ".gitkeep",
        ".DS_Store",
        "CACHEDIR.TAG",
    ];
    for name in kept {
        sandbox.write(&format!("index/{name}"), "mine");
    }
    for args in [
        &["index"][..],
        &["index", "--rebuild"],
        &["query", "GPU", "-q"],
    ] {
        assert_eq!(run(&sandbox, args).code, 0, "{args:?}");
    }
    for name in kept {
        assert_eq!(fs::read(sandbox.path("index").join(name)).unwrap(), b"mine");
    }
}

#[test]
fn only_what_the_indexs_own_lists_name_is_removed() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    // Of the shape of a segment, but written by nobody that the index knows.
    let stranger = "index/0123456789abcdef0123456789abcdef.store";
    sandbox.write(stranger, "mine");
    for args in [&["index", "--rebuild"][..], &["index", "corpus"]] {
        assert_eq!(run(&sandbox, args).code, 0);
        assert_eq!(fs::read(sandbox.path(stranger)).unwrap(), b"mine");
    }
    // Anything else in an index is refused by name, and answers go on.
    sandbox.write("index/notes.txt", "mine");
    run(&sandbox, &["index", "--rebuild"]).assert_error("notes.txt");
    assert_eq!(run(&sandbox, &["query", "GPU", "-q"]).code, 0);
    assert_eq!(fs::read(sandbox.path("index/notes.txt")).unwrap(), b"mine");
}

/// A user's notes, and a clone beside them with an index that names them.
fn clone_that_reads_notes() -> Option<Sandbox> {
    let home = cloned(|made| made.write("README.md", "# A\n"))?;
    home.write("notes/secret.md", "- **Тайна**: секретное слово\n");
    home.write("notes/synonyms.txt", "GPU = тайна\n");
    // As the attacker made it, who had notes of the same name.
    home.write("theirs/notes/x.md", "- **Чужое**: слово\n");
    let theirs = run_in(&home, "theirs", &["index", "notes"]);
    assert_eq!(theirs.code, 0, "{}", theirs.stderr);
    home.write("theirs/clone/.keep", "");
    fs::rename(home.path("theirs/index"), home.path("theirs/clone/index")).unwrap();
    let again = run_in(&home, "theirs/clone", &["index", "../notes"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    fs::remove_dir_all(home.path("clone/index")).ok();
    fs::rename(home.path("theirs/clone/index"), home.path("clone/index")).unwrap();
    fs::remove_dir_all(home.path("theirs")).unwrap();
    Some(home)
}

#[test]
fn an_index_that_came_along_reads_nothing_outside_its_project() {
    let Some(home) = clone_that_reads_notes() else {
        return;
    };
    for args in [
        &["query", "слово"][..],
        &["list"],
        &["show", "Чужое"],
        &["query", "GPU", "--show-query"],
    ] {
        let answer = run_in(&home, "clone", args);
        assert_eq!(answer.code, 0, "{args:?}: {}", answer.stderr);
        assert!(!answer.stdout.contains("Тайна"), "{}", answer.stdout);
        assert!(
            answer.stderr.contains("was not named by you"),
            "{}",
            answer.stderr
        );
    }
    run_in(&home, "clone", &["index"]).assert_error("was not named by you");
    run_in(&home, "clone", &["index", "--check"]).assert_error("was not named by you");
    let doctor = run_in(&home, "clone", &["doctor"]);
    assert_eq!(doctor.code, 1);
    assert!(
        doctor.stdout.contains("was not named by you"),
        "{}",
        doctor.stdout
    );
    // Nor is it read to mend the index.
    fs::remove_file(home.path("clone/index/obzor.json")).unwrap();
    let mended = run_in(&home, "clone", &["query", "слово"]);
    assert!(!mended.stdout.contains("Тайна"), "{}", mended.stdout);
    // Once the user has named it, it is followed.
    assert_eq!(run_in(&home, "clone", &["index", "../notes"]).code, 0);
    home.write("notes/more.md", "- **Ещё**: слово\n");
    let answer = run_in(&home, "clone", &["query", "слово", "-c", "--kind", "point"]);
    assert_eq!((answer.stdout.as_str(), answer.code), ("2\n", 0));
    assert!(
        !answer.stderr.contains("was not named"),
        "{}",
        answer.stderr
    );
}

#[test]
fn a_corpus_that_the_users_own_configuration_names_is_followed() {
    let sandbox = Sandbox::empty();
    sandbox.write("notes/a.md", "- **Имя**: слово\n");
    let config = format!("corpus = [{:?}]\n", sandbox.path("notes"));
    sandbox.write(".config/obzor/config.toml", config);
    sandbox.write("work/x", "");
    assert_eq!(run_in(&sandbox, "work", &["query", "слово", "-q"]).code, 0);
    sandbox.write("notes/b.md", "- **Другое**: слово\n");
    let answer = run_in(
        &sandbox,
        "work",
        &["query", "слово", "--kind", "point", "-c"],
    );
    assert_eq!(answer.stdout, "2\n", "{}", answer.stderr);
}

#[test]
fn a_linked_corpus_of_a_clone_is_not_read() {
    let Some(home) = cloned(|made| {
        fs::remove_dir_all(made.path("corpus")).unwrap();
        symlink("../notes", made.path("corpus")).unwrap();
    }) else {
        return;
    };
    home.write("notes/secret.md", "- **Тайна**: слово\n");
    run_in(&home, "clone", &["query", "слово"]).assert_error("outside of its folder");
    assert!(!home.path("clone/index").exists());
}
