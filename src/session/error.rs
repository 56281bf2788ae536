//! What keeps a session from being opened, or from answering. Values without
//! advice: what to type instead is for the front end to say.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::corpus::CorpusError;
use crate::index::IndexError;
use crate::search::SearchError;

/// What keeps a session from being opened, or from answering.
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
    /// There is no index, and nothing to build one from.
    #[error(
        "there is no index, and no {places} to build it from: name the articles with `obzor index PATH…`"
    )]
    NoCorpus {
        /// Where articles were looked for, separated by commas.
        places: String,
        /// What keeps them from being used.
        source: Box<SessionError>,
    },
    /// A project's index is a symbolic link.
    #[error("{} is a symbolic link, which is followed only when you name it", .index.display())]
    LinkedIndex {
        /// The index's directory.
        index: PathBuf,
    },
    /// An index in a folder above belongs to somebody else.
    #[error("{} belongs to another user", .index.display())]
    UntrustedOwner {
        /// The index's directory.
        index: PathBuf,
    },
    /// A project puts its index somewhere else.
    #[error("the project puts its index outside of its folder, at {}", .index.display())]
    IndexOutside {
        /// The index's directory.
        index: PathBuf,
    },
    /// A project puts its corpus somewhere else.
    #[error("the project puts its corpus outside of its folder, at {}", .root.display())]
    CorpusOutside {
        /// The root of the corpus.
        root: PathBuf,
    },
    /// An index reads a folder outside of its project that this user did not name.
    #[error("the index names {root}, which is outside of its project and was not named by you: if you want it read, name it once: obzor index {root}", root = .root.display())]
    RootNotNamed {
        /// The root of the corpus.
        root: PathBuf,
    },
    /// The index's directory cannot be found.
    #[error("cannot tell where {} is", .index.display())]
    Place {
        /// The index's directory.
        index: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The roots that the user named cannot be remembered.
    #[error("cannot remember that you named this corpus: queries will not look for changes")]
    NotRemembered(#[source] io::Error),
    /// A list of synonyms cannot be read.
    #[error("cannot read {}", .file.display())]
    Synonyms {
        /// The list.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The index has a document, and not the text that it came from.
    #[error("the index has lost {path}: run `obzor index`")]
    LostSource {
        /// The article's path in the corpus.
        path: String,
    },
}
