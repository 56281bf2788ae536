//! What a match is worth: the one home of every weight.
//!
//! A word found in a field gives BM25 with the weights of that field and of how
//! alike it is; a document's score is the sum over the words, less for each of
//! the query's words that it lacks. Plain arithmetic: nothing here knows where
//! the numbers come from.

use serde::Deserialize;

use crate::analysis::TermKind;

/// The weights of the ranking.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// BM25's term saturation.
    pub k1: f32,
    /// BM25's length normalisation, of bodies.
    pub b: f32,
    /// A word in the same form; 0 does not look for it.
    pub exact: f32,
    /// A form of the word; 0 does not look for them.
    pub form: f32,
    /// A word of the same stem; 0 does not look for them.
    pub stem: f32,
    /// A word that begins alike; 0 does not look for them.
    pub beginning: f32,
    /// The words as one name, beside what each of them gives.
    pub joined: f32,
    /// A word that says little, as a share of another.
    pub common: f32,
    /// A word matched only by stem or beginning, as a share of a matched word.
    pub loose: f32,
    /// A word of the headings above a document, where one of its body is 1.
    pub headings: f32,
    /// A word of a name of which the query has next to nothing more.
    pub name_part: f32,
    /// A word of a name that the query has all of.
    pub name_whole: f32,
    /// A word of a name that is all of the query.
    pub name_exact: f32,
    /// The number of words up to which a missing one costs its full share.
    pub coverage: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            k1: 1.2,
            b: 0.75,
            exact: 0.1,
            form: 1.0,
            stem: 0.3,
            beginning: 0.2,
            joined: 1.0,
            common: 0.1,
            loose: 0.5,
            headings: 0.4,
            name_part: 1.2,
            name_whole: 4.0,
            name_exact: 5.0,
            coverage: 2.0,
        }
    }
}

/// How often a word stands in each field of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Frequencies {
    pub(super) name: u32,
    pub(super) headings: u32,
    pub(super) body: u32,
}

impl Frequencies {
    /// The greater of each.
    pub(super) fn max(self, other: Self) -> Self {
        Frequencies {
            name: self.name.max(other.name),
            headings: self.headings.max(other.headings),
            body: self.body.max(other.body),
        }
    }
}

/// The weight of a word by its rarity: BM25's, which is never negative.
/// `matching` of `total` documents have the word.
pub(super) fn rarity(matching: usize, total: usize) -> f32 {
    let (matching, total) = (matching as f64, total as f64);
    (1.0 + (total - matching + 0.5) / (matching + 0.5)).ln() as f32
}

/// Puts what has no word of the query in any form after all that has one: the
/// former score below 1, the latter above.
pub(super) fn tiered(score: f32, formed: bool) -> f32 {
    if formed {
        1.0 + score
    } else {
        score / (1.0 + score)
    }
}

impl Weights {
    /// The weight of a kind of term.
    pub(super) fn of(&self, kind: TermKind) -> f32 {
        match kind {
            TermKind::Exact => self.exact,
            TermKind::Form => self.form,
            TermKind::Stem => self.stem,
            TermKind::Beginning => self.beginning,
        }
    }

    /// The share that a word counts, see [`super::QueryWord::common`].
    pub(super) fn small(&self, common: bool) -> f32 {
        if common { self.common } else { 1.0 }
    }

    /// The weight of a word of the name. Of the `name` words in the name the
    /// query has `shared`, out of its own `query` words: «арендовать GPU» does
    /// not ask for GPU.Net.
    pub(super) fn name(&self, shared: u32, name: u64, query: usize) -> f32 {
        let share = (shared as f32 / name.max(1) as f32).min(1.0);
        if share == 1.0 && shared as usize == query {
            return self.name_exact;
        }
        self.name_part + (self.name_whole - self.name_part) * share * share
    }

    /// What one word gives in the headings and the body. `length` is the
    /// body's in words, relative to the average.
    pub(super) fn text(&self, frequencies: Frequencies, length: f32) -> f32 {
        self.headings * self.saturated(frequencies.headings, 1.0)
            + self.saturated(frequencies.body, length)
    }

    /// BM25's term frequency. Names and headings are short: their length says
    /// nothing of their subject, and is taken as 1.
    pub(super) fn saturated(&self, frequency: u32, length: f32) -> f32 {
        let frequency = frequency as f32;
        frequency * (self.k1 + 1.0) / (frequency + self.k1 * (1.0 - self.b + self.b * length))
    }

    /// More matched words beat fewer: a document that has a share of the
    /// query's words keeps that share of its score when the query is short, and
    /// more the longer the query is, because a question's words are not all
    /// keywords.
    pub(super) fn coverage(&self, share: f32, words: usize) -> f32 {
        share.powf((self.coverage / words as f32).min(1.0))
    }
}
