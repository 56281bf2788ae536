//! What keeps a search from being answered. Holds values; how they are put to
//! people, with the option that caused them, is for the front end.

use thiserror::Error;

use crate::index::IndexError;

/// What keeps a search from being answered.
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
        /// What is wrong with it.
        reason: String,
    },
}
