//! A folder of its own for a test, with the shipped corpus and the program.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The shipped article's name.
pub const ARTICLE: &str = "decentralizing-ai-overview.ru.md";

/// What `query рынок -c` prints for the shipped article. Without the dictionary,
/// fewer forms of the word are known.
pub const MARKET_COUNT: &str = if cfg!(feature = "dictionary") {
    "19\n"
} else {
    "9\n"
};

pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether the program is installed. Reports what is not tested without it;
/// with `OBZOR_REQUIRE_TOOLS` set, as in CI, fails instead.
#[track_caller]
pub fn has_program(program: &str) -> bool {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).any(|folder| folder.join(&file).is_file());
    if !found {
        let required = std::env::var_os("OBZOR_REQUIRE_TOOLS").is_some();
        assert!(!required, "{program} is not installed");
        report_skip(&format!("{program} is not installed"));
    }
    found
}

/// Reports that the calling test leaves something out. Writes to stderr itself:
/// `cargo test` shows the output of the print macros for failed tests only.
#[track_caller]
pub fn report_skip(reason: &str) {
    let caller = std::panic::Location::caller();
    let line = format!("skipped in {}:{}: {reason}\n", caller.file(), caller.line());
    // Without stderr there is nobody to tell.
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// The environment that runs have: nothing of the machine's own settings (that
/// it is a build server, that colours are wanted) but where programs are.
pub fn environment(sandbox: &Sandbox) -> Vec<(&'static str, OsString)> {
    let mut kept: Vec<_> = ["PATH", "TMPDIR", "SYSTEMROOT"]
        .into_iter()
        .filter_map(|name| Some((name, std::env::var_os(name)?)))
        .collect();
    kept.push(("HOME", sandbox.path("").into()));
    kept
}

pub struct Sandbox {
    dir: TempDir,
}

/// How a run ended.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    /// An empty folder.
    pub fn empty() -> Self {
        Sandbox {
            dir: TempDir::new().expect("a temporary folder"),
        }
    }

    /// A folder as a fresh clone has it: `corpus/` with the article, no index.
    pub fn with_article() -> Self {
        let sandbox = Sandbox::empty();
        let article =
            fs::read(repository().join("corpus").join(ARTICLE)).expect("the shipped article");
        sandbox.write(&format!("corpus/{ARTICLE}"), article);
        sandbox
    }

    /// A folder whose `corpus/` holds these files.
    pub fn with_files(files: &[(&str, &str)]) -> Self {
        let sandbox = Sandbox::empty();
        for (path, text) in files {
            sandbox.write(&format!("corpus/{path}"), text);
        }
        sandbox
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_obzor"));
        command.current_dir(self.dir.path());
        command.env_clear().envs(environment(self));
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        Run::of(
            self.command()
                .args(args)
                .output()
                .expect("the program runs"),
        )
    }

    /// Runs a command that must succeed and print JSON.
    pub fn json(&self, args: &[&str]) -> Value {
        let run = self.run(args.iter().chain(&["--format", "json"]));
        assert_eq!(run.code, 0, "{args:?}: {}", run.stderr);
        serde_json::from_str(&run.stdout).expect("JSON")
    }

    /// The names of the hits of a query, best first.
    pub fn hit_names(&self, args: &[&str]) -> Vec<String> {
        let answer = self.json(&[&["query"], args].concat());
        let hits = answer["hits"].as_array().expect("hits");
        hits.iter()
            .map(|hit| hit["name"].as_str().expect("a name").to_owned())
            .collect()
    }
}

impl Run {
    pub fn of(output: Output) -> Self {
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        }
    }

    /// An error: its message holds `part`, nothing is on stdout, exit 2.
    #[track_caller]
    pub fn assert_error(&self, part: &str) {
        assert_eq!(
            (self.code, self.stdout.as_str()),
            (2, ""),
            "{}",
            self.stderr
        );
        assert!(
            self.stderr.contains(part),
            "{:?} is not in {:?}",
            part,
            self.stderr
        );
    }
}
