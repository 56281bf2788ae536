//! What words the index has: for prefixes, for words nearby, for words that
//! sound alike. Decides nothing.

use std::collections::BTreeMap;

use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, SegmentReader};

use super::query::Scope;
use super::{SearchError, Searcher};
use crate::analysis::{Term, TermKind};
use crate::index::{keyed_term, live_documents};

/// A word of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) word: String,
    /// How many documents have it, counted in each of their fields.
    pub(super) documents: u32,
    /// It stands in a name.
    pub(super) in_name: bool,
}

impl Searcher<'_> {
    /// How many different words the index has, as they are written but for case.
    pub fn vocabulary_size(&self) -> Result<usize, SearchError> {
        let (words, _) = self.words_with_prefix("", Scope::Everywhere, usize::MAX)?;
        Ok(words.len())
    }

    /// True when a document has one of the terms.
    pub(super) fn has_any(&self, terms: &[Term], kinds: &[TermKind]) -> Result<bool, SearchError> {
        for term in terms.iter().filter(|term| kinds.contains(&term.kind)) {
            for field in self.fields_of(term.kind, Scope::Everywhere) {
                for (reader, _) in self.segments() {
                    let inverted = reader
                        .inverted_index(field)
                        .map_err(|source| self.index.failed(source))?;
                    let term = tantivy::Term::from_field_text(field, &term.text);
                    let info = inverted
                        .get_term_info(&term)
                        .map_err(|source| self.io_failed(source))?;
                    if let Some(info) = info
                        && self.live(reader, &inverted, &info)? > 0
                    {
                        return Ok(true);
                    }
                }
            }
        }
        Ok(false)
    }

    /// The words that begin so, at most `most`, and whether there are more.
    pub(super) fn words_with_prefix(
        &self,
        prefix: &str,
        scope: Scope,
        most: usize,
    ) -> Result<(Vec<Entry>, bool), SearchError> {
        self.terms_with_prefix(&self.fields_of(TermKind::Exact, scope), prefix, most)
    }

    /// The terms of fields that begin so, at most `most`, and whether there are more.
    pub(super) fn terms_with_prefix(
        &self,
        fields: &[Field],
        prefix: &str,
        most: usize,
    ) -> Result<(Vec<Entry>, bool), SearchError> {
        let mut found = BTreeMap::new();
        let mut more = false;
        for &field in fields {
            for (reader, _) in self.segments() {
                let inverted = reader
                    .inverted_index(field)
                    .map_err(|source| self.index.failed(source))?;
                let mut terms = inverted
                    .terms()
                    .range()
                    .ge(prefix)
                    .into_stream()
                    .map_err(|source| self.io_failed(source))?;
                let mut left = most;
                while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                    if left == 0 {
                        more = true;
                        break;
                    }
                    let documents = self.live(reader, &inverted, terms.value())?;
                    if let Some(entry) = entry(&mut found, terms.key(), documents) {
                        entry.in_name |= field == self.index.fields().name.of(TermKind::Exact);
                        left -= 1;
                    }
                }
            }
        }
        more |= found.len() > most;
        Ok((found.into_values().take(most).collect(), more))
    }

    /// The terms of a kind at most `edits` (0 to 2) characters away, swapped
    /// neighbours counting as one.
    pub(super) fn words_near(
        &self,
        kind: TermKind,
        word: &str,
        edits: u8,
        scope: Scope,
    ) -> Result<Vec<Entry>, SearchError> {
        let mut found = BTreeMap::new();
        for field in self.fields_of(kind, scope) {
            let near =
                FuzzyTermQuery::new(tantivy::Term::from_field_text(field, word), edits, true);
            for (reader, _) in self.segments() {
                let inverted = reader
                    .inverted_index(field)
                    .map_err(|source| self.index.failed(source))?;
                let automaton = near
                    .automaton()
                    .map_err(|source| self.index.failed(source))?;
                let mut terms = inverted
                    .terms()
                    .search(automaton)
                    .into_stream()
                    .map_err(|source| self.io_failed(source))?;
                while terms.advance() {
                    let documents = self.live(reader, &inverted, terms.value())?;
                    if let Some(entry) = entry(&mut found, terms.key(), documents) {
                        entry.in_name |= field == self.index.fields().name.of(kind);
                    }
                }
            }
        }
        Ok(found.into_values().collect())
    }

    /// The names and Latin words of a sound, see [`crate::analysis::sound_key`].
    pub(super) fn words_of_sound(&self, key: &str) -> Result<Vec<Entry>, SearchError> {
        let field = self.index.fields().sound;
        let prefix = keyed_term(key, "");
        let mut found = BTreeMap::new();
        for (reader, _) in self.segments() {
            let inverted = reader
                .inverted_index(field)
                .map_err(|source| self.index.failed(source))?;
            let mut terms = inverted
                .terms()
                .range()
                .ge(&prefix)
                .into_stream()
                .map_err(|source| self.io_failed(source))?;
            while terms.advance()
                && let Some(word) = terms.key().strip_prefix(prefix.as_bytes())
            {
                let documents = self.live(reader, &inverted, terms.value())?;
                entry(&mut found, word, documents);
            }
        }
        Ok(found.into_values().collect())
    }

    /// How many documents of a segment have a term.
    fn live(
        &self,
        reader: &SegmentReader,
        inverted: &InvertedIndexReader,
        term: &TermInfo,
    ) -> Result<u32, SearchError> {
        live_documents(reader, inverted, term).map_err(|source| self.io_failed(source))
    }

    /// The fields that hold terms of a kind.
    pub(super) fn fields_of(&self, kind: TermKind, scope: Scope) -> Vec<Field> {
        let fields = self.index.fields();
        let texts = match scope {
            Scope::Everywhere => vec![fields.name, fields.headings, fields.body],
            Scope::Name => vec![fields.name],
            Scope::Headings => vec![fields.headings],
        };
        texts.into_iter().map(|text| text.of(kind)).collect()
    }
}

/// Adds to what is known of a word; of words that only removed documents have,
/// nothing is.
fn entry<'f>(
    found: &'f mut BTreeMap<String, Entry>,
    word: &[u8],
    documents: u32,
) -> Option<&'f mut Entry> {
    if documents == 0 {
        return None;
    }
    let word = String::from_utf8_lossy(word).into_owned();
    let entry = found.entry(word.clone()).or_insert(Entry {
        word,
        documents: 0,
        in_name: false,
    });
    entry.documents += documents;
    Some(entry)
}
