//! Facts about an index itself, for people who look after it.

use super::snapshot::Index;

/// What an index was built with, and how large it is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct IndexInfo {
    /// How many times it was written.
    pub generation: u64,
    /// The version of obzor that wrote it.
    pub obzor: String,
    /// The version of the index format.
    pub format: u32,
    /// The version of the analyzer and of its dictionary.
    pub analyzer: String,
    /// The version of tantivy.
    pub tantivy: String,
    /// The size limit of files, in bytes.
    pub max_file_size: u64,
    /// How many files the index has.
    pub files: usize,
    /// The size of all files, in bytes.
    pub bytes: u64,
    /// How many segments tantivy has.
    pub segments: usize,
    /// How many deleted documents are still in the segments.
    pub removed_documents: u64,
}

impl Index {
    /// Facts about the index itself.
    pub fn info(&self) -> IndexInfo {
        let commit = &self.commit;
        let built_with = commit.built_with.clone();
        let segments = self.snapshot.segment_readers();
        let removed = segments.iter().map(|reader| reader.num_deleted_docs());
        IndexInfo {
            generation: commit.generation,
            obzor: built_with.obzor,
            format: built_with.format,
            analyzer: built_with.analyzer,
            tantivy: built_with.tantivy,
            max_file_size: commit.max_file_size,
            files: commit.files.len(),
            bytes: commit.size(),
            segments: segments.len(),
            removed_documents: removed.map(u64::from).sum(),
        }
    }
}
