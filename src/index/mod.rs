//! The index on disk: its directory, its fingerprint, reading and writing it.
//!
//! Knows tantivy and the file system; nothing of Markdown, ranking or the
//! terminal. Everything that must hold together (documents, roots,
//! fingerprint) is written in one commit, so that a reader sees all of it or
//! the state before.

mod schema;
mod writer;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::error::OpenReadError;
use tantivy::schema::Value;
use tantivy::{DocAddress, ReloadPolicy, Searcher as Snapshot, TantivyDocument, TantivyError};
use thiserror::Error;

pub(crate) use self::schema::{Fields, fold_key, kept_by, keyed_term};
pub use self::writer::{BuildReport, Event, build};
use crate::analysis::Analyzer;
use crate::corpus::Corpus;
use crate::document::Document;

/// Changes with the schema and everything else that readers rely on.
const FORMAT: u32 = 5;

/// Marks a directory as an obzor index; written before anything else is.
const MARKER: &str = "obzor.json";

/// What keeps an index from being read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum IndexError {
    /// There is nothing at this place, or only hidden files.
    #[error("there is no index at {dir}: build it with `obzor index --index {dir} PATH…`", dir = .0.display())]
    Missing(PathBuf),
    /// The directory holds something else; it is left alone.
    #[error("{} is not an obzor index and is not empty: it is left as it is; give another place with --index", .0.display())]
    Foreign(PathBuf),
    /// Written by another version, or never finished.
    #[error("the index at {} was {reason}: run `obzor index` to build it anew", dir.display())]
    Outdated {
        /// The index's directory.
        dir: PathBuf,
        /// What is wrong with it, after "was".
        reason: &'static str,
    },
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
}

/// Committed together with the documents.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Fingerprint {
    format: u32,
    analyzer: String,
    /// The corpus roots, relative to the index's directory where they can be.
    roots: Vec<PathBuf>,
}

/// A committed state of an index, open for reading.
pub struct Index {
    dir: PathBuf,
    roots: Vec<PathBuf>,
    fields: Fields,
    snapshot: Snapshot,
}

impl Index {
    /// Opens the index in `dir`. Fails with [`IndexError::Missing`] when there
    /// is none, and when it is foreign, outdated or damaged.
    pub fn open(dir: &Path) -> Result<Index, IndexError> {
        match Occupant::of(dir)? {
            Occupant::Nothing => return Err(IndexError::Missing(dir.to_owned())),
            Occupant::Foreign => return Err(IndexError::Foreign(dir.to_owned())),
            Occupant::Index => {}
        }
        let outdated = |reason| IndexError::Outdated {
            dir: dir.to_owned(),
            reason,
        };
        let failed = |source| IndexError::Tantivy {
            dir: dir.to_owned(),
            source,
        };
        let inner = match tantivy::Index::open_in_dir(dir) {
            Ok(inner) => inner,
            Err(TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_))) => {
                return Err(outdated("never finished"));
            }
            Err(error) => return Err(failed(error)),
        };
        let payload = inner
            .load_metas()
            .map_err(failed)?
            .payload
            .ok_or_else(|| outdated("never finished"))?;
        let fingerprint: Fingerprint = serde_json::from_str(&payload)
            .map_err(|_| outdated("written by another version of obzor"))?;
        let (schema, fields) = schema::schema();
        if fingerprint.format != FORMAT
            || fingerprint.analyzer != Analyzer::VERSION
            || inner.schema() != schema
        {
            return Err(outdated("written by another version of obzor"));
        }
        let reader = inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(failed)?;
        let snapshot = tantivy::IndexReader::searcher(&reader);
        Ok(Index {
            dir: dir.to_owned(),
            roots: fingerprint.roots,
            fields,
            snapshot,
        })
    }

    /// The corpus that the index was built from. Fails when a root is gone.
    pub fn corpus(&self) -> anyhow::Result<Corpus> {
        Corpus::new(
            &self
                .roots
                .iter()
                .map(|root| self.dir.join(root))
                .collect::<Vec<_>>(),
        )
    }

    /// The language tags of its documents, sorted.
    pub(crate) fn langs(&self) -> Result<Vec<String>, IndexError> {
        let mut langs = BTreeSet::new();
        for reader in self.snapshot.segment_readers() {
            let inverted = reader
                .inverted_index(self.fields.lang)
                .map_err(|source| self.failed(source))?;
            let mut terms = inverted
                .terms()
                .stream()
                .map_err(|source| self.failed(source.into()))?;
            while terms.advance() {
                langs.insert(String::from_utf8_lossy(terms.key()).into_owned());
            }
        }
        Ok(langs.into_iter().collect())
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The document at an address of the snapshot.
    pub(crate) fn document(&self, address: DocAddress) -> Result<Document, IndexError> {
        let stored = self.stored(address)?;
        let bytes = stored
            .get_first(self.fields.document)
            .and_then(|value| value.as_bytes())
            .unwrap_or_default();
        serde_json::from_slice(bytes).map_err(|_| IndexError::Outdated {
            dir: self.dir.clone(),
            reason: "damaged or written by another version",
        })
    }

    /// The text of an article's file as it was indexed, `None` for a path that
    /// is not in the index. All bytes and lines of documents are places in it.
    pub fn source(&self, path: &str) -> Result<Option<String>, IndexError> {
        // An article's id is its path.
        let term = tantivy::Term::from_field_text(self.fields.id, path);
        for (segment, reader) in self.snapshot.segment_readers().iter().enumerate() {
            let failed = |source: std::io::Error| IndexError::Io {
                dir: self.dir.clone(),
                source,
            };
            let inverted = reader
                .inverted_index(self.fields.id)
                .map_err(|source| self.failed(source))?;
            let postings = inverted
                .read_postings(&term, tantivy::schema::IndexRecordOption::Basic)
                .map_err(failed)?;
            if let Some(postings) = postings {
                let address = DocAddress::new(segment as u32, tantivy::DocSet::doc(&postings));
                let stored = self.stored(address)?;
                let source = stored.get_first(self.fields.source);
                let source = source.and_then(|value| value.as_bytes());
                return Ok(source.map(|source| String::from_utf8_lossy(source).into_owned()));
            }
        }
        Ok(None)
    }

    fn stored(&self, address: DocAddress) -> Result<TantivyDocument, IndexError> {
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

/// The corpus recorded in the index at `dir`, if there is one, whatever its
/// analyzer: it may have to be built anew.
pub fn recorded_corpus(dir: &Path) -> Option<anyhow::Result<Corpus>> {
    let meta: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.join("meta.json")).ok()?).ok()?;
    let fingerprint: serde_json::Value =
        serde_json::from_str(meta.get("payload")?.as_str()?).ok()?;
    let roots: Vec<PathBuf> = serde_json::from_value(fingerprint.get("roots")?.clone()).ok()?;
    Some(Corpus::new(
        &roots.iter().map(|root| dir.join(root)).collect::<Vec<_>>(),
    ))
}

/// What a directory holds.
enum Occupant {
    Nothing,
    Foreign,
    Index,
}

impl Occupant {
    fn of(dir: &Path) -> Result<Occupant, IndexError> {
        let failed = |source| IndexError::Io {
            dir: dir.to_owned(),
            source,
        };
        if dir.join(MARKER).is_file() {
            return Ok(Occupant::Index);
        }
        let entries = match fs::read_dir(dir) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Occupant::Nothing);
            }
            entries => entries.map_err(failed)?,
        };
        for entry in entries {
            if !entry
                .map_err(failed)?
                .file_name()
                .as_encoded_bytes()
                .starts_with(b".")
            {
                return Ok(Occupant::Foreign);
            }
        }
        Ok(Occupant::Nothing)
    }
}
