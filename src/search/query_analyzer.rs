//! Analyses queries.
//!
//! A document is analysed in its own language. The language of a query is unknown,
//! so its words get the terms of every language of the corpus.

use std::collections::BTreeMap;

use crate::analysis::{Analyzer, Term, TermKind, Token, TokenType};
use crate::language::Language;

/// A language with fewer documents, in percent of all, gives words no terms of their
/// own: its rules would join words of the other languages.
const MIN_SHARE: usize = 1;

/// Analyses queries for a corpus of several languages.
pub(super) struct QueryAnalyzer {
    analyzer: Analyzer,
    /// The languages that are analyzed by script alone, with their documents; `None` for
    /// those that nothing is known of.
    by_script: Vec<(Option<&'static Language>, usize)>,
    /// Those that give words terms of their own.
    apart: Vec<(&'static Language, usize)>,
}

impl QueryAnalyzer {
    /// `languages` are the language tags of the documents, with their number.
    pub(super) fn new(analyzer: Analyzer, languages: &BTreeMap<String, usize>) -> Self {
        // Documents in a variety of a language are counted with it.
        let languages = languages.iter().filter(|(tag, _)| !tag.contains('-'));
        let all: usize = languages.clone().map(|(_, documents)| documents).sum();
        let (mut by_script, mut apart) = (Vec::new(), Vec::new());
        for (tag, &documents) in languages {
            match Language::of(tag) {
                Some(language) if language.is_analyzed_apart() => {
                    if documents * 100 >= all * MIN_SHARE {
                        apart.push((language, documents));
                    }
                }
                other => by_script.push((other, documents)),
            }
        }
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
    /// script allows. It is a stop word if it is one in most documents of these.
    pub(super) fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = self.analyzer.analyze(text, "");
        // In how many documents a word is a stop word, and of how many.
        let mut votes: Vec<(usize, usize)> = tokens
            .iter()
            .map(|token| {
                let all = self.documents_by_script(&text[token.range.clone()]);
                (usize::from(token.is_stop_word) * all, all)
            })
            .collect();
        for &(language, documents) in &self.apart {
            let mut others = self.analyzer.analyze(text, language.code);
            others.retain(|other| is_in(language, &text[other.range.clone()]));
            add_terms(&mut tokens, others, |at, is_stop_word| {
                votes[at].0 += usize::from(is_stop_word) * documents;
                votes[at].1 += documents;
            });
        }
        for (token, (stops, all)) in tokens.iter_mut().zip(votes) {
            token.is_stop_word = match all {
                0 => token.is_stop_word,
                _ => stops * 2 > all,
            };
        }
        // The .net of io.net must not match nets.
        let endings = tokens.iter_mut();
        for ending in endings.filter(|token| token.token_type == TokenType::Extension) {
            ending.terms = exact_terms(ending).into();
        }
        tokens
    }

    /// The documents in languages that a word may be of, and that are analyzed by script.
    fn documents_by_script(&self, word: &str) -> usize {
        let may_be = |language: &Option<&Language>| language.is_none_or(|own| is_in(own, word));
        let documents = self.by_script.iter().filter(|(own, _)| may_be(own));
        documents.map(|(_, documents)| documents).sum()
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
/// byte range: where that language segments differently, it adds nothing. `tell` is
/// told of each whether the other language has it as a stop word.
fn add_terms(tokens: &mut [Token], others: Vec<Token>, mut tell: impl FnMut(usize, bool)) {
    let key = |token: &Token| (token.range.start, std::cmp::Reverse(token.range.end));
    let mut others = others.into_iter().peekable();
    for (at, token) in tokens.iter_mut().enumerate() {
        while others.next_if(|other| key(other) < key(token)).is_some() {}
        let Some(other) = others.next_if(|other| key(other) == key(token)) else {
            continue;
        };
        tell(at, other.is_stop_word);
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
        let languages = languages.iter().map(|&lang| (lang.to_owned(), 1));
        let languages = languages.collect();
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
    fn a_rare_language_gives_words_no_terms() {
        let languages = [("de".to_owned(), 1), ("en".to_owned(), 200)];
        let tokens = QueryAnalyzer::new(Analyzer::new(), &languages.into()).tokens("Märkte");
        assert_eq!(tokens, Analyzer::new().analyze("Märkte", ""));
    }

    #[test]
    fn a_stop_word_of_one_language_is_a_word_of_another() {
        // German "die" is an English verb.
        assert!(!analyzer(&["de", "en"]).tokens("die")[0].is_stop_word);
        let mostly = |german| {
            let languages = [("de".to_owned(), german), ("en".to_owned(), 10)];
            QueryAnalyzer::new(Analyzer::new(), &languages.into())
        };
        for (german, word, is_stop_word) in [(1, "the", true), (1, "die", false), (90, "die", true)]
        {
            let tokens = mostly(german).tokens(word);
            assert_eq!(tokens[0].is_stop_word, is_stop_word, "{german} {word}");
        }
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
        add_terms(&mut tokens, others, |_, _| {});
        assert_eq!(tokens, before);
    }
}
