//! An update of an index, from the lock to the commit.
//!
//! ```text
//! begin ─► document_writer ─► delete and add files ─► finish ─► commit
//! ```
//!
//! Until the commit, and if anything fails, readers see the old state.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::checksum::{Checksum, FileChecksums};
use super::commit::{BuildInfo, Commit, MAX_GAPS, StoredGap};
use super::directory::CommitDirectory;
use super::document_writer::{DocumentWriter, WriterContext, WrittenSegments};
use super::error::IndexError;
use super::lexicon::LexiconBuilder;
use super::manifest::Manifest;
use super::totals::DocumentTotals;
use super::update_base::{BaseState, UpdateBase};
use super::write_lock::WriteLock;
use super::{file_names, salvage};
use crate::document::{Unreadable, path_text};

/// An update that has begun. Dropped without a commit, it removes the files that
/// it has written.
pub(crate) struct IndexUpdate {
    lock: WriteLock,
    base: UpdateBase,
    lexicon: LexiconBuilder,
    /// Relative to the index's folder where possible.
    roots: Vec<PathBuf>,
    max_file_size: u64,
    committed: bool,
}

impl IndexUpdate {
    /// Begins to update an index to the corpus with these absolute roots and
    /// this size limit. The index keeps what it has, unless `rebuild`, or it is
    /// of another corpus, outdated or damaged.
    pub(crate) fn begin(
        lock: WriteLock,
        roots: &[PathBuf],
        max_file_size: u64,
        rebuild: bool,
    ) -> Result<IndexUpdate, IndexError> {
        let dir = lock.dir();
        let roots = relative_roots(dir, roots).map_err(IndexError::io(dir))?;
        let base = UpdateBase::read(dir, &roots, max_file_size, rebuild)?;
        let lexicon = base.lexicon_builder(dir)?;
        Ok(IndexUpdate {
            lock,
            base,
            lexicon,
            roots,
            max_file_size,
            committed: false,
        })
    }

    /// The folder of the index.
    pub(crate) fn dir(&self) -> &Path {
        self.lock.dir()
    }

    /// A manifest for the commit to come, without files.
    pub(crate) fn new_manifest(&self) -> Manifest {
        Manifest::new(self.roots.clone())
    }

    /// The files that the index keeps, but for changed ones; `None` when all
    /// files must be indexed.
    pub(crate) fn kept_files(&self) -> Option<&Manifest> {
        self.base.state.as_ref().map(|state| &state.manifest)
    }

    /// The documents that the index keeps, but for those of changed files.
    pub(crate) fn kept_totals(&self) -> DocumentTotals {
        self.kept_commit()
            .map_or_else(DocumentTotals::default, |commit| commit.totals)
    }

    /// Whether the kept commit lists the same gaps as a commit of these would.
    pub(crate) fn has_gaps(&self, unreadable: &[Unreadable]) -> bool {
        self.kept_commit()
            .is_some_and(|commit| commit.gaps == self.gaps(unreadable))
    }

    /// How many documents the index has, kept or not.
    pub(crate) fn old_document_count(&self) -> u64 {
        self.base.documents
    }

    /// The segments that the index keeps, for a commit that changes no document.
    pub(crate) fn kept_segments(&self) -> Option<WrittenSegments> {
        self.kept_commit().map(|commit| WrittenSegments {
            segments: commit.segments.clone(),
            lexicons: commit.lexicons.clone(),
        })
    }

    /// Removes the files of killed writers, which may fill the disk.
    pub(crate) fn remove_abandoned(&self) {
        if let Some(commit) = self.kept_commit() {
            self.lock.remove_abandoned(&commit.files);
        }
    }

    /// Opens the segments for writing. `bytes` is the size of the files to add.
    pub(crate) fn document_writer(&self, bytes: u64) -> Result<DocumentWriter<'_>, IndexError> {
        let context = WriterContext {
            lock: &self.lock,
            lexicon: &self.lexicon,
            base: self.kept_commit(),
            generation: self.base.next_generation,
        };
        DocumentWriter::open(context, bytes)
    }

    /// Publishes the new state and removes the files of the old one.
    pub(crate) fn commit(
        mut self,
        manifest: &Manifest,
        written: WrittenSegments,
        unreadable: &[Unreadable],
    ) -> Result<DocumentTotals, IndexError> {
        let failed = IndexError::io(self.lock.dir());
        let WrittenSegments { segments, lexicons } = written;
        let name = file_names::manifest(self.base.next_generation);
        let bytes = manifest.to_bytes().map_err(io::Error::other);
        let bytes = bytes.map_err(&failed)?;
        self.lock.create(&name, &bytes).map_err(&failed)?;
        let mut names = self.segment_files(&segments)?;
        names.push(name.clone());
        names.extend(lexicons.iter().cloned());
        let commit = Commit {
            generation: self.base.next_generation,
            built_with: BuildInfo::current(),
            roots: self.roots.clone(),
            max_file_size: self.max_file_size,
            gaps: self.gaps(unreadable),
            totals: manifest.totals(),
            segments,
            manifest: name,
            lexicons,
            files: self.checksums(names).map_err(&failed)?,
        };
        let replaced = salvage::listed_files(self.lock.dir());
        commit.write(&self.lock).map_err(&failed)?;
        self.committed = true;
        self.lock.remove_uncommitted(&commit.files, &replaced);
        Ok(commit.totals)
    }

    /// The names of the files of tantivy's segments.
    fn segment_files(&self, segments: &str) -> Result<Vec<String>, IndexError> {
        let dir = self.lock.dir();
        let failed = IndexError::tantivy(dir);
        let directory = CommitDirectory::open(dir, segments).map_err(&failed)?;
        let index = tantivy::Index::open(directory).map_err(&failed)?;
        let metas = index.load_metas().map_err(&failed)?;
        let files = metas.list_segment_files().into_iter();
        // tantivy names all files that a segment may have.
        let existing = files.filter(|file| dir.join(file).exists());
        Ok(existing
            .map(|file| file.to_string_lossy().into_owned())
            .collect())
    }

    /// Checksums of files. A file is written once: one that the kept commit
    /// lists has not changed.
    fn checksums(&self, names: Vec<String>) -> io::Result<FileChecksums> {
        let known = self.kept_commit().map(|commit| &commit.files);
        let checksums = names.into_iter().map(|name| {
            let checksum = match known.and_then(|known| known.get(&name)) {
                Some(checksum) => *checksum,
                None => Checksum::of_file(&self.lock.dir().join(&name))?,
            };
            Ok((name, checksum))
        });
        checksums.collect()
    }

    /// Gaps as a commit lists them.
    fn gaps(&self, unreadable: &[Unreadable]) -> Vec<StoredGap> {
        // A folder that cannot be resolved has no relative paths: they stay
        // absolute.
        let dir = fs::canonicalize(self.lock.dir()).unwrap_or_default();
        let gaps = unreadable.iter().take(MAX_GAPS).map(|gap| {
            let near = pathdiff::diff_paths(&gap.location, &dir);
            StoredGap {
                location: path_text(near.as_deref().unwrap_or(&gap.location)),
                reason: gap.reason.clone(),
            }
        });
        gaps.collect()
    }

    fn kept_commit(&self) -> Option<&Commit> {
        let state = self.base.state.as_ref();
        state.map(|BaseState { commit, .. }| commit)
    }
}

impl Drop for IndexUpdate {
    fn drop(&mut self) {
        if !self.committed {
            self.lock.remove_created();
        }
    }
}

/// Roots relative to the index's folder, so that an index and its corpus can be
/// moved together.
fn relative_roots(dir: &Path, roots: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let dir = fs::canonicalize(dir)?;
    let relative =
        |root: &PathBuf| pathdiff::diff_paths(root, &dir).unwrap_or_else(|| root.clone());
    Ok(roots.iter().map(relative).collect())
}
