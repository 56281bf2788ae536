//! The state that an update starts from.

use std::fs;
use std::path::{Path, PathBuf};

use super::commit::{Commit, CommitError};
use super::directory::CommitDirectory;
use super::error::IndexError;
use super::lexicon::{Lexicon, LexiconBuilder};
use super::manifest::{self, Manifest};
use super::verify::index_error;
use super::{file_names, lexicon_files};

/// A commit whose documents an update keeps, but for changed files.
pub(super) struct BaseState {
    pub(super) commit: Commit,
    pub(super) manifest: Manifest,
}

/// The state that an update starts from.
pub(super) struct UpdateBase {
    /// `None` when all files are indexed anew.
    pub(super) state: Option<BaseState>,
    /// How many documents the index has, kept or not.
    pub(super) documents: u64,
    /// The generation of the commit to come, which no file of the folder has.
    pub(super) next_generation: u64,
}

impl UpdateBase {
    /// Reads the state of the index in `dir`. It is kept when it is intact, of
    /// the corpus with these roots and this size limit, and `rebuild` is false.
    pub(super) fn read(
        dir: &Path,
        roots: &[PathBuf],
        max_file_size: u64,
        rebuild: bool,
    ) -> Result<UpdateBase, IndexError> {
        let commit = match Commit::read(dir) {
            Err(error @ CommitError::Io(_)) => return Err(index_error(dir, error)),
            // Anything else that is wrong with the commit, a rebuild heals.
            read => read.ok(),
        };
        let documents = commit.as_ref().map_or(0, |c| c.totals.documents());
        let generation = commit.as_ref().map_or(0, |c| c.generation);
        let newest = generation.max(newest_generation(dir));
        let overflow =
            || IndexError::damaged(dir, "its generation is the last that can be counted");
        let next_generation = newest.checked_add(1).ok_or_else(overflow)?;
        let kept = commit.filter(|commit| {
            let is_same = commit.roots == roots && commit.max_file_size == max_file_size;
            // Damage would spread into all that is built on it.
            !rebuild && is_same && commit.check(dir, true).is_ok()
        });
        let state = kept.and_then(|commit| {
            // Without its manifest the commit is damaged.
            let bytes = manifest::read(&dir.join(&commit.manifest)).ok()?;
            let manifest = Manifest::from_bytes(&bytes)?;
            Some(BaseState { commit, manifest })
        });
        Ok(UpdateBase {
            state,
            documents,
            next_generation,
        })
    }

    /// A builder for the words that the kept state lacks.
    pub(super) fn lexicon_builder(&self, dir: &Path) -> Result<LexiconBuilder, IndexError> {
        let Some(BaseState { commit, .. }) = &self.state else {
            return Ok(LexiconBuilder::new(Lexicon::default()));
        };
        let directory = CommitDirectory::open(dir, "").map_err(IndexError::tantivy(dir))?;
        let lexicon = lexicon_files::load(dir, &directory, commit)?;
        Ok(LexiconBuilder::new(lexicon))
    }
}

/// The newest generation in the name of any file, 0 without one.
fn newest_generation(dir: &Path) -> u64 {
    // A folder that cannot be listed fails when it is written to.
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let generations = names.filter_map(|name| file_names::generation_of(&name));
    // No writer gets to the last number, which has no successor.
    let usable = generations.filter(|&generation| generation < u64::MAX);
    usable.max().unwrap_or(0)
}
