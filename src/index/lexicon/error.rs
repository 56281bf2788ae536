//! Why a lexicon cannot be read or built.

use thiserror::Error;

/// A lexicon that cannot be read or built.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The file ends before its parts do.
    #[error("the file is shorter than the lengths in it")]
    Truncated,
    /// A map is damaged, or its keys are out of order.
    #[error(transparent)]
    Fst(#[from] fst::Error),
}
