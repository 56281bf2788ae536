//! A committed state of an index, open for reading.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::OwnedBytes;
use tantivy::{ReloadPolicy, Searcher as Snapshot, TantivyError};

use super::commit::Commit;
use super::directory::CommitDirectory;
use super::error::IndexError;
use super::lexicon::Lexicon;
use super::manifest::Manifest;
use super::salvage::{CorpusOrigin, join_all};
use super::schema::{self, Fields};
use super::verify::{check, with_commit};
use super::{lexicon_files, ownership};
use crate::analysis::Analyzer;
use crate::document::Unreadable;

/// An index up to this size, in bytes, is checked whole when it is opened.
const MAX_CHECKED_SIZE: u64 = 8 << 20;

/// A committed state of an index, open for reading. Later commits do not change
/// it. Safe to share between threads.
pub struct Index {
    pub(super) dir: PathBuf,
    pub(super) commit: Commit,
    pub(super) fields: Fields,
    pub(super) snapshot: Snapshot,
    lexicon: Arc<Lexicon>,
    analyzer: Analyzer,
    /// Mapped, so that it can be read after a later commit has removed it.
    manifest: OwnedBytes,
}

impl Index {
    /// Opens the index in `dir`. Writes nothing.
    ///
    /// # Errors
    ///
    /// Fails with [`IndexError::Missing`] when there is none, and when the index
    /// is foreign, outdated or damaged.
    pub fn open(dir: &Path) -> Result<Index, IndexError> {
        with_commit(dir, |commit| Index::open_commit(dir, commit))
    }

    fn open_commit(dir: &Path, commit: Commit) -> Result<Index, IndexError> {
        check(dir, &commit, commit.size() <= MAX_CHECKED_SIZE)?;
        // What tantivy cannot read is damaged, mostly, and that says more.
        let failed = |error| match check(dir, &commit, true) {
            Ok(()) => IndexError::tantivy(dir)(error),
            Err(damage) => damage,
        };
        let directory = CommitDirectory::open(dir, &commit.segments).map_err(failed)?;
        let lexicon = Arc::new(lexicon_files::load(dir, &directory, &commit)?);
        let manifest = directory.read(&commit.manifest);
        let manifest = manifest.map_err(IndexError::io(dir))?;
        let index = tantivy::Index::open(directory).map_err(failed)?;
        let (schema, fields) = schema::schema();
        if index.schema() != schema {
            return Err(IndexError::Outdated(dir.to_owned()));
        }
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = tantivy::IndexReaderBuilder::try_into(reader).map_err(failed)?;
        let snapshot = tantivy::IndexReader::searcher(&reader);
        // tantivy takes a file that was removed while it opened the others for
        // one that never was.
        check(dir, &commit, false)?;
        Ok(Index {
            dir: dir.to_owned(),
            commit,
            fields,
            snapshot,
            analyzer: Analyzer::with_lemmas(lexicon.clone()),
            lexicon,
            manifest,
        })
    }

    /// Whether there is a later commit than this one.
    ///
    /// # Errors
    ///
    /// Fails as [`Index::open`] does.
    pub fn is_outdated(&self) -> Result<bool, IndexError> {
        with_commit(&self.dir, |commit| {
            Ok(commit.generation != self.commit.generation)
        })
    }

    /// The files that the index was made of.
    pub(crate) fn manifest(&self) -> Result<Manifest, IndexError> {
        let name = &self.commit.manifest;
        let damage = || IndexError::damaged(&self.dir, format!("{name} is not what was written"));
        Manifest::from_bytes(&self.manifest).ok_or_else(damage)
    }

    /// What could not be read when the index was written, a hundred places at
    /// most. The index has the documents that they had before.
    pub fn unreadable(&self) -> Vec<Unreadable> {
        // A folder that cannot be resolved is named as it was given.
        let dir = self.dir.canonicalize().unwrap_or_else(|_| self.dir.clone());
        let gaps = self.commit.gaps.iter();
        gaps.map(|gap| Unreadable {
            location: join_lexically(&dir, &gap.location),
            reason: gap.reason.clone(),
        })
        .collect()
    }

    /// The corpus that the index was built from.
    pub(crate) fn origin(&self) -> CorpusOrigin {
        CorpusOrigin {
            roots: join_all(&self.dir, &self.commit.roots),
            max_file_size: Some(self.commit.max_file_size),
        }
    }

    /// How many documents the index has.
    pub fn document_count(&self) -> usize {
        self.commit.totals.documents() as usize
    }

    /// How many words the bodies of all documents have.
    pub(crate) fn word_count(&self) -> u64 {
        self.commit.totals.words
    }

    /// The analyzer of the index's documents.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// The words of the index's documents.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Files in the folder that are not part of the index, of a writer that is at
    /// work or was killed. The next writer removes them.
    pub fn leftovers(&self) -> Vec<String> {
        ownership::leftovers(&self.dir, &self.commit.files)
    }

    /// For `map_err`: an error of tantivy about this index.
    pub(crate) fn failed(&self, source: TantivyError) -> IndexError {
        IndexError::tantivy(&self.dir)(source)
    }
}

/// A path as seen from a folder; `..` removes a component of the folder's path.
fn join_lexically(folder: &Path, path: &str) -> PathBuf {
    let mut joined = folder.to_owned();
    for component in Path::new(path).components() {
        match component {
            Component::ParentDir => drop(joined.pop()),
            component => joined.push(component),
        }
    }
    joined
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_without_looking_at_the_disk() {
        for (path, joined) in [
            ("c.md", "/a/b/c.md"),
            ("../c.md", "/a/c.md"),
            ("../../../c.md", "/c.md"),
            ("/c.md", "/c.md"),
        ] {
            assert_eq!(join_lexically(Path::new("/a/b"), path), Path::new(joined));
        }
    }
}
