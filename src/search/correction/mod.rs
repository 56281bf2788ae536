//! What a word without matches may be meant to be. Every correction is a word of
//! the corpus, or two of them. Must not know the query that the word is part of.

mod corpus_words;
mod keyboard;
mod script;
mod split_join;
mod typo;

use self::corpus_words::CorpusWords;
use super::error::SearchError;
use super::plan::CorrectionReason;
use super::query_analyzer::QueryAnalyzer;
use super::retriever::Retriever;
use crate::analysis::Term;

/// The maximum length of what is corrected, in code points.
const MAX_LENGTH: usize = 64;

/// The minimum length of what is corrected in two steps, in code points: shorter
/// words have too many neighbours.
const MIN_TWO_STEPS_LENGTH: usize = 5;

/// From this similarity on, a word of the other script is what was meant; below,
/// a misspelled word of the same script comes first.
const MIN_CERTAIN_SIMILARITY: f64 = 0.9;

/// Texts that are equally likely to be meant, and why.
#[derive(Debug, PartialEq)]
pub(super) struct Corrections {
    pub(super) texts: Vec<String>,
    pub(super) reason: CorrectionReason,
}

/// Corrects words by what a corpus has.
#[derive(Clone, Copy)]
pub(super) struct Corrector<'c>(CorpusWords<'c>);

impl<'c> Corrector<'c> {
    pub(super) fn new(analyzer: &'c QueryAnalyzer, retriever: &'c dyn Retriever) -> Self {
        Corrector(CorpusWords {
            analyzer,
            retriever,
        })
    }

    /// True when the corpus has a word by exact term, lemma or stem.
    pub(super) fn has_word(&self, terms: &[Term]) -> Result<bool, SearchError> {
        self.0.has_word(terms)
    }

    /// Corrects a word by the first step that leads to a word of the corpus:
    /// script, spelling, two words written as one.
    pub(super) fn correct(&self, typed: &str) -> Result<Option<Corrections>, SearchError> {
        if !(2..=MAX_LENGTH).contains(&typed.chars().count()) {
            return Ok(None);
        }
        if let Some(found) = script::transliterate(self.0, typed)? {
            // «Инфроструктура» is nearer to a word of its own script.
            if found.similarity < MIN_CERTAIN_SIMILARITY
                && let Some(words) = typo::respell(self.0, typed)?
            {
                return Ok(corrections(words, CorrectionReason::Spelling));
            }
            return Ok(corrections(found.words, CorrectionReason::Script));
        }
        if let Some(words) = typo::respell(self.0, typed)? {
            return Ok(corrections(words, CorrectionReason::Spelling));
        }
        let split = split_join::split(self.0, typed)?;
        Ok(split.and_then(|words| corrections(vec![words], CorrectionReason::WrittenTogether)))
    }

    /// Corrects a text by the other keyboard layout, when what the same keys type
    /// there is in the corpus or leads there.
    pub(super) fn correct_layout(&self, typed: &str) -> Result<Option<Corrections>, SearchError> {
        let length = typed.chars().count();
        let Some(other) = keyboard::retype(typed).filter(|_| length <= MAX_LENGTH) else {
            return Ok(None);
        };
        if self.0.has_text(&other)? {
            return Ok(corrections(vec![other], CorrectionReason::Layout));
        }
        // A second step is only for what means nothing as it was typed.
        let analyzer = self.0.analyzer;
        let is_word = analyzer.tokens(&other).len() == 1;
        if !is_word
            || length < MIN_TWO_STEPS_LENGTH
            || analyzer.is_known(typed)
            || self.correct(typed)?.is_some()
        {
            return Ok(None);
        }
        if let Some(found) = script::transliterate(self.0, &other)? {
            return Ok(corrections(found.words, CorrectionReason::LayoutAndScript));
        }
        let words = typo::respell(self.0, &other)?;
        Ok(words.and_then(|words| corrections(words, CorrectionReason::LayoutAndSpelling)))
    }

    /// Corrects words by writing them as one.
    pub(super) fn join(&self, typed: &str) -> Result<Option<Corrections>, SearchError> {
        let joined = typed.replace(' ', "");
        if self.0.has_text(&joined)? {
            return Ok(corrections(vec![joined], CorrectionReason::WrittenApart));
        }
        let found = script::transliterate(self.0, &joined)?;
        Ok(found.and_then(|found| corrections(found.words, CorrectionReason::WrittenApart)))
    }
}

fn corrections(texts: Vec<String>, reason: CorrectionReason) -> Option<Corrections> {
    Some(Corrections { texts, reason })
}
