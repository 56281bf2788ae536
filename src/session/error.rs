//! Errors of a session. They carry no advice: what to type instead is up to the
//! front end.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::corpus::CorpusError;
use crate::index::IndexError;
use crate::search::SearchError;

/// A session that cannot be opened, or cannot answer.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SessionError {
    /// The index cannot be read or written.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The search failed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The corpus cannot be used.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// There is no index, and no corpus to build one from.
    #[error("there is no index, and no {places} to build it from")]
    NoCorpus {
        /// Where articles were looked for, separated by commas.
        places: String,
        /// Why they cannot be used.
        source: Box<SessionError>,
    },
    /// A project's index is a symbolic link.
    #[error("{} is a symbolic link, which is followed only if you name it", .index.display())]
    LinkedIndex {
        /// The index's directory.
        index: PathBuf,
    },
    /// The project is in a folder above the working directory, and its index
    /// belongs to another user.
    #[error("{} belongs to another user", .index.display())]
    UntrustedOwner {
        /// The index's directory.
        index: PathBuf,
    },
    /// A project's file places the index outside of the project.
    #[error("the project places its index outside of its folder, at {}", .index.display())]
    IndexOutside {
        /// The index's directory.
        index: PathBuf,
    },
    /// A project's file places the corpus outside of the project.
    #[error("the project places its corpus outside of its folder, at {}", .root.display())]
    CorpusOutside {
        /// The root of the corpus.
        root: PathBuf,
    },
    /// An index records a root outside of its project that this user never named:
    /// an index that came with a repository must not make obzor read other files.
    #[error("the index names {root}, which is outside of its project and was not named by you", root = .root.display())]
    RootNotNamed {
        /// The root of the corpus.
        root: PathBuf,
    },
    /// The index's directory cannot be resolved to an absolute path.
    #[error("cannot find out where {} is", .index.display())]
    Place {
        /// The index's directory.
        index: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The roots that the user named cannot be saved.
    #[error("cannot save that you named this corpus: queries will not look for changes in it")]
    NotRemembered(#[source] io::Error),
    /// A list of synonyms cannot be read.
    #[error("cannot read {}", .file.display())]
    Synonyms {
        /// The list.
        file: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The index has a document, but not the article it came from.
    #[error("the index has lost the text of {path}")]
    LostSource {
        /// The article's path in the corpus.
        path: String,
    },
}
