//! Cache of analyzed words. The distinct words of a text are few, and looking one up
//! costs a fraction of analyzing it again.

use std::hash::Hash;
use std::sync::Arc;

use foldhash::fast::FixedState;
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{Equivalent, Weighter};

use super::word::WordTerms;

/// Bytes of cached words, about, of all languages and threads.
const MAX_BYTES: u64 = 48 << 20;

/// Words that the cache has room for before it grows. A query has few.
const INITIAL_WORDS: usize = 1_000;

/// A longer word, in bytes, will hardly occur again.
const MAX_WORD_LEN: usize = 64;

/// The analyzed words of all texts, shared by threads.
pub(super) struct TokenCache(Cache<Key, Arc<WordTerms>, ByteWeighter, FixedState>);

/// A word as it is written, in texts of a language.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    language: &'static str,
    surface: Box<str>,
}

/// A [`Key`] to look up. It hashes alike.
#[derive(Hash)]
struct KeyRef<'t> {
    language: &'static str,
    surface: &'t str,
}

impl Equivalent<Key> for KeyRef<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        *self.surface == *key.surface && self.language == key.language
    }
}

#[derive(Clone)]
struct ByteWeighter;

impl Weighter<Key, Arc<WordTerms>> for ByteWeighter {
    fn weight(&self, key: &Key, terms: &Arc<WordTerms>) -> u64 {
        (size_of::<Key>() + key.surface.len() + terms.size()) as u64
    }
}

impl Default for TokenCache {
    fn default() -> Self {
        TokenCache::with_capacity(MAX_BYTES)
    }
}

impl TokenCache {
    fn with_capacity(bytes: u64) -> Self {
        TokenCache(Cache::with(
            INITIAL_WORDS,
            bytes,
            ByteWeighter,
            FixedState::default(),
            DefaultLifecycle::default(),
        ))
    }

    /// The terms of a word in texts of a language, or else those that `analyze` gives.
    pub(super) fn get_or_insert(
        &self,
        language: &'static str,
        surface: &str,
        analyze: impl FnOnce() -> WordTerms,
    ) -> Arc<WordTerms> {
        if let Some(known) = self.0.get(&KeyRef { language, surface }) {
            return known;
        }
        let terms = Arc::new(analyze());
        if surface.len() <= MAX_WORD_LEN {
            let surface = surface.into();
            self.0.insert(Key { language, surface }, Arc::clone(&terms));
        }
        terms
    }
}

#[cfg(test)]
mod tests {
    use super::super::word::WordAnalyzer;
    use super::*;

    #[test]
    fn a_word_is_analyzed_once_for_each_language() {
        let (cache, analyzer) = (TokenCache::default(), WordAnalyzer::default());
        let mut analyzed = 0;
        for (language, surface, expected) in [
            ("", "die", 1),
            ("", "die", 1),
            ("de", "die", 2),
            ("", "Die", 3),
            ("de", "die", 3),
        ] {
            let terms = cache.get_or_insert(language, surface, || {
                analyzed += 1;
                analyzer.word(surface, None)
            });
            assert_eq!(terms.terms[0].text, "die");
            assert_eq!(analyzed, expected, "{language} {surface}");
        }
    }

    #[test]
    fn the_cached_words_take_no_more_than_the_maximum() {
        const MAX: u64 = 1 << 20;
        let (cache, analyzer) = (TokenCache::with_capacity(MAX), WordAnalyzer::default());
        for number in 0..10_000 {
            let surface = number.to_string();
            cache.get_or_insert("", &surface, || analyzer.word(&surface, None));
        }
        assert!(cache.0.len() > 100);
        assert!(cache.0.weight() <= MAX);
    }
}
