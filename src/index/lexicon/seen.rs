//! Which words have been met, in bounded memory.

use std::collections::HashSet;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// Words kept, 18 MB; one more clears the set, and words count as new again.
const MAX_WORDS: usize = 900_000;

/// Two seeds make two independent hashes of a word.
const SEEDS: (FixedState, FixedState) = (
    FixedState::with_seed(0x0b20_0b20_0b20_0b20),
    FixedState::with_seed(0x5eed_5eed_5eed_5eed),
);

/// A set of words. Keeps 128 bits of hash for each: that two of a billion words
/// collide is less likely than 1 in 10^20.
#[derive(Default)]
pub(super) struct SeenWords(HashSet<(u64, u64), FixedState>);

impl SeenWords {
    /// True the first time that a word is inserted.
    pub(super) fn insert(&mut self, word: &str) -> bool {
        if self.0.len() >= MAX_WORDS {
            self.0.clear();
        }
        self.0
            .insert((SEEDS.0.hash_one(word), SEEDS.1.hash_one(word)))
    }
}
