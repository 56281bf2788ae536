//! Errors of the search, as values. The front end words them for its users and
//! names the option that caused them.

use thiserror::Error;

use crate::index::IndexError;

/// A search that failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SearchError {
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// A path filter is not a valid glob.
    #[error("{pattern:?} is not a valid path pattern: {reason}")]
    PathPattern {
        /// The pattern as given.
        pattern: String,
        /// The reason given by the glob parser.
        reason: String,
    },
}
