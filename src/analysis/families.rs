//! Which words of a corpus are forms of what, and which sound alike: the index
//! has words as they are written, and whoever looks for a form, a stem, a
//! beginning or a sound is told here which words have it.
//!
//! A set of keys: what is shared, and how a word is made of it, by taking off so
//! many bytes and putting others on. Words are made alike, so the
//! endings of a language are kept once.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use fst::set::OpBuilder;
use fst::{Automaton, IntoStreamer, Set, SetBuilder, Streamer};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};

use super::{Term, TermKind};

/// What stands between a term and how words are made of it.
const SEPARATOR: u8 = 0x1f;

/// The words of a corpus by their terms.
pub(super) struct Families<Data>(Set<Data>);

/// What the words of a family share.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shared<'a> {
    /// A form, see [`TermKind::Form`].
    Form(&'a str),
    /// A stem, see [`TermKind::Stem`].
    Stem(&'a str),
    /// The first letters, see [`TermKind::Beginning`].
    Beginning(&'a str),
    /// A sound, see [`super::sound_keys`].
    Sound(&'a str),
}

impl<'a> Shared<'a> {
    /// What words with a term share; none for a word itself.
    pub(super) fn of(term: &'a Term) -> Option<Self> {
        match term.kind {
            TermKind::Exact => None,
            TermKind::Form => Some(Shared::Form(&term.text)),
            TermKind::Stem => Some(Shared::Stem(&term.text)),
            TermKind::Beginning => Some(Shared::Beginning(&term.text)),
        }
    }

    fn parts(self) -> (u8, &'a str) {
        match self {
            Shared::Form(text) => (FORM, text),
            Shared::Stem(text) => (b's', text),
            Shared::Beginning(text) => (b'b', text),
            Shared::Sound(text) => (b'k', text),
        }
    }

    /// What the keys of all words that share it begin with.
    fn prefix(self) -> Vec<u8> {
        let (letter, text) = self.parts();
        [&[letter], text.as_bytes(), &[SEPARATOR]].concat()
    }

    /// The key of a word; none for what is no word of any language.
    pub(super) fn key(self, word: &str) -> Option<Box<[u8]>> {
        let mut key = self.prefix();
        let (shared, word) = (self.parts().1.as_bytes(), word.as_bytes());
        let pairs = shared.iter().zip(word);
        let common = pairs.take_while(|(one, other)| one == other).count();
        key.push(u8::try_from(shared.len() - common).ok()?);
        key.extend_from_slice(&word[common..]);
        Some(key.into())
    }
}

const FORM: u8 = b'f';

/// The word that the end of a key makes of a term.
fn made_of(term: &[u8], end: &[u8]) -> Option<String> {
    let (&off, on) = end.split_first()?;
    let kept = term.len().checked_sub(off.into())?;
    String::from_utf8([&term[..kept], on].concat()).ok()
}

/// The bytes of families with these keys.
pub(super) fn write(keys: impl IntoIterator<Item = Box<[u8]>>) -> Vec<u8> {
    let mut keys: Vec<Box<[u8]>> = keys.into_iter().collect();
    keys.sort_unstable();
    let mut builder = SetBuilder::memory();
    for key in keys {
        // Sorted and in memory: there is nothing to go wrong.
        let _ = builder.insert(key);
    }
    builder.into_inner().unwrap_or_default()
}

/// Families put together.
pub(super) struct Union<'f>(OpBuilder<'f>);

impl<'f> Union<'f> {
    pub(super) fn new() -> Self {
        Union(OpBuilder::new())
    }

    pub(super) fn add<Data: AsRef<[u8]>>(&mut self, families: &'f Families<Data>) {
        self.0.push(&families.0);
    }

    /// The bytes of them all.
    pub(super) fn write(self) -> Vec<u8> {
        let mut keys = self.0.union();
        let mut builder = SetBuilder::memory();
        while let Some(key) = keys.next() {
            let _ = builder.insert(key);
        }
        builder.into_inner().unwrap_or_default()
    }
}

impl<Data: AsRef<[u8]>> Families<Data> {
    /// Reads what [`write()`] wrote; `None` when it is something else.
    pub(super) fn new(data: Data) -> Option<Self> {
        Some(Families(Set::new(data).ok()?))
    }

    pub(super) fn has(&self, key: &[u8]) -> bool {
        self.0.contains(key)
    }

    /// The words that share something.
    pub(super) fn words_with(&self, shared: Shared<'_>) -> Vec<String> {
        let mut words = Vec::new();
        let (prefix, (_, text)) = (shared.prefix(), shared.parts());
        let mut keys = self.0.range().ge(&prefix).into_stream();
        while let Some(key) = keys.next()
            && let Some(end) = key.strip_prefix(&*prefix)
        {
            words.extend(made_of(text.as_bytes(), end));
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
            At::Kind if byte == FORM => At::Term(self.0.initial_state()),
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

    fn families(words: &[(&str, &[Shared<'_>])]) -> Families<Vec<u8>> {
        let words = words.iter();
        let keys = words.flat_map(|(word, shared)| shared.iter().map(|shared| shared.key(word)));
        Families::new(write(keys.flatten())).unwrap()
    }

    #[test]
    fn families_put_together_have_the_words_of_all() {
        let form = |form| [Shared::Form(form)];
        let one = families(&[("рынки", &form("рынок")), ("рынка", &form("рынок"))]);
        let other = families(&[("рынки", &form("рынок")), ("токена", &form("токен"))]);
        let mut union = Union::new();
        union.add(&one);
        union.add(&other);
        let both = Families::new(union.write()).unwrap();
        let of = |form| both.words_with(Shared::Form(form));
        assert_eq!(of("рынок"), ["рынка", "рынки"]);
        assert_eq!(of("токен"), ["токена"]);
    }

    #[test]
    fn words_are_found_by_what_they_share() {
        use Shared::{Form, Sound, Stem};
        let families = families(&[
            ("люди", &[Form("человек"), Stem("люд")]),
            ("рынки", &[Form("рынок"), Stem("рынк")]),
            ("рынков", &[Form("рынок"), Stem("рынк")]),
            ("рынок", &[Form("рынок"), Stem("рынок")]),
            ("markets", &[Form("market"), Stem("market")]),
            ("акаш", &[Sound("akaS")]),
        ]);
        let sorted = |mut words: Vec<String>| {
            words.sort();
            words
        };
        let of = |shared| sorted(families.words_with(shared));
        assert_eq!(of(Form("рынок")), ["рынки", "рынков", "рынок"]);
        assert_eq!(of(Stem("рынк")), ["рынки", "рынков"]);
        assert_eq!(of(Form("человек")), ["люди"]);
        assert_eq!(of(Stem("market")), ["markets"]);
        assert_eq!(of(Sound("akaS")), ["акаш"]);
        assert_eq!(of(Form("рын")), [""; 0]);
    }

    #[test]
    fn forms_nearby_are_found_with_their_words() {
        let form = |form| [Shared::Form(form)];
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
