//! What an analyzer learns of the words that it analyses: their families, as far
//! as no lexicon has them, collected by all threads. So many bytes of keys and no more are kept as they are;
//! families hold the others.

use std::collections::HashSet;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::FixedState;

use super::families::{self, Families, Shared, Union};
use super::lexicon::Lexicon;
use super::memo::Seen;
use super::{Analyzer, Token, beginning, is_latin, sound_keys, spelling};

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

impl Analyzer {
    /// The same analyzer, which keeps the words that it analyses for a lexicon.
    pub fn learning(self) -> Self {
        Analyzer {
            learned: Some(Arc::default()),
            ..self
        }
    }

    /// True when words were analysed that its lexicons do not have.
    pub fn has_learned(&self) -> bool {
        self.learned
            .as_ref()
            .is_some_and(|learned| !learned.is_empty())
    }

    /// The bytes of one lexicon of the words that were analysed and no lexicon
    /// has, and of those that its lexicons from one on have.
    pub fn lexicon(&self, from: usize) -> Vec<u8> {
        let lexicons = &self.morphology.lexicons()[from..];
        let learned = self.learned.as_ref();
        let families = learned.map(|learned| learned.families(lexicons));
        let families = families.unwrap_or_default();
        self.morphology.lexicon(from, &families)
    }

    /// True for a word that is to be kept and that no thread has met.
    pub(super) fn is_to_learn(&self, folded: &str) -> bool {
        let learned = self.learned.as_ref();
        learned.is_some_and(|learned| learned.is_new(folded))
    }

    /// Keeps the family of a folded word, and its sound when it is in Latin
    /// letters. Nothing but its spelling may have its say: the index has no more
    /// of it.
    pub(super) fn learn_word(&self, folded: &str) {
        let base = self.morphology.forms(folded);
        let forms = base.forms.iter().map(|form| Shared::Form(form));
        let stem = base.stem.iter().map(|stem| Shared::Stem(stem));
        let beginning = beginning(&base, folded);
        let beginning = beginning.iter().filter_map(Shared::of);
        self.learn(folded, forms.chain(stem).chain(beginning));
        if is_latin(folded) {
            self.learn_sound(folded);
        }
    }

    /// Keeps the sounds of the words of a text: of a name, which may be typed in
    /// other letters than it has. Those of Latin words are always kept.
    /// `seen` is kept from one text to the next.
    pub fn learn_sounds(&self, tokens: &[Token], seen: &mut Seen) {
        let spellings = tokens
            .iter()
            .filter_map(|token| spelling(token.reading, &token.terms));
        for spelling in spellings.filter(|spelling| !is_latin(spelling)) {
            if seen.is_new(spelling) {
                self.learn_sound(spelling);
            }
        }
    }

    pub(super) fn learn_sound(&self, spelling: &str) {
        if self.learned.is_some() {
            let keys = sound_keys(spelling);
            self.learn(spelling, keys.iter().map(|key| Shared::Sound(key)));
        }
    }

    fn learn<'s>(&self, word: &str, shared: impl Iterator<Item = Shared<'s>>) {
        if let Some(learned) = &self.learned {
            learned.add(word, shared, self.morphology.lexicons());
        }
    }
}
