//! Stems and stop words by language, from Snowball and the Natural Language Toolkit.
//!
//! The only place that knows their crates.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use frostem::{Algorithm, Stemmer};

use crate::language::{LANGUAGES, Language, StemmerKind, StopWordList};

/// The shortest word, in letters, that is stemmed: the acronym ИИ would become и.
const MIN_STEMMED_LEN: usize = 4;

/// The stemmers of all languages. Each is loaded with the first word of its language.
pub(crate) struct StemmerSet(BTreeMap<&'static str, OnceLock<LanguageStemmer>>);

impl Default for StemmerSet {
    fn default() -> Self {
        let codes = LANGUAGES.iter().map(|language| language.code);
        StemmerSet(codes.map(|code| (code, OnceLock::new())).collect())
    }
}

impl StemmerSet {
    /// That of a language; `None` if it has no stemmer.
    pub(crate) fn get(&self, language: &'static Language) -> Option<&LanguageStemmer> {
        let stemmer = language.stemmer?;
        let loaded = self.0.get(language.code)?;
        Some(loaded.get_or_init(|| LanguageStemmer {
            stemmer: Stemmer::new(algorithm(stemmer)),
            stop_words: stop_words(language),
        }))
    }
}

/// Stems the words of one language.
pub(crate) struct LanguageStemmer {
    stemmer: Stemmer,
    stop_words: HashSet<&'static str>,
}

impl LanguageStemmer {
    /// The stem of a normalized word; `None` if the word is too short to have one.
    pub(crate) fn stem(&self, word: &str) -> Option<String> {
        word.chars().nth(MIN_STEMMED_LEN - 1)?;
        Some(self.stemmer.stem(word).into_owned())
    }

    pub(crate) fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(word)
    }
}

fn algorithm(kind: StemmerKind) -> Algorithm {
    match kind {
        StemmerKind::Arabic => Algorithm::Arabic,
        StemmerKind::Dutch => Algorithm::Dutch,
        StemmerKind::English => Algorithm::English,
        StemmerKind::Finnish => Algorithm::Finnish,
        StemmerKind::French => Algorithm::French,
        StemmerKind::German => Algorithm::German,
        StemmerKind::Hindi => Algorithm::Hindi,
        StemmerKind::Indonesian => Algorithm::Indonesian,
        StemmerKind::Italian => Algorithm::Italian,
        StemmerKind::Persian => Algorithm::Persian,
        StemmerKind::Portuguese => Algorithm::Portuguese,
        StemmerKind::Russian => Algorithm::Russian,
        StemmerKind::Spanish => Algorithm::Spanish,
        StemmerKind::Swedish => Algorithm::Swedish,
        StemmerKind::Turkish => Algorithm::Turkish,
        StemmerKind::Ukrainian => Algorithm::Ukrainian,
    }
}

fn stop_words(language: &Language) -> HashSet<&'static str> {
    let words = match language.stop_words {
        Some(StopWordList::Nltk) => stop_words::lookup(language.code),
        None => None,
    };
    // A language without a list has no stop words. That every list of the table
    // exists is tested below.
    words.unwrap_or_default().iter().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_and_stop_words_are_those_of_the_language() {
        let stemmers = StemmerSet::default();
        for (code, word, stem, is_stop_word) in [
            ("ru", "рынками", Some("рынк"), false),
            ("en", "markets", Some("market"), false),
            ("en", "the", None, true),
            ("de", "märkten", Some("markt"), false),
            ("de", "die", None, true),
            ("uk", "ринками", Some("ринк"), false),
        ] {
            let stemmer = stemmers.get(Language::of(code).unwrap()).unwrap();
            assert_eq!(stemmer.stem(word).as_deref(), stem, "{code} {word}");
            assert_eq!(stemmer.is_stop_word(word), is_stop_word, "{code} {word}");
        }
        assert!(stemmers.get(Language::of("ja").unwrap()).is_none());
    }

    #[test]
    fn each_language_with_a_stemmer_has_the_stop_words_that_there_are() {
        let stemmed = LANGUAGES
            .iter()
            .filter(|language| language.stemmer.is_some());
        for language in stemmed.filter(|language| !language.has_dictionary) {
            let has_list = stop_words::lookup(language.code).is_some();
            assert_eq!(language.stop_words.is_some(), has_list, "{}", language.code);
        }
    }
}
