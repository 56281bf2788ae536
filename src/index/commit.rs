//! The commit: one small file that lists what an index consists of.
//!
//! Replacing it replaces the state of the index at once; files that it does not
//! list are not part of the index.
//!
//! ```text
//! {"what":"an obzor index","format":F,"hash":H}   the header; H hashes the rest
//! {"generation":G, …, "files":{NAME:{"size":…,"hash":…}, …}}
//! ```
//!
//! The header covers the body, and the body covers all other files, so that
//! damage is noticed before it gives a wrong answer.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::checksum::{Checksum, FileChecksums};
use super::commit_header::{CommitHeader, has_signature, read_commit};
use super::file_names;
use super::manifest;
use super::ownership;
use super::totals::DocumentTotals;
use super::write_lock::WriteLock;
use crate::analysis::Analyzer;
use crate::document::UnreadableReason;
use crate::regular_file::{self, Links};

/// The version of the index format: of the schema and of all that readers rely
/// on.
const FORMAT: u32 = 13;

/// How many names are tried for the next commit. Killed writers, or other
/// programs, may have left files.
const MAX_NAMES: u32 = 1000;

/// How many gaps a commit lists.
pub(super) const MAX_GAPS: usize = 100;

/// A state of an index.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Commit {
    /// One more than that of the commit before.
    pub(super) generation: u64,
    pub(super) built_with: BuildInfo,
    /// The corpus roots, relative to the index's folder where possible.
    pub(super) roots: Vec<PathBuf>,
    /// The size limit of files, in bytes.
    pub(super) max_file_size: u64,
    /// What could not be read, at most [`MAX_GAPS`].
    pub(super) gaps: Vec<StoredGap>,
    pub(super) totals: DocumentTotals,
    /// tantivy's own list of segments.
    pub(super) segments: String,
    /// The name of the manifest.
    pub(super) manifest: String,
    /// The names of the lexicon segments, the largest first.
    pub(super) lexicons: Vec<String>,
    /// All files but the commit and the lock.
    pub(super) files: FileChecksums,
}

/// A file or folder that could not be read when the index was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct StoredGap {
    /// Relative to the index's folder where possible.
    pub(super) location: String,
    pub(super) reason: UnreadableReason,
}

/// The versions that must be equal for an index to be read: a different
/// splitter, for instance, gives different documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct BuildInfo {
    pub(super) obzor: String,
    pub(super) format: u32,
    pub(super) analyzer: String,
    pub(super) tantivy: String,
}

/// Why a commit cannot be used.
#[derive(Debug)]
pub(super) enum CommitError {
    /// There is none.
    Absent,
    /// Another version wrote it.
    Outdated,
    /// It, or a file that it lists, is not what was written.
    Damaged(String),
    /// The system refuses to read it.
    Io(io::Error),
}

impl BuildInfo {
    /// The versions of this program.
    pub(super) fn current() -> BuildInfo {
        BuildInfo {
            obzor: env!("CARGO_PKG_VERSION").to_owned(),
            format: FORMAT,
            analyzer: Analyzer::VERSION.to_owned(),
            tantivy: tantivy::version_string().to_owned(),
        }
    }
}

impl Commit {
    /// Reads the commit in a folder. Does not look at the files that it lists.
    pub(super) fn read(dir: &Path) -> Result<Commit, CommitError> {
        let bytes = match read_commit(dir) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let is_lost =
                    manifest::newest_roots(dir).is_some() && ownership::is_lock_signed(dir);
                return Err(match is_lost {
                    true => CommitError::Damaged(format!("{} is missing", file_names::COMMIT)),
                    false => CommitError::Absent,
                });
            }
            read => read.map_err(CommitError::Io)?,
        };
        match Commit::parse(&bytes) {
            // Any program may have a file of that name.
            Err(CommitError::Damaged(_))
                if !has_signature(&bytes) && !ownership::is_lock_signed(dir) =>
            {
                Err(CommitError::Absent)
            }
            parsed => parsed,
        }
    }

    /// Reads the bytes of a commit.
    pub(super) fn parse(bytes: &[u8]) -> Result<Commit, CommitError> {
        let damaged =
            || CommitError::Damaged(format!("{} is not what was written", file_names::COMMIT));
        let (header, body) = CommitHeader::split(bytes).ok_or_else(damaged)?;
        if !header.matches(body) {
            // Early versions wrote a header alone.
            return Err(match header.format == FORMAT || !body.is_empty() {
                true => damaged(),
                false => CommitError::Outdated,
            });
        }
        if header.format != FORMAT {
            return Err(CommitError::Outdated);
        }
        let commit: Commit = serde_json::from_slice(body).map_err(|_| damaged())?;
        match commit.built_with == BuildInfo::current() {
            true => Ok(commit),
            false => Err(CommitError::Outdated),
        }
    }

    /// The size of all files, in bytes.
    pub(super) fn size(&self) -> u64 {
        self.files.values().map(|checksum| checksum.size).sum()
    }

    /// Compares the sizes of all files with those that were written, and their
    /// hashes if `whole`.
    pub(super) fn check(&self, dir: &Path, whole: bool) -> Result<(), CommitError> {
        for (name, expected) in &self.files {
            let damaged = |what: &str| CommitError::Damaged(format!("{name} {what}"));
            let failed = |error: io::Error| match error.kind() {
                ErrorKind::NotFound => damaged("is missing"),
                ErrorKind::InvalidInput => damaged(&format!("cannot be used: {error}")),
                _ => CommitError::Io(error),
            };
            let file = dir.join(name);
            let metadata = regular_file::metadata(&file, Links::Refuse).map_err(failed)?;
            if !metadata.is_file() {
                return Err(damaged("is not a regular file"));
            }
            if whole {
                if Checksum::of_file(&file).map_err(failed)? != *expected {
                    return Err(damaged("is not what was written"));
                }
            } else if metadata.len() != expected.size {
                return Err(damaged("has not the length that was written"));
            }
        }
        Ok(())
    }

    /// Makes this the commit of a folder. All files that it lists must have been
    /// written and synced.
    pub(super) fn write(&self, lock: &WriteLock) -> io::Result<()> {
        let dir = lock.dir();
        let body = serde_json::to_string(self)?;
        let header = serde_json::to_string(&CommitHeader::new(FORMAT, body.as_bytes()))?;
        let next = write_next(lock, format!("{header}\n{body}").as_bytes())?;
        sync_folder(dir)?;
        // A link of the commit's name is replaced, not followed.
        fs::rename(&next, dir.join(file_names::COMMIT))?;
        sync_folder(dir)
    }
}

/// Writes a commit under a name that is not taken.
fn write_next(lock: &WriteLock, bytes: &[u8]) -> io::Result<PathBuf> {
    for number in 0..MAX_NAMES {
        let name = file_names::next_commit(number);
        match lock.create(&name, bytes) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            written => return written.map(|()| lock.dir().join(name)),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Makes new names in a folder survive a power cut. Windows cannot sync folders.
fn sync_folder(dir: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commit() -> Commit {
        Commit {
            generation: 1,
            built_with: BuildInfo::current(),
            roots: vec![PathBuf::from("../corpus")],
            max_file_size: 10,
            gaps: vec![StoredGap {
                location: "../corpus/a.md".to_owned(),
                reason: UnreadableReason::TooLarge { max_bytes: 10 },
            }],
            totals: DocumentTotals::default(),
            segments: String::new(),
            manifest: file_names::manifest(1),
            lexicons: Vec::new(),
            files: FileChecksums::new(),
        }
    }

    fn bytes_of(header: &CommitHeader, body: &[u8]) -> Vec<u8> {
        [&serde_json::to_vec(header).unwrap()[..], b"\n", body].concat()
    }

    #[test]
    fn a_commit_is_read_as_it_was_written() {
        let folder = tempfile::TempDir::new().unwrap();
        let lock = WriteLock::acquire(folder.path(), false, || {}).unwrap();
        commit().write(&lock).unwrap();
        assert_eq!(Commit::read(folder.path()).unwrap(), commit());
    }

    #[test]
    fn damage_and_other_versions_are_told_apart() {
        let body = serde_json::to_vec(&commit()).unwrap();
        let sound = CommitHeader::new(FORMAT, &body);
        let other = CommitHeader::new(FORMAT - 1, &body);
        assert!(Commit::parse(&bytes_of(&sound, &body)).is_ok());
        assert!(matches!(
            Commit::parse(&bytes_of(&sound, &body[1..])),
            Err(CommitError::Damaged(_))
        ));
        assert!(matches!(
            Commit::parse(&bytes_of(&other, &body)),
            Err(CommitError::Outdated)
        ));
        assert!(matches!(
            Commit::parse(&bytes_of(&other, b"")),
            Err(CommitError::Outdated)
        ));
    }
}
