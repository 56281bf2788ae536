//! Reading a commit that may be replaced meanwhile, and checking its files.

use std::path::Path;

use super::commit::{Commit, CommitError};
use super::error::IndexError;
use super::ownership::refuse_foreign;

/// How often a commit is read that is replaced all the while.
const MAX_TRIES: usize = 20;

/// Compares all files of the index in `dir` with their checksums. Opening an
/// index does that for small ones only.
///
/// # Errors
///
/// Fails as [`Index::open`](super::Index::open) does.
pub fn verify(dir: &Path) -> Result<(), IndexError> {
    with_commit(dir, |commit| check(dir, &commit, true))
}

/// Calls `read` with the commit in `dir`. When `read` fails, a writer may have
/// replaced the commit and removed its files: only a commit that fails twice has
/// failed.
pub(super) fn with_commit<T>(
    dir: &Path,
    read: impl Fn(Commit) -> Result<T, IndexError>,
) -> Result<T, IndexError> {
    let mut failed = None;
    for _ in 0..MAX_TRIES {
        let commit = Commit::read(dir).map_err(|error| index_error(dir, error))?;
        let generation = commit.generation;
        match read(commit) {
            Err(_) if failed != Some(generation) => failed = Some(generation),
            done => return done,
        }
    }
    Err(IndexError::damaged(
        dir,
        "it is replaced faster than it can be read",
    ))
}

/// Checks the files of a commit, see [`Commit::check`].
pub(super) fn check(dir: &Path, commit: &Commit, whole: bool) -> Result<(), IndexError> {
    let checked = commit.check(dir, whole);
    checked.map_err(|error| index_error(dir, error))
}

/// The error of the index whose commit cannot be used.
pub(super) fn index_error(dir: &Path, error: CommitError) -> IndexError {
    match error {
        CommitError::Absent => match refuse_foreign(dir) {
            Ok(()) => IndexError::Missing(dir.to_owned()),
            Err(foreign) => foreign,
        },
        CommitError::Outdated => IndexError::Outdated(dir.to_owned()),
        CommitError::Damaged(what) => IndexError::damaged(dir, what),
        CommitError::Io(error) => IndexError::io(dir)(error),
    }
}
