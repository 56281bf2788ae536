//! Lemmas for the words of an update, and a record of them for the lexicon.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::LexiconError;
use super::lemmas;
use super::lookup::Lexicon;
use crate::analysis::{Dictionary, LemmaEntry, LemmaSource};

/// Dictionary answers kept, of about 150 bytes each. Beyond that the dictionary is
/// asked each time, and the lexicon lacks the word.
const MAX_ENTRIES: usize = 300_000;

/// Inflections are added up to so many words in all: the more words a corpus has,
/// the more of their inflections occur in it anyway.
const MAX_WORDS_WITH_INFLECTIONS: usize = 100_000;

/// Asks the lexicon, then the dictionary, and keeps what the dictionary said.
pub(super) struct LemmaRecorder {
    lexicon: Lexicon,
    recorded: Mutex<HashMap<String, LemmaEntry>>,
}

impl LemmaRecorder {
    pub(super) fn new(lexicon: Lexicon) -> Self {
        LemmaRecorder {
            lexicon,
            recorded: Mutex::default(),
        }
    }

    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The two parts of a [`lemmas::LemmaMap`] with the recorded words, those of the
    /// lexicon's segments from number `from` on, and inflections of both.
    pub(super) fn build(&self, from: usize) -> Result<(Vec<u8>, Vec<u8>), LexiconError> {
        let recorded = self.lock();
        let recorded = recorded
            .iter()
            .map(|(word, entry)| (word.clone(), entry.clone()));
        let mut entries: BTreeMap<String, LemmaEntry> = recorded.collect();
        for segment in &self.lexicon.segments[from..] {
            entries.extend(segment.lemmas.to_entries());
        }
        add_inflections(&mut entries);
        lemmas::build(&entries)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, LemmaEntry>> {
        self.recorded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LemmaSource for LemmaRecorder {
    fn entry_of(&self, word: &str) -> LemmaEntry {
        if let Some(entry) = self.lexicon.entry(word) {
            return entry;
        }
        if let Some(entry) = self.lock().get(word) {
            return entry.clone();
        }
        // Other threads look words up meanwhile.
        let entry = Dictionary.entry_of(word);
        let mut recorded = self.lock();
        if recorded.len() < MAX_ENTRIES {
            recorded.insert(word.to_owned(), entry.clone());
        }
        entry
    }
}

/// Adds the inflections of known words, so that queries for them need no
/// dictionary.
fn add_inflections(entries: &mut BTreeMap<String, LemmaEntry>) {
    let known = entries.iter().filter(|(_, entry)| entry.is_known);
    let words: Vec<String> = known.map(|(word, _)| word.clone()).collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for word in words {
        if entries.len() >= MAX_WORDS_WITH_INFLECTIONS {
            break;
        }
        // Words without a lemma share the empty one: one of them is looked up.
        let lemma = entries[&word].lemmas.first().cloned().unwrap_or_default();
        if !seen.insert(lemma) {
            continue;
        }
        for inflection in Dictionary.inflections(&word) {
            let entry = || Dictionary.entry_of(&inflection);
            entries.entry(inflection.clone()).or_insert_with(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_recorded_is_what_the_dictionary_says() {
        let recorder = LemmaRecorder::new(Lexicon::default());
        for word in ["рынки", "неткого", "на"] {
            let entry = Dictionary.entry_of(word);
            assert_eq!(recorder.entry_of(word), entry, "{word}");
            assert_eq!(recorder.lock().get(word), Some(&entry), "{word}");
        }
    }

    #[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
    #[test]
    fn known_words_are_recorded_with_their_inflections() {
        let words = ["рынки", "токенов", "неткого", "на"];
        let entries = words.map(|word| (word.to_owned(), Dictionary.entry_of(word)));
        let mut entries = entries.into();
        add_inflections(&mut entries);
        for word in ["рынок", "рынками", "токен", "неткого", "на"] {
            assert_eq!(
                entries.get(word),
                Some(&Dictionary.entry_of(word)),
                "{word}"
            );
        }
        assert_eq!(entries.get("аренда"), None);
    }
}
