//! Why a corpus cannot be opened.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// A root of a corpus that cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CorpusError {
    /// The system cannot resolve the root, for instance because it is gone.
    #[error("cannot read {}", path.display())]
    Inaccessible {
        /// The root as it was given.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The root is a device, a FIFO or a socket.
    #[error("{} is neither a file nor a folder: nothing was indexed", path.display())]
    NotFileOrFolder {
        /// The root as it was given.
        path: PathBuf,
    },
}
