//! Configuration files: options that a user or a project would otherwise type
//! every time. They hold values only; nothing in them is ever run.
//!
//! Finds and reads the files. [`Settings`](super::settings::Settings) decides
//! what takes precedence over them.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde::Deserialize;

use crate::regular_file::{self, Links};
use crate::session::folders::config_folder;
use crate::session::trust::is_trusted_owner;

/// A project's file, in the working directory or the nearest folder above it.
const PROJECT_FILE: &str = "obzor.toml";

/// The user's own file, in the folder of user configuration.
const USER_FILE: &str = "config.toml";

/// The maximum size of a configuration file, in bytes.
const MAX_SIZE: u64 = 1 << 20;

/// The minimum similarity, from 0 to 1, at which a known key is suggested for an
/// unknown one.
const MIN_SIMILARITY: f64 = 0.6;

/// The values of all files; `None` where no file sets a key.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(in crate::cli) struct Config {
    /// The index's directory.
    pub index: Option<PathBuf>,
    /// The files and folders to index if the command line names none.
    pub corpus: Option<Vec<PathBuf>>,
    /// When to use colors: `auto`, `always` or `never`.
    pub color: Option<String>,
    /// Whether long output goes to a pager.
    pub pager: Option<bool>,
    /// Whether words without matches are corrected.
    pub rescue: Option<bool>,
    /// The maximum number of hits.
    pub limit: Option<usize>,
    /// The maximum number of passages per hit.
    pub snippets: Option<usize>,
    /// The maximum length of a passage, in code points.
    pub snippet_chars: Option<usize>,
    /// The folder of the project's file. Relative paths in the file, and the
    /// default index and corpus, are relative to it.
    #[serde(skip)]
    pub project: Option<PathBuf>,
    /// Which of the two places come from the project's file.
    #[serde(skip)]
    pub project_names: ProjectNames,
}

/// The places that a project's file sets. The author of a project is not trusted
/// to choose places outside of it, the user is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::cli) struct ProjectNames {
    /// The index's directory, `index`.
    pub index: bool,
    /// The files and folders to index.
    pub corpus: bool,
}

/// All known keys, for warnings about others.
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
    /// Reads the project's file, searched from `from` upward, and the user's
    /// file. Where both set a key, the project wins. Unknown keys go to `warn`.
    ///
    /// Fails if a file cannot be read, is not valid TOML, or has a value of the
    /// wrong type.
    ///
    /// The search stops at the home folder and at the border of a file system. A
    /// file in a folder above `from` counts only if it belongs to the user or to
    /// root: in a shared folder, anybody could have put it there.
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

/// The nearest project file whose owner is trusted.
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
            "{} belongs to another user: ignored",
            file.display()
        ));
    }
    None
}

/// A folder and its ancestors up to the home folder, on the same file system.
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
    // A folder without metadata counts as a file system of its own.
    Some(folder.metadata().ok()?.dev())
}

#[cfg(not(unix))]
fn device_of(_: &Path) -> Option<u64> {
    None
}

/// Reads a file. Messages name it relative to `here`, with the line, from 1.
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
                .filter(|known| likeness(known) >= MIN_SIMILARITY)
                .map_or_else(String::new, |known| format!("; did you mean `{known}`?"));
            let line = line(key.span().start);
            warn(format!("{shown}:{line}: unknown setting `{name}`{nearest}"));
        }
    }
    let mut config: Config = toml::from_str(&text).map_err(wrong)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let from_file = |path: &mut PathBuf| *path = folder.join(&*path);
    config.index.iter_mut().for_each(from_file);
    config.corpus.iter_mut().flatten().for_each(from_file);
    Ok(config)
}
