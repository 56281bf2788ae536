//! The index on disk: its directory, its commits, reading and writing it.
//!
//! Knows tantivy and the file system; nothing of Markdown, ranking or the
//! terminal. Everything that must hold together (documents, roots, what it was
//! built with) is named by one file, the commit, so that a reader sees all of
//! it or the state before.

mod codec;
mod commit;
mod freshness;
mod home;
mod indexing;
mod lexicon;
mod manifest;
mod queue;
mod schema;
mod status;
mod store;
mod terms;
mod writer;

use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use tantivy::schema::Value;
use tantivy::{
    DocAddress, DocSet, ReloadPolicy, Searcher as Snapshot, TERMINATED, TantivyDocument,
    TantivyError,
};
use thiserror::Error;

use self::commit::{Commit, Unusable};
pub use self::freshness::Changes;
pub use self::lexicon::LexiconError;
use self::lexicon::{Lexicon, LexiconSegment};
use self::manifest::Manifest;
pub(crate) use self::schema::{Fields, TextFields, keyed_term, keyed_term_parts, other_term};
pub use self::status::Status;
use self::store::Store;
pub use self::writer::{Event, Update, UpdateReport, update};
use crate::analysis::Analyzer;
use crate::corpus::{Corpus, Unreadable};
use crate::document::Document;
use crate::regular_file::{self, Links};

/// How often an index is opened that is replaced all the while.
const MOST_TRIES: usize = 20;

/// What keeps an index from being read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum IndexError {
    /// There is nothing at this place, or only hidden files.
    #[error("there is no index at {}", .0.display())]
    Missing(PathBuf),
    /// The directory holds something else; it is left alone.
    #[error("{} is not an obzor index: it has {name}, which obzor did not write, and is left as it is", dir.display())]
    Foreign {
        /// The directory.
        dir: PathBuf,
        /// The name of what is not obzor's.
        name: String,
    },
    /// Written by another version.
    #[error("the index at {} was written by another version of obzor: run `obzor index` to build it anew", .0.display())]
    Outdated(PathBuf),
    /// Its files are not what was written.
    #[error("the index at {} is damaged ({what}): run `obzor index` to build it anew", dir.display())]
    Damaged {
        /// The index's directory.
        dir: PathBuf,
        /// Which file, and what is wrong with it.
        what: String,
    },
    /// All documents would have gone, and not because their files are.
    #[error("nothing could be read, and the index at {} has {documents} documents: it stays as it is", dir.display())]
    WouldEmpty {
        /// The index's directory.
        dir: PathBuf,
        /// How many documents it has.
        documents: u64,
    },
    /// An index was to be made of a corpus without any Markdown file.
    #[error("there is nothing to index")]
    Empty,
    /// Another process is writing.
    #[error("another process is writing the index at {}: try again when it is done", .0.display())]
    Locked(PathBuf),
    /// Reading or writing files failed.
    #[error("cannot use the index at {}", dir.display())]
    Io {
        /// The index's directory.
        dir: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// tantivy failed: a damaged file, a full disk.
    #[error("the index at {} cannot be used; `obzor index` builds it anew", dir.display())]
    Tantivy {
        /// The index's directory.
        dir: PathBuf,
        /// What tantivy said.
        source: TantivyError,
    },
    /// The words of the corpus could not be put together.
    #[error("the word maps of the index at {} cannot be built; `obzor index` builds it anew", dir.display())]
    Lexicon {
        /// The index's directory.
        dir: PathBuf,
        /// What failed.
        source: LexiconError,
    },
}

impl IndexError {
    /// True when building the index anew would help.
    pub fn is_healed_by_rebuild(&self) -> bool {
        matches!(
            self,
            IndexError::Outdated(_)
                | IndexError::Damaged { .. }
                | IndexError::Tantivy { .. }
                | IndexError::Lexicon { .. }
        )
    }
}

/// A committed state of an index, open for reading.
pub struct Index {
    dir: PathBuf,
    commit: Commit,
    fields: Fields,
    snapshot: Snapshot,
    lexicon: Arc<Lexicon>,
    analyzer: Analyzer,
    /// Open, so that it can be read when a later commit has done without it.
    manifest: File,
}

impl Index {
    /// Opens the index in `dir`. Fails with [`IndexError::Missing`] when there
    /// is none, and when it is foreign, outdated or damaged. Writes nothing.
    pub fn open(dir: &Path) -> Result<Index, IndexError> {
        of_commit(dir, |commit| Index::at(dir, commit))
    }

    fn at(dir: &Path, commit: Commit) -> Result<Index, IndexError> {
        check(dir, &commit, commit.size() <= commit::SMALL)?;
        // What tantivy cannot read may be damaged: that is the better word.
        let failed = |source| {
            check(dir, &commit, true)
                .err()
                .unwrap_or(IndexError::Tantivy {
                    dir: dir.to_owned(),
                    source,
                })
        };
        let store = Store::open(dir, &commit.segments).map_err(failed)?;
        let lexicon = Arc::new(lexicon_of(dir, &store, &commit)?);
        let manifest = regular_file::open(&dir.join(&commit.manifest), Links::Refuse);
        let manifest = manifest.map_err(|source| IndexError::Io {
            dir: dir.to_owned(),
            source,
        })?;
        let inner = tantivy::Index::open(store).map_err(failed)?;
        let (schema, fields) = schema::schema();
        if inner.schema() != schema {
            return Err(IndexError::Outdated(dir.to_owned()));
        }
        let reader = inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(failed)?;
        let snapshot = tantivy::IndexReader::searcher(&reader);
        // To tantivy a file that is removed while it opens the others is one
        // that never was.
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

    /// Compares the corpus with what the index was made of. Reads files only
    /// where their sizes and times do not tell.
    pub fn changes(&self, corpus: &Corpus) -> Result<Changes, IndexError> {
        Ok(freshness::compare(corpus, &self.manifest()?))
    }

    fn manifest(&self) -> Result<Manifest, IndexError> {
        let name = &self.commit.manifest;
        let mut bytes = Vec::new();
        let mut file = &self.manifest;
        file.rewind()
            .and_then(|()| file.read_to_end(&mut bytes))
            .map_err(|source| IndexError::Io {
                dir: self.dir.clone(),
                source,
            })?;
        Manifest::from_bytes(&bytes).ok_or_else(|| IndexError::Damaged {
            dir: self.dir.clone(),
            what: format!("{name} is not what was written"),
        })
    }

    /// What could not be read when it was written, a hundred places at most; it
    /// has the documents that they had before.
    pub fn unreadable(&self) -> Vec<Unreadable> {
        let gaps = self.commit.gaps.iter();
        // A folder that cannot be told is named as it was given.
        let dir = self.dir.canonicalize().unwrap_or_else(|_| self.dir.clone());
        gaps.map(|gap| Unreadable::new(place_from(&dir, &gap.location), &gap.reason))
            .collect()
    }

    /// How many documents it has.
    pub fn document_count(&self) -> usize {
        self.commit.documents.iter().sum::<u64>() as usize
    }

    /// How many words the bodies of its documents have.
    pub(crate) fn word_count(&self) -> u64 {
        self.commit.words
    }

    /// The corpus that the index was built from. Fails when a root is gone.
    pub fn corpus(&self) -> anyhow::Result<Corpus> {
        let commit = &self.commit;
        corpus_at(&self.dir, &commit.roots, Some(commit.max_file_size))
    }

    /// The analyzer that its documents were analysed with.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// The words of its documents.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The document at an address of the snapshot.
    pub(crate) fn document(&self, address: DocAddress) -> Result<Document, IndexError> {
        let kept = self.kept(address)?;
        let bytes = |field| kept.get_first(field).and_then(|value| value.as_bytes());
        let parts = bytes(self.fields.document).zip(bytes(self.fields.source));
        parts
            .and_then(|(record, part)| codec::decode(record, part))
            .ok_or_else(|| self.damaged("a stored document cannot be read"))
    }

    /// The id of the document at an address of the snapshot.
    pub(crate) fn id(&self, address: DocAddress) -> Result<String, IndexError> {
        let kept = self.kept(address)?;
        let record = kept.get_first(self.fields.document);
        let id = record
            .and_then(|value| value.as_bytes())
            .and_then(codec::decode_id);
        id.ok_or_else(|| self.damaged("a stored document cannot be read"))
    }

    /// The text of an article's file as it was indexed, `None` for a path that
    /// is not in the index. All bytes and lines of documents are places in it.
    pub fn source(&self, path: &str) -> Result<Option<String>, IndexError> {
        let term = tantivy::Term::from_field_text(self.fields.path, path);
        let mut pieces = Vec::new();
        let mut found = false;
        for (segment, reader) in self.snapshot.segment_readers().iter().enumerate() {
            let inverted = reader
                .inverted_index(self.fields.path)
                .map_err(|source| self.failed(source))?;
            let postings = inverted
                .read_postings(&term, tantivy::schema::IndexRecordOption::Basic)
                .map_err(|source| self.failed(source.into()))?;
            let Some(mut postings) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if !reader.is_deleted(postings.doc()) {
                    found = true;
                    let address = DocAddress::new(segment as u32, postings.doc());
                    pieces.extend(self.pieces(address)?);
                }
                postings.advance();
            }
        }
        if !found {
            return Ok(None);
        }
        let whole = codec::join(pieces);
        whole
            .map(Some)
            .ok_or_else(|| self.damaged(&format!("parts of {path} are missing")))
    }

    /// The pieces of its file that a document keeps, each with its place.
    fn pieces(&self, address: DocAddress) -> Result<Vec<(usize, Vec<u8>)>, IndexError> {
        let kept = self.kept(address)?;
        let bytes = kept.get_first(self.fields.source);
        let part = bytes
            .and_then(|value| value.as_bytes())
            .and_then(codec::SourceSlice::from_bytes)
            .ok_or_else(|| self.damaged("a stored document cannot be read"))?;
        let pieces = part.extents();
        Ok(pieces
            .map(|(start, piece)| (start, piece.to_vec()))
            .collect())
    }

    fn damaged(&self, what: &str) -> IndexError {
        IndexError::Damaged {
            dir: self.dir.clone(),
            what: what.to_owned(),
        }
    }

    fn kept(&self, address: DocAddress) -> Result<TantivyDocument, IndexError> {
        self.snapshot
            .doc(address)
            .map_err(|source| self.failed(source))
    }

    pub(crate) fn failed(&self, source: TantivyError) -> IndexError {
        IndexError::Tantivy {
            dir: self.dir.clone(),
            source,
        }
    }
}

/// Where a path leads from a folder; `..` goes up in the folder's own path.
fn place_from(folder: &Path, path: &str) -> PathBuf {
    let mut place = folder.to_owned();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => drop(place.pop()),
            part => place.push(part),
        }
    }
    place
}

/// Reads all files of the index in `dir` and compares them with their
/// checksums, which opening does only for small ones. Fails as
/// [`Index::open`] does.
pub fn verify(dir: &Path) -> Result<(), IndexError> {
    of_commit(dir, |commit| check(dir, &commit, true))
}

/// What `read` makes of the commit in `dir`. A commit may be replaced and its
/// files removed meanwhile: only what fails twice has failed.
fn of_commit<T>(
    dir: &Path,
    read: impl Fn(Commit) -> Result<T, IndexError>,
) -> Result<T, IndexError> {
    let mut failed = None;
    for _ in 0..MOST_TRIES {
        let commit = match Commit::read(dir) {
            Ok(commit) => commit,
            Err(failure) => return Err(unusable(dir, failure)?),
        };
        let generation = commit.generation;
        match read(commit) {
            Err(_) if failed != Some(generation) => failed = Some(generation),
            done => return done,
        }
    }
    Err(IndexError::Damaged {
        dir: dir.to_owned(),
        what: "it is replaced faster than it can be read".to_owned(),
    })
}

/// The words of an index.
fn lexicon_of(dir: &Path, store: &Store, commit: &Commit) -> Result<Lexicon, IndexError> {
    let mut segments = Vec::with_capacity(commit.lexicons.len());
    for name in &commit.lexicons {
        let bytes = store.read(name).map_err(|source| IndexError::Io {
            dir: dir.to_owned(),
            source,
        })?;
        let segment = LexiconSegment::from_bytes(Arc::new(bytes));
        segments.push(segment.map_err(|error| IndexError::Damaged {
            dir: dir.to_owned(),
            what: format!("{name}: {error}"),
        })?);
    }
    Ok(Lexicon::new(segments))
}

fn check(dir: &Path, commit: &Commit, whole: bool) -> Result<(), IndexError> {
    match commit.check(dir, whole) {
        Ok(()) => Ok(()),
        Err(failure) => Err(unusable(dir, failure)?),
    }
}

/// The corpus recorded in the index at `dir`, if there is one, whatever its
/// state: it may have to be built anew.
pub fn recorded_corpus(dir: &Path) -> Option<anyhow::Result<Corpus>> {
    let (roots, max_file_size) = Commit::corpus_of(dir)?;
    Some(corpus_at(dir, &roots, max_file_size))
}

/// The corpus with these roots, as seen from the index's directory.
fn corpus_at(dir: &Path, roots: &[PathBuf], max_file_size: Option<u64>) -> anyhow::Result<Corpus> {
    let roots: Vec<PathBuf> = roots.iter().map(|root| dir.join(root)).collect();
    let corpus = Corpus::new(&roots)?;
    Ok(match max_file_size {
        Some(bytes) => corpus.with_max_file_size(bytes),
        None => corpus,
    })
}

/// What a commit that cannot be used means: an error, or another when finding
/// out fails.
fn unusable(dir: &Path, failure: Unusable) -> Result<IndexError, IndexError> {
    Ok(match failure {
        Unusable::Absent => match home::refuse_foreign(dir) {
            Ok(()) => IndexError::Missing(dir.to_owned()),
            Err(foreign) => foreign,
        },
        Unusable::Outdated => IndexError::Outdated(dir.to_owned()),
        Unusable::Damaged(what) => IndexError::Damaged {
            dir: dir.to_owned(),
            what,
        },
        Unusable::Io(source) => IndexError::Io {
            dir: dir.to_owned(),
            source,
        },
    })
}
