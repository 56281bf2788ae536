//! Configuration files: what a user or a project would otherwise type every
//! time. They hold values only: nothing in them is ever run.
//!
//! Finds and reads the files; what a value is for, and what goes before it, is
//! for the commands to say.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde::Deserialize;

use crate::regular_file::{self, Links};
use crate::session::folders::config_folder;
use crate::session::trust::is_trusted_owner;

/// The name of a project's file, looked for from the working directory upward.
const PROJECT_FILE: &str = "obzor.toml";

/// The user's own file, in the folder of user configuration.
const USER_FILE: &str = "config.toml";

/// The largest file that is read, in bytes.
const MAX_SIZE: u64 = 1 << 20;

/// Less alike than this, a key is not what was meant by another.
const ALIKE: f64 = 0.6;

/// What the files say; `None` where they are silent.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(in crate::cli) struct Config {
    /// The index's directory.
    pub index: Option<PathBuf>,
    /// What is indexed when nothing is named.
    pub corpus: Option<Vec<PathBuf>>,
    /// When to use colours: `auto`, `always` or `never`.
    pub color: Option<String>,
    /// Whether long output goes to a pager.
    pub pager: Option<bool>,
    /// Whether what has no match is looked for otherwise.
    pub rescue: Option<bool>,
    /// The most hits.
    pub limit: Option<usize>,
    /// The most passages in a snippet.
    pub snippets: Option<usize>,
    /// The most characters of each passage.
    pub snippet_chars: Option<usize>,
    /// The folder of the project's file: where its relative paths, and an index
    /// and a corpus that it does not name, are.
    #[serde(skip)]
    pub project: Option<PathBuf>,
    /// The index's directory, or what is indexed, is named by the project's file.
    #[serde(skip)]
    pub project_names: ProjectNames,
}

/// What a project's file names, which whoever made the project has written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::cli) struct ProjectNames {
    /// The index's directory.
    pub index: bool,
    /// What is indexed.
    pub corpus: bool,
}

/// All keys, for finding what was meant by another.
const KEYS: [&str; 8] = [
    "index",
    "corpus",
    "color",
    "pager",
    "rescue",
    "limit",
    "snippets",
    "snippet-chars",
];

impl Config {
    /// Reads the project's file, found from `from` upward, over the user's own.
    /// `warn` is told what is not understood. Fails when a file cannot be read,
    /// is no TOML, or has a value of the wrong kind.
    ///
    /// The way upward ends at the home folder and where another file system
    /// begins. In a folder above `from`, a file counts only when it belongs to
    /// the user or to root: in a shared folder anybody could have put it there.
    pub fn load(from: &Path, mut warn: impl FnMut(String)) -> Result<Config> {
        let user = config_folder().map(|folder| folder.join(USER_FILE));
        let user = user.filter(|file| file.exists());
        let user = user.map_or(Ok(Config::default()), |file| {
            read(&file, Links::Follow, from, &mut warn)
        })?;
        let Some(file) = project_file(from, &mut warn) else {
            return Ok(user);
        };
        let project = read(&file, Links::Refuse, from, &mut warn)?;
        Ok(Config {
            project_names: ProjectNames {
                index: project.index.is_some(),
                corpus: project.corpus.is_some(),
            },
            index: project.index.or(user.index),
            corpus: project.corpus.or(user.corpus),
            color: project.color.or(user.color),
            pager: project.pager.or(user.pager),
            rescue: project.rescue.or(user.rescue),
            limit: project.limit.or(user.limit),
            snippets: project.snippets.or(user.snippets),
            snippet_chars: project.snippet_chars.or(user.snippet_chars),
            project: file.parent().map(Path::to_owned),
        })
    }
}

/// The nearest project's file that counts, from a folder upward.
fn project_file(from: &Path, warn: &mut impl FnMut(String)) -> Option<PathBuf> {
    let home = env::var_os("HOME").map(PathBuf::from);
    for folder in search_path(from, home.as_deref()) {
        let file = folder.join(PROJECT_FILE);
        let Ok(metadata) = file.symlink_metadata() else {
            continue;
        };
        if folder == from || is_trusted_owner(&metadata) {
            return Some(file);
        }
        warn(format!(
            "{} belongs to another user and is passed over",
            file.display()
        ));
    }
    None
}

/// A folder and those above it, as far as the home folder and the file system go.
fn search_path<'a>(from: &'a Path, home: Option<&Path>) -> Vec<&'a Path> {
    let device = device_of(from);
    let mut folders = Vec::new();
    for folder in from.ancestors() {
        if device_of(folder) != device {
            break;
        }
        folders.push(folder);
        if home == Some(folder) {
            break;
        }
    }
    folders
}

#[cfg(unix)]
fn device_of(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    Some(folder.metadata().ok()?.dev())
}

#[cfg(not(unix))]
fn device_of(_: &Path) -> Option<u64> {
    None
}

/// Reads a file, which messages name as it is seen from `here`.
fn read(file: &Path, links: Links, here: &Path, warn: &mut impl FnMut(String)) -> Result<Config> {
    let shown = file.strip_prefix(here).unwrap_or(file).display();
    let text = regular_file::read_to_string(file, links, MAX_SIZE)
        .with_context(|| format!("cannot read {shown}"))?;
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let wrong = |error: toml::de::Error| {
        let line = error.span().map_or(1, |span| line(span.start));
        anyhow!("{shown}:{line}: {}", error.message())
    };
    let table = toml::de::DeTable::parse(&text).map_err(wrong)?;
    for key in table.get_ref().keys() {
        let name: &str = key.get_ref();
        if !KEYS.contains(&name) {
            let likeness = |known: &&str| strsim::normalized_damerau_levenshtein(known, name);
            let nearest = KEYS
                .iter()
                .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
                .filter(|known| likeness(known) >= ALIKE)
                .map_or_else(String::new, |known| format!("; did you mean `{known}`?"));
            let line = line(key.span().start);
            warn(format!(
                "{shown}:{line}: there is no setting `{name}`{nearest}"
            ));
        }
    }
    let mut config: Config = toml::from_str(&text).map_err(wrong)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let from_file = |path: &mut PathBuf| *path = folder.join(&*path);
    config.index.iter_mut().for_each(from_file);
    config.corpus.iter_mut().flatten().for_each(from_file);
    Ok(config)
}
