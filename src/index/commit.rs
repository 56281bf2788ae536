//! The commit: one small file that says what an index is made of. Whoever
//! replaces it changes the index, all at once; whatever it does not name is not
//! part of the index.
//!
//! It is followed by a checksum of its own and has those of all files that it
//! names, so that damage is noticed before it gives a wrong answer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

use super::home::{self, Home};
use super::manifest;
use crate::analysis::Analyzer;
use crate::regular_file::{self, Links};

/// The commit's file; it also tells that a folder is an obzor index.
pub(super) const FILE: &str = "obzor.json";

/// What the names of a commit begin and end with that has not yet taken the
/// place of the last; a number stands between.
const NEXT: (&str, &str) = ("obzor.json.", ".next");

/// The largest commit that is read, in bytes.
const MAX_SIZE: u64 = 64 << 20;

/// How many names are tried for the next commit: writers that were killed, or
/// somebody else, may have left files.
const MAX_NAMES: u32 = 1000;

/// What the names of lexicons begin with; the generation follows.
const LEXICON: &str = "words-";

/// Changes with the schema and everything else that readers rely on.
const FORMAT: u32 = 10;

/// What the first line says.
const WHAT: &str = "an obzor index";

/// An index up to this size, in bytes, is checked whole whenever it is opened.
pub(super) const SMALL: u64 = 8 << 20;

/// More gaps are not kept.
pub(super) const MAX_GAPS: usize = 100;

/// A state of an index.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Commit {
    /// One more than that of the commit before.
    pub(super) generation: u64,
    /// What it was built with.
    pub(super) built_with: BuiltWith,
    /// The corpus roots, relative to the index's directory where they can be.
    pub(super) roots: Vec<PathBuf>,
    /// The largest file that was read, in bytes.
    pub(super) max_file_size: u64,
    /// What could not be read, the first of it; its last documents are there.
    pub(super) gaps: Vec<Gap>,
    /// How many documents there are of each kind, in the order of the kinds.
    pub(super) documents: [u64; 3],
    /// How many words their bodies have.
    pub(super) words: u64,
    /// tantivy's own list of segments.
    pub(super) segments: String,
    /// The file that lists the corpus.
    pub(super) manifest: String,
    /// The files of what the analyzer knows of the words, the largest first.
    pub(super) lexicons: Vec<String>,
    /// All files by name.
    pub(super) files: BTreeMap<String, Sum>,
}

/// A file or folder that could not be read when the index was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Gap {
    /// Where it is, relative to the index's directory where that can be.
    pub(super) location: String,
    pub(super) reason: String,
}

/// What must be the same for an index to be understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct BuiltWith {
    pub(super) obzor: String,
    pub(super) format: u32,
    pub(super) analyzer: String,
    pub(super) tantivy: String,
}

/// What a file must be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Sum {
    /// In bytes.
    pub(super) size: u64,
    hash: u64,
}

/// The line before the commit.
#[derive(Serialize, Deserialize)]
struct Head {
    what: String,
    format: u32,
    #[serde(default)]
    hash: u64,
}

/// Why a commit cannot be used.
#[derive(Debug)]
pub(super) enum Unusable {
    /// There is none.
    Absent,
    /// It is of another version.
    Outdated,
    /// It, or a file that it names, is not what was written.
    Damaged(String),
    /// The system does not let it be read.
    Io(io::Error),
}

impl BuiltWith {
    pub(super) fn now() -> BuiltWith {
        BuiltWith {
            // Another splitter gives other documents.
            obzor: env!("CARGO_PKG_VERSION").to_owned(),
            format: FORMAT,
            analyzer: Analyzer::VERSION.to_owned(),
            tantivy: tantivy::version_string().to_owned(),
        }
    }
}

impl Sum {
    pub(super) fn of_file(file: &Path) -> io::Result<Sum> {
        let mut file = regular_file::open(file, Links::Refuse)?;
        let mut hasher = Xxh3Default::new();
        let size = io::copy(&mut file, &mut hasher)?;
        Ok(Sum {
            size,
            hash: hasher.digest(),
        })
    }
}

impl Commit {
    /// The commit of the index in a folder; whether its files are as they must be
    /// is another question.
    pub(super) fn read(folder: &Path) -> Result<Commit, Unusable> {
        let bytes = match read_file(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // The commit alone may be lost.
                return Err(match manifest::roots_in(folder) {
                    Some(_) if home::is_signed(folder) => {
                        Unusable::Damaged(format!("{FILE} is missing"))
                    }
                    _ => Unusable::Absent,
                });
            }
            read => read.map_err(Unusable::Io)?,
        };
        match Commit::parse(&bytes) {
            // Any program may have a file of that name.
            Err(Unusable::Damaged(_)) if !has_signature(&bytes) && !home::is_signed(folder) => {
                Err(Unusable::Absent)
            }
            parsed => parsed,
        }
    }

    /// True when the file of a folder's commit says that it is one.
    pub(super) fn is_signed(folder: &Path) -> bool {
        read_file(folder).is_ok_and(|bytes| has_signature(&bytes))
    }

    /// The files that the commit of a folder names, whichever version wrote it.
    pub(super) fn files_in(folder: &Path) -> BTreeSet<String> {
        #[derive(Deserialize)]
        struct Files {
            files: BTreeMap<String, serde::de::IgnoredAny>,
        }
        let bytes = read_file(folder).unwrap_or_default();
        let body = bytes
            .split(|&byte| byte == b'\n')
            .nth(1)
            .unwrap_or_default();
        // A damaged one names nothing.
        let files = serde_json::from_slice::<Files>(body).ok();
        files.map_or_else(BTreeSet::new, |files| files.files.into_keys().collect())
    }

    fn parse(bytes: &[u8]) -> Result<Commit, Unusable> {
        let damaged = || Unusable::Damaged(format!("{FILE} is not what was written"));
        let end = bytes.iter().position(|&byte| byte == b'\n');
        let (head, body) = bytes.split_at(end.ok_or_else(damaged)? + 1);
        let head: Head = serde_json::from_slice(head).map_err(|_| damaged())?;
        if head.what != WHAT {
            return Err(damaged());
        }
        if head.hash != xxh3_64(body) {
            return Err(if head.format == FORMAT || !body.is_empty() {
                damaged()
            } else {
                Unusable::Outdated
            });
        }
        if head.format != FORMAT {
            return Err(Unusable::Outdated);
        }
        let commit: Commit = serde_json::from_slice(body).map_err(|_| damaged())?;
        if commit.built_with != BuiltWith::now() {
            return Err(Unusable::Outdated);
        }
        Ok(commit)
    }

    /// The corpus roots of whatever commit or manifest there is in a folder,
    /// usable or not, and the largest file that was read.
    pub(super) fn corpus_of(folder: &Path) -> Option<(Vec<PathBuf>, Option<u64>)> {
        #[derive(Deserialize)]
        struct Roots {
            roots: Vec<PathBuf>,
            max_file_size: Option<u64>,
        }
        // What cannot be read has no roots to tell.
        let bytes = read_file(folder).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let body = text.split_once('\n').map_or("", |(_, body)| body);
        let sound = Commit::parse(text.as_bytes());
        match (sound, serde_json::from_str::<Roots>(body)) {
            (Ok(_) | Err(Unusable::Outdated), Ok(commit)) => {
                Some((commit.roots, commit.max_file_size))
            }
            // A damaged commit may have damaged roots.
            _ => Some((manifest::roots_in(folder)?, None)),
        }
    }

    /// How many bytes all its files have.
    pub(super) fn size(&self) -> u64 {
        self.files.values().map(|sum| sum.size).sum()
    }

    /// Compares the files with what they must be: their sizes, and their
    /// checksums if `whole`.
    pub(super) fn check(&self, folder: &Path, whole: bool) -> Result<(), Unusable> {
        for (name, sum) in &self.files {
            let damaged = |what: &str| Unusable::Damaged(format!("{name} {what}"));
            let file = folder.join(name);
            let absent = |error: io::Error| match error.kind() {
                ErrorKind::NotFound => damaged("is missing"),
                ErrorKind::InvalidInput => damaged(&format!("cannot be used: {error}")),
                _ => Unusable::Io(error),
            };
            let metadata = regular_file::metadata(&file, Links::Refuse).map_err(absent)?;
            if !metadata.is_file() {
                return Err(damaged("is not a regular file"));
            }
            if whole {
                if Sum::of_file(&file).map_err(absent)? != *sum {
                    return Err(damaged("is not what was written"));
                }
            } else if metadata.len() != sum.size {
                return Err(damaged("has not the length that was written"));
            }
        }
        Ok(())
    }

    /// The name of its lexicon, if that is new.
    pub(super) fn lexicon_name(generation: u64) -> String {
        format!("{LEXICON}{generation}.lexicon")
    }

    /// Makes this the commit of a folder. All files that it names must have been
    /// written and synced.
    pub(super) fn write(&self, folder: &Path, home: &Home) -> io::Result<()> {
        let body = serde_json::to_string(self)?;
        let head = serde_json::to_string(&Head {
            what: WHAT.to_owned(),
            format: FORMAT,
            hash: xxh3_64(body.as_bytes()),
        })?;
        let next = write_next(folder, home, format!("{head}\n{body}").as_bytes())?;
        sync_folder(folder)?;
        // A link of that name is replaced, not followed.
        fs::rename(&next, folder.join(FILE))?;
        sync_folder(folder)
    }
}

/// The generation of the lexicon of a name; `None` when it is none.
pub(super) fn lexicon_generation(name: &str) -> Option<u64> {
    let number = name.strip_prefix(LEXICON)?.strip_suffix(".lexicon")?;
    number.parse().ok()
}

fn has_signature(bytes: &[u8]) -> bool {
    let head = bytes
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    serde_json::from_slice::<Head>(head).is_ok_and(|head| head.what == WHAT)
}

/// True for names such as writers give to their files.
pub(super) fn is_own(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let segment = stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
    let manifest = manifest::generation_of(name).is_some();
    let lexicon = lexicon_generation(name).is_some();
    let next = name.starts_with(NEXT.0) && name.ends_with(NEXT.1);
    segment || manifest || lexicon || next
}

fn read_file(folder: &Path) -> io::Result<Vec<u8>> {
    regular_file::read(&folder.join(FILE), Links::Refuse, MAX_SIZE)
}

/// Writes the commit to come under a name that no file has.
fn write_next(folder: &Path, home: &Home, bytes: &[u8]) -> io::Result<PathBuf> {
    let mut taken = None;
    for number in 0..MAX_NAMES {
        let next = format!("{}{number}{}", NEXT.0, NEXT.1);
        match home.create(&next, bytes) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => taken = Some(error),
            written => return written.map(|()| folder.join(next)),
        }
    }
    Err(taken.unwrap_or_else(|| ErrorKind::AlreadyExists.into()))
}

/// Makes new names in a folder last; not every system can.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
