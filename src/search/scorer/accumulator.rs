//! The sums that the first stage keeps for each candidate.
//!
//! Postings are added term by term and never lower a sum. So there is an upper bound
//! for what the remaining terms can add, which allows skipping documents.

use crate::analysis::TermKind;

/// The sums of one document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Accumulator {
    /// The scores in headings and body.
    pub(super) text: f32,
    /// The scores in the name, before the weight of names.
    pub(super) name: f32,
    /// The number of words matched by exact term or lemma.
    pub(super) words: u32,
    /// The number of words that match documents and that it has, by any kind of term
    /// but the prefix.
    pub(super) matched_words: u32,
    /// The idf of words matched by exact term or lemma.
    pub(super) strict_idf: f32,
    /// The idf of words matched by stem or prefix only.
    pub(super) partial_idf: f32,
    /// The number of words matched in the name, other than by prefix.
    pub(super) name_words: u32,
    /// The last word counted by each counter, since each word counts once.
    last: LastCounted,
}

/// Numbers of words, from 1; 0 is none.
#[derive(Clone, Copy, Debug, Default)]
struct LastCounted {
    strict: u32,
    partial: u32,
    name: u32,
    matched: u32,
}

/// A word of the query, while its postings are added.
#[derive(Clone, Copy, Debug)]
pub(super) struct CountedTerm {
    /// The number of the word, from 1.
    number: u32,
    /// Its contribution to the coverage; 0 for words that only score.
    idf: f32,
}

impl CountedTerm {
    /// The word at an index of the query.
    pub(super) fn new(position: usize, idf: f32) -> Self {
        CountedTerm {
            number: position as u32 + 1,
            idf,
        }
    }
}

impl Accumulator {
    /// Adds the scores of one posting.
    pub(super) fn add(&mut self, text: f32, name: f32) {
        self.text += text;
        self.name += name;
    }

    /// Counts a match of a word. Closer kinds must come first.
    pub(super) fn count(&mut self, word: CountedTerm, kind: TermKind, in_name: bool) {
        let last = &mut self.last;
        if in_name && kind < TermKind::Prefix && last.name != word.number {
            last.name = word.number;
            self.name_words += 1;
        }
        if word.idf > 0.0 && kind < TermKind::Prefix && last.matched != word.number {
            last.matched = word.number;
            self.matched_words += 1;
        }
        if last.strict == word.number || last.partial == word.number {
            return;
        }
        if kind.is_strict() {
            last.strict = word.number;
            self.words += 1;
            self.strict_idf += word.idf;
        } else {
            last.partial = word.number;
            self.partial_idf += word.idf;
        }
    }

    /// True when a word matches by exact term or lemma, not only by stem or prefix.
    pub(super) fn is_strict(&self) -> bool {
        self.strict_idf > 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TermKind::{Exact, Lemma, Prefix, Stem};

    #[test]
    fn a_word_counts_once_and_by_its_closest_kind() {
        let (one, other) = (CountedTerm::new(0, 1.0), CountedTerm::new(1, 0.5));
        let mut accumulator = Accumulator::default();
        for (word, kind, in_name) in [
            (one, Exact, false),
            (one, Lemma, true),
            (one, Stem, true),
            (other, Stem, false),
            (other, Prefix, true),
        ] {
            accumulator.count(word, kind, in_name);
        }
        assert_eq!((accumulator.words, accumulator.name_words), (1, 1));
        assert_eq!(accumulator.matched_words, 2);
        assert_eq!(accumulator.strict_idf, 1.0);
        assert_eq!(accumulator.partial_idf, 0.5);
        assert!(accumulator.is_strict());
    }
}
