//! The pipeline from a text to its tokens, and to what the index keeps of them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::bigrams;
use super::cache::TokenCache;
use super::dictionary;
use super::lemma::LemmaSource;
use super::normalizer::by_script::Normalizers;
use super::segmenter::by_script::Segmenters;
use super::segmenter::compound::{RawTokenKind, segment};
use super::token::{IndexTerm, Term, TermKind, Token, TokenType};
use super::word::{TextLanguage, WordAnalyzer, WordTerms, has_inner_capital};
use crate::language::Language;

/// Turns text into tokens. An index and its queries need equal ones.
///
/// Copies share their cache, also between threads.
#[derive(Clone, Default)]
pub struct Analyzer {
    words: Arc<WordAnalyzer>,
    cache: Arc<TokenCache>,
}

impl Analyzer {
    /// Changes whenever a text may get other terms than before. The second half is the
    /// dictionary's version.
    pub const VERSION: &str = dictionary::VERSION;

    /// An analyzer for all languages, with the built-in dictionary.
    pub fn new() -> Self {
        Self::default()
    }

    /// An analyzer with another source of lemmas than the built-in dictionary.
    pub fn with_lemmas(lemmas: Arc<dyn LemmaSource>) -> Self {
        Analyzer {
            words: Arc::new(WordAnalyzer::new(lemmas)),
            cache: Arc::default(),
        }
    }

    /// The tokens of a text, in order, a compound before its words.
    ///
    /// `lang` is the tag of the text's language, as `pt` or `pt-br`; it decides about
    /// words that may be of several languages. Unknown ones, as `""`, are analyzed by
    /// script alone.
    pub fn analyze(&self, text: &str, lang: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / BYTES_PER_TOKEN);
        self.walk(text, lang, |word| {
            tokens.push(word.token(&self.look_up(&word)))
        });
        tokens
    }

    /// Like [`Analyzer::analyze`], but gives only their exact term to words outside
    /// `words`, a set of exact terms, unless they have terms that do not follow from it.
    /// Many times as fast if `words` are few.
    pub fn analyze_only(&self, words: &HashSet<String>, text: &str, lang: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / BYTES_PER_TOKEN);
        self.walk(text, lang, |word| {
            let is_looked_up = word.kind != RawTokenKind::Word
                || word.may_have_extra
                || words.contains(word.exact);
            tokens.push(match is_looked_up {
                true => word.token(&self.look_up(&word)),
                false => word.exact_token(),
            });
        });
        tokens
    }

    /// Calls `visit` with what the index keeps of each token of a text, in order.
    pub fn terms(&self, text: &str, lang: &str, mut visit: impl FnMut(IndexTerm<'_>)) {
        self.walk(text, lang, |word| {
            if word.kind == RawTokenKind::Compound {
                return visit(IndexTerm::Compound(&self.look_up(&word).extra));
            }
            visit(IndexTerm::Word(word.exact));
            visit(IndexTerm::Extra(word.bridge.as_slice()));
            if word.may_have_extra {
                visit(IndexTerm::Extra(&self.look_up(&word).extra));
            }
        });
    }

    /// The terms that follow from an exact term: lemmas, stem and prefix by the first
    /// language of its script. The index keeps only exact terms, and a lexicon maps
    /// these to them.
    pub fn spelling_terms(&self, word: &str) -> Vec<Term> {
        self.words.spelling_terms(word)
    }

    /// The normalized spelling of a word, or of the beginning of one.
    pub fn normalize(&self, word: &str) -> String {
        Normalizers::default().normalize(word)
    }

    /// The terms of words written as one: "octa space" as OctaSpace. None unless all
    /// are of Latin letters and digits, or all of Cyrillic ones.
    pub fn compound_terms(&self, words: &[&str]) -> Vec<Term> {
        self.words.joined_terms(words)
    }

    /// Calls `visit` with each word and compound of a text, in order: the one place
    /// that segments and normalizes.
    fn walk(&self, text: &str, lang: &str, mut visit: impl FnMut(Occurrence<'_>)) {
        let language = Language::of(lang);
        let (segmenters, normalizers) = (Segmenters::of(language), Normalizers::of(language));
        let language = language.filter(|language| language.is_analyzed_apart());
        let mut position = 0;
        let mut exact = String::new();
        let mut last: Option<(usize, char)> = None;
        for token in segment(text, segmenters) {
            let surface = &text[token.range.clone()];
            let is_compound = token.kind == RawTokenKind::Compound;
            exact.clear();
            if !is_compound {
                normalizers.normalize_into(surface, &mut exact);
            }
            let touching = last.filter(|(end, _)| *end == token.range.start);
            let bridge = touching
                .and_then(|(_, last)| bigrams::between(last, surface.chars().next()?).map(bigram));
            last = surface
                .chars()
                .next_back()
                .map(|last| (token.range.end, last));
            visit(Occurrence {
                kind: token.kind,
                range: token.range,
                position,
                surface,
                language,
                exact: &exact,
                bridge,
                may_have_extra: language.is_some() || has_inner_capital(surface),
            });
            position += usize::from(!is_compound);
        }
    }

    fn look_up(&self, word: &Occurrence<'_>) -> Arc<WordTerms> {
        let code = word.language.map_or("", |language| language.code);
        let analyze = || match word.kind {
            RawTokenKind::Compound => self.words.compound(word.surface, word.language),
            RawTokenKind::Word | RawTokenKind::Extension | RawTokenKind::Symbol => {
                self.words.word(word.surface, word.language)
            }
        };
        self.cache.get_or_insert(code, word.surface, analyze)
    }
}

/// Bytes of a text for each of its tokens, about.
const BYTES_PER_TOKEN: usize = 8;

/// A word or compound where it occurs in a text, not yet looked up.
struct Occurrence<'t> {
    kind: RawTokenKind,
    range: Range<usize>,
    position: usize,
    surface: &'t str,
    language: TextLanguage,
    /// The exact term of a word; empty for a compound.
    exact: &'t str,
    /// The bigram that it makes with the word before it.
    bridge: Option<Term>,
    /// If false, all its terms follow from its exact term.
    may_have_extra: bool,
}

impl Occurrence<'_> {
    fn token(&self, word: &WordTerms) -> Token {
        let is_extension = self.kind == RawTokenKind::Extension;
        let is_symbol = self.kind == RawTokenKind::Symbol;
        Token {
            range: self.range.clone(),
            position: self.position,
            token_type: match is_extension {
                true => TokenType::Extension,
                false => word.token_type,
            },
            is_stop_word: word.is_stop_word || is_extension || is_symbol,
            terms: match &self.bridge {
                None => Arc::clone(&word.terms),
                Some(bridge) => word.terms.iter().chain([bridge]).cloned().collect(),
            },
            parts: Arc::clone(&word.parts),
        }
    }

    fn exact_token(&self) -> Token {
        Token {
            range: self.range.clone(),
            position: self.position,
            token_type: TokenType::Plain,
            is_stop_word: false,
            terms: [Term::new(TermKind::Exact, self.exact)]
                .into_iter()
                .chain(self.bridge.clone())
                .collect(),
            parts: [].into(),
        }
    }
}

fn bigram(text: String) -> Term {
    Term::new(TermKind::Bigram, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 4] = [
        include_str!("../../corpus/decentralizing-ai-overview.ru.md"),
        "io.net, GPT4o XMLHttpRequest v1.2.3 1,000 O'Reilly видеокарта C++ и .NET: play-to-earn! Ёлка ЁЖ ИИ GPUs 3.5 то\u{ad}кен 去中心化AI Аkash и\u{306}",
        "Die Märkte, les marchés; рынки-рынки.",
        "",
    ];

    #[test]
    fn terms_are_those_of_the_tokens() {
        let analyzer = Analyzer::new();
        for (text, lang) in TEXTS.iter().flat_map(|text| [(text, "ru"), (text, "de")]) {
            let mut terms = HashSet::new();
            analyzer.terms(text, lang, |term| match term {
                IndexTerm::Word(word) => {
                    terms.insert(Term::new(TermKind::Exact, word));
                    terms.extend(analyzer.spelling_terms(word));
                }
                IndexTerm::Compound(more) | IndexTerm::Extra(more) => {
                    terms.extend(more.iter().cloned());
                }
            });
            let tokens = analyzer.analyze(text, lang);
            let expected = tokens.iter().flat_map(|token| {
                let terms = token.terms.iter().chain(token.parts.iter());
                terms.cloned().collect::<Vec<_>>()
            });
            assert_eq!(terms, expected.collect());
        }
    }

    #[test]
    fn words_that_are_asked_for_have_all_their_terms() {
        let analyzer = Analyzer::new();
        let words: HashSet<String> = ["рынки", "ai", "net"].map(str::to_owned).into();
        for (text, lang) in TEXTS.iter().flat_map(|text| [(text, "ru"), (text, "de")]) {
            let all = analyzer.analyze(text, lang);
            let some = analyzer.analyze_only(&words, text, lang);
            assert_eq!(all.len(), some.len());
            for (all, some) in all.iter().zip(&some) {
                assert_eq!(all.range, some.range);
                assert_eq!(all.position, some.position);
                if all.spelling().is_some_and(|word| words.contains(word)) {
                    assert_eq!(all, some);
                } else if some.terms.len() == 1 && some.token_type == TokenType::Plain {
                    assert_eq!(all.terms[0], some.terms[0]);
                }
            }
        }
    }

    #[test]
    fn tokens_say_where_their_terms_come_from() {
        let tokens = Analyzer::new().analyze("The io.net markets of AI 2024", "en");
        let shown: Vec<(usize, &str, bool)> = tokens
            .iter()
            .map(|token| {
                (
                    token.position,
                    token.token_type.as_str(),
                    token.is_stop_word,
                )
            })
            .collect();
        let expected = [
            (0, "plain", true),
            (1, "name", false),
            (1, "plain", false),
            (2, "ending", true),
            (3, "stem", false),
            (4, "plain", true),
            (5, "acronym", false),
            (6, "plain", false),
        ];
        assert_eq!(shown, expected);
    }
}
