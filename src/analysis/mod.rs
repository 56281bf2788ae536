//! Text to terms: one analyzer for indexing, querying and highlighting.
//!
//! Splits text into words and names, folds their spelling, and gives each the
//! terms by which it is found: its exact form, its lemma (Russian, by
//! dictionary) or stem, and two looser ones. Knows nothing of tantivy: the
//! index and the search take its tokens as they are.

mod dictionary;
mod fold;
mod lemma;
mod memo;
mod morphology;
mod words;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use unicode_normalization::char::is_combining_mark;

pub(crate) use self::dictionary::Dictionary;
pub use self::lemma::{LemmaEntry, LemmaSource};

use self::memo::{Memo, recall};
use self::morphology::{Morphology, WordForms};
use self::words::Piece;

/// How alike a text's word and a query's word are when they share a term,
/// closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// The same form, in one spelling.
    Exact,
    /// Forms of one word, or spellings of one name.
    Form,
    /// The same stem: often words of one family, at times strangers (токен, ток).
    Stem,
    /// The same first letters.
    Beginning,
}

impl TermKind {
    /// All kinds, closest first.
    pub const ALL: [TermKind; 4] = [
        TermKind::Exact,
        TermKind::Form,
        TermKind::Stem,
        TermKind::Beginning,
    ];

    /// The name by which output knows it.
    pub fn as_str(self) -> &'static str {
        match self {
            TermKind::Exact => "exact",
            TermKind::Form => "form",
            TermKind::Stem => "stem",
            TermKind::Beginning => "beginning",
        }
    }
}

/// What a token is indexed and searched as.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// What it shares with tokens that have the same.
    pub kind: TermKind,
    /// The term.
    pub text: String,
}

/// What a token was taken for: why it has the terms that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A word of the dictionary; its form is the lemma.
    Lemma,
    /// A word cut to its stem by its ending.
    Stem,
    /// Two to five capitals: no other word's form.
    Acronym,
    /// Words written together: `io.net`, `play-to-earn`.
    Name,
    /// The last part of a dotted name: `.ai`.
    Ending,
    /// Taken as it is: a number, a short Latin word, a word of another language.
    Plain,
}

impl Reading {
    /// The name by which output knows it.
    pub fn as_str(self) -> &'static str {
        match self {
            Reading::Lemma => "lemma",
            Reading::Stem => "stem",
            Reading::Acronym => "acronym",
            Reading::Name => "name",
            Reading::Ending => "ending",
            Reading::Plain => "plain",
        }
    }
}

/// A word or a name of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its place among the words, from 0; a name has that of its first word.
    pub position: usize,
    /// What it was taken for.
    pub reading: Reading,
    /// It says little of what a text is about: a preposition, a conjunction.
    pub common: bool,
    /// Its terms, closest first. Every word has one exact term, a name none.
    pub terms: Arc<[Term]>,
    /// The terms of the words that it is put together of: Space finds
    /// OctaSpace, but OctaSpace does not look for other spaces.
    pub parts: Arc<[Term]>,
}

impl Token {
    /// The token in one spelling: a word by its exact term, a compound as if it were
    /// written as one word.
    pub fn spelling(&self) -> Option<&str> {
        let kind = match self.reading {
            Reading::Name => TermKind::Form,
            _ => TermKind::Exact,
        };
        let own = self.terms.iter().find(|term| term.kind == kind)?;
        Some(&own.text)
    }
}

/// What the index keeps of a token, see [`Analyzer::terms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextTerm<'t> {
    /// The exact term of the word at the next position.
    Word(&'t str),
    /// The terms of a compound, without a position of their own.
    Compound(&'t [Term]),
    /// The terms of the last word that do not follow from its spelling, see
    /// [`Analyzer::spelling_terms`]; without a position of their own.
    Extra(&'t [Term]),
}

/// Turns text into tokens. The same object must serve the index and its queries.
#[derive(Default)]
pub struct Analyzer {
    morphology: Arc<Morphology>,
    words: Mutex<Memo<Word>>,
}

/// A copy shares what is known, and remembers words for itself: one for each thread
/// that analyses much.
impl Clone for Analyzer {
    fn clone(&self) -> Self {
        Analyzer {
            morphology: Arc::clone(&self.morphology),
            words: Mutex::default(),
        }
    }
}

/// What a word is wherever it stands.
#[derive(Clone)]
struct Word {
    reading: Reading,
    common: bool,
    terms: Arc<[Term]>,
    parts: Arc<[Term]>,
    /// What it is found by and its folded spelling alone does not tell.
    others: Arc<[Term]>,
}

impl Analyzer {
    /// Changes whenever the same text may give other terms than before; the
    /// second half is the dictionary's version.
    pub const VERSION: &str = dictionary::VERSION;

    /// The analyzer for all languages: each word's script chooses its terms.
    pub fn new() -> Self {
        Self::default()
    }

    /// An analyzer with another source of lemmas than the built-in dictionary.
    pub fn with_lemmas(lemmas: Arc<dyn LemmaSource>) -> Self {
        Analyzer {
            morphology: Arc::new(Morphology::new(lemmas)),
            ..Analyzer::default()
        }
    }

    /// The words and names of a text in order; a name before its words. The
    /// text's language, a tag as `pt` or `pt-br`, has its say where a word may
    /// be of several: `die` in Latin letters.
    pub fn analyze(&self, text: &str, lang: &str) -> Vec<Token> {
        self.tokens(text, lang, None)
    }

    /// The same, with the exact terms alone of words that are what their spelling
    /// says and not among these, which are exact terms too: many times as fast
    /// when these are few.
    pub fn analyze_only(&self, words: &HashSet<String>, text: &str, lang: &str) -> Vec<Token> {
        self.tokens(text, lang, Some(words))
    }

    fn tokens(&self, text: &str, lang: &str, only: Option<&HashSet<String>>) -> Vec<Token> {
        let lang = primary(lang);
        let mut words = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let words = words.of(lang);
        let mut position = 0;
        let mut tokens = Vec::with_capacity(text.len() / 8);
        for piece in words::pieces(text) {
            let at = position;
            let token = match piece {
                Piece::Name(range) => {
                    let written = &text[range.clone()];
                    let name = recall(words, written, || self.name(written, lang));
                    name.at(range, at)
                }
                Piece::Ending(range) => {
                    position += 1;
                    let written = &text[range.clone()];
                    let ending = Word {
                        reading: Reading::Ending,
                        common: true,
                        ..recall(words, written, || self.word(written, lang))
                    };
                    ending.at(range, at)
                }
                Piece::Word(range) => {
                    position += 1;
                    let written = &text[range.clone()];
                    let only = only.filter(|_| self.tells_all(written, lang));
                    let folded = only.map(|words| (words, fold::fold(written)));
                    let word = match folded.filter(|(words, folded)| !words.contains(folded)) {
                        Some((_, folded)) => exact_word(folded),
                        None => recall(words, written, || self.word(written, lang)),
                    };
                    word.at(range, at)
                }
            };
            tokens.push(token);
        }
        tokens
    }

    /// Calls `visit` with what the index keeps of each token of a text, in order.
    pub fn terms(&self, text: &str, lang: &str, mut visit: impl FnMut(TextTerm<'_>)) {
        let lang = primary(lang);
        let mut folded = String::new();
        for piece in words::pieces(text) {
            let (range, is_name) = match piece {
                Piece::Name(range) => (range, true),
                Piece::Word(range) | Piece::Ending(range) => (range, false),
            };
            let written = &text[range];
            if !is_name {
                fold::fold_into(written, &mut folded);
                visit(TextTerm::Word(&folded));
            }
            if is_name || !self.tells_all(written, lang) {
                let others = {
                    let mut words = self.words.lock().unwrap_or_else(PoisonError::into_inner);
                    let word = recall(words.of(lang), written, || match is_name {
                        true => self.name(written, lang),
                        false => self.word(written, lang),
                    });
                    word.others
                };
                visit(match is_name {
                    true => TextTerm::Compound(&others),
                    false => TextTerm::Extra(&others),
                });
            }
        }
    }

    /// The terms of a normalized word that follow from its spelling: lemmas, stem and
    /// prefix in the first language of its script. The index keeps only its exact
    /// term, and a lexicon maps these to it.
    pub fn spelling_terms(&self, word: &str) -> Vec<Term> {
        let base = self.morphology.forms(word);
        let prefix = beginning(&base, word);
        let lemmas = base.forms.into_iter();
        let stem = base.stem.into_iter();
        let terms = lemmas.map(|lemma| term(TermKind::Form, lemma));
        terms
            .chain(stem.map(|stem| term(TermKind::Stem, stem)))
            .chain(prefix)
            .collect()
    }

    /// A word, or the beginning of one, in the one spelling of all its spellings.
    pub fn fold(&self, word: &str) -> String {
        fold::fold(word)
    }

    /// The languages of which a text must be told that it is in them; all
    /// others are analysed alike.
    pub fn tells_apart(&self, lang: &str) -> bool {
        self.morphology.knows(primary(lang))
    }

    /// The terms of words written together, as a name would have them: «octa
    /// space» for OctaSpace. None when they are not all Latin or digits.
    pub fn joined(&self, words: &[&str], lang: &str) -> Vec<Term> {
        let joined: String = words.iter().map(|word| fold::fold(word)).collect();
        if !is_latin(&joined) {
            return Vec::new();
        }
        let forms = self.joined_forms(&joined, primary(lang));
        forms
            .into_iter()
            .map(|form| term(TermKind::Form, form))
            .collect()
    }

    /// A word has all terms that its folded spelling has in the first language
    /// of its script, which the lexicon knows of; besides, those of the text's
    /// own language, of capitals, and of its parts.
    fn word(&self, word: &str, lang: &str) -> Word {
        let folded = fold::fold(word);
        let acronym = is_acronym(word);
        let base = self.morphology.forms(&folded);
        let own = self.morphology.forms_in(&folded, lang);
        let WordForms {
            reading, common, ..
        } = *own.as_ref().unwrap_or(&base);
        let mut terms = vec![term(TermKind::Exact, folded.clone())];
        let mut others = Vec::new();
        let mut add = |kind, text: &String, told: bool| {
            let new = term(kind, text.clone());
            if !terms.contains(&new) {
                if !told {
                    others.push(new.clone());
                }
                terms.push(new);
            }
        };
        let is_form = |form: &String| base.forms.contains(form);
        let is_stem = |stem: &String| base.stem.as_ref() == Some(stem);
        // Written small, an acronym will be taken for a word.
        for form in acronym.then_some(&folded).into_iter() {
            add(TermKind::Form, form, is_form(form));
        }
        for forms in own.iter().chain([&base]) {
            for form in &forms.forms {
                add(TermKind::Form, form, is_form(form));
            }
        }
        for stem in own.iter().chain([&base]).flat_map(|forms| &forms.stem) {
            add(TermKind::Stem, stem, is_stem(stem));
        }
        terms.extend(beginning(&base, &folded));
        let humps = words::humps(word).into_iter();
        let parts: Arc<[Term]> = humps
            .filter(|hump| hump.len() >= SHORTEST_HUMP)
            .filter_map(|hump| self.morphology.forms(&fold::fold(hump)).stem)
            .map(|stem| term(TermKind::Stem, stem))
            .collect();
        let of_parts = parts.iter().filter(|part| !terms.contains(part)).cloned();
        others.extend(of_parts);
        Word {
            reading: if acronym { Reading::Acronym } else { reading },
            common: common && !acronym,
            terms: terms.into(),
            parts,
            others: others.into(),
        }
    }

    /// A name is found as the word that its parts would be, written together.
    fn name(&self, written: &str, lang: &str) -> Word {
        let joined = joined_spelling(written);
        let forms = if joined.chars().all(char::is_alphanumeric) {
            self.joined_forms(&joined, lang)
        } else {
            vec![joined]
        };
        let terms = forms.into_iter();
        let terms: Arc<[Term]> = terms.map(|form| term(TermKind::Form, form)).collect();
        Word {
            reading: Reading::Name,
            common: false,
            others: Arc::clone(&terms),
            terms,
            parts: [].into(),
        }
    }

    fn joined_forms(&self, joined: &str, lang: &str) -> Vec<String> {
        let own = self.morphology.forms_in(joined, lang);
        own.unwrap_or_else(|| self.morphology.forms(joined)).forms
    }

    /// True for a word that has no terms but those of its folded spelling: written
    /// as most are, and by the first language of its script.
    fn tells_all(&self, written: &str, lang: &str) -> bool {
        !self.morphology.is_other(lang) && !written.chars().skip(1).any(char::is_uppercase)
    }
}

/// The first letters of a word, which small words do not have.
fn beginning(base: &WordForms, folded: &str) -> Option<Term> {
    let beginning = morphology::beginning(folded).filter(|_| !base.common)?;
    Some(term(TermKind::Beginning, beginning))
}

impl Word {
    fn at(self, range: Range<usize>, position: usize) -> Token {
        Token {
            range,
            position,
            reading: self.reading,
            common: self.common,
            terms: self.terms,
            parts: self.parts,
        }
    }
}

/// A word of which nothing else is wanted than what it is.
fn exact_word(folded: String) -> Word {
    Word {
        reading: Reading::Plain,
        common: false,
        terms: [term(TermKind::Exact, folded)].into(),
        parts: [].into(),
        others: [].into(),
    }
}

/// True for words whose sounds are always kept.
pub fn is_latin(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The language of a tag without its variety.
fn primary(lang: &str) -> &str {
    lang.split('-').next().unwrap_or(lang)
}

/// Parts of a word of fewer bytes are no words: the De of DeFi.
const SHORTEST_HUMP: usize = 3;

fn term(kind: TermKind, text: String) -> Term {
    Term { kind, text }
}

/// A name without what joins its words, but for the signs that tell it from
/// another: C++, .NET, 3.5.
fn joined_spelling(name: &str) -> String {
    let folded = fold::fold(name);
    let last = folded.trim_end_matches(['+', '#']).len();
    let digit_at = |at: Option<char>| at.is_some_and(|c| c.is_ascii_digit());
    folded
        .char_indices()
        .filter(|&(at, c)| {
            c.is_alphanumeric()
                || at >= last
                || at == 0
                || is_combining_mark(c)
                || digit_at(folded[..at].chars().next_back())
                    && digit_at(folded[at + c.len_utf8()..].chars().next())
        })
        .map(|(_, c)| c)
        .collect()
}

/// Two to five capital letters. An acronym may be the form of a word that
/// stands in the dictionary, but is never cut: ИИ is not «и».
fn is_acronym(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && (2..=5).contains(&letters.clone().count())
        && letters.all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_those_of_the_tokens() {
        let texts = [
            include_str!("../../corpus/decentralizing-ai-overview.ru.md"),
            "io.net, C++ и .NET: play-to-earn! Ёлка ЁЖ ИИ GPUs 3.5 то\u{ad}кен 去中心化AI Аkash и\u{306}",
            "Die Märkte, les marchés; рынки-рынки.",
            "",
        ];
        let (analyzer, other) = (Analyzer::new(), Analyzer::new());
        for (text, lang) in texts.iter().flat_map(|text| [(text, "ru"), (text, "de")]) {
            let mut terms = Vec::new();
            analyzer.terms(text, lang, |term| match term {
                TextTerm::Word(word) => {
                    // The lexicon has what follows from its spelling.
                    terms.push(Term {
                        kind: TermKind::Exact,
                        text: word.to_owned(),
                    });
                    terms.extend(other.spelling_terms(word));
                }
                TextTerm::Compound(more) | TextTerm::Extra(more) => terms.extend_from_slice(more),
            });
            let tokens = analyzer.analyze(text, lang);
            let expected = tokens.iter().flat_map(|token| {
                let terms = token.terms.iter().chain(token.parts.iter());
                terms.cloned().collect::<Vec<_>>()
            });
            let set = |terms: Vec<Term>| terms.into_iter().collect::<HashSet<_>>();
            assert_eq!(set(terms), set(expected.collect()));
        }
    }
}
