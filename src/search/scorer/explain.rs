//! What a score is made of.

use super::first_stage::{Scorer, WeightedMatches};
use crate::analysis::TermKind;
use crate::search::retriever::{DocId, FieldFrequencies, TextField};

/// A score taken apart: base and details add up to it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// 1 for a document that matches a word by form, which ranks it above all
    /// others; else 0.
    pub base: f32,
    /// The share of the score that is left for the words that are missing.
    pub coverage: f32,
    /// The score of each word, compound and phrase in each field, in the order of
    /// the query.
    pub details: Vec<ScoreDetail>,
}

/// What a word, a compound or a phrase adds to a score in one field.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ScoreDetail {
    /// Its words, by position in the query.
    pub(crate) words: Vec<usize>,
    /// How it matches.
    pub match_type: MatchType,
    /// The field.
    pub field: TextField,
    /// How often it stands in the field.
    pub frequency: u32,
    /// What that adds to the score.
    pub score: f32,
}

/// How a part of the query matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MatchType {
    /// A word, by a kind of term.
    Word(TermKind),
    /// Words written as one.
    Compound,
    /// A synonym.
    Synonym,
    /// Words that follow one another.
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

/// Takes the score of a document apart.
pub(in crate::search) fn explain(scorer: &Scorer<'_>, doc_id: DocId) -> Explanation {
    let (accumulator, lengths) = scorer.candidate(doc_id);
    let factors = scorer.factors(&accumulator, lengths);
    // The rank tier presses a partial match below 1 as a whole.
    let press = match accumulator.is_strict() {
        true => 1.0,
        false => 1.0 / (1.0 + factors.apply(&accumulator)),
    };
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
        base: if accumulator.is_strict() { 1.0 } else { 0.0 },
        coverage: factors.coverage,
        details,
    }
}

/// What some matches add to a document's score in each field, with the frequency
/// there.
fn field_scores(
    scorer: &Scorer<'_>,
    weighted: &WeightedMatches<'_>,
    doc_id: DocId,
) -> [(TextField, u16, f32); 3] {
    let (accumulator, lengths) = scorer.candidate(doc_id);
    let factors = scorer.factors(&accumulator, lengths);
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
