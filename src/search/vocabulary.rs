//! What words the index has: for prefixes, for words nearby, for words that
//! sound alike. Decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, SegmentReader};

use super::query::Scope;
use super::{SearchError, Searcher};
use crate::analysis::{Term, TermKind, is_latin};
use crate::index::{TextFields, live_documents, other_term};

/// A word of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) word: String,
    /// How many documents have it, counted in each of their fields.
    pub(super) documents: u32,
    /// It stands in a name.
    pub(super) in_name: bool,
}

/// What terms are looked up as in the fields of a text: words as they are
/// written, and others, see [`TextFields`].
#[derive(Default)]
pub(super) struct Lookups {
    pub(super) words: BTreeSet<String>,
    pub(super) others: Vec<String>,
}

impl Searcher<'_> {
    /// How many different words the index has, as they are written but for case.
    pub fn vocabulary_size(&self) -> Result<usize, SearchError> {
        let (words, _) = self.words_with_prefix("", Scope::Everywhere, usize::MAX)?;
        Ok(words.len())
    }

    /// What the terms of a kind are looked up as in the fields of texts.
    pub(super) fn lookups(&self, kind: TermKind, terms: &[Term]) -> Lookups {
        let mut lookups = Lookups::default();
        for term in terms.iter().filter(|term| term.kind == kind) {
            lookups.words.extend(self.index.lexicon().words_with(term));
            lookups.others.extend(other_term(kind, &term.text));
        }
        lookups
    }

    /// True when a document has one of the terms.
    pub(super) fn has_any(&self, terms: &[Term], kinds: &[TermKind]) -> Result<bool, SearchError> {
        for &kind in kinds {
            let lookups = self.lookups(kind, terms);
            for fields in self.fields_of(Scope::Everywhere) {
                let words = lookups.words.iter().map(|word| (fields.words, word));
                let others = lookups.others.iter().map(|other| (fields.others, other));
                for (field, term) in words.chain(others) {
                    if self.documents_with(field, term)? > 0 {
                        return Ok(true);
                    }
                }
            }
        }
        Ok(false)
    }

    /// How many documents have a term in a field.
    fn documents_with(&self, field: Field, term: &str) -> Result<u32, SearchError> {
        let term = tantivy::Term::from_field_text(field, term);
        let mut documents = 0;
        for (reader, _) in self.segments() {
            let inverted = reader
                .inverted_index(field)
                .map_err(|source| self.index.failed(source))?;
            let info = inverted
                .get_term_info(&term)
                .map_err(|source| self.io_failed(source))?;
            if let Some(info) = info {
                documents += self.live(reader, &inverted, &info)?;
            }
        }
        Ok(documents)
    }

    /// The words that begin so, at most `most`, and whether there are more.
    pub(super) fn words_with_prefix(
        &self,
        prefix: &str,
        scope: Scope,
        most: usize,
    ) -> Result<(Vec<Entry>, bool), SearchError> {
        let fields = self.fields_of(scope).into_iter();
        let words: Vec<Field> = fields.map(|fields| fields.words).collect();
        self.terms_with_prefix(&words, prefix, most)
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
                        entry.in_name |= field == self.index.fields().name.words;
                        left -= 1;
                    }
                }
            }
        }
        more |= found.len() > most;
        Ok((found.into_values().take(most).collect(), more))
    }

    /// The words at most `edits` (0 to 2) characters away, swapped neighbours
    /// counting as one.
    pub(super) fn words_near(
        &self,
        word: &str,
        edits: u8,
        scope: Scope,
    ) -> Result<Vec<Entry>, SearchError> {
        let mut found = BTreeMap::new();
        for fields in self.fields_of(scope) {
            self.terms_near(fields.words, word, edits, |term, documents| {
                if let Some(entry) = entry(&mut found, term, documents) {
                    entry.in_name |= fields.words == self.index.fields().name.words;
                }
            })?;
        }
        Ok(found.into_values().collect())
    }

    /// The forms at most `edits` (0 to 2) characters away, of words and of names.
    pub(super) fn forms_near(&self, form: &str, edits: u8) -> Result<Vec<Entry>, SearchError> {
        let mut found = BTreeMap::new();
        let name = self.index.fields().name;
        let near = self.index.lexicon().lemmas_near(form, edits);
        for fields in self.fields_of(Scope::Everywhere) {
            for (form, words) in &near {
                for word in words {
                    let documents = self.documents_with(fields.words, word)?;
                    if let Some(entry) = entry(&mut found, form.as_bytes(), documents) {
                        entry.in_name |= fields.words == name.words;
                    }
                }
            }
            let other = other_term(TermKind::Form, form).unwrap_or_default();
            let letter = &other[..other.len() - form.len()];
            self.terms_near(fields.others, &other, edits, |other, documents| {
                let form = other.strip_prefix(letter.as_bytes());
                if let Some(entry) = form.and_then(|form| entry(&mut found, form, documents)) {
                    entry.in_name |= fields.words == name.words;
                }
            })?;
        }
        Ok(found.into_values().collect())
    }

    /// Tells of the terms of a field near one, with how many documents have it.
    fn terms_near(
        &self,
        field: Field,
        term: &str,
        edits: u8,
        mut found: impl FnMut(&[u8], u32),
    ) -> Result<(), SearchError> {
        let near = FuzzyTermQuery::new(tantivy::Term::from_field_text(field, term), edits, true);
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
                found(terms.key(), self.live(reader, &inverted, terms.value())?);
            }
        }
        Ok(())
    }

    /// The names and Latin words of a sound, see [`crate::spelling::phonetic_key`].
    pub(super) fn words_of_sound(&self, key: &str) -> Result<Vec<Entry>, SearchError> {
        let mut found = BTreeMap::new();
        let name = self.index.fields().name;
        for word in self.index.lexicon().words_sounding(key) {
            for fields in self.fields_of(Scope::Everywhere) {
                let joined = other_term(TermKind::Form, &word).unwrap_or_default();
                let documents = self.documents_with(fields.words, &word)?
                    + self.documents_with(fields.others, &joined)?;
                if let Some(entry) = entry(&mut found, word.as_bytes(), documents) {
                    entry.in_name |= fields.words == name.words;
                }
            }
        }
        let mut found: Vec<Entry> = found.into_values().collect();
        // A word that was in a name may be left in texts alone.
        found.retain(|entry| entry.in_name || is_latin(&entry.word));
        Ok(found)
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

    /// The fields of the texts in a scope.
    fn fields_of(&self, scope: Scope) -> Vec<TextFields> {
        let fields = self.index.fields();
        match scope {
            Scope::Everywhere => vec![fields.name, fields.headings, fields.body],
            Scope::Name => vec![fields.name],
            Scope::Headings => vec![fields.headings],
        }
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
