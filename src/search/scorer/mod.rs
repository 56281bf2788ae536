//! Ranks candidates in two stages.
//!
//! The first stage sums over the terms of the query ([`accumulator`],
//! [`first_stage`]). The second may rescore the best few hundred documents
//! ([`top_k`]); the present formula does not need it. The scorer reads no index and
//! works the same for every retriever.

mod accumulator;
mod bm25;
mod explain;
mod first_stage;
mod top_k;
mod weights;

pub(super) use self::explain::explain;
pub use self::explain::{Explanation, MatchType, ScoreDetail};
pub(super) use self::first_stage::Scorer;
pub(super) use self::top_k::{ScoredDoc, TopDocs};
pub use self::weights::Weights;
use super::plan::Query;
use crate::analysis::TermKind;

/// The kinds of terms to look up for each word of a query.
pub(super) fn kinds(weights: &Weights, query: &Query) -> Vec<Vec<TermKind>> {
    let words = query.words.iter();
    words.map(|word| weights.kinds(word)).collect()
}
