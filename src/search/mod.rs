//! Turns a query into ranked hits.
//!
//! Each layer imports only those above it in this list:
//!
//! ```text
//! plan          the query as plain data, with its options and errors
//! retriever     the seam: everything that is asked of an index
//! match_expr    boolean expressions over what a retriever returns
//! reader        the local index behind the seam; alone knows tantivy
//! correction    replacements for words that the corpus lacks
//! planner       text -> plan
//! scorer        plan + candidates -> scores
//! presentation  highlights, snippets, positions in the source
//! suggest       completions
//! searcher      the façade
//! ```
//!
//! Must not know the files of the corpus or the terminal.

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
