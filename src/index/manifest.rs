//! Which files an index was made of, and how they were when they were read: by
//! this a change of the corpus is noticed.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::regular_file::{self, Links};

/// What a manifest says first that it is.
const WHAT: &str = "the files of an obzor index";

/// What the names of manifests begin and end with; the generation stands between.
const NAME: (&str, &str) = ("files-", ".manifest");

/// The largest manifest that is read, in bytes.
const MAX_SIZE: u64 = 4 << 30;

/// A file whose time is whole seconds may be on a file system that keeps no
/// finer, or twice as coarse (FAT); others tick at least every 10 ms.
const COARSE: Duration = Duration::from_secs(2);
const FINE: Duration = Duration::from_millis(50);

/// The files of an index by their corpus paths.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Manifest {
    /// The roots of the corpus, as the commit has them.
    pub(super) roots: Vec<PathBuf>,
    /// When reading began, in nanoseconds since 1970.
    pub(super) begun: u64,
    pub(super) files: BTreeMap<String, Entry>,
}

/// A file as it was read, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) stamp: Stamp,
    /// A hash of its text; none when it could not be read.
    pub(super) hash: Option<u64>,
    /// How many documents of each kind it has, in the order of the kinds.
    pub(super) documents: [u32; 3],
    /// How many words their bodies have.
    pub(super) words: u64,
}

/// What tells that a file was not changed without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// In bytes.
    pub(super) size: u64,
    /// When it was modified, in nanoseconds since 1970.
    pub(super) modified: u64,
}

/// What comes first.
#[derive(Serialize, Deserialize)]
struct Head {
    what: String,
    roots: Vec<PathBuf>,
    begun: u64,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Stamp {
        Stamp {
            size: metadata.len(),
            modified: metadata.modified().map_or(0, since_1970),
        }
    }

    /// False when the file may have been changed after it was read, within the
    /// same tick of its file system's clock.
    pub(super) fn is_older_than(&self, begun: u64) -> bool {
        let whole_seconds = self.modified.is_multiple_of(1_000_000_000);
        let tick = if whole_seconds { COARSE } else { FINE };
        self.modified.saturating_add(tick.as_nanos() as u64) < begun
    }
}

impl Manifest {
    pub(super) fn new(roots: Vec<PathBuf>) -> Manifest {
        Manifest {
            roots,
            begun: since_1970(SystemTime::now()),
            files: BTreeMap::new(),
        }
    }

    /// The head, then the files.
    pub(super) fn to_bytes(&self) -> postcard::Result<Vec<u8>> {
        let head = Head {
            what: WHAT.to_owned(),
            roots: self.roots.clone(),
            begun: self.begun,
        };
        postcard::to_extend(&self.files, postcard::to_stdvec(&head)?)
    }

    /// What [`Manifest::to_bytes`] wrote; `None` when it is something else.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Manifest> {
        let (head, files) = Head::of(bytes)?;
        Some(Manifest {
            roots: head.roots,
            begun: head.begun,
            files: postcard::from_bytes(files).ok()?,
        })
    }

    /// How many documents there are of each kind, and how many words they have.
    pub(super) fn totals(&self) -> ([u64; 3], u64) {
        let mut documents = [0; 3];
        let mut words = 0;
        for entry in self.files.values() {
            for (total, own) in documents.iter_mut().zip(entry.documents) {
                *total += u64::from(own);
            }
            words += entry.words;
        }
        (documents, words)
    }
}

/// The name of the manifest of a generation.
pub(super) fn name(generation: u64) -> String {
    format!("{}{generation}{}", NAME.0, NAME.1)
}

/// The generation of the manifest of a name; `None` when it is none.
pub(super) fn generation_of(name: &str) -> Option<u64> {
    let number = name.strip_prefix(NAME.0)?.strip_suffix(NAME.1)?;
    number.parse().ok()
}

impl Head {
    fn of(bytes: &[u8]) -> Option<(Head, &[u8])> {
        let (head, rest): (Head, _) = postcard::take_from_bytes(bytes).ok()?;
        (head.what == WHAT).then_some((head, rest))
    }
}

/// What a manifest's file holds.
pub(super) fn read(file: &Path) -> io::Result<Vec<u8>> {
    regular_file::read(file, Links::Refuse, MAX_SIZE)
}

/// The roots of the newest manifest in a folder, when its commit is lost.
pub(super) fn roots_in(folder: &Path) -> Option<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let manifests = entries.filter_map(|entry| {
        generation_of(&entry.file_name().to_string_lossy())?;
        Some(Head::of(&read(&entry.path()).ok()?)?.0)
    });
    Some(manifests.max_by_key(|head| head.begun)?.roots)
}

fn since_1970(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}
