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
    /// A word of a name that is found whole, beside what it gives by itself.
    pub joined: f32,
    /// What stands for a word by the author's list.
    pub synonym: f32,
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

/// Chosen by nDCG@10 on the article's topics, danetqa-ru,
/// silver-anchor-aspnetcore-ru, mlqa-dev-en and tydiqa-goldp-en: .974, .787,
/// .685, .865 and .917 as they are, before words without matches were rescued. `tests/evaluation/weights.py` prints the
/// whole table; comments give what a neighbouring value costs or gains.
impl Default for Weights {
    fn default() -> Self {
        Weights {
            // The customary values (Robertson and Zaragoza, "The Probabilistic
            // Relevance Framework", 2009). With b .6 mlqa-dev-en loses .003,
            // with .9 silver-anchor .014.
            k1: 1.2,
            b: 0.75,
            // With 0 silver-anchor loses .005, with .2 .014.
            exact: 0.1,
            form: 1.0,
            // Does little beside the lemma, but finds what no dictionary has:
            // from 0 to .3 no set moves by more than .002.
            stem: 0.1,
            // With 0 danetqa-ru loses .017, the article .018, tydiqa .011.
            beginning: 0.3,
            // A whole name must outweigh its parts scattered, which takes 1.5
            // (exact, form, stem and beginning of each); 0 gains .002 on
            // English, where the same words stand apart.
            joined: 1.5,
            // Below the word itself, which has 1.5 when it stands as typed.
            synonym: 0.7,
            // With 0 tydiqa loses .002, with 1 mlqa-dev-en .004.
            common: 0.2,
            // With 0 danetqa-ru loses .011; 1 gains .002 there.
            loose: 0.75,
            // With .2 silver-anchor loses .011, with .6 .005.
            headings: 0.4,
            // Part of a name is not yet the name: «арендовать GPU» and GPU.Net.
            // With 1.2 silver-anchor loses .004.
            name_part: 1.6,
            name_whole: 4.0,
            // All 67 names of the article's English original are first for
            // themselves; with 4 one is not, and silver-anchor gains .013.
            name_exact: 5.0,
            // With 1 mlqa-dev-en loses .002, with 3 silver-anchor .003.
            coverage: 2.0,
        }
    }
}

/// How often a word stands in each field of a document, up to 65,535 times.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Frequencies {
    pub(super) name: u16,
    pub(super) headings: u16,
    pub(super) body: u16,
}

impl Frequencies {
    /// The lesser of each.
    pub(super) fn min(self, other: Self) -> Self {
        Frequencies {
            name: self.name.min(other.name),
            headings: self.headings.min(other.headings),
            body: self.body.min(other.body),
        }
    }

    /// The greater of each.
    pub(super) fn max(self, other: Self) -> Self {
        Frequencies {
            name: self.name.max(other.name),
            headings: self.headings.max(other.headings),
            body: self.body.max(other.body),
        }
    }

    /// Both together.
    pub(super) fn plus(self, other: Self) -> Self {
        Frequencies {
            name: self.name.saturating_add(other.name),
            headings: self.headings.saturating_add(other.headings),
            body: self.body.saturating_add(other.body),
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
    pub(super) fn saturated(&self, frequency: u16, length: f32) -> f32 {
        if frequency == 0 {
            return 0.0;
        }
        let frequency = f32::from(frequency);
        frequency * (self.k1 + 1.0) / (frequency + self.k1 * (1.0 - self.b + self.b * length))
    }

    /// More matched words beat fewer: a document that has a share of the query,
    /// each of its words counted by its rarity, keeps that share of its score
    /// when the query is short, and more the longer the query is, because a
    /// question's words are not all keywords. With each word counted the same,
    /// nDCG@10 of danetqa-ru was .771 for .786, of mlqa-dev-en .856 for .866.
    pub(super) fn coverage(&self, share: f32, words: usize) -> f32 {
        share.powf((self.coverage / words as f32).min(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frequencies(name: u16, headings: u16, body: u16) -> Frequencies {
        Frequencies {
            name,
            headings,
            body,
        }
    }

    #[test]
    fn a_whole_name_is_above_a_part_of_one_and_that_above_the_body() {
        let weights = Weights::default();
        assert!(weights.name(2, 2, 2) > weights.name(2, 2, 3));
        assert!(weights.name(1, 1, 2) > weights.name(1, 2, 2));
        let in_body = weights.text(frequencies(0, 0, 1), 1.0);
        assert!(weights.name(1, 4, 2) * weights.saturated(1, 1.0) > in_body);
        assert!(weights.text(frequencies(0, 1, 1), 1.0) > in_body);
    }

    #[test]
    fn a_missing_word_costs_more_in_a_short_query() {
        let weights = Weights::default();
        assert_eq!(weights.coverage(1.0, 1), 1.0);
        assert_eq!(weights.coverage(0.5, 2), 0.5);
        assert!(weights.coverage(0.5, 8) > 0.8 && weights.coverage(0.5, 8) < 1.0);
    }

    #[test]
    fn rare_words_weigh_more_and_none_is_worth_nothing() {
        assert!(rarity(1, 31) > rarity(20, 31));
        assert!(rarity(31, 31) > 0.0);
    }

    #[test]
    fn no_loose_match_reaches_a_match_by_form() {
        assert!(tiered(1000.0, false) < tiered(0.001, true));
        assert!(tiered(1.0, false) > tiered(0.5, false));
    }
}
