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
        // An acronym is no other word's form: ИИ is neither «и» nor Ия.
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let acronym = letters
            .by_ref()
            .take(2)
            .filter(|c| c.is_uppercase())
            .count()
            == 2
            && letters.all(char::is_uppercase);
        if acronym && folded.chars().count() <= 5 {
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
