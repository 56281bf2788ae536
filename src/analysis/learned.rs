//! The families of words that were analysed and that no lexicon has, collected
//! by all threads. So many bytes of keys and no more are kept as they are;
//! families hold the others.

use std::collections::HashSet;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use foldhash::fast::FixedState;

use super::families::{self, Families, Shared, Union};
use super::lexicon::Lexicon;
use super::memo::Seen;

/// How many bytes of keys are kept as they are, and what a key takes besides its
/// own.
const MOST: usize = 32 << 20;
const KEY: usize = 48;

/// Longer words, in bytes, have no family: they are no words of any language.
const LONGEST: usize = 512;

#[derive(Default)]
pub(super) struct Learned(Mutex<State>);

#[derive(Default)]
struct State {
    keys: HashSet<Box<[u8]>, FixedState>,
    bytes: usize,
    earlier: Vec<Families<Vec<u8>>>,
    /// The words whose keys these are.
    seen: Seen,
}

impl Learned {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// True the first time that a word is met.
    pub(super) fn is_new(&self, word: &str) -> bool {
        self.state().seen.is_new(word)
    }

    pub(super) fn is_empty(&self) -> bool {
        let state = self.state();
        state.keys.is_empty() && state.earlier.is_empty()
    }

    /// Adds a word by all that it shares with others, unless a lexicon has it.
    pub(super) fn add<'s>(
        &self,
        word: &str,
        shared: impl Iterator<Item = Shared<'s>>,
        lexicons: &[Lexicon],
    ) {
        if word.len() > LONGEST {
            return;
        }
        let known = |key: &[u8]| lexicons.iter().any(|lexicon| lexicon.families().has(key));
        let keys = shared.filter_map(|shared| shared.key(word));
        let keys: Vec<Box<[u8]>> = keys.filter(|key| !known(key)).collect();
        let mut state = self.state();
        state.bytes += keys.iter().map(|key| key.len() + KEY).sum::<usize>();
        state.keys.extend(keys);
        if state.bytes < MOST {
            return;
        }
        let full = mem::take(&mut state.keys);
        state.bytes = 0;
        // Others go on while they are sorted.
        drop(state);
        if let Some(families) = Families::new(families::write(full)) {
            self.state().earlier.push(families);
        }
    }

    /// The bytes of families of all that was added, and of those of lexicons.
    pub(super) fn families(&self, lexicons: &[Lexicon]) -> Vec<u8> {
        let mut state = self.state();
        let last = mem::take(&mut state.keys);
        if !last.is_empty() {
            state.earlier.extend(Families::new(families::write(last)));
        }
        let mut union = Union::new();
        for families in &state.earlier {
            union.add(families);
        }
        for lexicon in lexicons {
            union.add(lexicon.families());
        }
        union.write()
    }
}
