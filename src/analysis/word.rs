//! The terms of a word or compound wherever it occurs.

use std::sync::Arc;

use super::bigrams;
use super::combining_form;
use super::compound_spelling::{compound_spelling, dotted_thousands, version};
use super::fold::foldings;
use super::lemma::LemmaSource;
use super::lemmatizer::{Lemmatizer, WordAnalysis};
use super::normalizer::by_script::Normalizers;
use super::segmenter::camel_case::split_name;
use super::token::{Term, TermKind, TokenType};
use crate::language::Language;
use crate::spelling::{is_cyrillic, is_latin};

/// The shortest part of a name, in letters, that is indexed: not the De of DeFi.
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
        let mut parts = self.spelled_parts(&exact);
        for part in self.parts(surface, normalizers, language) {
            if !parts.contains(&part) {
                extra.extend((!terms.contains(&part)).then(|| part.clone()));
                parts.push(part);
            }
        }
        WordTerms {
            token_type: match is_acronym {
                true => TokenType::Acronym,
                false => leading.token_type,
            },
            is_stop_word: leading.is_stop_word && !is_acronym,
            terms: terms.into(),
            parts: parts.into(),
            extra: extra.into(),
        }
    }

    /// The terms of the parts of a name, where capitals tell them: each part's stem, and
    /// neighbouring ones as the name that they are.
    fn parts(&self, surface: &str, normalizers: Normalizers, language: TextLanguage) -> Vec<Term> {
        let mut terms = Vec::new();
        if !has_inner_capital(surface) {
            return terms;
        }
        for part in split_name(surface) {
            let spelling = normalizers.normalize(part.text);
            match part.count > 1 && part.is_name && has_part_len(&spelling) {
                true => terms.extend(self.compound_terms(&spelling, language)),
                false => terms.extend(self.part_term(&spelling)),
            }
        }
        terms
    }

    /// The terms of the parts of a normalized word: where letters meet digits, and behind
    /// a combining form.
    fn spelled_parts(&self, exact: &str) -> Vec<Term> {
        let parts = split_name(exact).into_iter();
        let parts = parts.filter_map(|part| self.part_term(part.text));
        let rest = combining_form::rest(exact).and_then(|rest| self.lemmatizer.stem(rest));
        parts
            .chain(rest.map(|stem| Term::new(TermKind::Stem, stem)))
            .collect()
    }

    fn part_term(&self, part: &str) -> Option<Term> {
        let stem = || self.lemmatizer.analyze(part).stem;
        let stem = has_part_len(part).then(stem)?;
        Some(Term::new(TermKind::Stem, stem?))
    }

    /// The terms of a compound: those of its words written as one.
    pub(super) fn compound(&self, surface: &str, language: TextLanguage) -> WordTerms {
        let spelling = compound_spelling(&Normalizers::of(language).normalize(surface));
        let mut terms = match spelling.chars().all(char::is_alphanumeric) {
            true => self.compound_terms(&spelling, language),
            false => Vec::new(),
        };
        if terms.is_empty() {
            let (version, mark) = version(&spelling);
            let lemmas = [Some(version.to_owned()), dotted_thousands(version)];
            terms.extend(
                lemmas
                    .into_iter()
                    .flatten()
                    .map(|lemma| Term::new(TermKind::Lemma, lemma)),
            );
            // The first number of a version is no less a version: v1.2 is found by v1.
            terms.extend(mark.map(|mark| Term::new(TermKind::Stem, mark)));
        }
        let terms: Arc<[Term]> = terms.into();
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
    /// letters and digits, or all of Cyrillic ones.
    pub(super) fn joined_terms(&self, words: &[&str]) -> Vec<Term> {
        let normalizers = Normalizers::default();
        let words = words.iter().map(|word| normalizers.normalize(word));
        let words: Vec<String> = words.collect();
        let spelling = words.concat();
        if is_latin(&spelling) {
            return self.compound_terms(&spelling, None);
        }
        if !spelling.chars().all(is_cyrillic) {
            return Vec::new();
        }
        // Most such words do not exist, and a dictionary would be loaded to learn it.
        let stem = self.lemmatizer.stem(&spelling);
        // A stemmer may take the last word for an ending: морфей in «Морфей ИИ».
        let head = spelling.len() - words.last().map_or(0, String::len);
        let stem = stem.filter(|stem| stem.get(head..).is_some_and(has_part_len));
        let stems = stem.map(|stem| {
            [
                Term::new(TermKind::Lemma, stem.as_str()),
                Term::new(TermKind::Stem, stem),
            ]
        });
        let mut terms = vec![Term::new(TermKind::Lemma, spelling)];
        terms.extend(stems.into_iter().flatten());
        terms.dedup();
        terms
    }

    /// The terms that follow from an exact term: lemmas, folded forms, stem, bigrams and
    /// prefix by the first language of its script, and those of its parts.
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
            .chain(self.spelled_parts(word))
            .collect()
    }
}

fn has_part_len(part: &str) -> bool {
    part.chars().nth(MIN_PART_LEN - 1).is_some()
}

/// True for acronyms and camel-case words, among others.
pub(super) fn has_inner_capital(surface: &str) -> bool {
    surface.chars().skip(1).any(char::is_uppercase)
}

/// Two to five capitals. An acronym may also be an inflection in the dictionary, but is
/// never stemmed: ИИ is not и.
fn is_acronym(surface: &str) -> bool {
    let mut letters = surface.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && (2..=5).contains(&letters.clone().count())
        && letters.all(char::is_uppercase)
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
            ("covid19", "en", &[]),
            (
                "HTTPServerPool",
                "en",
                &[
                    "stem:http",
                    "stem:server",
                    "stem:pool",
                    "form:httpserver",
                    "form:serverpool",
                ],
            ),
            ("iPhone15", "en", &["stem:phone", "form:phone15"]),
            ("AIDS", "en", &["form:aids"]),
            ("去", "zh", &[]),
        ] {
            let language = Language::of(code).filter(|language| language.is_analyzed_apart());
            let word = analyzer.word(surface, language);
            assert_eq!(shown(&word.extra), extra, "{surface}");
        }
    }

    #[test]
    fn letters_and_digits_are_parts_of_a_word() {
        let analyzer = WordAnalyzer::default();
        for (surface, parts) in [
            ("covid19", &["stem:covid"][..]),
            ("575cc", &["stem:575"]),
            ("gpt4o", &["stem:gpt", "stem:gpt4"]),
            (
                "iphone15pro",
                &["stem:iphon", "stem:pro", "stem:iphone15", "stem:15pro"],
            ),
            ("2024", &[]),
            ("рынок", &[]),
            ("видеокарты", &["stem:карт"]),
        ] {
            assert_eq!(
                shown(&analyzer.word(surface, None).parts),
                parts,
                "{surface}"
            );
            let follow = shown(&analyzer.spelling_terms(surface));
            assert!(
                parts
                    .iter()
                    .all(|part| follow.contains(&(*part).to_owned()))
            );
        }
    }

    #[test]
    fn words_written_as_one_keep_the_last_of_them() {
        let analyzer = WordAnalyzer::default();
        for (words, terms) in [
            (&["octa", "space"][..], &["form:octaspac"][..]),
            (&["веб", "сервер"], &["form:вебсервер", "stem:вебсервер"]),
            (
                &["видео", "карты"],
                &["form:видеокарты", "form:видеокарт", "stem:видеокарт"],
            ),
            (&["Морфей", "ИИ"], &["form:морфейии"]),
            (&["рынок", "gpu"], &[]),
        ] {
            assert_eq!(shown(&analyzer.joined_terms(words)), terms, "{words:?}");
        }
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        let analyzer = WordAnalyzer::default();
        for (surface, terms) in [
            ("v1.2.3", &["form:1.2.3", "stem:v1"][..]),
            ("1.2.3", &["form:1.2.3"]),
            ("vue.js", &["form:vuej"]),
            ("1,000", &["form:1000"]),
            ("1.000.000", &["form:1.000.000", "form:1000000"]),
            ("38.101", &["form:38.101"]),
        ] {
            assert_eq!(
                shown(&analyzer.compound(surface, None).terms),
                terms,
                "{surface}"
            );
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
