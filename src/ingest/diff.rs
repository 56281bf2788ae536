//! The difference between a corpus and the files that an index was made of.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::num::NonZero;
use std::path::Path;
use std::thread;

use crate::corpus::{Corpus, CorpusFile};
use crate::document::Unreadable;
use crate::index::{FileRecord, FileStamp, Index, IndexError, Manifest};
use crate::language::PathLanguages;

/// One more thread looks at files for each of this many.
const FILES_PER_THREAD: usize = 1000;

/// The most threads that look at files.
const MAX_THREADS: usize = 8;

/// The difference between a corpus and the files that an index was made of.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct CorpusDiff {
    /// Files that the index does not have.
    pub added: Vec<CorpusFile>,
    /// Files with a different text, and those whose path tells another language now
    /// that there are others beside it.
    pub changed: Vec<CorpusFile>,
    /// The corpus paths of files that are gone.
    pub removed: Vec<String>,
    /// Files with the same text.
    pub unchanged: Vec<CorpusFile>,
    /// How many of the unchanged files had to be read.
    pub read: usize,
    /// The size of the added and changed files, in bytes.
    pub bytes: u64,
    /// What could not be looked at. The index keeps what it has of it.
    pub unreadable: Vec<Unreadable>,
    /// The languages that the paths of all files tell.
    pub(super) paths: PathLanguages,
}

impl CorpusDiff {
    /// Whether an index that was built now would have the same documents.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// Compares a corpus with the files that an index was made of. Reads only files
/// whose size and time do not tell.
///
/// # Errors
///
/// Fails when the index is damaged.
pub fn diff(index: &Index, corpus: &Corpus) -> Result<CorpusDiff, IndexError> {
    Ok(compare(corpus, Some(&index.manifest()?)))
}

/// Compares a corpus with a manifest; without one, all files are added.
pub(super) fn compare(corpus: &Corpus, manifest: Option<&Manifest>) -> CorpusDiff {
    let nothing = Default::default();
    let (known, begun) = manifest.map_or((&nothing, 0), |m| (&m.files, m.begun));
    let (mut files, unreadable) = corpus.files();
    let unseen = match manifest {
        Some(manifest) => add_unseen(corpus, manifest, &unreadable, &mut files),
        None => HashSet::new(),
    };
    let stamps = stamps_of(&files);
    let paths = files.iter().map(|file| &file.path).chain(&unseen);
    let mut diff = CorpusDiff {
        unreadable,
        paths: PathLanguages::new(paths.map(String::as_str)),
        ..CorpusDiff::default()
    };
    // Both are in the order of their paths.
    let mut known = known.iter().peekable();
    let mut missing: Vec<&str> = Vec::new();
    for (file, stamp) in files.into_iter().zip(stamps) {
        while let Some((path, _)) = known.next_if(|(path, _)| **path < file.path) {
            missing.push(path);
        }
        match known.next_if(|(path, _)| **path == file.path) {
            Some((_, record)) if is_unchanged(record, stamp, begun) => {
                diff.sort(file, record, stamp);
            }
            Some((_, record)) => diff.read(corpus, file, record, stamp),
            None => {
                diff.bytes += stamp.map_or(0, |stamp| stamp.size);
                diff.added.push(file);
            }
        }
    }
    missing.extend(known.map(|(path, _)| path.as_str()));
    let gone = missing.into_iter().filter(|path| !unseen.contains(*path));
    diff.removed.extend(gone.map(str::to_owned));
    diff.unchanged.extend(unseen.iter().filter_map(|path| {
        Some(CorpusFile {
            location: corpus.locate(path)?,
            path: path.clone(),
        })
    }));
    diff
}

/// Whether size and time suffice to know that a file is the same.
fn is_unchanged(record: &FileRecord, stamp: Option<FileStamp>, begun: u64) -> bool {
    let is_settled = stamp.is_some_and(|stamp| stamp.is_settled(begun));
    stamp == Some(record.stamp) && is_settled && record.hash.is_some()
}

impl CorpusDiff {
    /// Adds a known file that has the same text.
    fn sort(&mut self, file: CorpusFile, record: &FileRecord, stamp: Option<FileStamp>) {
        if self.paths.of(&file.path) == record.language.path_tag {
            self.unchanged.push(file);
        } else {
            self.bytes += stamp.map_or(0, |stamp| stamp.size);
            self.changed.push(file);
        }
    }

    /// Reads a known file to tell whether it has changed.
    fn read(
        &mut self,
        corpus: &Corpus,
        file: CorpusFile,
        record: &FileRecord,
        stamp: Option<FileStamp>,
    ) {
        match corpus.read(&file) {
            Ok((article, _)) if Some(content_hash(&article.source)) == record.hash => {
                self.read += 1;
                self.sort(file, record, stamp);
            }
            Ok(_) => {
                self.bytes += stamp.map_or(0, |stamp| stamp.size);
                self.changed.push(file);
            }
            Err(_) if is_gone(&file.location) => self.removed.push(file.path),
            Err(unreadable) => {
                self.unreadable.push(unreadable);
                self.unchanged.push(file);
            }
        }
    }
}

/// The hash by which a changed text is known.
pub(super) fn content_hash(source: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(source.as_bytes())
}

/// Adds to `files` the known files below folders that could not be listed, if
/// they can still be looked at. Returns the paths of those that cannot, which
/// may or may not be gone.
fn add_unseen(
    corpus: &Corpus,
    manifest: &Manifest,
    unreadable: &[Unreadable],
    files: &mut Vec<CorpusFile>,
) -> HashSet<String> {
    let mut unseen = HashSet::new();
    if unreadable.is_empty() {
        return unseen;
    }
    let listed: HashSet<String> = files.iter().map(|file| file.path.clone()).collect();
    for path in manifest.files.keys().filter(|path| !listed.contains(*path)) {
        let Some(location) = corpus.locate(path) else {
            continue;
        };
        let mut folders = unreadable.iter().map(|folder| &folder.location);
        if !folders.any(|folder| location.starts_with(folder)) {
            continue;
        }
        match fs::symlink_metadata(&location) {
            Ok(metadata) if metadata.is_file() => files.push(CorpusFile {
                location,
                path: path.clone(),
            }),
            Err(error) if error.kind() != ErrorKind::NotFound => {
                unseen.insert(path.clone());
            }
            _ => {}
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    unseen
}

/// Whether there is certainly no file.
pub(super) fn is_gone(location: &Path) -> bool {
    fs::symlink_metadata(location).is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// Size and time of a file; `None` when the system does not tell: then it is
/// read, and reading says why.
pub(super) fn stamp_of(file: &CorpusFile) -> Option<FileStamp> {
    // Reading the file reports why it has none.
    let metadata = fs::metadata(&file.location).ok()?;
    Some(FileStamp::of(&metadata))
}

/// The stamps of files, in their order.
fn stamps_of(files: &[CorpusFile]) -> Vec<Option<FileStamp>> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = (files.len() / FILES_PER_THREAD).clamp(1, cores.min(MAX_THREADS));
    let chunk = files.len().div_ceil(threads).max(1);
    let look = |files: &[CorpusFile], stamps: &mut [Option<FileStamp>]| {
        for (file, stamp) in files.iter().zip(stamps) {
            *stamp = stamp_of(file);
        }
    };
    let mut stamps = vec![None; files.len()];
    let mut chunks = files.chunks(chunk).zip(stamps.chunks_mut(chunk));
    thread::scope(|scope| {
        let own = chunks.next();
        for (files, stamps) in chunks {
            scope.spawn(move || look(files, stamps));
        }
        if let Some((files, stamps)) = own {
            look(files, stamps);
        }
    });
    stamps
}
