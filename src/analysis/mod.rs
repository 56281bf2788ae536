//! Text to terms: one analyzer for indexing, querying and highlighting.
//!
//! Splits text into words, folds their spelling and reduces them to stems.
//! Knows nothing of tantivy: the index and the search take its tokens as they are.

mod fold;
mod words;

use std::ops::Range;

use frostem::{Algorithm, Stemmer};

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
    russian: Stemmer,
    english: Stemmer,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// Changes whenever the same text may give other terms than before.
    pub const VERSION: &str = "1";

    /// The analyzer for all languages: each word's script chooses its stems.
    pub fn new() -> Self {
        Analyzer {
            russian: Stemmer::new(Algorithm::Russian),
            english: Stemmer::new(Algorithm::English),
        }
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
        // Three letters are an acronym or a word whose stem is itself: ИИ is not «и».
        if folded.chars().count() <= 3 {
            return folded;
        }
        let is_cyrillic = |c: char| ('\u{400}'..='\u{52f}').contains(&c);
        let stemmer = if folded.chars().all(is_cyrillic) {
            &self.russian
        } else if folded.bytes().all(|b| b.is_ascii_lowercase()) {
            &self.english
        } else {
            return folded;
        };
        stemmer.stem(&folded).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        Analyzer::new()
            .analyze(text)
            .into_iter()
            .map(|token| token.term)
            .collect()
    }

    #[test]
    fn forms_of_a_word_share_a_term() {
        assert_eq!(terms("аренда аренды арендой"), ["аренд"; 3]);
        assert_eq!(terms("Networks network"), ["network"; 2]);
    }

    #[test]
    fn an_acronym_is_no_conjunction() {
        assert_eq!(terms("ИИ и"), ["ии", "и"]);
    }

    #[test]
    fn token_ranges_are_the_words_of_the_text() {
        let text = "Clore.ai: «аренда GPU»";
        let words: Vec<_> = Analyzer::new()
            .analyze(text)
            .into_iter()
            .map(|t| &text[t.range])
            .collect();
        assert_eq!(words, ["Clore", "ai", "аренда", "GPU"]);
    }
}
