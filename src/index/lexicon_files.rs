//! The files of an index's lexicon: one per segment, listed by the commit.

use std::path::Path;
use std::sync::Arc;

use super::checksum::FileChecksums;
use super::commit::Commit;
use super::directory::CommitDirectory;
use super::error::IndexError;
use super::file_names;
use super::lexicon::{Lexicon, LexiconBuilder, LexiconSegment};
use super::write_lock::WriteLock;

/// Loads the lexicon of a commit.
pub(super) fn load(
    dir: &Path,
    directory: &CommitDirectory,
    commit: &Commit,
) -> Result<Lexicon, IndexError> {
    let mut segments = Vec::with_capacity(commit.lexicons.len());
    for name in &commit.lexicons {
        let bytes = directory.read(name).map_err(IndexError::io(dir))?;
        let segment = LexiconSegment::from_bytes(Arc::new(bytes));
        let damaged = |error| IndexError::damaged(dir, format!("{name}: {error}"));
        segments.push(segment.map_err(damaged)?);
    }
    Ok(Lexicon::new(segments))
}

/// Writes the words that no segment has as the segment of `generation`, merged
/// with segments that are not much larger. Returns the names of all segments
/// then.
pub(super) fn write(
    lock: &WriteLock,
    builder: &LexiconBuilder,
    base: Option<&Commit>,
    generation: u64,
) -> Result<Vec<String>, IndexError> {
    let mut names = base.map_or(Vec::new(), |commit| commit.lexicons.clone());
    if !names.is_empty() && builder.is_empty() {
        return Ok(names);
    }
    let build = |from| {
        builder.build(from).map_err(|source| IndexError::Lexicon {
            dir: lock.dir().to_owned(),
            source,
        })
    };
    let mut bytes = build(names.len())?;
    let segments = names.len();
    merge_similar(&mut names, base.map(|commit| &commit.files), &bytes);
    if names.len() < segments {
        bytes = build(names.len())?;
    }
    let name = file_names::lexicon(generation);
    lock.create(&name, &bytes)
        .map_err(IndexError::io(lock.dir()))?;
    names.push(name);
    Ok(names)
}

/// Drops the names of the segments that the new one is merged with, so that each
/// segment is at least twice as large as the next: there are few, and a word is
/// written again only a few times.
fn merge_similar(names: &mut Vec<String>, files: Option<&FileChecksums>, new: &[u8]) {
    let size = |name: &String| {
        let checksum = files.and_then(|files| files.get(name));
        checksum.map_or(0, |checksum| checksum.size)
    };
    let mut merged = new.len() as u64;
    while names.last().is_some_and(|last| size(last) < 2 * merged) {
        merged += names.pop().map_or(0, |last| size(&last));
    }
}
