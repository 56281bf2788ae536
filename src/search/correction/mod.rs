//! Corrections of words without matches: other keyboard layout, other script,
//! misspelling, words written together or apart, and the beginning of a code.
//!
//! Every correction consists of words that the corpus contains. Each step has its
//! own module; the order in which they are tried is decided here. Must not know the
//! query that a word comes from.

mod beginning;
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

/// The maximum length of a text that is corrected, in code points.
const MAX_LENGTH: usize = 64;

/// The minimum length for two corrections in a row, in code points: shorter words
/// have too many neighbours.
const MIN_TWO_STEPS_LENGTH: usize = 5;

/// The similarity from which on a word of the other script is preferred to a
/// misspelled word of the same script.
const MIN_CERTAIN_SIMILARITY: f64 = 0.9;

/// Equally likely corrections, with their reason.
#[derive(Debug, PartialEq)]
pub(super) struct Corrections {
    pub(super) texts: Vec<String>,
    pub(super) reason: CorrectionReason,
}

/// Corrects words by the vocabulary of a corpus.
#[derive(Clone, Copy)]
pub(super) struct Corrector<'c>(CorpusWords<'c>);

impl<'c> Corrector<'c> {
    pub(super) fn new(analyzer: &'c QueryAnalyzer, retriever: &'c dyn Retriever) -> Self {
        Corrector(CorpusWords {
            analyzer,
            retriever,
        })
    }

    /// True when the corpus contains one of the terms, other than by prefix.
    pub(super) fn has_word(&self, terms: &[Term]) -> Result<bool, SearchError> {
        self.0.has_word(terms)
    }

    /// Corrects a word by the first step that yields words of the corpus: the rest of a
    /// code, script, spelling, split into two words. The keyboard layout is left to
    /// [`Corrector::correct_layout`], as it may turn one word into several.
    pub(super) fn correct(&self, typed: &str) -> Result<Option<Corrections>, SearchError> {
        if !(2..=MAX_LENGTH).contains(&typed.chars().count()) {
            return Ok(None);
        }
        if let Some(words) = beginning::complete(self.0, typed)? {
            return Ok(corrections(words, CorrectionReason::Beginning));
        }
        if let Some(found) = script::transliterate(self.0, typed)? {
            // «Инфроструктура» resembles infrastructure, but is a misspelling.
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

    /// Corrects a text typed in the wrong keyboard layout, if necessary together with
    /// its script or spelling.
    pub(super) fn correct_layout(&self, typed: &str) -> Result<Option<Corrections>, SearchError> {
        let length = typed.chars().count();
        let Some(other) = keyboard::retype(typed).filter(|_| length <= MAX_LENGTH) else {
            return Ok(None);
        };
        if self.0.has_text(&other)? {
            return Ok(corrections(vec![other], CorrectionReason::Layout));
        }
        // Two steps only for a word that cannot be explained in its own layout.
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

    /// Corrects words by joining them into one.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tests::{in_memory, query_analyzer};

    #[test]
    fn the_first_step_that_leads_to_the_corpus_is_taken() {
        let (analyzer, retriever) = (query_analyzer(), in_memory());
        let corrector = Corrector::new(&analyzer, &retriever);
        for (typed, expected) in [
            ("акаш", Some(("akash", CorrectionReason::Script))),
            ("nosana", Some(("носана", CorrectionReason::Script))),
            ("хранлище", Some(("хранилище", CorrectionReason::Spelling))),
            ("akush", Some(("akash", CorrectionReason::Spelling))),
            (
                "cloudstorage",
                Some(("cloud storage", CorrectionReason::WrittenTogether)),
            ),
            // Too short, too long, a word of the dictionary, nothing like it.
            ("ы", None),
            (&"ы".repeat(65), None),
            ("верблюд", None),
            ("qqqqqq", None),
        ] {
            let found = corrector.correct(typed).unwrap();
            let found = found.as_ref().map(|found| (&*found.texts[0], found.reason));
            assert_eq!(found, expected, "{typed}");
        }
    }

    #[test]
    fn a_layout_is_corrected_alone_or_with_script_or_spelling() {
        let (analyzer, retriever) = (query_analyzer(), in_memory());
        let corrector = Corrector::new(&analyzer, &retriever);
        for (typed, expected) in [
            ("hsyjr", Some(("рынок", CorrectionReason::Layout))),
            ("флфыр", Some(("akash", CorrectionReason::Layout))),
            (
                "[hfykbot",
                Some(("хранилище", CorrectionReason::LayoutAndSpelling)),
            ),
            ("рынок", None),
            ("2024", None),
        ] {
            let found = corrector.correct_layout(typed).unwrap();
            let found = found.as_ref().map(|found| (&*found.texts[0], found.reason));
            assert_eq!(found, expected, "{typed}");
        }
    }
}
