//! The manifest: the files that an index was made of, as they were when they
//! were read. By it a change of the corpus is noticed.
//!
//! ```text
//! signature        length (varint), UTF-8
//! roots            count, then for each: length, path
//! begun            varint    nanoseconds since 1970
//! count of files   varint
//! for each file, by path:
//!   path           length, UTF-8
//!   size           varint    bytes
//!   modified       varint    nanoseconds since 1970
//!   hash           0, or 1 and a varint: XXH3 of the text
//!   totals         5 varints: articles, sections, projects, points, words
//!   language       the tag of the path, or 0; the tag that the file tells; 1 byte:
//!                  what told it; 1 byte: whether it is a guess; the tag of its
//!                  neighbours, or 0
//! ```
//!
//! In [postcard]'s encoding. Not a part of the commit, since a query reads the
//! commit and, with `--no-refresh`, not the manifest.
//!
//! [postcard]: https://postcard.jamesmunns.com/wire-format

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::file_names;
use super::totals::DocumentTotals;
use crate::document::LanguageSource;
use crate::regular_file::{self, Links};

const SIGNATURE: &str = "the files of an obzor index";

/// The largest manifest that is read, in bytes.
const MAX_MANIFEST_SIZE: u64 = 4 << 30;

/// The clock of a file system that may keep whole seconds only; FAT's step is
/// two.
const COARSE_TICK: Duration = Duration::from_secs(2);

/// The clock of any other file system, which ticks at least every 10 ms.
const FINE_TICK: Duration = Duration::from_millis(50);

/// The files of an index by their corpus paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Manifest {
    /// The roots of the corpus, as in the commit.
    pub(super) roots: Vec<PathBuf>,
    /// When reading began, in nanoseconds since 1970.
    pub(crate) begun: u64,
    pub(crate) files: BTreeMap<String, FileRecord>,
}

impl FileLanguage {
    /// The tag that the documents have, and what told it.
    pub(crate) fn told(&self) -> (&str, LanguageSource) {
        match &self.neighbours_tag {
            Some(tag) => (tag, LanguageSource::Neighbours),
            None => (&self.tag, self.source),
        }
    }
}

/// A file as it was read, and the documents that it gave.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct FileRecord {
    pub(crate) stamp: FileStamp,
    /// A hash of the text; `None` when it could not be read.
    pub(crate) hash: Option<u64>,
    pub(crate) totals: DocumentTotals,
    pub(crate) language: FileLanguage,
}

/// The language of a file, and what the rest of the corpus has to do with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileLanguage {
    /// The tag that the path tells, which depends on the paths beside it.
    pub(crate) path_tag: Option<String>,
    /// The tag that the file tells by itself.
    pub(crate) tag: String,
    /// What told it.
    pub(crate) source: LanguageSource,
    /// Whether the files around it decide, since its text is too short.
    pub(crate) is_guess: bool,
    /// What they decided; `None` if they tell nothing.
    pub(crate) neighbours_tag: Option<String>,
}

/// Size and time, which tell an unchanged file without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct FileStamp {
    /// In bytes.
    pub(crate) size: u64,
    /// Time of the last change, in nanoseconds since 1970; 0 if unknown.
    pub(crate) modified: u64,
}

#[derive(Serialize, Deserialize)]
struct ManifestHeader {
    signature: String,
    roots: Vec<PathBuf>,
    begun: u64,
}

impl FileStamp {
    pub(crate) fn of(metadata: &Metadata) -> FileStamp {
        FileStamp {
            size: metadata.len(),
            modified: metadata.modified().map_or(0, nanoseconds),
        }
    }

    /// Whether any later change has another time. False when the file was
    /// changed within one tick of its clock before `begun`: a change after that
    /// could have the same time.
    pub(crate) fn is_settled(&self, begun: u64) -> bool {
        let has_whole_seconds = self.modified.is_multiple_of(1_000_000_000);
        let tick = if has_whole_seconds {
            COARSE_TICK
        } else {
            FINE_TICK
        };
        self.modified.saturating_add(tick.as_nanos() as u64) < begun
    }
}

impl Manifest {
    /// A manifest without files that begins now.
    pub(super) fn new(roots: Vec<PathBuf>) -> Manifest {
        Manifest {
            roots,
            begun: nanoseconds(SystemTime::now()),
            files: BTreeMap::new(),
        }
    }

    pub(super) fn to_bytes(&self) -> postcard::Result<Vec<u8>> {
        let header = ManifestHeader {
            signature: SIGNATURE.to_owned(),
            roots: self.roots.clone(),
            begun: self.begun,
        };
        postcard::to_extend(&self.files, postcard::to_stdvec(&header)?)
    }

    /// `None` for anything that [`Manifest::to_bytes`] did not write.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Manifest> {
        let (header, files) = ManifestHeader::split(bytes)?;
        Some(Manifest {
            roots: header.roots,
            begun: header.begun,
            // Whatever the codec says of it, the manifest is damaged.
            files: postcard::from_bytes(files).ok()?,
        })
    }

    /// The sum of all files.
    pub(crate) fn totals(&self) -> DocumentTotals {
        let mut totals = DocumentTotals::default();
        for file in self.files.values() {
            totals += file.totals;
        }
        totals
    }
}

impl ManifestHeader {
    /// The header, and the bytes behind it.
    fn split(bytes: &[u8]) -> Option<(ManifestHeader, &[u8])> {
        // Whatever the codec says of it, the manifest is damaged.
        let (header, files): (ManifestHeader, _) = postcard::take_from_bytes(bytes).ok()?;
        (header.signature == SIGNATURE).then_some((header, files))
    }
}

/// Reads the bytes of a manifest.
pub(super) fn read(file: &Path) -> io::Result<Vec<u8>> {
    regular_file::read(file, Links::Refuse, MAX_MANIFEST_SIZE)
}

/// The roots in the newest readable manifest of a folder, for when the commit is
/// lost.
pub(super) fn newest_roots(dir: &Path) -> Option<Vec<PathBuf>> {
    // What cannot be listed or read has no roots to tell.
    let entries = fs::read_dir(dir).ok()?.flatten();
    let headers = entries.filter_map(|entry| {
        if !file_names::is_manifest(&entry.file_name().to_string_lossy()) {
            return None;
        }
        // The same holds for one that cannot be read.
        Some(ManifestHeader::split(&read(&entry.path()).ok()?)?.0)
    });
    Some(headers.max_by_key(|header| header.begun)?.roots)
}

/// Nanoseconds since 1970; 0 before that.
fn nanoseconds(time: SystemTime) -> u64 {
    // Files from before 1970 need no distinction.
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    // Past the year 2554.
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let mut manifest = Manifest::new(vec![PathBuf::from("corpus")]);
        manifest.files.insert(
            "a.md".to_owned(),
            FileRecord {
                hash: Some(u64::MAX),
                ..FileRecord::default()
            },
        );
        let bytes = manifest.to_bytes().unwrap();
        assert_eq!(Manifest::from_bytes(&bytes), Some(manifest));
        for end in 0..bytes.len() {
            assert_eq!(Manifest::from_bytes(&bytes[..end]), None, "{end}");
        }
    }

    #[test]
    fn a_file_is_settled_when_its_clock_has_ticked() {
        const SECOND: u64 = 1_000_000_000;
        for (modified, begun, settled) in [
            (5 * SECOND, 6 * SECOND, false),
            (5 * SECOND, 8 * SECOND, true),
            (5 * SECOND + 1, 5 * SECOND + 40_000_000, false),
            (5 * SECOND + 1, 5 * SECOND + 60_000_000, true),
            (u64::MAX, u64::MAX, false),
        ] {
            let stamp = FileStamp { size: 0, modified };
            assert_eq!(stamp.is_settled(begun), settled, "{modified} {begun}");
        }
    }
}
