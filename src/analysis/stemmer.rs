//! Stems and stop words by language, from Snowball and the Natural Language Toolkit.
//!
//! The only place that knows their crates.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use frostem::{Algorithm, Stemmer};

use super::fold::unify_nasals;
use super::normalizer::by_script::Normalizers;
use super::particles;
use super::stop_list;
use crate::language::{LANGUAGES, Language, StemmerKind};

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
    /// That of a language; `None` if it has neither stemmer nor stop words.
    pub(crate) fn get(&self, language: &'static Language) -> Option<&LanguageStemmer> {
        if language.stemmer.is_none() && language.stop_words.is_none() {
            return None;
        }
        let loaded = self.0.get(language.code)?;
        let normalizers = Normalizers::of(Some(language));
        Some(loaded.get_or_init(|| {
            LanguageStemmer {
                kind: language.stemmer,
                snowball: language.stemmer.and_then(algorithm).map(Stemmer::new),
                stop_words: stop_list::of(language)
                    .into_iter()
                    .map(|word| normalizers.normalize(word))
                    .collect(),
            }
        }))
    }
}

/// Stems the words of one language.
pub(crate) struct LanguageStemmer {
    kind: Option<StemmerKind>,
    snowball: Option<Stemmer>,
    stop_words: HashSet<String>,
}

impl LanguageStemmer {
    /// The stem of a normalized word; `None` if the word is too short to have one.
    pub(crate) fn stem(&self, word: &str) -> Option<String> {
        let kind = self.kind?;
        let Some(snowball) = &self.snowball else {
            return Some(particles::strip(word).to_owned());
        };
        word.chars().nth(MIN_STEMMED_LEN - 1)?;
        Some(match kind {
            StemmerKind::Hindi => snowball.stem(&unify_nasals(word)).into_owned(),
            StemmerKind::Persian => {
                let stem = snowball
                    .stem(&with_letters(word, &ARABIC_TO_PERSIAN))
                    .into_owned();
                with_letters(
                    &stem,
                    &ARABIC_TO_PERSIAN.map(|(arabic, persian)| (persian, arabic)),
                )
            }
            _ => snowball.stem(word).into_owned(),
        })
    }

    pub(crate) fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(word)
    }
}

/// The letters that words are normalized to, and those that the Persian stemmer reads.
const ARABIC_TO_PERSIAN: [(char, char); 2] = [('ي', 'ی'), ('ك', 'ک')];

fn with_letters(word: &str, letters: &[(char, char)]) -> String {
    let replace = |c: char| {
        letters
            .iter()
            .find(|(from, _)| *from == c)
            .map_or(c, |(_, to)| *to)
    };
    word.chars().map(replace).collect()
}

/// `None` for what is no Snowball algorithm.
fn algorithm(kind: StemmerKind) -> Option<Algorithm> {
    Some(match kind {
        StemmerKind::Korean => return None,
        StemmerKind::Arabic => Algorithm::Arabic,
        StemmerKind::Dutch => Algorithm::Dutch,
        StemmerKind::English => Algorithm::English,
        StemmerKind::Finnish => Algorithm::Finnish,
        StemmerKind::French => Algorithm::French,
        StemmerKind::German => Algorithm::German,
        StemmerKind::Greek => Algorithm::Greek,
        StemmerKind::Hindi => Algorithm::Hindi,
        StemmerKind::Indonesian => Algorithm::Indonesian,
        StemmerKind::Italian => Algorithm::Italian,
        StemmerKind::Persian => Algorithm::Persian,
        StemmerKind::Portuguese => Algorithm::Portuguese,
        StemmerKind::Catalan => Algorithm::Catalan,
        StemmerKind::Czech => Algorithm::Czech,
        StemmerKind::Danish => Algorithm::Danish,
        StemmerKind::Hungarian => Algorithm::Hungarian,
        StemmerKind::Norwegian => Algorithm::Norwegian,
        StemmerKind::Polish => Algorithm::Polish,
        StemmerKind::Romanian => Algorithm::Romanian,
        StemmerKind::Serbian => Algorithm::Serbian,
        StemmerKind::Russian => Algorithm::Russian,
        StemmerKind::Spanish => Algorithm::Spanish,
        StemmerKind::Swedish => Algorithm::Swedish,
        StemmerKind::Turkish => Algorithm::Turkish,
        StemmerKind::Ukrainian => Algorithm::Ukrainian,
    })
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
        assert!(stemmers.get(Language::of("ka").unwrap()).is_none());
    }
}
