//! What can be read of a commit that cannot be used: of another version, or
//! damaged.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::commit::{Commit, CommitError};
use super::commit_header::read_commit;
use super::manifest;

/// The corpus that an index was built from, as far as the index tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CorpusOrigin {
    /// The roots, relative to the working directory or absolute. They may be
    /// gone.
    pub(crate) roots: Vec<PathBuf>,
    /// The size limit of files, in bytes; `None` when it is lost.
    pub(crate) max_file_size: Option<u64>,
}

/// The corpus recorded in the index at `dir`, in whatever state that is, since
/// it may have to be rebuilt. `None` when there is no index.
pub(crate) fn recorded_origin(dir: &Path) -> Option<CorpusOrigin> {
    #[derive(Deserialize)]
    struct RecordedCorpus {
        roots: Vec<PathBuf>,
        max_file_size: Option<u64>,
    }
    // A commit that cannot be read records nothing.
    let bytes = read_commit(dir).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let body = text.split_once('\n').map_or("", |(_, body)| body);
    let is_intact = matches!(
        Commit::parse(text.as_bytes()),
        Ok(_) | Err(CommitError::Outdated)
    );
    match serde_json::from_str::<RecordedCorpus>(body) {
        Ok(recorded) if is_intact => Some(CorpusOrigin {
            roots: join_all(dir, &recorded.roots),
            max_file_size: recorded.max_file_size,
        }),
        // The roots of a damaged commit may be damaged.
        _ => Some(CorpusOrigin {
            roots: join_all(dir, &manifest::newest_roots(dir)?),
            max_file_size: None,
        }),
    }
}

/// Roots as they are seen from the working directory.
pub(super) fn join_all(dir: &Path, roots: &[PathBuf]) -> Vec<PathBuf> {
    roots.iter().map(|root| dir.join(root)).collect()
}

/// The names of the files that the commit in `dir` lists, whichever version
/// wrote it. A damaged commit lists none.
pub(super) fn listed_files(dir: &Path) -> BTreeSet<String> {
    #[derive(Deserialize)]
    struct ListedFiles {
        files: BTreeMap<String, serde::de::IgnoredAny>,
    }
    // What cannot be read or parsed lists nothing: its files stay.
    let bytes = read_commit(dir).unwrap_or_default();
    let body = bytes.split(|&byte| byte == b'\n').nth(1);
    // Without a second line, the empty body fails to parse, which lists nothing.
    match serde_json::from_slice::<ListedFiles>(body.unwrap_or_default()) {
        Ok(listed) => listed.files.into_keys().collect(),
        Err(_) => BTreeSet::new(),
    }
}
