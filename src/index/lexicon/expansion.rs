//! Maps a lemma, stem, prefix or phonetic key to the corpus words that share it.
//!
//! Postings are kept for words as they are written; a query for any other form
//! is expanded to those words here. Knows keys and bytes, not how a word gets
//! its lemma or stem.
//!
//! The map is an FST set. Each key is one pair of an expansion and a word:
//!
//! ```text
//! kind  text        0x1f  cut  tail
//! 'f'   "рынок"     0x1f  4    "ки"      → "рынки"
//! ```
//!
//! The word is `text` without its last `cut` bytes, followed by `tail`. Endings
//! of a language repeat, so suffix sharing keeps the set small.

use fst::set::OpBuilder;
use fst::{IntoStreamer, Set, SetBuilder, Streamer};

use super::error::LexiconError;
use crate::analysis::{Term, TermKind};

/// Ends the text of a key; no term has a control character.
pub(super) const SEPARATOR: u8 = 0x1f;

/// The kind byte of lemmas.
pub(super) const LEMMA: u8 = b'f';
const FOLDED: u8 = b'd';
const STEM: u8 = b's';
const BIGRAM: u8 = b'g';
const PREFIX: u8 = b'b';
const PHONETIC: u8 = b'k';

/// What a group of corpus words has in common.
#[derive(Clone, Copy, Debug)]
pub(super) enum ExpansionKey<'a> {
    /// A form, see [`TermKind::Lemma`].
    Lemma(&'a str),
    /// A folded form, see [`TermKind::Folded`]. A word that folds to itself is not kept.
    Folded(&'a str),
    /// A stem, see [`TermKind::Stem`].
    Stem(&'a str),
    /// Two characters, see [`TermKind::Bigram`].
    Bigram(&'a str),
    /// The first letters, see [`TermKind::Prefix`].
    Prefix(&'a str),
    /// See [`crate::spelling::phonetic_keys`].
    Phonetic(&'a str),
}

impl<'a> ExpansionKey<'a> {
    /// `None` for an exact term, which is a corpus word itself.
    pub(super) fn of(term: &'a Term) -> Option<Self> {
        match term.kind {
            TermKind::Exact => None,
            TermKind::Lemma => Some(ExpansionKey::Lemma(&term.text)),
            TermKind::Folded => Some(ExpansionKey::Folded(&term.text)),
            TermKind::Stem => Some(ExpansionKey::Stem(&term.text)),
            TermKind::Bigram => Some(ExpansionKey::Bigram(&term.text)),
            TermKind::Prefix => Some(ExpansionKey::Prefix(&term.text)),
        }
    }

    fn parts(self) -> (u8, &'a str) {
        match self {
            ExpansionKey::Lemma(text) => (LEMMA, text),
            ExpansionKey::Folded(text) => (FOLDED, text),
            ExpansionKey::Stem(text) => (STEM, text),
            ExpansionKey::Bigram(text) => (BIGRAM, text),
            ExpansionKey::Prefix(text) => (PREFIX, text),
            ExpansionKey::Phonetic(text) => (PHONETIC, text),
        }
    }

    /// The bytes up to the separator, which all words of the group start with.
    fn start(self) -> Vec<u8> {
        let (kind, text) = self.parts();
        [&[kind], text.as_bytes(), &[SEPARATOR]].concat()
    }

    /// The key of one word. `None` if more than 255 bytes of `text` would be cut.
    pub(super) fn encode(self, word: &str) -> Option<Box<[u8]>> {
        let mut key = self.start();
        let (text, word) = (self.parts().1.as_bytes(), word.as_bytes());
        let pairs = text.iter().zip(word);
        let common = pairs.take_while(|(one, other)| one == other).count();
        // A longer ending does not fit the format: the word gets no key.
        key.push(u8::try_from(text.len() - common).ok()?);
        key.extend_from_slice(&word[common..]);
        Some(key.into())
    }
}

/// The word of a key, from its text and what follows the separator.
pub(super) fn decode_word(text: &[u8], end: &[u8]) -> Option<String> {
    let (&cut, tail) = end.split_first()?;
    let kept = text.len().checked_sub(cut.into())?;
    // Only a damaged map is not UTF-8; its words are left out.
    String::from_utf8([&text[..kept], tail].concat()).ok()
}

/// Corpus words by what they share.
pub(super) struct ExpansionMap<Data>(pub(super) Set<Data>);

impl<Data: AsRef<[u8]>> ExpansionMap<Data> {
    /// Reads the bytes of [`build`] or [`merge`].
    pub(super) fn new(data: Data) -> Result<Self, LexiconError> {
        Ok(ExpansionMap(Set::new(data)?))
    }

    pub(super) fn contains(&self, key: &[u8]) -> bool {
        self.0.contains(key)
    }

    /// The words that share `key`.
    pub(super) fn words_with(&self, key: ExpansionKey<'_>) -> Vec<String> {
        let mut words = Vec::new();
        let (start, (_, text)) = (key.start(), key.parts());
        let mut keys = self.0.range().ge(&start).into_stream();
        while let Some(key) = keys.next()
            && let Some(end) = key.strip_prefix(&*start)
        {
            words.extend(decode_word(text.as_bytes(), end));
        }
        words
    }
}

/// The bytes of a map with these keys.
pub(super) fn build(keys: impl IntoIterator<Item = Box<[u8]>>) -> Result<Vec<u8>, LexiconError> {
    let mut keys: Vec<Box<[u8]>> = keys.into_iter().collect();
    keys.sort_unstable();
    from_sorted(keys)
}

fn from_sorted(keys: impl IntoIterator<Item = Box<[u8]>>) -> Result<Vec<u8>, LexiconError> {
    let mut builder = SetBuilder::memory();
    for key in keys {
        builder.insert(key)?;
    }
    Ok(builder.into_inner()?)
}

/// Merges maps into one.
pub(super) struct ExpansionUnion<'m>(OpBuilder<'m>);

impl<'m> ExpansionUnion<'m> {
    pub(super) fn new() -> Self {
        ExpansionUnion(OpBuilder::new())
    }

    pub(super) fn add<Data: AsRef<[u8]>>(&mut self, map: &'m ExpansionMap<Data>) {
        self.0.push(&map.0);
    }

    /// The bytes of one map with the keys of all.
    pub(super) fn build(self) -> Result<Vec<u8>, LexiconError> {
        let mut builder = SetBuilder::memory();
        let mut keys = self.0.union();
        while let Some(key) = keys.next() {
            builder.insert(key)?;
        }
        Ok(builder.into_inner()?)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::index::lexicon) fn map_of(
        words: &[(&str, &[ExpansionKey<'_>])],
    ) -> ExpansionMap<Vec<u8>> {
        let keys = words
            .iter()
            .flat_map(|(word, keys)| keys.iter().map(|key| key.encode(word)));
        ExpansionMap::new(build(keys.flatten()).unwrap()).unwrap()
    }

    #[test]
    fn words_are_found_by_what_they_share() {
        use ExpansionKey::{Lemma, Phonetic, Stem};
        let map = map_of(&[
            ("люди", &[Lemma("человек"), Stem("люд")]),
            ("рынки", &[Lemma("рынок"), Stem("рынк")]),
            ("рынков", &[Lemma("рынок"), Stem("рынк")]),
            ("рынок", &[Lemma("рынок"), Stem("рынок")]),
            ("markets", &[Lemma("market"), Stem("market")]),
            ("акаш", &[Phonetic("akaS")]),
        ]);
        let cases: [(ExpansionKey<'_>, &[&str]); 6] = [
            (Lemma("рынок"), &["рынки", "рынков", "рынок"]),
            (Stem("рынк"), &["рынки", "рынков"]),
            (Lemma("человек"), &["люди"]),
            (Stem("market"), &["markets"]),
            (Phonetic("akaS"), &["акаш"]),
            (Lemma("рын"), &[]),
        ];
        for (key, expected) in cases {
            let mut words = map.words_with(key);
            words.sort();
            assert_eq!(words, expected, "{key:?}");
        }
    }

    #[test]
    fn a_union_has_the_words_of_all_maps() {
        let lemma = |lemma| [ExpansionKey::Lemma(lemma)];
        let one = map_of(&[("рынки", &lemma("рынок")), ("рынка", &lemma("рынок"))]);
        let other = map_of(&[("рынки", &lemma("рынок")), ("токена", &lemma("токен"))]);
        let mut union = ExpansionUnion::new();
        union.add(&one);
        union.add(&other);
        let both = ExpansionMap::new(union.build().unwrap()).unwrap();
        let words = |lemma| both.words_with(ExpansionKey::Lemma(lemma));
        assert_eq!(words("рынок"), ["рынка", "рынки"]);
        assert_eq!(words("токен"), ["токена"]);
    }

    #[test]
    fn keys_out_of_order_are_an_error_and_not_an_empty_map() {
        let keys = ["b", "a"].map(|key| key.as_bytes().into());
        assert!(from_sorted(keys).is_err());
    }

    #[test]
    fn a_damaged_map_is_an_error_and_not_merged_in_part() {
        let keys = ["a", "b", "c"].map(|key| key.as_bytes().into());
        let mut bytes = build(keys).unwrap();
        // The first of three transitions now follows the others.
        let at = bytes.iter().position(|&byte| byte == b'a').unwrap();
        bytes[at] = b'z';
        let damaged = ExpansionMap::new(bytes).unwrap();
        let mut union = ExpansionUnion::new();
        union.add(&damaged);
        assert!(union.build().is_err());
    }
}
