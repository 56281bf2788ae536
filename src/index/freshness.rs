//! What has changed in a corpus since it was indexed.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;

use super::manifest::{Manifest, Stamp};
use crate::corpus::{Corpus, CorpusFile};

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
    /// What could not be looked at.
    pub errors: Vec<anyhow::Error>,
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
    let (files, errors) = corpus.files();
    let mut changes = Changes {
        errors,
        ..Changes::default()
    };
    let mut known: HashSet<&str> = manifest.files.keys().map(String::as_str).collect();
    for file in files {
        let Some(entry) = manifest.files.get(&file.path) else {
            let size = fs::metadata(&file.location).map_or(0, |metadata| metadata.len());
            changes.bytes += size;
            changes.added.push(file);
            continue;
        };
        known.remove(file.path.as_str());
        let stamp = fs::metadata(&file.location)
            .ok()
            .map(|metadata| Stamp::of(&metadata));
        let settled = stamp.is_some_and(|stamp| stamp.is_older_than(manifest.begun));
        if stamp == Some(entry.stamp) && settled && entry.hash.is_some() {
            changes.unchanged.push(file);
            continue;
        }
        let text = corpus.read(&file).ok();
        if text.map(|(article, _)| hash(&article.source)) == entry.hash {
            changes.read += usize::from(entry.hash.is_some());
            changes.unchanged.push(file);
        } else {
            changes.bytes += stamp.map_or(0, |stamp| stamp.size);
            changes.changed.push(file);
        }
    }
    let mut missing: Vec<&str> = known.into_iter().collect();
    missing.sort_unstable();
    for path in missing {
        let location = corpus.locate(path).unwrap_or_default();
        let hidden =
            fs::metadata(&location).is_err_and(|error| error.kind() != ErrorKind::NotFound);
        if hidden && !changes.errors.is_empty() {
            // It stands in a folder that cannot be read: that it is gone is not known.
            changes.unchanged.push(CorpusFile {
                location,
                path: path.to_owned(),
            });
        } else {
            changes.removed.push(path.to_owned());
        }
    }
    changes
}
