//! Where lemmas come from.

/// What is known of a word. The default is that of an unknown word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct LemmaEntry {
    /// The dictionary has the word.
    pub is_known: bool,
    /// It is a function word: a preposition, a conjunction, a pronoun.
    pub is_stop_word: bool,
    /// The words that it may be a form of, normalized, the likeliest first.
    pub lemmas: Vec<String>,
}

/// Gives the lemmas of Russian words: the built-in dictionary, or the lexicon of an
/// index, which answers without loading it.
///
/// All sources must agree on a word, or an index and its queries would not.
pub trait LemmaSource: Send + Sync {
    /// The entry of a normalized word.
    fn entry_of(&self, word: &str) -> LemmaEntry;
}
