//! A word's lemmas and stem: the Russian dictionary, Snowball, small words.

use std::collections::HashSet;

use anyhow::Context;
use frostem::{Algorithm, Stemmer};
use rumorph::Dictionary;

use super::Reading;
use super::fold::{fold, is_cyrillic};

/// The terms of a word besides its exact form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WordForms {
    pub(super) reading: Reading,
    /// See [`super::Token::common`].
    pub(super) common: bool,
    /// What all forms of the word share.
    pub(super) forms: Vec<String>,
    /// What words of its family may share; small words and numbers have none.
    pub(super) stem: Option<String>,
}

pub(super) struct Morphology {
    dictionary: Dictionary,
    russian: Stemmer,
    english: Stemmer,
    small_english: HashSet<&'static str>,
}

impl Morphology {
    pub(super) fn load() -> anyhow::Result<Self> {
        Ok(Morphology {
            dictionary: Dictionary::bundled()
                .context("the built-in Russian dictionary is damaged")?,
            russian: Stemmer::new(Algorithm::Russian),
            english: Stemmer::new(Algorithm::English),
            small_english: stop_words::get("en").iter().copied().collect(),
        })
    }

    /// The forms of a folded word; its script chooses the language.
    pub(super) fn forms(&self, folded: &str, acronym: bool) -> WordForms {
        if folded.chars().all(is_cyrillic) {
            self.russian(folded, acronym)
        } else if folded.bytes().all(|b| b.is_ascii_lowercase()) {
            self.english(folded, acronym)
        } else {
            let letters = folded.chars().all(char::is_alphabetic);
            WordForms {
                reading: Reading::Plain,
                common: false,
                forms: vec![folded.to_owned()],
                stem: letters.then(|| folded.to_owned()),
            }
        }
    }

    fn russian(&self, folded: &str, acronym: bool) -> WordForms {
        let mut forms = Vec::new();
        let mut common = false;
        if acronym {
            forms.push(folded.to_owned());
        }
        let known = self.dictionary.is_known(folded);
        if known {
            let readings = self.dictionary.analyze(folded);
            let tag = readings
                .first()
                .and_then(|reading| self.dictionary.ud_tag(reading.ud));
            common = !acronym && tag.is_some_and(|tag| FUNCTION_WORDS.contains(&tag.pos()));
            let min: f64 = std::env::var("X_PROB")
                .ok()
                .and_then(|v| v.parse().ok())
                .unwrap_or(2.0);
            for (at, reading) in readings.iter().enumerate() {
                let lemma = fold(&reading.lemma);
                if (at == 0 || reading.prob >= min) && !forms.contains(&lemma) {
                    forms.push(lemma);
                }
            }
        }
        let stem = self.russian.stem(folded).into_owned();
        if forms.is_empty() {
            forms.push(stem.clone());
        }
        let reading = match (acronym, known) {
            (true, _) => Reading::Acronym,
            (_, true) => Reading::Lemma,
            (_, false) => Reading::Stem,
        };
        WordForms {
            reading,
            common,
            forms,
            stem: (!acronym && !common).then_some(stem),
        }
    }

    fn english(&self, folded: &str, acronym: bool) -> WordForms {
        let common = !acronym && self.small_english.contains(folded);
        let stemmed = folded.len() > 3;
        let form = if stemmed {
            self.english.stem(folded).into_owned()
        } else {
            folded.to_owned()
        };
        let reading = match (acronym, stemmed) {
            (true, _) => Reading::Acronym,
            (_, true) => Reading::Stem,
            (_, false) => Reading::Plain,
        };
        WordForms {
            reading,
            common,
            stem: (!acronym && !common).then(|| form.clone()),
            forms: vec![form],
        }
    }
}

/// Parts of speech without a subject, as Universal Dependencies name them.
const FUNCTION_WORDS: [&str; 7] = ["ADP", "AUX", "CCONJ", "SCONJ", "DET", "PART", "PRON"];

/// The first letters of a word long enough to have more.
pub(super) fn beginning(folded: &str) -> Option<String> {
    let letters: usize = std::env::var("X_BEGIN")
        .ok()
        .and_then(|v| v.parse().ok())
        .unwrap_or(4);
    let mut ends = folded.char_indices().skip(letters);
    let (end, _) = ends.next()?;
    Some(folded[..end].to_owned())
}
