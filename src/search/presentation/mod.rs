//! What is shown of a hit: highlights, snippets, and the places of matches in
//! the source. Works on a document and a query; must not know scores or how the
//! document was found.

mod highlight;
mod passages;
mod snippet;
mod source_matches;

pub(super) use self::highlight::Highlighter;
pub use self::snippet::Snippet;
pub(super) use self::snippet::{SnippetOptions, spans};
pub(super) use self::source_matches::SourceTexts;
pub use self::source_matches::{SourceMatch, SourceMatches};
