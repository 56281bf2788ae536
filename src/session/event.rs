//! What happens while a session is opened or refreshed, as values. A front end
//! shows them, or does not.

use std::path::PathBuf;
use std::time::Duration;

use super::error::SessionError;
use crate::index::IndexError;
use crate::ingest::{IngestEvent, UpdateReport};

/// What happens while a session is opened or refreshed.
#[derive(Debug)]
#[non_exhaustive]
pub enum SessionEvent {
    /// A step of indexing: progress, or a problem with a file.
    Indexing(IngestEvent),
    /// The index was written.
    Indexed {
        /// What was done.
        report: UpdateReport,
        /// How long it took.
        took: Duration,
    },
    /// The index cannot be used and is about to be built anew.
    Rebuilding(IndexError),
    /// The corpus was indexed, and will not be looked at again before an answer.
    NotRemembered(SessionError),
    /// A line of a list of synonyms is none.
    BadSynonym {
        /// The list.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
    },
}
