//! The vocabulary as corrections see it: an analyzer and a retriever, and questions
//! that need both.

use crate::analysis::{Term, TermKind, TokenType};
use crate::search::error::SearchError;
use crate::search::query_analyzer::QueryAnalyzer;
use crate::search::retriever::{Retriever, TermEntry, WordLookup};

/// The maximum number of equally likely corrections of one word.
const MAX_CORRECTIONS: usize = 3;

/// The vocabulary of a corpus.
#[derive(Clone, Copy)]
pub(super) struct CorpusWords<'c> {
    pub(super) analyzer: &'c QueryAnalyzer,
    pub(super) retriever: &'c dyn Retriever,
}

impl CorpusWords<'_> {
    /// True when any document contains one of the terms of the given kinds.
    pub(super) fn has_any(&self, terms: &[Term], kinds: &[TermKind]) -> Result<bool, SearchError> {
        self.retriever.has_any(terms, kinds)
    }

    /// True when any document contains a word by exact term, lemma, folded form or stem.
    /// A bigram or prefix proves nothing: most misspelled words share theirs with another word.
    pub(super) fn has_word(&self, terms: &[Term]) -> Result<bool, SearchError> {
        use TermKind::{Exact, Folded, Lemma, Stem};
        self.has_any(terms, &[Exact, Lemma, Folded, Stem])
    }

    /// True when the corpus contains each word of a text by exact term or lemma, and
    /// not all of them are stop words. One compound is enough.
    pub(super) fn has_text(&self, text: &str) -> Result<bool, SearchError> {
        let mut has_content = false;
        for token in &self.analyzer.tokens(text) {
            let is_found = self.has_any(
                &token.terms,
                &[TermKind::Exact, TermKind::Lemma, TermKind::Folded],
            )?;
            match (token.token_type, is_found) {
                (TokenType::Compound, true) => return Ok(true),
                (TokenType::Compound, false) => continue,
                (_, false) => return Ok(false),
                (_, true) => has_content |= !token.is_stop_word,
            }
        }
        Ok(has_content)
    }

    /// Runs a lookup.
    pub(super) fn lookup(&self, lookup: &WordLookup<'_>) -> Result<Vec<TermEntry>, SearchError> {
        Ok(self.retriever.words(lookup)?.entries)
    }

    /// The first few words, without further inflected forms of the same word.
    pub(super) fn distinct(&self, words: impl Iterator<Item = String>) -> Vec<String> {
        let mut known: Vec<Term> = Vec::new();
        let mut distinct = Vec::new();
        for word in words {
            let tokens = self.analyzer.tokens(&word);
            let lemmas = tokens.iter().flat_map(|token| token.terms.iter());
            let lemmas = lemmas.filter(|term| term.kind == TermKind::Lemma);
            let lemmas: Vec<Term> = lemmas.cloned().collect();
            let is_new = !lemmas.iter().any(|lemma| known.contains(lemma));
            if distinct.len() < MAX_CORRECTIONS && is_new {
                known.extend(lemmas);
                distinct.push(word);
            }
        }
        distinct
    }
}
