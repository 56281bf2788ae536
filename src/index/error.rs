//! Why an index cannot be read or written. What to do about it is for the front
//! end to say.

use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use thiserror::Error;

use super::lexicon::LexiconError;

/// An index that cannot be read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum IndexError {
    /// The folder does not exist or holds only hidden files.
    #[error("there is no index at {}", .0.display())]
    Missing(PathBuf),
    /// The folder holds files of other programs and is left alone.
    #[error("{} is not an obzor index: it has {name}, which obzor did not write, and is left as it is", dir.display())]
    Foreign {
        /// The folder.
        dir: PathBuf,
        /// The first foreign file.
        name: String,
    },
    /// Another version of obzor wrote the index.
    #[error("the index at {} was written by another version of obzor", .0.display())]
    Outdated(PathBuf),
    /// The files are not those that were written.
    #[error("the index at {} is damaged ({what})", dir.display())]
    Damaged {
        /// The folder of the index.
        dir: PathBuf,
        /// The file, and what is wrong with it.
        what: String,
    },
    /// An update would remove all documents although their files still exist.
    #[error("nothing could be read, and the index at {} has {documents} documents: it stays as it is", dir.display())]
    WouldEmpty {
        /// The folder of the index.
        dir: PathBuf,
        /// How many documents it has.
        documents: u64,
    },
    /// The corpus of a new index has no Markdown file.
    #[error("there is nothing to index")]
    Empty,
    /// Another process is writing.
    #[error("another process is writing the index at {}", .0.display())]
    Locked(PathBuf),
    /// The system refuses to read or write a file.
    #[error("cannot use the index at {}", dir.display())]
    Io {
        /// The folder of the index.
        dir: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// tantivy fails, mostly because a file is damaged.
    #[error("the index at {} cannot be used", dir.display())]
    Tantivy {
        /// The folder of the index.
        dir: PathBuf,
        /// tantivy's error.
        source: TantivyError,
    },
    /// The lexicon cannot be built.
    #[error("the word maps of the index at {} cannot be built", dir.display())]
    Lexicon {
        /// The folder of the index.
        dir: PathBuf,
        /// The lexicon's error.
        source: LexiconError,
    },
}

impl IndexError {
    /// Whether a rebuild of the index would help.
    pub fn is_healed_by_rebuild(&self) -> bool {
        matches!(
            self,
            IndexError::Outdated(_)
                | IndexError::Damaged { .. }
                | IndexError::Tantivy { .. }
                | IndexError::Lexicon { .. }
        )
    }

    /// For `map_err`: an error of the system about the index at `dir`.
    pub(super) fn io(dir: &Path) -> impl Fn(io::Error) -> IndexError {
        move |source| IndexError::Io {
            dir: dir.to_owned(),
            source,
        }
    }

    /// For `map_err`: an error of tantivy about the index at `dir`.
    pub(super) fn tantivy(dir: &Path) -> impl Fn(TantivyError) -> IndexError {
        move |source| IndexError::Tantivy {
            dir: dir.to_owned(),
            source,
        }
    }

    /// Damage in the index at `dir`.
    pub(super) fn damaged(dir: &Path, what: impl Into<String>) -> IndexError {
        IndexError::Damaged {
            dir: dir.to_owned(),
            what: what.into(),
        }
    }
}
