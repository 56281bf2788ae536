//! Which words of a corpus are forms of what: the index has words as they are
//! written, and whoever looks for a form or a stem is told here which words
//! have it.
//!
//! A set of keys: the kind of term, the term, and how a word is made of it, by
//! taking off so many bytes and putting others on. Words are made alike, so the
//! endings of a language are kept once.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use foldhash::fast::FixedState;
use fst::{Automaton, IntoStreamer, Set, SetBuilder, Streamer};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};

use super::{Term, TermKind};

/// What stands between a term and how words are made of it.
const SEPARATOR: u8 = 0x1f;

/// The words of a corpus by their terms.
pub(super) struct Families<Data>(Set<Data>);

/// Keys that were met.
#[derive(Default)]
pub(super) struct Learned(HashSet<Box<[u8]>, FixedState>);

fn letter(kind: TermKind) -> Option<u8> {
    match kind {
        TermKind::Form => Some(b'f'),
        TermKind::Stem => Some(b's'),
        TermKind::Exact | TermKind::Beginning => None,
    }
}

/// What the keys of all words that have a term begin with.
fn prefix(kind: TermKind, term: &str) -> Option<Vec<u8>> {
    let mut key = vec![letter(kind)?];
    key.extend_from_slice(term.as_bytes());
    key.push(SEPARATOR);
    Some(key)
}

/// The key of a word under a term; none for what is no word of any language.
fn key(term: &Term, word: &str) -> Option<Box<[u8]>> {
    let mut key = prefix(term.kind, &term.text)?;
    let (term, word) = (term.text.as_bytes(), word.as_bytes());
    let pairs = term.iter().zip(word);
    let common = pairs.take_while(|(one, other)| one == other).count();
    key.push(u8::try_from(term.len() - common).ok()?);
    key.extend_from_slice(&word[common..]);
    Some(key.into())
}

/// The word that the end of a key makes of a term.
fn made_of(term: &[u8], end: &[u8]) -> Option<String> {
    let (&off, on) = end.split_first()?;
    let kept = term.len().checked_sub(off.into())?;
    String::from_utf8([&term[..kept], on].concat()).ok()
}

impl Learned {
    /// Adds a word with its forms and stems; numbers and the like, which are
    /// nothing but themselves, are not kept.
    pub(super) fn add(&mut self, word: &str, terms: &[Term], known: impl Fn(&[u8]) -> bool) {
        let others = || terms.iter().filter(|term| letter(term.kind).is_some());
        if !word.chars().all(char::is_alphabetic) && others().all(|term| term.text == word) {
            return;
        }
        let keys = others().filter_map(|term| key(term, word));
        self.0.extend(keys.filter(|key| !known(key)));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All keys in order.
    pub(super) fn sorted(&self) -> Vec<&[u8]> {
        let mut keys: Vec<&[u8]> = self.0.iter().map(|key| &**key).collect();
        keys.sort_unstable();
        keys
    }
}

/// The bytes of families with these keys, which are sorted.
pub(super) fn write<K: AsRef<[u8]>>(keys: impl IntoIterator<Item = K>) -> Vec<u8> {
    let mut builder = SetBuilder::memory();
    for key in keys {
        // Sorted and in memory: there is nothing to go wrong.
        let _ = builder.insert(key);
    }
    builder.into_inner().unwrap_or_default()
}

impl<Data: AsRef<[u8]>> Families<Data> {
    /// Reads what [`write()`] wrote; `None` when it is something else.
    pub(super) fn new(data: Data) -> Option<Self> {
        Some(Families(Set::new(data).ok()?))
    }

    pub(super) fn has(&self, key: &[u8]) -> bool {
        self.0.contains(key)
    }

    pub(super) fn set(&self) -> &Set<Data> {
        &self.0
    }

    /// The words that have a term.
    pub(super) fn words_with(&self, kind: TermKind, term: &str) -> Vec<String> {
        let mut words = Vec::new();
        let Some(prefix) = prefix(kind, term) else {
            return words;
        };
        let mut keys = self.0.range().ge(&prefix).into_stream();
        while let Some(key) = keys.next()
            && let Some(end) = key.strip_prefix(&*prefix)
        {
            words.extend(made_of(term.as_bytes(), end));
        }
        words
    }

    /// The forms at most `edits` characters away, each with the words that have
    /// it; swapped neighbours count as one edit.
    pub(super) fn forms_near(&self, form: &str, edits: u8) -> BTreeMap<String, Vec<String>> {
        let mut near: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut keys = self.0.search(Near(automaton(form, edits))).into_stream();
        while let Some(key) = keys.next() {
            let parts = key.iter().position(|&byte| byte == SEPARATOR);
            let Some((term, end)) = parts.map(|at| (&key[1..at], &key[at + 1..])) else {
                continue;
            };
            let words = near.entry(String::from_utf8_lossy(term).into_owned());
            words.or_default().extend(made_of(term, end));
        }
        near
    }
}

/// The most edits that are looked for.
const MOST_EDITS: usize = 2;

fn automaton(word: &str, edits: u8) -> DFA {
    static BUILDERS: [OnceLock<LevenshteinAutomatonBuilder>; MOST_EDITS + 1] =
        [const { OnceLock::new() }; MOST_EDITS + 1];
    let edits = usize::from(edits).min(MOST_EDITS);
    let builder =
        BUILDERS[edits].get_or_init(|| LevenshteinAutomatonBuilder::new(edits as u8, true));
    builder.build_dfa(word)
}

/// Accepts the keys of the forms that an automaton accepts.
struct Near(DFA);

/// Where it is in a key.
#[derive(Clone, Copy)]
enum At {
    Kind,
    Term(u32),
    End,
    Nowhere,
}

impl Automaton for Near {
    type State = At;

    fn start(&self) -> At {
        At::Kind
    }

    fn is_match(&self, at: &At) -> bool {
        matches!(at, At::End)
    }

    fn can_match(&self, at: &At) -> bool {
        !matches!(at, At::Nowhere)
    }

    fn accept(&self, at: &At, byte: u8) -> At {
        match *at {
            At::Kind if Some(byte) == letter(TermKind::Form) => At::Term(self.0.initial_state()),
            At::Term(state) if byte == SEPARATOR => match self.0.distance(state) {
                Distance::Exact(_) => At::End,
                Distance::AtLeast(_) => At::Nowhere,
            },
            At::Term(state) => match self.0.transition(state, byte) {
                SINK_STATE => At::Nowhere,
                next => At::Term(next),
            },
            At::End => At::End,
            At::Kind | At::Nowhere => At::Nowhere,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families(words: &[(&str, &[(TermKind, &str)])]) -> Families<Vec<u8>> {
        let mut learned = Learned::default();
        for (word, terms) in words {
            let terms: Vec<Term> = terms
                .iter()
                .map(|&(kind, text)| Term {
                    kind,
                    text: text.to_owned(),
                })
                .collect();
            learned.add(word, &terms, |_| false);
        }
        Families::new(write(learned.sorted())).unwrap()
    }

    #[test]
    fn words_are_found_by_their_forms_and_stems() {
        use TermKind::{Form, Stem};
        let families = families(&[
            ("люди", &[(Form, "человек"), (Stem, "люд")]),
            ("рынки", &[(Form, "рынок"), (Stem, "рынк")]),
            ("рынков", &[(Form, "рынок"), (Stem, "рынк")]),
            ("рынок", &[(Form, "рынок"), (Stem, "рынок")]),
            ("markets", &[(Form, "market"), (Stem, "market")]),
            ("2024", &[(Form, "2024"), (Stem, "2024")]),
        ]);
        let sorted = |mut words: Vec<String>| {
            words.sort();
            words
        };
        let of = |kind, term| sorted(families.words_with(kind, term));
        assert_eq!(of(Form, "рынок"), ["рынки", "рынков", "рынок"]);
        assert_eq!(of(Stem, "рынк"), ["рынки", "рынков"]);
        assert_eq!(of(Form, "человек"), ["люди"]);
        assert_eq!(of(Stem, "market"), ["markets"]);
        assert_eq!(of(Form, "рын"), [""; 0]);
        assert_eq!(of(Form, "2024"), [""; 0]);
    }

    #[test]
    fn forms_nearby_are_found_with_their_words() {
        let form = |form| [(TermKind::Form, form)];
        let families = families(&[
            ("рынки", &form("рынок")),
            ("рынка", &form("рынок")),
            ("сынки", &form("сынок")),
            ("урок", &form("уроки")),
        ]);
        let near = families.forms_near("рыонк", 1);
        let words: Vec<_> = near.values().flatten().collect();
        assert_eq!(near.keys().collect::<Vec<_>>(), ["рынок"]);
        assert_eq!(words, ["рынка", "рынки"]);
        assert_eq!(families.forms_near("рынок", 1).len(), 2);
    }
}
