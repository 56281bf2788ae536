//! Analyses queries.
//!
//! A document is analysed in its own language. The language of a query is unknown,
//! so its words get the terms of every language of the corpus.

use crate::analysis::{Analyzer, Term, TermKind, Token, TokenType};
use crate::language::Language;

/// Analyses queries for a corpus of several languages.
pub(super) struct QueryAnalyzer {
    analyzer: Analyzer,
    /// The languages of the corpus that are analyzed by script alone.
    by_script: Vec<&'static Language>,
    /// Those that give words terms of their own.
    apart: Vec<&'static Language>,
}

impl QueryAnalyzer {
    /// `languages` are the language tags of the documents.
    pub(super) fn new(analyzer: Analyzer, languages: &[String]) -> Self {
        let mut known: Vec<&Language> = Vec::new();
        for language in languages.iter().filter_map(|tag| Language::of(tag)) {
            // `pt` and `pt-br` are one.
            if !known.iter().any(|other| other.code == language.code) {
                known.push(language);
            }
        }
        let (apart, by_script) = known
            .into_iter()
            .partition(|language| language.is_analyzed_apart());
        QueryAnalyzer {
            by_script,
            apart,
            analyzer,
        }
    }

    /// The analyzer of documents.
    pub(super) fn documents(&self) -> &Analyzer {
        &self.analyzer
    }

    /// The tokens of a text, each with its terms in the languages of the corpus that its
    /// script allows. It is a stop word if it is one in all of these.
    pub(super) fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = self.analyzer.analyze(text, "");
        for token in &mut tokens {
            token.is_stop_word |= !self.is_by_script(&text[token.range.clone()]);
        }
        for language in &self.apart {
            let mut others = self.analyzer.analyze(text, language.code);
            others.retain(|other| is_in(language, &text[other.range.clone()]));
            add_terms(&mut tokens, others);
        }
        // The .net of io.net must not match nets.
        let endings = tokens.iter_mut();
        for ending in endings.filter(|token| token.token_type == TokenType::Extension) {
            ending.terms = exact_terms(ending).into();
        }
        tokens
    }

    /// Whether a word may be of a language that is analyzed by script alone, or is of none
    /// that is not.
    fn is_by_script(&self, word: &str) -> bool {
        let may_be =
            |languages: &[&Language]| languages.iter().any(|language| is_in(language, word));
        may_be(&self.by_script) || !may_be(&self.apart)
    }

    /// The tokens of a text without compounds.
    pub(super) fn words(&self, text: &str) -> Vec<Token> {
        let mut tokens = self.tokens(text);
        tokens.retain(|token| token.token_type != TokenType::Compound);
        tokens
    }

    /// True for a single word of the dictionary.
    pub(super) fn is_known(&self, text: &str) -> bool {
        matches!(&self.tokens(text)[..], [token] if token.token_type == TokenType::Lemma)
    }

    /// The normalized spelling of a word or prefix.
    pub(super) fn normalize(&self, word: &str) -> String {
        self.analyzer.normalize(word)
    }

    /// The terms of words spelled as one: "octa space" as OctaSpace. Empty unless all
    /// are Latin letters or digits.
    pub(super) fn compound_terms(&self, words: &[&str]) -> Vec<Term> {
        self.analyzer.compound_terms(words)
    }
}

/// Whether a word is written in the script of a language.
fn is_in(language: &Language, word: &str) -> bool {
    let letter = word.chars().find(|c| c.is_alphabetic());
    letter.is_some_and(|letter| language.has_letter(letter))
}

/// Merges the terms that the tokens of another language have. Tokens are matched by
/// byte range: where that language segments differently, it adds nothing.
fn add_terms(tokens: &mut [Token], others: Vec<Token>) {
    let key = |token: &Token| (token.range.start, std::cmp::Reverse(token.range.end));
    let mut others = others.into_iter().peekable();
    for token in tokens {
        while others.next_if(|other| key(other) < key(token)).is_some() {}
        let Some(other) = others.next_if(|other| key(other) == key(token)) else {
            continue;
        };
        token.is_stop_word &= other.is_stop_word;
        let new = other.terms.iter();
        let new: Vec<Term> = new
            .filter(|term| !token.terms.contains(term))
            .cloned()
            .collect();
        if !new.is_empty() {
            token.terms = token.terms.iter().cloned().chain(new).collect();
        }
    }
}

/// The exact terms of a token: one for a word, none for a compound.
pub(super) fn exact_terms(token: &Token) -> Vec<Term> {
    let exact = token.terms.iter();
    exact
        .filter(|term| term.kind == TermKind::Exact)
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analyzer(languages: &[&str]) -> QueryAnalyzer {
        let languages: Vec<String> = languages.iter().map(|&lang| lang.to_owned()).collect();
        QueryAnalyzer::new(Analyzer::new(), &languages)
    }

    fn lemmas(token: &Token) -> Vec<&str> {
        let lemmas = token.terms.iter();
        lemmas
            .filter(|term| term.kind == TermKind::Lemma)
            .map(|term| term.text.as_str())
            .collect()
    }

    #[test]
    fn a_word_has_the_terms_of_every_language() {
        let tokens = analyzer(&["de", "en"]).tokens("Märkte");
        let german = Analyzer::new().analyze("Märkte", "de");
        assert_eq!(tokens.len(), 1);
        for lemma in lemmas(&german[0]) {
            assert!(lemmas(&tokens[0]).contains(&lemma), "{tokens:?}");
        }
    }

    #[test]
    fn a_stop_word_of_one_language_is_a_word_of_another() {
        // German "die" is an English verb.
        assert!(!analyzer(&["de", "en"]).tokens("die")[0].is_stop_word);
    }

    #[test]
    fn an_ending_has_its_exact_term_only() {
        let tokens = analyzer(&["en"]).words("io.net");
        assert_eq!(tokens.len(), 2);
        assert_eq!(tokens[1].terms[..], exact_terms(&tokens[1])[..]);
    }

    #[test]
    fn tokens_of_another_segmentation_are_left_alone() {
        let analyzer = Analyzer::new();
        let mut tokens = analyzer.analyze("play to earn", "");
        let before = tokens.clone();
        let others: Vec<Token> = analyzer
            .analyze("play to earn", "de")
            .into_iter()
            .map(|token| Token {
                range: token.range.start..token.range.end + 1,
                ..token
            })
            .collect();
        add_terms(&mut tokens, others);
        assert_eq!(tokens, before);
    }
}
