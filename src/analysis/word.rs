//! The terms of a word or compound wherever it occurs.

use std::sync::Arc;

use unicode_normalization::char::is_combining_mark;

use super::bigrams;
use super::fold::foldings;
use super::lemma::LemmaSource;
use super::lemmatizer::{Lemmatizer, WordAnalysis};
use super::normalizer::by_script::Normalizers;
use super::segmenter::camel_case::split_camel_case;
use super::token::{Term, TermKind, TokenType};
use crate::language::Language;
use crate::spelling::is_latin;

/// The shortest word in a camel-case word, in bytes, that is indexed: not the De of
/// DeFi.
const MIN_PART_LEN: usize = 3;

/// Bytes that an allocator rounds up to, and that it takes for itself.
const ALLOCATION: usize = 16;

/// What a [`Token`](super::Token) has from its word alone.
#[derive(Clone, Debug)]
pub(super) struct WordTerms {
    pub(super) token_type: TokenType,
    pub(super) is_stop_word: bool,
    pub(super) terms: Arc<[Term]>,
    pub(super) parts: Arc<[Term]>,
    /// Those of `terms` and `parts` that do not follow from the exact term.
    pub(super) extra: Arc<[Term]>,
}

impl WordTerms {
    /// About the bytes in memory, with what an allocator adds to each string and list.
    pub(super) fn size(&self) -> usize {
        let lists = [&self.terms, &self.parts, &self.extra];
        let allocated = |bytes: usize| bytes.next_multiple_of(ALLOCATION) + ALLOCATION;
        let terms = lists.into_iter().flat_map(|terms| terms.iter());
        let terms = terms.map(|term| size_of::<Term>() + allocated(term.text.capacity()));
        size_of::<Self>() + lists.len() * 2 * ALLOCATION + terms.sum::<usize>()
    }
}

/// The language of a text, if it is not analyzed by scripts alone.
pub(super) type TextLanguage = Option<&'static Language>;

/// Gives words their terms.
#[derive(Default)]
pub(super) struct WordAnalyzer {
    lemmatizer: Lemmatizer,
}

impl WordAnalyzer {
    pub(super) fn new(lemmas: Arc<dyn LemmaSource>) -> Self {
        WordAnalyzer {
            lemmatizer: Lemmatizer::new(lemmas),
        }
    }

    /// The terms of a word: those that follow from its normalized spelling, by which a
    /// lexicon finds it, and besides those of the text's language, of an acronym, and
    /// of the words in a camel-case word.
    pub(super) fn word(&self, surface: &str, language: TextLanguage) -> WordTerms {
        let normalizers = Normalizers::of(language);
        let exact = normalizers.normalize(surface);
        let is_acronym = is_acronym(surface);
        let base = self.lemmatizer.analyze(&exact);
        let own = language.and_then(|language| self.lemmatizer.analyze_in(&exact, language));
        let leading = own.as_ref().unwrap_or(&base);
        let mut terms = vec![Term::new(TermKind::Exact, exact.clone())];
        let mut extra = Vec::new();
        let mut add = |kind, text: &String, follows: bool| {
            let term = Term::new(kind, text.clone());
            if !terms.contains(&term) {
                if !follows {
                    extra.push(term.clone());
                }
                terms.push(term);
            }
        };
        // In small letters an acronym is analyzed as a word.
        if is_acronym {
            add(TermKind::Lemma, &exact, base.lemmas.contains(&exact));
        }
        for analysis in own.iter().chain([&base]) {
            for lemma in &analysis.lemmas {
                add(TermKind::Lemma, lemma, base.lemmas.contains(lemma));
            }
        }
        for folded in foldings(&exact) {
            add(TermKind::Folded, &folded, true);
        }
        for stem in own
            .iter()
            .chain([&base])
            .flat_map(|analysis| &analysis.stem)
        {
            add(TermKind::Stem, stem, base.stem.as_ref() == Some(stem));
        }
        for bigram in bigrams::of_word(&exact) {
            terms.push(Term::new(TermKind::Bigram, bigram));
        }
        terms.extend(base.prefix(&exact));
        let parts = self.parts(surface, normalizers);
        extra.extend(parts.iter().filter(|part| !terms.contains(part)).cloned());
        WordTerms {
            token_type: match is_acronym {
                true => TokenType::Acronym,
                false => leading.token_type,
            },
            is_stop_word: leading.is_stop_word && !is_acronym,
            terms: terms.into(),
            parts,
            extra: extra.into(),
        }
    }

    /// The stems of the words in a camel-case word.
    fn parts(&self, surface: &str, normalizers: Normalizers) -> Arc<[Term]> {
        let parts = split_camel_case(surface).into_iter();
        parts
            .filter(|part| part.len() >= MIN_PART_LEN)
            .filter_map(|part| self.lemmatizer.analyze(&normalizers.normalize(part)).stem)
            .map(|stem| Term::new(TermKind::Stem, stem))
            .collect()
    }

    /// The terms of a compound: those of its words written as one.
    pub(super) fn compound(&self, surface: &str, language: TextLanguage) -> WordTerms {
        let spelling = compound_spelling(&Normalizers::of(language).normalize(surface));
        let terms: Arc<[Term]> = match spelling.chars().all(char::is_alphanumeric) {
            true => self.compound_terms(&spelling, language).into(),
            false => [Term::new(TermKind::Lemma, spelling)].into(),
        };
        WordTerms {
            token_type: TokenType::Compound,
            is_stop_word: false,
            extra: Arc::clone(&terms),
            terms,
            parts: [].into(),
        }
    }

    /// The terms of a compound in its normalized spelling.
    pub(super) fn compound_terms(&self, spelling: &str, language: TextLanguage) -> Vec<Term> {
        let own = language.and_then(|language| self.lemmatizer.analyze_in(spelling, language));
        let analysis = own.unwrap_or_else(|| self.lemmatizer.analyze(spelling));
        let lemmas = analysis.lemmas.into_iter();
        lemmas
            .map(|lemma| Term::new(TermKind::Lemma, lemma))
            .collect()
    }

    /// The terms of the words of a query, written as one. None unless all are of Latin
    /// letters and digits.
    pub(super) fn joined_terms(&self, words: &[&str]) -> Vec<Term> {
        let normalizers = Normalizers::default();
        let spelling: String = words
            .iter()
            .map(|word| normalizers.normalize(word))
            .collect();
        match is_latin(&spelling) {
            true => self.compound_terms(&spelling, None),
            false => Vec::new(),
        }
    }

    /// The terms that follow from an exact term: lemmas, folded forms, stem, bigrams and prefix by
    /// the first
    /// language of its script.
    pub(super) fn spelling_terms(&self, word: &str) -> Vec<Term> {
        let analysis = self.lemmatizer.analyze(word);
        let prefix = analysis.prefix(word);
        let WordAnalysis { lemmas, stem, .. } = analysis;
        let lemmas = lemmas.into_iter();
        let lemmas = lemmas.map(|lemma| Term::new(TermKind::Lemma, lemma));
        let folded = foldings(word).into_iter();
        let folded = folded.map(|folded| Term::new(TermKind::Folded, folded));
        let stem = stem.map(|stem| Term::new(TermKind::Stem, stem));
        let bigrams = bigrams::of_word(word);
        let bigrams = bigrams.map(|bigram| Term::new(TermKind::Bigram, bigram));
        lemmas
            .chain(folded)
            .chain(stem)
            .chain(bigrams)
            .chain(prefix)
            .collect()
    }
}

/// Two to five capitals. An acronym may also be an inflection in the dictionary, but is
/// never stemmed: ИИ is not и.
fn is_acronym(surface: &str) -> bool {
    let mut letters = surface.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && (2..=5).contains(&letters.clone().count())
        && letters.all(char::is_uppercase)
}

/// A normalized compound without what joins its words. Signs that tell it from another
/// stay: those of C++, .NET and 3.5.
fn compound_spelling(normalized: &str) -> String {
    let trailing = normalized.trim_end_matches(['+', '#']).len();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    normalized
        .char_indices()
        .filter(|&(at, c)| {
            c.is_alphanumeric()
                || at >= trailing
                || at == 0
                || is_combining_mark(c)
                || is_digit(normalized[..at].chars().next_back())
                    && is_digit(normalized[at + c.len_utf8()..].chars().next())
        })
        .map(|(_, c)| c)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(terms: &[Term]) -> Vec<String> {
        let shown = terms
            .iter()
            .map(|term| format!("{}:{}", term.kind.as_str(), term.text));
        shown.collect()
    }

    #[test]
    fn only_terms_that_do_not_follow_from_the_spelling_are_extra() {
        let analyzer = WordAnalyzer::default();
        for (surface, code, extra) in [
            ("markets", "en", &[][..]),
            ("Märkte", "de", &["form:markt", "stem:markt"]),
            ("OctaSpace", "en", &["stem:octa", "stem:space"]),
            ("AIDS", "en", &["form:aids"]),
            ("去", "zh", &[]),
        ] {
            let language = Language::of(code).filter(|language| language.is_analyzed_apart());
            let word = analyzer.word(surface, language);
            assert_eq!(shown(&word.extra), extra, "{surface}");
        }
    }

    #[test]
    fn a_compound_is_found_as_one_word() {
        for (surface, spelling) in [
            ("io.net", "ionet"),
            ("play-to-earn", "playtoearn"),
            ("c++", "c++"),
            (".net", ".net"),
            ("gpt-3.5", "gpt3.5"),
            ("смарт\u{2011}контракт", "смартконтракт"),
        ] {
            assert_eq!(compound_spelling(surface), spelling);
        }
    }

    #[test]
    fn acronyms_are_two_to_five_capitals() {
        for (surface, expected) in [
            ("ИИ", true),
            ("GPT4", true),
            ("DEPIN", true),
            ("DECENT", false),
            ("GPUs", false),
            ("A", false),
            ("2024", false),
        ] {
            assert_eq!(is_acronym(surface), expected, "{surface}");
        }
    }
}
