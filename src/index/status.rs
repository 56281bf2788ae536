//! What an index is: its version, size and segments.

use super::commit::{BuiltWith, Commit};
use super::home;
use super::{Index, IndexError};

/// What an index was built with, and how large it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// How many times it was written.
    pub generation: u64,
    /// The version of obzor that wrote it.
    pub obzor: String,
    /// The version of its format.
    pub format: u32,
    /// The version of the analyzer and of its dictionary.
    pub analyzer: String,
    /// The version of tantivy.
    pub tantivy: String,
    /// The largest file that was read, in bytes.
    pub max_file_size: u64,
    /// The files of the index.
    pub files: usize,
    /// All their bytes.
    pub bytes: u64,
    /// tantivy's segments.
    pub segments: usize,
    /// The documents in them that are in the index no more.
    pub removed_documents: u64,
}

impl Index {
    /// True when a later commit than this one is there.
    pub fn is_outdated(&self) -> Result<bool, IndexError> {
        super::of_commit(&self.dir, |commit| {
            Ok(commit.generation != self.commit.generation)
        })
    }

    /// What the index is.
    pub fn status(&self) -> Status {
        let Commit {
            generation,
            built_with,
            max_file_size,
            files,
            ..
        } = &self.commit;
        let BuiltWith {
            obzor,
            format,
            analyzer,
            tantivy,
        } = built_with.clone();
        let segments = self.snapshot.segment_readers();
        Status {
            generation: *generation,
            obzor,
            format,
            analyzer,
            tantivy,
            max_file_size: *max_file_size,
            files: files.len(),
            bytes: self.commit.size(),
            segments: segments.len(),
            removed_documents: segments
                .iter()
                .map(|reader| u64::from(reader.num_deleted_docs()))
                .sum(),
        }
    }

    /// Files in its folder that are no part of it: of a writer that is at work or
    /// was killed. The next that writes removes them.
    pub fn leftovers(&self) -> Vec<String> {
        home::leftovers(&self.dir, &self.commit)
    }
}
