//! Prepares what is shown of a hit: highlights, a snippet, and positions in the
//! source.
//!
//! ```text
//! highlight        document -> byte ranges that match
//! passages         text and highlights -> candidate passages
//! snippet          candidate passages -> the best few, joined
//! source_matches   highlights -> bytes, lines and columns of the file
//! ```
//!
//! Must not know scores or how the document was found.

mod highlight;
mod passages;
mod snippet;
mod source_matches;

pub(super) use self::highlight::Highlighter;
pub use self::snippet::Snippet;
pub(super) use self::snippet::{SnippetOptions, spans};
pub(super) use self::source_matches::SourceTexts;
pub use self::source_matches::{SourceMatch, SourceMatches};
