//! Text to terms: one analyzer for indexing, querying and highlighting.
//!
//! Splits text into words, folds their spelling and reduces them to lemmas
//! (Russian, by dictionary) or stems. Knows nothing of tantivy: the index and
//! the search take its tokens as they are.

mod fold;
mod words;

use std::ops::Range;

use anyhow::Context;
use frostem::{Algorithm, Stemmer};
use rumorph::Dictionary;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its place among the words, from 0.
    pub position: usize,
    /// What it is indexed and searched as.
    pub term: String,
}

/// Turns text into tokens. The same object must serve the index and its queries.
pub struct Analyzer {
    dictionary: Dictionary,
    russian: Stemmer,
    english: Stemmer,
}

impl Analyzer {
    /// Changes whenever the same text may give other terms than before; the
    /// second half is the dictionary's version.
    pub const VERSION: &str = "1/rumorph-0.5.0";

    /// The analyzer for all languages: each word's script chooses its terms.
    /// Fails only when the dictionary that is part of the program is damaged.
    pub fn load() -> anyhow::Result<Self> {
        Ok(Analyzer {
            dictionary: Dictionary::bundled()
                .context("the built-in Russian dictionary is damaged")?,
            russian: Stemmer::new(Algorithm::Russian),
            english: Stemmer::new(Algorithm::English),
        })
    }

    /// The words of a text in order.
    pub fn analyze(&self, text: &str) -> Vec<Token> {
        words::words(text)
            .enumerate()
            .map(|(position, range)| Token {
                position,
                term: self.term(&text[range.clone()]),
                range,
            })
            .collect()
    }

    /// True for the small words of a language, which say little of what is
    /// asked: by part of speech in Russian, by a list in English. Never for
    /// what is written as an acronym: IT is not "it".
    pub fn is_common(&self, word: &str) -> bool {
        let folded = fold::fold(word);
        if is_acronym(word) {
            return false;
        }
        if folded.is_ascii() {
            return stop_words::get("en").contains(&folded.as_str());
        }
        let readings = self.dictionary.analyze(&folded);
        let tag = readings
            .first()
            .and_then(|reading| self.dictionary.ud_tag(reading.ud));
        self.dictionary.is_known(&folded)
            && tag.is_some_and(|tag| FUNCTION_WORDS.contains(&tag.pos()))
    }

    fn term(&self, word: &str) -> String {
        let folded = fold::fold(word);
        let is_cyrillic = |c: char| ('\u{400}'..='\u{52f}').contains(&c);
        if folded.chars().all(is_cyrillic) {
            self.russian_term(word, folded)
        } else if folded.len() > 3 && folded.bytes().all(|b| b.is_ascii_lowercase()) {
            self.english.stem(&folded).into_owned()
        } else {
            folded
        }
    }

    fn russian_term(&self, word: &str, folded: String) -> String {
        if is_acronym(word) {
            return folded;
        }
        if self.dictionary.is_known(&folded)
            && let Some(reading) = self.dictionary.analyze(&folded).first()
        {
            return fold::fold(&reading.lemma);
        }
        self.russian.stem(&folded).into_owned()
    }
}

/// Parts of speech without a subject, as Universal Dependencies name them.
const FUNCTION_WORDS: [&str; 7] = ["ADP", "AUX", "CCONJ", "SCONJ", "DET", "PART", "PRON"];

/// Two to five capital letters. An acronym is no other word's form: ИИ is
/// neither «и» nor Ия.
fn is_acronym(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && (2..=5).contains(&letters.clone().count())
        && letters.all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        Analyzer::load()
            .unwrap()
            .analyze(text)
            .into_iter()
            .map(|token| token.term)
            .collect()
    }

    #[test]
    fn forms_of_a_word_share_a_term() {
        for forms in [
            "рынок рынки рынка рынков",
            "день дня дней",
            "человек людей",
            "токен токенов",
            "ребёнок ребенка",
        ] {
            let terms = terms(forms);
            assert!(terms.iter().all(|term| *term == terms[0]), "{terms:?}");
        }
        assert_eq!(terms("Networks network"), ["network"; 2]);
    }

    #[test]
    fn an_acronym_is_no_conjunction() {
        assert_eq!(terms("ИИ и"), ["ии", "и"]);
    }

    #[test]
    fn small_words_are_told_from_subjects() {
        let analyzer = Analyzer::load().unwrap();
        for word in ["и", "в", "для", "не", "The", "of", "кто"] {
            assert!(analyzer.is_common(word), "{word}");
        }
        for word in ["ИИ", "IT", "рынок", "человек", "GPU", "io", "акаш"] {
            assert!(!analyzer.is_common(word), "{word}");
        }
    }

    #[test]
    fn token_ranges_are_the_words_of_the_text() {
        let text = "Clore.ai: «аренда GPU»";
        let words: Vec<_> = Analyzer::load()
            .unwrap()
            .analyze(text)
            .into_iter()
            .map(|t| &text[t.range])
            .collect();
        assert_eq!(words, ["Clore", "ai", "аренда", "GPU"]);
    }
}
