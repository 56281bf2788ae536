//! Selects the best documents and breaks ties by kind and corpus order. Also the place of the
//! second stage, which may rescore them.

use crate::search::error::SearchError;
use crate::search::retriever::{DocId, Retriever};

/// A document with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::search) struct ScoredDoc {
    pub(in crate::search) doc_id: DocId,
    pub(in crate::search) score: f32,
}

/// The best documents by the first stage, best first.
#[derive(Debug)]
pub(in crate::search) struct TopDocs(Vec<ScoredDoc>);

impl TopDocs {
    /// Selects the `limit` best documents. Equal scores are in an order that only the
    /// retriever knows: document numbers depend on how the index was built.
    pub(in crate::search) fn select(
        retriever: &dyn Retriever,
        mut scored: Vec<ScoredDoc>,
        limit: usize,
    ) -> Result<Self, SearchError> {
        let best_first = |a: &ScoredDoc, b: &ScoredDoc| {
            let by_score = b.score.total_cmp(&a.score);
            by_score.then(a.doc_id.cmp(&b.doc_id))
        };
        if (1..scored.len()).contains(&limit) {
            // Drop what cannot be returned before sorting, but keep all ties with the
            // last place.
            let (_, &mut edge, _) = scored.select_nth_unstable_by(limit - 1, best_first);
            scored.retain(|doc| doc.score.total_cmp(&edge.score).is_ge());
        }
        scored.sort_unstable_by(best_first);
        let mut at = 0;
        while at < scored.len().min(limit) {
            let score = scored[at].score;
            let tied = scored[at..].partition_point(|doc| doc.score.total_cmp(&score).is_ge());
            if tied > 1 {
                let group: Vec<DocId> =
                    scored[at..at + tied].iter().map(|doc| doc.doc_id).collect();
                let first = retriever.first_of_tied(&group, limit - at)?;
                let first = first.into_iter().map(|doc_id| ScoredDoc { doc_id, score });
                scored.splice(at..at + tied, first);
            }
            at += tied;
        }
        scored.truncate(limit);
        Ok(TopDocs(scored))
    }

    /// The second stage: would rescore the best few hundred documents by features that
    /// are no sums over terms, such as the distance between words. Keeps the ranking
    /// of the first stage for now.
    pub(in crate::search) fn rescore(self) -> Vec<ScoredDoc> {
        self.0
    }
}
