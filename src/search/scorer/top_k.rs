//! The best documents of a ranking, ties by the order of the corpus, and the
//! second stage, which may reorder them.

use crate::search::error::SearchError;
use crate::search::retriever::{DocId, Retriever};

/// A document and its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::search) struct ScoredDoc {
    pub(in crate::search) doc_id: DocId,
    pub(in crate::search) score: f32,
}

/// The best documents by the first stage, best first.
#[derive(Debug)]
pub(in crate::search) struct TopDocs(Vec<ScoredDoc>);

impl TopDocs {
    /// Selects the `limit` best of scored documents. Equal scores keep the order
    /// of the corpus.
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
            // Sorts only what may be returned, with the ties across the edge.
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
                let first = retriever.first_in_corpus_order(&group, limit - at)?;
                let first = first.into_iter().map(|doc_id| ScoredDoc { doc_id, score });
                scored.splice(at..at + tied, first);
            }
            at += tied;
        }
        scored.truncate(limit);
        Ok(TopDocs(scored))
    }

    /// The second stage: the place to rescore the best few hundred documents by
    /// what the first cannot sum up, such as the distance between words. Keeps
    /// the first stage's ranking for now.
    pub(in crate::search) fn rescore(self) -> Vec<ScoredDoc> {
        self.0
    }
}
