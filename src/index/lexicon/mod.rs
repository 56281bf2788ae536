//! The words of one corpus: their lemmas, and which of them share a lemma, stem,
//! prefix or phonetic key.
//!
//! Kept beside tantivy's segments, since tantivy has words as they are written
//! only. Like those, an index has several, the largest first, each a file of its
//! own; the commit names them. Knows bytes, not files.

mod builder;
mod expansion;
mod fuzzy;
mod lemmas;
mod recorder;
mod seen;
mod segment;

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

pub(crate) use self::builder::{LexiconBuilder, WordRecorder};
pub(crate) use self::segment::LexiconSegment;

use self::expansion::ExpansionKey;
use crate::analysis::{Dictionary, LemmaEntry, LemmaSource, Term};

/// A lexicon that cannot be read or built.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The file ends before its parts do.
    #[error("the file is shorter than the lengths in it")]
    Truncated,
    /// A map is damaged, or its keys are out of order.
    #[error(transparent)]
    Fst(#[from] fst::Error),
}

/// All segments of an index.
#[derive(Default)]
pub(crate) struct Lexicon {
    segments: Vec<LexiconSegment>,
}

impl Lexicon {
    pub(crate) fn new(segments: Vec<LexiconSegment>) -> Self {
        Lexicon { segments }
    }

    /// The corpus words that have a term by their spelling; for an exact term,
    /// that word itself, in the corpus or not.
    pub(crate) fn words_with(&self, term: &Term) -> BTreeSet<String> {
        match ExpansionKey::of(term) {
            Some(key) => self.expand(key),
            None => [term.text.clone()].into(),
        }
    }

    /// The corpus words with a phonetic key: Latin ones, and those of names.
    pub(crate) fn words_sounding(&self, key: &str) -> BTreeSet<String> {
        self.expand(ExpansionKey::Phonetic(key))
    }

    fn expand(&self, key: ExpansionKey<'_>) -> BTreeSet<String> {
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
    fn entry(&self, word: &str) -> Option<LemmaEntry> {
        self.segments
            .iter()
            .find_map(|segment| segment.lemmas.get(word))
    }

    fn has_expansion(&self, key: &[u8]) -> bool {
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
