//! Queries to ranked hits.
//!
//! The layers, each of which imports only those before it: [`plan`] says what a
//! query asks as plain data, [`retriever`] is the seam to whatever holds the
//! documents, [`reader`] the local index behind it. On these stand `correction`,
//! `planner`, `scorer`, `presentation` and `suggest`, and on all of them the
//! [`Searcher`]. Must not know the corpus's files or the terminal.

mod correction;
mod error;
mod match_expr;
mod options;
mod plan;
mod planner;
mod presentation;
mod proximity;
mod query_analyzer;
mod reader;
mod retriever;
mod scorer;
mod searcher;
mod suggest;
mod tests;

pub use self::error::SearchError;
pub use self::options::{Filter, ParseOptions, SearchOptions, Sort};
pub use self::plan::{Correction, CorrectionReason, Query};
pub use self::presentation::{Snippet, SourceMatch, SourceMatches};
pub use self::retriever::TextField;
pub use self::scorer::{Explanation, MatchType, ScoreDetail, Weights};
pub use self::searcher::{Hit, Hits, Searcher};
pub use self::suggest::{Suggestion, SuggestionKind};
