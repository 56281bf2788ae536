//! What words were found to be, kept for when they come again: the words of a
//! text are few, and most of what analysis costs is paid once for each.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// How many words are kept of a language; when there are more, all are
/// forgotten. A word takes about 300 bytes.
const MOST: usize = 200_000;

/// A longer word, in bytes, will hardly come again.
const LONGEST: usize = 64;

/// Words by language.
pub(super) struct Memo<T>(BTreeMap<String, Words<T>>);

/// The words of a language as they are written.
pub(super) type Words<T> = HashMap<Box<str>, T, FixedState>;

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo(BTreeMap::new())
    }
}

impl<T: Clone> Memo<T> {
    /// The words kept of a language.
    pub(super) fn of(&mut self, lang: &str) -> &mut Words<T> {
        self.0.entry(lang.to_owned()).or_default()
    }
}

/// What is kept of a word, else what it is found to be now.
pub(super) fn recall<T: Clone>(words: &mut Words<T>, word: &str, find: impl FnOnce() -> T) -> T {
    if let Some(known) = words.get(word) {
        return known.clone();
    }
    let found = find();
    if word.len() <= LONGEST {
        if words.len() >= MOST {
            words.clear();
        }
        words.insert(word.into(), found.clone());
    }
    found
}

/// Words that have been met. Of each its hash is kept, of 128 bits: that two of a
/// billion words have the same is less likely than 1 in 10^20.
#[derive(Default)]
pub struct Seen(HashSet<(u64, u64), FixedState>);

/// How many are kept, in 18 MB; when there are more, all are
/// forgotten.
const MOST_SEEN: usize = 900_000;

/// Makes two hashes of a word that have nothing to do with each other.
const SEEDS: (FixedState, FixedState) = (
    FixedState::with_seed(0x0b20_0b20_0b20_0b20),
    FixedState::with_seed(0x5eed_5eed_5eed_5eed),
);

impl Seen {
    /// True the first time that a word is met.
    pub(super) fn is_new(&mut self, word: &str) -> bool {
        if self.0.len() >= MOST_SEEN {
            self.0.clear();
        }
        self.0
            .insert((SEEDS.0.hash_one(word), SEEDS.1.hash_one(word)))
    }
}
