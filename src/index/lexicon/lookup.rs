//! Looks words up in all segments of a lexicon.

use std::collections::{BTreeMap, BTreeSet};

use super::expansion::ExpansionKey;
use super::segment::LexiconSegment;
use crate::analysis::{Dictionary, LemmaEntry, LemmaSource, Term};

/// All segments of an index.
#[derive(Default)]
pub(crate) struct Lexicon {
    pub(super) segments: Vec<LexiconSegment>,
}

impl Lexicon {
    pub(crate) fn new(segments: Vec<LexiconSegment>) -> Self {
        Lexicon { segments }
    }

    /// The corpus words that have a term by their spelling; for an exact term or a
    /// folded form also that word itself, in the corpus or not.
    pub(crate) fn words_with(&self, term: &Term) -> BTreeSet<String> {
        match ExpansionKey::of(term) {
            Some(key @ ExpansionKey::Folded(_)) => {
                let mut words = self.expand(key);
                words.insert(term.text.clone());
                words
            }
            Some(key) => self.expand(key),
            None => [term.text.clone()].into(),
        }
    }

    /// The corpus words with a phonetic key: Latin ones, and those of names.
    pub(crate) fn words_sounding(&self, key: &str) -> BTreeSet<String> {
        self.expand(ExpansionKey::Phonetic(key))
    }

    pub(super) fn expand(&self, key: ExpansionKey<'_>) -> BTreeSet<String> {
        let segments = self.segments.iter();
        segments
            .flat_map(|segment| segment.expansions.words_with(key))
            .collect()
    }

    /// The lemmas at most `edits` (0 to 2) characters away, each with its corpus
    /// words. A swap of neighbours is one edit.
    pub(crate) fn lemmas_near(&self, lemma: &str, edits: u8) -> BTreeMap<String, BTreeSet<String>> {
        let mut near: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for segment in &self.segments {
            for (lemma, words) in segment.expansions.lemmas_near(lemma, edits) {
                near.entry(lemma).or_default().extend(words);
            }
        }
        near
    }

    /// The entry of a word, if a segment has it.
    pub(super) fn entry(&self, word: &str) -> Option<LemmaEntry> {
        self.segments
            .iter()
            .find_map(|segment| segment.lemmas.get(word))
    }

    pub(super) fn has_expansion(&self, key: &[u8]) -> bool {
        self.segments
            .iter()
            .any(|segment| segment.expansions.contains(key))
    }
}

/// Asks the dictionary only about words that the corpus lacks.
impl LemmaSource for Lexicon {
    fn entry_of(&self, word: &str) -> LemmaEntry {
        self.entry(word)
            .unwrap_or_else(|| Dictionary.entry_of(word))
    }
}
