//! The built-in Russian dictionary. Without the `dictionary` feature it knows no
//! word, and Russian words are stemmed only.
//!
//! The only place that knows the dictionary's crate.

use super::lemma::{LemmaEntry, LemmaSource};

/// The version of the analyzer and its dictionary; an index with another one is
/// rebuilt.
#[cfg(feature = "dictionary")]
pub(super) const VERSION: &str = "8/rumorph-0.5.0";
/// The version of the analyzer; an index with another one is rebuilt.
#[cfg(not(feature = "dictionary"))]
pub(super) const VERSION: &str = "8/none";

/// The dictionary, one for the whole process.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Dictionary;

impl LemmaSource for Dictionary {
    fn entry_of(&self, word: &str) -> LemmaEntry {
        bundled::entry_of(word)
    }
}

impl Dictionary {
    /// Whether `word`, in lower case, is most likely the name of a person or a place.
    pub(crate) fn is_proper_noun(self, word: &str) -> bool {
        bundled::is_proper_noun(word)
    }

    /// The normalized forms of the word that `word` is most likely a form of; none
    /// if the dictionary lacks it.
    pub(crate) fn inflections(self, word: &str) -> Vec<String> {
        bundled::inflections(word)
    }
}

#[cfg(feature = "dictionary")]
mod bundled {
    use std::sync::OnceLock;

    use crate::analysis::lemma::LemmaEntry;
    use crate::analysis::normalizer::by_script::Normalizers;

    /// Parts of speech of function words, as Universal Dependencies names them.
    const FUNCTION_WORDS: [&str; 7] = ["ADP", "AUX", "CCONJ", "SCONJ", "DET", "PART", "PRON"];

    /// Parses less likely than this are ignored. nDCG@10 of danetqa-ru is .7854 with
    /// the first parse alone, .7858 with this bound, and .7862 with all, of which
    /// some are names that nobody means.
    const MIN_PROBABILITY: f64 = 0.1;

    /// Loads the dictionary on first use, which takes longer than a query.
    fn dictionary() -> &'static rumorph::Dictionary {
        static DICTIONARY: OnceLock<rumorph::Dictionary> = OnceLock::new();
        DICTIONARY.get_or_init(|| {
            // Its bytes are part of the program, so that no input can make it fail.
            rumorph::Dictionary::bundled().expect("the bundled dictionary is valid")
        })
    }

    pub(super) fn entry_of(word: &str) -> LemmaEntry {
        let dictionary = dictionary();
        if !dictionary.is_known(word) {
            return LemmaEntry::default();
        }
        let parses = dictionary.analyze(word);
        let first = parses.first();
        let tag = first.and_then(|parse| dictionary.ud_tag(parse.ud));
        let mut lemmas = Vec::new();
        for (at, parse) in parses.iter().enumerate() {
            let lemma = Normalizers::default().normalize(&parse.lemma);
            if (at == 0 || parse.prob >= MIN_PROBABILITY) && !lemmas.contains(&lemma) {
                lemmas.push(lemma);
            }
        }
        LemmaEntry {
            is_known: true,
            is_stop_word: tag.is_some_and(|tag| FUNCTION_WORDS.contains(&tag.pos())),
            lemmas,
        }
    }

    pub(super) fn is_proper_noun(word: &str) -> bool {
        let dictionary = dictionary();
        if !dictionary.is_known(word) {
            return false;
        }
        let parses = dictionary.analyze(word);
        let first = parses.first();
        let tag = first.and_then(|parse| dictionary.ud_tag(parse.ud));
        tag.is_some_and(|tag| tag.pos() == "PROPN")
    }

    pub(super) fn inflections(word: &str) -> Vec<String> {
        let dictionary = dictionary();
        if !dictionary.is_known(word) {
            return Vec::new();
        }
        let parses = dictionary.analyze(word);
        let first = parses.first().into_iter();
        let forms = first.flat_map(|parse| dictionary.forms(parse));
        forms
            .map(|form| Normalizers::default().normalize(&form.word))
            .collect()
    }
}

#[cfg(not(feature = "dictionary"))]
mod bundled {
    use crate::analysis::lemma::LemmaEntry;

    pub(super) fn entry_of(_: &str) -> LemmaEntry {
        LemmaEntry::default()
    }

    pub(super) fn is_proper_noun(_: &str) -> bool {
        false
    }

    pub(super) fn inflections(_: &str) -> Vec<String> {
        Vec::new()
    }
}
