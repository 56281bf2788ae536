//! The first stage of the ranking.
//!
//! ```text
//! text   = Σ weight · idf · bm25(headings, body)
//! name   = Σ weight · idf · bm25(name)
//! score  = coverage · (text + name factor · name)
//! result = 2 + score                  for matches
//!          1 + score / (1 + score)    where a word of a short query is missing
//!          score / (1 + score)        for matches by stem or prefix alone
//! ```
//!
//! The sums run over words by kind of term, compounds and phrases. Coverage depends
//! on the share of the query that a document contains, and the name factor on how
//! much of its name the query contains; see [`Weights`] for both.

use super::accumulator::{Accumulator, CountedTerm};
use super::bm25;
use super::top_k::ScoredDoc;
use super::weights::Weights;
use crate::analysis::TermKind;
use crate::search::plan::{Query, Role};
use crate::search::retriever::{
    Candidates, CorpusStatistics, DocId, FieldFrequencies, FieldLengths, TermMatches,
};

/// Up to this length a query is short: a document that has all its words stands above
/// any that lacks one. In words that match documents. Against none, the topics on lists
/// gain .010 (needs .065), danetqa-ru loses .003 and silver-anchor .012.
const MAX_SHORT_QUERY: usize = 4;

/// Holds the sums of all candidates of a query, and turns them into scores.
pub(in crate::search) struct Scorer<'a> {
    pub(super) weights: &'a Weights,
    pub(super) query: &'a Query,
    candidates: &'a Candidates,
    average_body: f32,
    /// The weighted postings of words by kind, of compounds and of phrases.
    pub(super) words: Vec<Vec<WeightedMatches<'a>>>,
    pub(super) compounds: Vec<WeightedMatches<'a>>,
    pub(super) phrases: Vec<WeightedMatches<'a>>,
    /// One for each candidate.
    accumulators: Vec<Accumulator>,
    /// The total idf of all [`Role::Match`] words.
    query_idf: f32,
    /// The numbers of words that match documents, and that add to scores.
    matching_words: usize,
    scored_words: usize,
}

/// What ranks above all else, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RankTier {
    /// Has words of the query by stem or prefix alone.
    Partial,
    /// Lacks a word of a short query.
    Incomplete,
    Complete,
}

/// The postings of a term with its weight.
pub(super) struct WeightedMatches<'a> {
    pub(super) matches: &'a TermMatches,
    idf: f32,
    /// The weight including the idf.
    pub(super) weight: f32,
}

/// The factors by which the sums of a document are multiplied.
#[derive(Clone, Copy)]
pub(super) struct ScoreFactors {
    pub(super) coverage: f32,
    pub(super) name: f32,
}

impl<'a> Scorer<'a> {
    /// Runs the first stage. The order of summation is fixed, so that equal documents
    /// have bitwise equal scores.
    pub(in crate::search) fn new(
        weights: &'a Weights,
        statistics: &CorpusStatistics,
        query: &'a Query,
        candidates: &'a Candidates,
    ) -> Self {
        let weigh = |weight: f32, matches: &'a TermMatches| {
            let idf = bm25::idf(matches.doc_freq.max(1), statistics.documents);
            WeightedMatches {
                matches,
                idf,
                weight: weight * idf,
            }
        };
        let found = &candidates.matches;
        let words = query.words.iter().zip(&found.words);
        let words = words.map(|(word, kinds)| {
            let closest = closest(kinds);
            let kinds = kinds.iter().map(|matches| {
                let weight = match closest == Some(matches.kind) {
                    true => weights.closest(word, matches.kind),
                    false => weights.word(word, matches.kind),
                };
                weigh(weight, matches)
            });
            kinds.collect()
        });
        let compounds = query.compounds.iter().zip(&found.compounds);
        let compounds = compounds.map(|(compound, matches)| {
            let words = compound.words.iter().map(|&word| &query.words[word]);
            weigh(weights.compound(compound, words), matches)
        });
        let phrases = query.phrases.iter().zip(&found.phrases);
        let phrases = phrases.map(|(phrase, matches)| weigh(weights.phrase(phrase), matches));
        let mut scorer = Scorer {
            weights,
            query,
            candidates,
            average_body: statistics.average_body,
            words: words.collect(),
            compounds: compounds.collect(),
            phrases: phrases.collect(),
            accumulators: vec![Accumulator::default(); candidates.doc_ids.len()],
            query_idf: 0.0,
            matching_words: query.matching_words(),
            scored_words: query.scored_words(),
        };
        scorer.accumulate();
        scorer
    }

    /// Adds up all postings, compounds and phrases first.
    fn accumulate(&mut self) {
        let mut accumulators = std::mem::take(&mut self.accumulators);
        for weighted in self.compounds.iter().chain(&self.phrases) {
            self.add(weighted, &mut accumulators);
        }
        for (at, word) in self.query.words.iter().enumerate() {
            let idf = match word.role {
                Role::Prohibited => continue,
                Role::Match => self.idf(at),
                Role::ScoreOnly => 0.0,
            };
            self.query_idf += idf;
            let counted = CountedTerm::new(at, idf);
            let found = &self.candidates.matches;
            let compounds = found.compounds_with(self.query, at);
            for matches in compounds.chain(&found.words[at]) {
                self.each(matches, |at, frequencies, _| {
                    accumulators[at].count(counted, matches.kind, frequencies.name > 0);
                });
            }
            for weighted in &self.words[at] {
                self.add(weighted, &mut accumulators);
            }
        }
        self.accumulators = accumulators;
    }

    /// Adds the scores of one term.
    fn add(&self, weighted: &WeightedMatches<'_>, accumulators: &mut [Accumulator]) {
        let weights = self.weights;
        self.each(weighted.matches, |at, frequencies, lengths| {
            let length = self.relative_length(lengths);
            accumulators[at].add(
                weighted.weight * weights.text_frequency(frequencies, length),
                weighted.weight * weights.short_frequency(frequencies.name),
            );
        });
    }

    /// Visits postings with the index of each document among the candidates.
    fn each(
        &self,
        matches: &TermMatches,
        mut visit: impl FnMut(usize, FieldFrequencies, FieldLengths),
    ) {
        let mut at = 0;
        for posting in &matches.postings {
            at = seek(&self.candidates.doc_ids, at, posting.doc_id);
            visit(at, posting.frequencies, self.candidates.lengths[at]);
        }
    }

    /// The body length divided by the average.
    pub(super) fn relative_length(&self, lengths: FieldLengths) -> f32 {
        lengths.body as f32 / self.average_body
    }

    /// The idf of a word, which is that of its lemmas if it has any, or that of its folded
    /// form if the corpus has no other.
    pub(in crate::search) fn idf(&self, word: usize) -> f32 {
        let kinds = &self.words[word];
        let closest = closest(kinds.iter().map(|weighted| weighted.matches));
        let kind = closest.filter(|kind| *kind == TermKind::Folded);
        let kind = kind.unwrap_or(TermKind::Lemma);
        let by_form = kinds.iter().find(|weighted| weighted.matches.kind == kind);
        by_form
            .or(kinds.first())
            .map_or(0.0, |weighted| weighted.idf)
    }

    /// Scores all matching documents. With `require_all`, only those that contain
    /// every word by exact term or lemma.
    pub(in crate::search) fn matching(&self, require_all: bool) -> Vec<ScoredDoc> {
        let doc_ids = &self.candidates.doc_ids;
        let mut at = 0;
        let mut scored = Vec::new();
        for document in self.candidates.matching.ones() {
            let doc_id = document as DocId;
            at = seek(doc_ids, at, doc_id);
            let (accumulator, lengths) = match doc_ids.get(at) {
                Some(&found) if found == doc_id => {
                    (self.accumulators[at], self.candidates.lengths[at])
                }
                _ => Default::default(),
            };
            if !require_all || accumulator.words as usize == self.scored_words {
                let score = self.score(&accumulator, lengths);
                scored.push(ScoredDoc { doc_id, score });
            }
        }
        scored
    }

    fn score(&self, accumulator: &Accumulator, lengths: FieldLengths) -> f32 {
        let score = self.factors(accumulator, lengths).apply(accumulator);
        let tier = self.tier(accumulator);
        tier.base() + score * tier.scale(score)
    }

    /// A person who types a few words means all of them.
    pub(super) fn tier(&self, accumulator: &Accumulator) -> RankTier {
        let is_short = self.matching_words <= MAX_SHORT_QUERY;
        match accumulator.is_strict() {
            false => RankTier::Partial,
            true if is_short && (accumulator.matched_words as usize) < self.matching_words => {
                RankTier::Incomplete
            }
            true => RankTier::Complete,
        }
    }

    /// The factors for a document, by what its name and text share with the query.
    pub(super) fn factors(&self, accumulator: &Accumulator, lengths: FieldLengths) -> ScoreFactors {
        let weights = self.weights;
        let share = if self.query_idf > 0.0 {
            (accumulator.strict_idf + weights.loose * accumulator.partial_idf) / self.query_idf
        } else {
            1.0
        };
        let shared = accumulator.name_words;
        let kind = match lengths {
            FieldLengths { is_point: true, .. } => weights.point,
            FieldLengths {
                is_container: true, ..
            } => weights.container(self.relative_length(lengths)),
            _ => 1.0,
        };
        ScoreFactors {
            coverage: weights.coverage(share, self.matching_words.max(1)),
            name: weights.name(shared, lengths.name, self.scored_words, share) * kind,
        }
    }

    /// The sums and lengths of a candidate. Other documents, which match by a filter or
    /// a negation alone, have none.
    pub(super) fn candidate(&self, doc_id: DocId) -> (Accumulator, FieldLengths) {
        match self.candidates.doc_ids.binary_search(&doc_id) {
            Ok(at) => (self.accumulators[at], self.candidates.lengths[at]),
            Err(_) => Default::default(),
        }
    }
}

impl ScoreFactors {
    /// The score before the rank tier.
    pub(super) fn apply(self, accumulator: &Accumulator) -> f32 {
        self.coverage * (accumulator.text + self.name * accumulator.name)
    }
}

/// The closest kind by which any document has a word.
fn closest<'m>(kinds: impl IntoIterator<Item = &'m TermMatches>) -> Option<TermKind> {
    let mut kinds = kinds.into_iter();
    kinds
        .find(|matches| matches.doc_freq > 0)
        .map(|matches| matches.kind)
}

impl RankTier {
    /// The least score of the tier.
    pub(super) fn base(self) -> f32 {
        match self {
            RankTier::Partial => 0.0,
            RankTier::Incomplete => 1.0,
            RankTier::Complete => 2.0,
        }
    }

    /// The factor that keeps a score below the next tier.
    pub(super) fn scale(self, score: f32) -> f32 {
        match self {
            RankTier::Partial | RankTier::Incomplete => 1.0 / (1.0 + score),
            RankTier::Complete => 1.0,
        }
    }
}

/// The first index from `from` on whose document is not below `doc_id`. Galloping
/// search, since the next posting is usually near.
fn seek(doc_ids: &[DocId], from: usize, doc_id: DocId) -> usize {
    let mut step = 1;
    let mut end = from;
    while doc_ids.get(end).is_some_and(|&at| at < doc_id) {
        end += step;
        step *= 2;
    }
    let start = from.max(end.saturating_sub(step / 2));
    let end = end.min(doc_ids.len());
    start + doc_ids[start..end].partition_point(|&at| at < doc_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeking_finds_what_a_search_from_the_start_would() {
        let doc_ids: Vec<u32> = (0..100).map(|at| at * 3).collect();
        for from in 0..100 {
            for doc_id in from as u32 * 3..310 {
                let expected = doc_ids.partition_point(|&at| at < doc_id);
                assert_eq!(seek(&doc_ids, from, doc_id), expected, "{from} {doc_id}");
            }
        }
        assert_eq!(seek(&[], 0, 7), 0);
    }

    #[test]
    fn no_score_reaches_the_next_tier() {
        let score = |tier: RankTier, score: f32| tier.base() + score * tier.scale(score);
        use RankTier::{Complete, Incomplete, Partial};
        for (lower, higher) in [(Partial, Incomplete), (Incomplete, Complete)] {
            assert!(score(lower, 1000.0) < score(higher, 0.001));
            assert!(score(lower, 1.0) > score(lower, 0.5));
        }
    }
}
