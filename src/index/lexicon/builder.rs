//! Collects the words of an update and builds the next lexicon segment.
//!
//! All threads record into one builder. Keys are kept in memory up to a bound;
//! above it they are packed into maps, which are merged in the end.

use std::collections::HashSet;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::FixedState;

use super::error::LexiconError;
use super::expansion::{self, ExpansionKey, ExpansionMap, ExpansionUnion};
use super::lookup::Lexicon;
use super::recorder::LemmaRecorder;
use super::seen::SeenWords;
use super::segment;
use crate::analysis::{Analyzer, Term, TermKind, Token};
use crate::spelling::{is_latin, phonetic_keys};

/// Bytes of unpacked keys; a key takes `KEY_OVERHEAD` besides its own.
const MAX_KEY_BYTES: usize = 32 << 20;
const KEY_OVERHEAD: usize = 48;

/// Longer words, in bytes, get no expansions: they are no words of any language.
const MAX_WORD_LEN: usize = 512;

/// Builds the lexicon segment of one update.
pub(crate) struct LexiconBuilder {
    analyzer: Analyzer,
    lemmas: Arc<LemmaRecorder>,
    expansions: Mutex<Expansions>,
}

#[derive(Default)]
struct Expansions {
    keys: HashSet<Box<[u8]>, FixedState>,
    key_bytes: usize,
    packed: Vec<ExpansionMap<Vec<u8>>>,
    words: SeenWords,
    /// The first failure to pack: [`LexiconBuilder::build`] returns it, so that
    /// recording need not fail.
    failure: Option<LexiconError>,
}

impl LexiconBuilder {
    /// A builder for the words that `lexicon` lacks.
    pub(crate) fn new(lexicon: Lexicon) -> Self {
        let lemmas = Arc::new(LemmaRecorder::new(lexicon));
        LexiconBuilder {
            analyzer: Analyzer::with_lemmas(lemmas.clone()),
            lemmas,
            expansions: Mutex::default(),
        }
    }

    /// The analyzer for the texts of the update; it records the lemmas of what it
    /// analyzes.
    pub(crate) fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// True if there is nothing to build: the lexicon has every recorded word.
    pub(crate) fn is_empty(&self) -> bool {
        let state = self.lock();
        state.keys.is_empty() && state.packed.is_empty() && state.failure.is_none()
    }

    /// The bytes of a segment with the recorded words, and with those of the
    /// lexicon's segments from number `from` on, which it replaces.
    pub(crate) fn build(&self, from: usize) -> Result<Vec<u8>, LexiconError> {
        let expansions = self.build_expansions(from)?;
        let (words, entries) = self.lemmas.build(from)?;
        Ok(segment::to_bytes(&words, &entries, &expansions))
    }

    fn build_expansions(&self, from: usize) -> Result<Vec<u8>, LexiconError> {
        let mut state = self.lock();
        if let Some(failure) = state.failure.take() {
            return Err(failure);
        }
        let unpacked = mem::take(&mut state.keys);
        if !unpacked.is_empty() {
            state.packed.push(pack(unpacked)?);
        }
        let mut union = ExpansionUnion::new();
        for map in &state.packed {
            union.add(map);
        }
        for segment in &self.lemmas.lexicon().segments[from..] {
            union.add(&segment.expansions);
        }
        union.build()
    }

    fn record_word(&self, word: &str) {
        if !self.lock().words.insert(word) {
            return;
        }
        // By its spelling alone, so that an update equals a rebuild.
        let terms = self.analyzer.spelling_terms(word);
        let keys = terms.iter().filter_map(ExpansionKey::of);
        let own =
            |key: &ExpansionKey<'_>| matches!(key, ExpansionKey::Folded(text) if *text == word);
        self.record(word, keys.filter(|key| !own(key)));
        if is_latin(word) {
            self.record_phonetic(word);
        }
    }

    fn record_phonetic(&self, word: &str) {
        let keys = phonetic_keys(word);
        self.record(word, keys.iter().map(|key| ExpansionKey::Phonetic(key)));
    }

    fn record<'k>(&self, word: &str, keys: impl Iterator<Item = ExpansionKey<'k>>) {
        if word.len() > MAX_WORD_LEN {
            return;
        }
        let keys = keys.filter_map(|key| key.encode(word));
        let keys: Vec<Box<[u8]>> = keys
            .filter(|key| !self.lemmas.lexicon().has_expansion(key))
            .collect();
        let mut state = self.lock();
        state.key_bytes += keys
            .iter()
            .map(|key| key.len() + KEY_OVERHEAD)
            .sum::<usize>();
        state.keys.extend(keys);
        if state.key_bytes < MAX_KEY_BYTES {
            return;
        }
        let full = mem::take(&mut state.keys);
        state.key_bytes = 0;
        // Other threads record while this one sorts.
        drop(state);
        let packed = pack(full);
        let mut state = self.lock();
        match packed {
            Ok(map) => state.packed.push(map),
            Err(failure) => state.failure = state.failure.take().or(Some(failure)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Expansions> {
        self.expansions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn pack(keys: HashSet<Box<[u8]>, FixedState>) -> Result<ExpansionMap<Vec<u8>>, LexiconError> {
    ExpansionMap::new(expansion::build(keys)?)
}

/// Records the words of one thread, and passes on only those new to it.
pub(crate) struct WordRecorder<'b> {
    builder: &'b LexiconBuilder,
    words: SeenWords,
    phonetic: SeenWords,
}

impl<'b> WordRecorder<'b> {
    pub(crate) fn new(builder: &'b LexiconBuilder) -> Self {
        WordRecorder {
            builder,
            words: SeenWords::default(),
            phonetic: SeenWords::default(),
        }
    }

    /// Records a word of a text by its exact term.
    pub(crate) fn record_word(&mut self, word: &str) {
        if self.words.insert(word) {
            self.builder.record_word(word);
        }
    }

    /// Records how a compound sounds, by its terms, if it is in Latin letters.
    pub(crate) fn record_compound(&mut self, terms: &[Term]) {
        let spelling = terms.iter().find(|term| term.kind == TermKind::Lemma);
        self.record_phonetic(
            spelling
                .map(|term| &*term.text)
                .filter(|word| is_latin(word)),
        );
    }

    /// Records how the words of a document's name sound, which may be typed in
    /// another script. Latin words are recorded wherever they occur.
    pub(crate) fn record_name(&mut self, tokens: &[Token]) {
        for token in tokens {
            self.record_phonetic(token.spelling().filter(|word| !is_latin(word)));
        }
    }

    fn record_phonetic(&mut self, word: Option<&str>) {
        if let Some(word) = word
            && self.phonetic.insert(word)
        {
            self.builder.record_phonetic(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::IndexTerm;
    use crate::index::lexicon::LexiconSegment;

    fn record(builder: &LexiconBuilder, text: &str, lang: &str) {
        let mut recorder = WordRecorder::new(builder);
        builder.analyzer().terms(text, lang, |term| match term {
            IndexTerm::Word(word) => recorder.record_word(word),
            IndexTerm::Compound(terms) => recorder.record_compound(terms),
            IndexTerm::Extra(_) => {}
        });
    }

    fn lexicon(bytes: Vec<u8>) -> Lexicon {
        Lexicon::new(vec![LexiconSegment::from_bytes(Arc::new(bytes)).unwrap()])
    }

    fn words(lexicon: &Lexicon, key: ExpansionKey<'_>) -> Vec<String> {
        lexicon.expand(key).into_iter().collect()
    }

    #[test]
    fn a_word_is_recorded_by_its_spelling_whatever_its_case_and_language() {
        let built = |text, lang| {
            let builder = LexiconBuilder::new(Lexicon::default());
            record(&builder, text, lang);
            builder.build(0).unwrap()
        };
        let plain = built("running octaspace ии net", "en");
        assert_eq!(built("RUNNING OctaSpace ИИ .net", "de"), plain);
    }

    #[test]
    fn words_are_found_by_lemma_prefix_and_sound() {
        let builder = LexiconBuilder::new(Lexicon::default());
        assert!(builder.is_empty());
        record(&builder, "markets io.net", "en");
        assert!(!builder.is_empty());
        let lexicon = lexicon(builder.build(0).unwrap());
        for (key, expected) in [
            (ExpansionKey::Lemma("market"), "markets"),
            (ExpansionKey::Prefix("mark"), "markets"),
            (ExpansionKey::Phonetic("mrkts"), "markets"),
            (ExpansionKey::Phonetic("ant"), "ionet"),
        ] {
            assert_eq!(words(&lexicon, key), [expected], "{key:?}");
        }
    }

    #[test]
    fn an_update_records_only_what_its_lexicon_lacks() {
        let first = LexiconBuilder::new(Lexicon::default());
        record(&first, "markets", "en");
        let first = first.build(0).unwrap();
        let second = LexiconBuilder::new(lexicon(first.clone()));
        record(&second, "Markets", "en");
        assert!(second.is_empty());
        record(&second, "market", "en");
        let alone = lexicon(second.build(1).unwrap());
        assert_eq!(words(&alone, ExpansionKey::Lemma("market")), ["market"]);
        let merged = lexicon(second.build(0).unwrap());
        let both = words(&merged, ExpansionKey::Lemma("market"));
        assert_eq!(both, ["market", "markets"]);
    }
}
