//! What has changed in a corpus since it was indexed.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::num::NonZero;
use std::path::Path;
use std::thread;

use super::manifest::{Manifest, Stamp};
use crate::corpus::{Corpus, CorpusFile, Unreadable};

/// The difference between a corpus and what an index was made of.
#[derive(Debug, Default)]
pub struct Changes {
    /// Files that the index does not have.
    pub added: Vec<CorpusFile>,
    /// Files whose text is another.
    pub changed: Vec<CorpusFile>,
    /// Files that are gone, by their corpus paths.
    pub removed: Vec<String>,
    /// Files that are as they were.
    pub unchanged: Vec<CorpusFile>,
    /// How many of the unchanged had to be read to tell.
    pub read: usize,
    /// How many bytes the added and changed files have.
    pub bytes: u64,
    /// What could not be looked at; the index keeps what it has of it.
    pub unreadable: Vec<Unreadable>,
}

impl Changes {
    /// True when the index is what it would be if it were built now.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// A hash of a text, by which a changed file is told.
pub(super) fn hash(source: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(source.as_bytes())
}

/// Compares a corpus with the files of an index by size and time, and by
/// content where these differ or may deceive.
pub(super) fn compare(corpus: &Corpus, manifest: &Manifest) -> Changes {
    let (mut files, unreadable) = corpus.files();
    let kept = add_unseen(corpus, manifest, &unreadable, &mut files);
    let stamps = stamps_of(&files);
    let mut changes = Changes {
        unreadable,
        ..Changes::default()
    };
    // Both are in the order of their paths.
    let mut known = manifest.files.iter().peekable();
    let mut missing: Vec<&str> = Vec::new();
    for (file, stamp) in files.into_iter().zip(stamps) {
        while let Some((path, _)) = known.next_if(|(path, _)| **path < file.path) {
            missing.push(path);
        }
        let Some((_, entry)) = known.next_if(|(path, _)| **path == file.path) else {
            changes.bytes += stamp.map_or(0, |stamp| stamp.size);
            changes.added.push(file);
            continue;
        };
        let settled = stamp.is_some_and(|stamp| stamp.is_older_than(manifest.begun));
        if stamp == Some(entry.stamp) && settled && entry.hash.is_some() {
            changes.unchanged.push(file);
            continue;
        }
        match corpus.read(&file) {
            Ok((article, _)) if Some(hash(&article.source)) == entry.hash => {
                changes.read += 1;
                changes.unchanged.push(file);
            }
            Ok(_) => {
                changes.bytes += stamp.map_or(0, |stamp| stamp.size);
                changes.changed.push(file);
            }
            Err(_) if is_gone(&file.location) => changes.removed.push(file.path),
            Err(unreadable) => {
                changes.unreadable.push(unreadable);
                changes.unchanged.push(file);
            }
        }
    }
    missing.extend(known.map(|(path, _)| path.as_str()));
    let gone = missing.into_iter().filter(|path| !kept.contains(*path));
    changes.removed.extend(gone.map(str::to_owned));
    changes.unchanged.extend(kept.iter().filter_map(|path| {
        Some(CorpusFile {
            location: corpus.locate(path)?,
            path: path.clone(),
        })
    }));
    changes
}

/// Puts known files among `files` that stand where the walk could not look, and
/// can be looked at all the same; gives the paths of those that cannot, of
/// which it is not known that they are gone.
fn add_unseen(
    corpus: &Corpus,
    manifest: &Manifest,
    unreadable: &[Unreadable],
    files: &mut Vec<CorpusFile>,
) -> HashSet<String> {
    let mut kept = HashSet::new();
    if unreadable.is_empty() {
        return kept;
    }
    let listed: HashSet<String> = files.iter().map(|file| file.path.clone()).collect();
    for path in manifest.files.keys().filter(|path| !listed.contains(*path)) {
        let Some(location) = corpus.locate(path) else {
            continue;
        };
        let unseen = unreadable.iter();
        if !unseen
            .into_iter()
            .any(|place| location.starts_with(&place.location))
        {
            continue;
        }
        match fs::symlink_metadata(&location) {
            Ok(metadata) if metadata.is_file() => files.push(CorpusFile {
                location,
                path: path.clone(),
            }),
            Err(error) if error.kind() != ErrorKind::NotFound => {
                kept.insert(path.clone());
            }
            _ => {}
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    kept
}

/// True when there is nothing at a place, as far as that can be known.
pub(super) fn is_gone(location: &Path) -> bool {
    fs::symlink_metadata(location).is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// So many files are worth a thread to look at them.
const MANY: usize = 1000;
const MOST_THREADS: usize = 8;

/// How the files are now, in their order; none for those that cannot be looked at.
fn stamps_of(files: &[CorpusFile]) -> Vec<Option<Stamp>> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = (files.len() / MANY).clamp(1, cores.min(MOST_THREADS));
    let part = files.len().div_ceil(threads).max(1);
    let look = |files: &[CorpusFile], stamps: &mut [Option<Stamp>]| {
        for (file, stamp) in files.iter().zip(stamps) {
            *stamp = fs::metadata(&file.location)
                .ok()
                .map(|metadata| Stamp::of(&metadata));
        }
    };
    let mut stamps = vec![None; files.len()];
    let mut parts = files.chunks(part).zip(stamps.chunks_mut(part));
    thread::scope(|scope| {
        let own = parts.next();
        for (files, stamps) in parts {
            scope.spawn(move || look(files, stamps));
        }
        if let Some((files, stamps)) = own {
            look(files, stamps);
        }
    });
    stamps
}
