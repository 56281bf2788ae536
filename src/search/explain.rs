//! What a score is made of.

use super::finding::{Findings, Found};
use super::query::Query;
use super::scoring::Scores;

/// A score and its parts, which add up to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What every document has that matches a word in some form: 1, so that all
    /// others come after it.
    pub base: f32,
    /// The share of the score that is left for the words that are missing.
    pub coverage: f32,
    /// What each word gives in each field, in the order of the query.
    pub parts: Vec<Part>,
}

/// What a word, a name or a phrase gives in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its words, by their numbers in [`Query::words`].
    pub words: Vec<usize>,
    /// How it matches: by a kind of term, as a name, a synonym or a phrase.
    pub how: &'static str,
    /// The field: `name`, `headings` or `body`.
    pub field: &'static str,
    /// How often it stands there.
    pub frequency: u32,
    /// What that gives to the score.
    pub score: f32,
}

/// Takes the score of a document apart.
pub(super) fn explain(
    query: &Query,
    findings: &Findings,
    scores: &Scores<'_>,
    document: usize,
) -> Explanation {
    let scored = scores.of_document(document);
    let factors = scored.factors();
    // What matches only loosely is pressed below 1 as a whole.
    let press = if factors.formed {
        1.0
    } else {
        1.0 / (1.0 + scored.untiered())
    };
    let mut parts = Vec::new();
    let mut add = |words: Vec<usize>, how: &'static str, found: &Found| {
        for (field, frequency, score) in scores.by_field(found, document) {
            if frequency > 0 && score > 0.0 {
                parts.push(Part {
                    words: words.clone(),
                    how,
                    field,
                    frequency,
                    score: score * press,
                });
            }
        }
    };
    for (word, kinds) in findings.words.iter().enumerate() {
        for found in kinds {
            add(vec![word], found.kind.as_str(), found);
        }
    }
    for (name, found) in query.names.iter().zip(&findings.names) {
        let how = if name.synonym { "synonym" } else { "name" };
        add(name.words.clone(), how, found);
    }
    for (phrase, found) in query.phrases.iter().zip(&findings.phrases) {
        add(phrase.words.clone(), "phrase", found);
    }
    Explanation {
        base: if factors.formed { 1.0 } else { 0.0 },
        coverage: factors.coverage,
        parts,
    }
}
