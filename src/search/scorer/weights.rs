//! All weights of the ranking, and the formulas that they belong to. Must not know
//! where frequencies come from.

use serde::Deserialize;

use super::bm25;
use crate::analysis::TermKind;
use crate::search::plan::{Compound, QueryPhrase, QueryWord, Role};
use crate::search::retriever::FieldFrequencies;

/// The weights of the ranking. The names are those of `eval --weight`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Weights {
    /// BM25's term frequency saturation.
    pub k1: f32,
    /// BM25's length normalization, applied to bodies.
    pub b: f32,
    /// A word in the same form; 0 does not look it up.
    pub exact: f32,
    /// Another form of the word; 0 does not look them up.
    pub form: f32,
    /// A word that differs by the marks of its letters only, where the corpus has the word
    /// as typed too; 0 does not look it up.
    pub folded: f32,
    /// A word with the same stem; 0 does not look them up.
    pub stem: f32,
    /// A word that shares two neighbouring characters; 0 does not look them up.
    pub bigram: f32,
    /// A word with the same prefix; 0 does not look them up.
    pub beginning: f32,
    /// Each word of a compound or phrase, in addition to its own weight.
    pub joined: f32,
    /// A synonym of a word.
    pub synonym: f32,
    /// The share of its weight that a stop word keeps.
    pub common: f32,
    /// The contribution of a word matched by stem or prefix alone to the coverage,
    /// relative to one matched by exact term or lemma.
    pub loose: f32,
    /// A word in the headings above a document, relative to one in the body.
    pub headings: f32,
    /// A word in a name that shares little else with the query.
    pub name_part: f32,
    /// A word in a name of which the query contains all words.
    pub name_whole: f32,
    /// A word in a name that equals the query.
    pub name_exact: f32,
    /// A word in the name of a point, relative to one in that of a project.
    pub point: f32,
    /// The same in the name of a section or an article without text of its own.
    pub container: f32,
    /// The length of its own text from which the name of a section has its full
    /// weight, relative to the average.
    pub own_text: f32,
    /// The length of a query up to which a missing word costs its full share, in
    /// words.
    pub coverage: f32,
    /// The share of a missing word's idf that it costs in the longest queries, as the
    /// exponent of the coverage.
    pub long_coverage: f32,
}

/// Chosen by nDCG@10 on the article's topics, danetqa-ru,
/// silver-anchor-aspnetcore-ru, mlqa-dev-en and tydiqa-goldp-en, which is .974,
/// .787, .685, .865 and .917 without corrections. `tests/evaluation/weights.py`
/// prints the whole table; the comments give the effect of neighbouring values.
impl Default for Weights {
    fn default() -> Self {
        Weights {
            // The customary values. With b .6 mlqa-dev-en loses .003, with .9
            // silver-anchor .014.
            k1: 1.2,
            b: 0.75,
            // With 0 silver-anchor loses .005, with .2 .014.
            exact: 0.1,
            form: 1.0,
            // With 0 mlqa-dev-de loses .009, mlqa-dev-en .003; with .8 mlqa-dev-vi, where
            // marks make other words, loses .025.
            folded: 0.3,
            // Adds little to the lemma, but finds words that no dictionary has:
            // between 0 and .3 no set moves by more than .002.
            stem: 0.1,
            // Of words that are found by their characters only. mlqa-dev-zh has .801 with .2,
            // .810 with .6, .806 with 1; tydiqa-goldp-ko .855, .852, .851.
            bigram: 0.6,
            // With 0 danetqa-ru loses .017, the article .018, tydiqa .011.
            beginning: 0.3,
            // A compound must outweigh its scattered words, which takes 1.5
            // (exact, form, stem and prefix of each). 0 gains .002 on English,
            // where the same words stand apart.
            joined: 1.5,
            // Below the word itself, which has 1.5 in the form as typed.
            synonym: 0.7,
            // With 0 tydiqa loses .002, with 1 mlqa-dev-en .004.
            common: 0.2,
            // With 0 danetqa-ru loses .011; with 1 it gains .002.
            loose: 0.75,
            // With .2 silver-anchor loses .011, with .6 .005.
            headings: 0.4,
            // Part of a name is not yet the name: «арендовать GPU» and GPU.Net.
            // With 1.2 silver-anchor loses .004.
            name_part: 1.6,
            name_whole: 4.0,
            // All 67 names of the article's English original rank first for
            // themselves; with 4 one does not, and silver-anchor gains .013.
            name_exact: 5.0,
            // A point has the words of its section's heading too: one called as its
            // section must not stand above that.
            point: 0.9,
            // A section called as the query is shown below the entries that are what it
            // is called. With 1 the topics on lists lose .005, with 0 silver-anchor .02.
            container: 0.5,
            own_text: 0.5,
            // With 1 mlqa-dev-en loses .002, with 3 silver-anchor .003.
            coverage: 2.0,
            // With 0 the topics on lists lose .004, and those with attributes .023.
            long_coverage: 0.5,
        }
    }
}

impl Weights {
    /// The kinds of terms by which to look up a word, closest first: those that it
    /// has and whose weight is not 0.
    pub(super) fn kinds(&self, word: &QueryWord) -> Vec<TermKind> {
        let kinds = TermKind::ALL.into_iter().filter(|&kind| {
            self.kind(word, kind) > 0.0 && word.terms.iter().any(|term| term.kind == kind)
        });
        kinds.collect()
    }

    /// The weight of a word's matches by one kind of term, before its idf.
    pub(super) fn word(&self, word: &QueryWord, kind: TermKind) -> f32 {
        let scale = match word.role {
            Role::Match => word.boost,
            Role::ScoreOnly => word.boost * self.common,
            Role::Prohibited => 0.0,
        };
        self.kind(word, kind) * scale
    }

    /// Like [`Weights::word`], for a kind that is the closest by which a corpus has the
    /// word: without its marks it is the word that was meant.
    pub(super) fn closest(&self, word: &QueryWord, kind: TermKind) -> f32 {
        match kind {
            TermKind::Folded => self.word(word, TermKind::Lemma),
            _ => self.word(word, kind),
        }
    }

    fn kind(&self, word: &QueryWord, kind: TermKind) -> f32 {
        // A word with exact terms only has its full weight there.
        if word.terms.iter().all(|term| term.kind == TermKind::Exact) {
            return self.exact + self.form;
        }
        match kind {
            TermKind::Exact => self.exact,
            TermKind::Lemma => self.form,
            TermKind::Folded => self.folded,
            TermKind::Stem => self.stem,
            TermKind::Bigram => self.bigram,
            TermKind::Prefix => self.beginning,
        }
    }

    /// The weight of a compound's matches, before its idf. `words` are its words in the
    /// query.
    pub(super) fn compound<'q>(
        &self,
        compound: &Compound,
        words: impl Iterator<Item = &'q QueryWord> + Clone,
    ) -> f32 {
        if words.clone().all(|word| word.role == Role::Prohibited) {
            return 0.0;
        }
        let boost: f32 = words.map(|word| word.boost).sum();
        let weight = if compound.is_synonym {
            self.synonym
        } else {
            self.joined
        };
        weight * boost
    }

    /// The weight of a phrase's matches, before its idf.
    pub(super) fn phrase(&self, phrase: &QueryPhrase) -> f32 {
        self.joined * phrase.boost * phrase.terms.len() as f32
    }

    /// The weight of words in a name, by the numbers of words that it shares with the
    /// query, that it has, and that the query has. Grows with the square of the share:
    /// «арендовать GPU» is not a query for GPU.Net. It also grows with the square of
    /// the `coverage`, the share of the query that the document has: one word of a
    /// question that is a whole name is no answer to it.
    pub(super) fn name(&self, shared: u32, name: u64, query: usize, coverage: f32) -> f32 {
        let share = (shared as f32 / name.max(1) as f32).min(1.0);
        if share == 1.0 && shared as usize == query {
            return self.name_exact;
        }
        let share = share * coverage;
        self.name_part + (self.name_whole - self.name_part) * share * share
    }

    /// The factor for the name of a section or an article. `length` is that of its own
    /// text, relative to the average.
    pub(super) fn container(&self, length: f32) -> f32 {
        let own = (length / self.own_text).min(1.0);
        self.container + (1.0 - self.container) * own
    }

    /// The BM25 term frequency in headings and body together. `length` is that of the
    /// body, relative to the average.
    pub(super) fn text_frequency(&self, frequencies: FieldFrequencies, length: f32) -> f32 {
        self.headings * self.short_frequency(frequencies.headings)
            + bm25::term_frequency(frequencies.body, length, self.k1, self.b)
    }

    /// The BM25 term frequency in a name or in headings, without normalization by their
    /// length, which says nothing about relevance.
    pub(super) fn short_frequency(&self, frequency: u16) -> f32 {
        bm25::term_frequency(frequency, 1.0, self.k1, self.b)
    }

    /// The factor for a document that contains a `share` of the query, measured by idf.
    /// The longer the query, the less a missing word costs, since not all words of a
    /// question are keywords. With words counted equally, nDCG@10 is .771 instead of
    /// .786 on danetqa-ru, and .856 instead of .866 on mlqa-dev-en.
    pub(super) fn coverage(&self, share: f32, words: usize) -> f32 {
        let exponent = (self.coverage / words as f32).max(self.long_coverage);
        share.powf(exponent.min(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Term;
    use crate::search::plan::Scope;

    fn frequencies(name: u16, headings: u16, body: u16) -> FieldFrequencies {
        FieldFrequencies {
            name,
            headings,
            body,
        }
    }

    fn word(kinds: &[TermKind], role: Role) -> QueryWord {
        let terms = kinds.iter().map(|&kind| Term {
            kind,
            text: "word".to_owned(),
        });
        QueryWord {
            range: 0..4,
            terms: terms.collect(),
            role,
            scope: Scope::Everywhere,
            boost: 2.0,
            standalone: true,
        }
    }

    #[test]
    fn a_word_is_looked_up_by_kinds_that_it_has_and_that_weigh_anything() {
        use TermKind::{Exact, Lemma, Stem};
        let weights = Weights {
            stem: 0.0,
            ..Weights::default()
        };
        for (has, kinds) in [
            (&[Exact, Lemma, Stem][..], &[Exact, Lemma][..]),
            (&[Exact], &[Exact]),
            (&[], &[]),
        ] {
            assert_eq!(weights.kinds(&word(has, Role::Match)), kinds);
        }
    }

    #[test]
    fn the_role_and_the_boost_scale_a_word() {
        use TermKind::{Exact, Lemma};
        let weights = Weights::default();
        for (kinds, role, expected) in [
            (&[Exact, Lemma][..], Role::Match, 0.2),
            (&[Exact], Role::Match, 2.2),
            (&[Exact, Lemma], Role::ScoreOnly, 0.04),
            (&[Exact, Lemma], Role::Prohibited, 0.0),
        ] {
            let weight = weights.word(&word(kinds, role), Exact);
            assert!((weight - expected).abs() < 1e-6, "{kinds:?} {role:?}");
        }
    }

    #[test]
    fn a_whole_name_outweighs_part_of_one_and_that_the_body() {
        let weights = Weights::default();
        assert!(weights.name(2, 2, 2, 1.0) > weights.name(2, 2, 3, 1.0));
        assert!(weights.name(1, 1, 2, 1.0) > weights.name(1, 2, 2, 1.0));
        assert!(weights.name(1, 1, 2, 1.0) > weights.name(1, 1, 2, 0.5));
        let in_body = weights.text_frequency(frequencies(0, 0, 1), 1.0);
        assert!(weights.name(1, 4, 2, 1.0) * weights.short_frequency(1) > in_body);
        assert!(weights.text_frequency(frequencies(0, 1, 1), 1.0) > in_body);
    }

    #[test]
    fn a_missing_word_costs_more_in_a_short_query() {
        let weights = Weights::default();
        assert_eq!(weights.coverage(1.0, 1), 1.0);
        assert_eq!(weights.coverage(0.5, 2), 0.5);
        assert!(weights.coverage(0.5, 8) > 0.7 && weights.coverage(0.5, 8) < 1.0);
    }
}
