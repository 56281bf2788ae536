//! What words were found to be, kept for when they come again: the words of a
//! text are few, and most of what analysis costs is paid once for each.

use std::collections::{BTreeMap, HashMap};

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
