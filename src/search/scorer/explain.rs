//! Explains scores: recomputes one term by term, by the formula of the first stage.

use super::first_stage::{Scorer, WeightedMatches};
use crate::analysis::TermKind;
use crate::search::retriever::{DocId, FieldFrequencies, TextField};

/// The composition of a score, which is the sum of `base` and all details.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// 2 for a document that has all words of a short query, or a word of a long one; 1
    /// where a word of a short query is missing; 0 for matches by stem or prefix alone.
    pub base: f32,
    /// The share of the score that is left after the penalty for missing words.
    pub coverage: f32,
    /// The contribution of each word, compound and phrase by field, in query order.
    pub details: Vec<ScoreDetail>,
}

/// The contribution of a word, a compound or a phrase in one field.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ScoreDetail {
    /// The indices of its words in the query.
    pub(crate) words: Vec<usize>,
    /// How it matches.
    pub match_type: MatchType,
    /// The field.
    pub field: TextField,
    /// Its frequency in the field.
    pub frequency: u32,
    /// Its contribution to the score.
    pub score: f32,
}

/// What part of a query matches, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MatchType {
    /// A word, by a kind of term.
    Word(TermKind),
    /// Words spelled as one.
    Compound,
    /// A synonym.
    Synonym,
    /// Words in sequence.
    Phrase,
}

impl MatchType {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            MatchType::Word(kind) => kind.as_str(),
            MatchType::Compound => "name",
            MatchType::Synonym => "synonym",
            MatchType::Phrase => "phrase",
        }
    }
}

/// Explains the score of a candidate.
pub(in crate::search) fn explain(scorer: &Scorer<'_>, doc_id: DocId) -> Explanation {
    let (accumulator, lengths) = scorer.candidate(doc_id);
    let factors = scorer.factors(&accumulator, lengths);
    // The tier scales the score as a whole.
    let tier = scorer.tier(&accumulator);
    let press = tier.scale(factors.apply(&accumulator));
    let mut details = Vec::new();
    let mut add = |words: &[usize], match_type, weighted: &WeightedMatches<'_>| {
        for (field, frequency, score) in field_scores(scorer, weighted, doc_id) {
            if frequency > 0 && score > 0.0 {
                details.push(ScoreDetail {
                    words: words.to_vec(),
                    match_type,
                    field,
                    frequency: frequency.into(),
                    score: score * press,
                });
            }
        }
    };
    for (word, kinds) in scorer.words.iter().enumerate() {
        for weighted in kinds {
            add(&[word], MatchType::Word(weighted.matches.kind), weighted);
        }
    }
    for (compound, weighted) in scorer.query.compounds.iter().zip(&scorer.compounds) {
        let match_type = match compound.is_synonym {
            true => MatchType::Synonym,
            false => MatchType::Compound,
        };
        add(&compound.words, match_type, weighted);
    }
    for (phrase, weighted) in scorer.query.phrases.iter().zip(&scorer.phrases) {
        add(&phrase.words, MatchType::Phrase, weighted);
    }
    Explanation {
        base: tier.base(),
        coverage: factors.coverage,
        details,
    }
}

/// The frequency of a term and its contribution to the score, by field.
fn field_scores(
    scorer: &Scorer<'_>,
    weighted: &WeightedMatches<'_>,
    doc_id: DocId,
) -> [(TextField, u16, f32); 3] {
    let (accumulator, lengths) = scorer.candidate(doc_id);
    let factors = scorer.factors(&accumulator, lengths);
    // A document without a posting has frequency 0 everywhere.
    let all = weighted.matches.frequencies(doc_id).unwrap_or_default();
    let scale = weighted.weight * factors.coverage;
    TextField::ALL.map(|field| {
        let frequency = all.get(field);
        let share = match field {
            TextField::Name => factors.name * scorer.weights.short_frequency(frequency),
            TextField::Headings | TextField::Body => {
                let alone = FieldFrequencies::in_field(field, frequency);
                let length = scorer.relative_length(lengths);
                scorer.weights.text_frequency(alone, length)
            }
        };
        (field, frequency, scale * share)
    })
}
