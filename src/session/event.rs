//! Events while a session is opened or refreshed. Showing them is up to the front
//! end.

use std::path::PathBuf;
use std::time::Duration;

use super::error::SessionError;
use crate::index::IndexError;
use crate::ingest::{IngestEvent, UpdateReport};

/// Something that happened while a session was opened or refreshed.
#[derive(Debug)]
#[non_exhaustive]
pub enum SessionEvent {
    /// A step of indexing: progress, or a problem with a file.
    Indexing(IngestEvent),
    /// The index was written.
    Indexed {
        /// The files and documents by what became of them.
        report: UpdateReport,
        /// Wall-clock time, the wait for other writers included.
        took: Duration,
    },
    /// The index is unusable, for this reason, and is about to be rebuilt.
    Rebuilding(IndexError),
    /// The corpus was indexed, but the choice of it could not be saved: later
    /// sessions will not refresh the index.
    NotRemembered(SessionError),
    /// A line of a list of synonyms is not `word = word`, and is ignored.
    BadSynonym {
        /// The list.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
    },
}
