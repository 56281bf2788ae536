//! Lookups in the vocabulary: the term dictionaries of the segments, and the lexicon
//! that maps lemmas and phonetic keys to their words.
//!
//! Words of deleted documents stay in a dictionary until a merge; they are never
//! returned.

use std::collections::BTreeMap;

use tantivy::Term as IndexTerm;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;

use super::postings::LookupTerms;
use super::segments::Segments;
use crate::analysis::{Term, TermKind};
use crate::document::DocumentKind;
use crate::index::{keyed_term, keyed_term_parts, other_term};
use crate::search::error::SearchError;
use crate::search::plan::Scope;
use crate::search::retriever::{TermEntry, TextField, TitleEntry, WordList, WordLookup};
use crate::spelling::is_latin;

/// True when any document contains one of the terms of the given kinds.
pub(super) fn has_any(
    segments: &Segments,
    terms: &[Term],
    kinds: &[TermKind],
) -> Result<bool, SearchError> {
    for &kind in kinds {
        let lookup = LookupTerms::new(segments, kind, terms);
        for (_, fields) in segments.text_fields(Scope::Everywhere) {
            let words = lookup.words.iter().map(|word| (fields.words, word));
            let extra = lookup.extra_terms.iter().map(|term| (fields.others, term));
            for (field, term) in words.chain(extra) {
                if doc_freq(segments, field, term)? > 0 {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// Runs a lookup.
pub(super) fn words(segments: &Segments, lookup: &WordLookup<'_>) -> Result<WordList, SearchError> {
    let entries = match *lookup {
        WordLookup::Prefix {
            prefix,
            scope,
            limit,
        } => return with_prefix(segments, prefix, scope, limit),
        WordLookup::Fuzzy { word, edits, scope } => fuzzy(segments, word, edits, scope)?,
        WordLookup::FuzzyLemma { lemma, edits } => fuzzy_lemmas(segments, lemma, edits)?,
        WordLookup::Phonetic { key } => phonetic(segments, key)?,
    };
    Ok(WordList {
        entries,
        is_truncated: false,
    })
}

/// The titles whose key has a prefix, but for those of points, which nobody looks for
/// by name.
pub(super) fn titles(
    segments: &Segments,
    prefix: &str,
    limit: usize,
) -> Result<Vec<TitleEntry>, SearchError> {
    let mut found = Entries::default();
    scan_prefix(
        segments,
        segments.fields().title,
        prefix,
        limit,
        |term, documents| !is_point(term) && found.add(term, documents, false),
    )?;
    let entries = found.0.into_values().take(limit);
    Ok(entries.filter_map(|entry| title(&entry)).collect())
}

/// Whether a term is the title of points. They far outnumber projects.
fn is_point(term: &[u8]) -> bool {
    let term = String::from_utf8_lossy(term);
    let kind = keyed_term_parts(&term).map(|(_, kept)| kept.trim_end_matches(WHOLE));
    kind == Some(DocumentKind::Point.as_str())
}

/// Marks the title of a whole name, after its kind.
const WHOLE: &str = " whole";

/// Decodes a title; `None` for a term of another format.
fn title(entry: &TermEntry) -> Option<TitleEntry> {
    let (key, kept) = keyed_term_parts(&entry.word)?;
    let (name, is_whole) = match kept.strip_suffix(WHOLE) {
        Some(name) => (name, true),
        None => (kept, false),
    };
    let mut kinds = DocumentKind::ALL.into_iter();
    Some(TitleEntry {
        key: key.to_owned(),
        kind: kinds.find(|kind| kind.as_str() == name)?,
        is_whole,
        documents: entry.documents,
    })
}

/// Encodes a title as the index does.
pub(super) fn title_term(title: &TitleEntry) -> String {
    let whole = if title.is_whole { WHOLE } else { "" };
    keyed_term(&title.key, &format!("{}{whole}", title.kind))
}

/// Collects words over fields and segments, sorted and merged.
#[derive(Default)]
struct Entries(BTreeMap<String, TermEntry>);

impl Entries {
    /// Adds the document frequency of a word in one field of one segment. Ignores a
    /// frequency of 0, and returns false then.
    fn add(&mut self, word: &[u8], documents: u32, in_name: bool) -> bool {
        if documents == 0 {
            return false;
        }
        let word = String::from_utf8_lossy(word).into_owned();
        let entry = self.0.entry(word.clone()).or_insert(TermEntry {
            word,
            documents: 0,
            in_name: false,
        });
        entry.documents += documents;
        entry.in_name |= in_name;
        true
    }

    fn into_vec(self) -> Vec<TermEntry> {
        self.0.into_values().collect()
    }
}

fn with_prefix(
    segments: &Segments,
    prefix: &str,
    scope: Scope,
    limit: usize,
) -> Result<WordList, SearchError> {
    let mut found = Entries::default();
    let mut is_truncated = false;
    for (field, fields) in segments.text_fields(scope) {
        let in_name = field == TextField::Name;
        is_truncated |= scan_prefix(segments, fields.words, prefix, limit, |term, documents| {
            found.add(term, documents, in_name)
        })?;
    }
    is_truncated |= found.0.len() > limit;
    Ok(WordList {
        entries: found.0.into_values().take(limit).collect(),
        is_truncated,
    })
}

/// Visits the terms of a field with a prefix, until `limit` are accepted in each
/// segment. True when a segment has more.
fn scan_prefix(
    segments: &Segments,
    field: Field,
    prefix: &str,
    limit: usize,
    mut accept: impl FnMut(&[u8], u32) -> bool,
) -> Result<bool, SearchError> {
    let mut is_truncated = false;
    for segment in segments.iter() {
        let inverted = segment.inverted(field)?;
        let range = inverted.terms().range().ge(prefix);
        let mut terms = range
            .into_stream()
            .map_err(|source| segment.io_failed(source))?;
        let mut left = limit;
        while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
            if left == 0 {
                is_truncated = true;
                break;
            }
            let documents = segment.doc_freq(&inverted, terms.value())?;
            left -= usize::from(accept(terms.key(), documents));
        }
    }
    Ok(is_truncated)
}

fn fuzzy(
    segments: &Segments,
    word: &str,
    edits: u8,
    scope: Scope,
) -> Result<Vec<TermEntry>, SearchError> {
    let mut found = Entries::default();
    for (field, fields) in segments.text_fields(scope) {
        let in_name = field == TextField::Name;
        scan_fuzzy(segments, fields.words, word, edits, |term, documents| {
            found.add(term, documents, in_name);
        })?;
    }
    Ok(found.into_vec())
}

/// Lemmas within an edit distance: those that follow from a spelling are in the
/// lexicon, all others are indexed terms.
fn fuzzy_lemmas(
    segments: &Segments,
    lemma: &str,
    edits: u8,
) -> Result<Vec<TermEntry>, SearchError> {
    let mut found = Entries::default();
    let near = segments.index().lexicon().lemmas_near(lemma, edits);
    for (field, fields) in segments.text_fields(Scope::Everywhere) {
        let in_name = field == TextField::Name;
        for (lemma, words) in &near {
            for word in words {
                let documents = doc_freq(segments, fields.words, word)?;
                found.add(lemma.as_bytes(), documents, in_name);
            }
        }
        // Lemmas always have such a term.
        let extra = other_term(TermKind::Lemma, lemma).unwrap_or_default();
        let marker = &extra[..extra.len() - lemma.len()];
        scan_fuzzy(segments, fields.others, &extra, edits, |term, documents| {
            if let Some(lemma) = term.strip_prefix(marker.as_bytes()) {
                found.add(lemma, documents, in_name);
            }
        })?;
    }
    Ok(found.into_vec())
}

/// Visits the terms of a field within an edit distance of one, with their document
/// frequencies. Runs a Levenshtein automaton over the dictionary.
fn scan_fuzzy(
    segments: &Segments,
    field: Field,
    term: &str,
    edits: u8,
    mut visit: impl FnMut(&[u8], u32),
) -> Result<(), SearchError> {
    let near = FuzzyTermQuery::new(IndexTerm::from_field_text(field, term), edits, true);
    for segment in segments.iter() {
        let inverted = segment.inverted(field)?;
        let automaton = near
            .automaton()
            .map_err(|source| segments.index().failed(source))?;
        let mut terms = inverted
            .terms()
            .search(automaton)
            .into_stream()
            .map_err(|source| segment.io_failed(source))?;
        while terms.advance() {
            visit(terms.key(), segment.doc_freq(&inverted, terms.value())?);
        }
    }
    Ok(())
}

fn phonetic(segments: &Segments, key: &str) -> Result<Vec<TermEntry>, SearchError> {
    let mut found = Entries::default();
    for word in segments.index().lexicon().words_sounding(key) {
        // Lemmas always have such a term.
        let compound = other_term(TermKind::Lemma, &word).unwrap_or_default();
        for (field, fields) in segments.text_fields(Scope::Everywhere) {
            let documents = doc_freq(segments, fields.words, &word)?
                + doc_freq(segments, fields.others, &compound)?;
            found.add(word.as_bytes(), documents, field == TextField::Name);
        }
    }
    let mut found = found.into_vec();
    // The lexicon may still list a word of a name that was deleted.
    found.retain(|entry| entry.in_name || is_latin(&entry.word));
    Ok(found)
}

/// The document frequency of a term in a field.
fn doc_freq(segments: &Segments, field: Field, term: &str) -> Result<u32, SearchError> {
    let term = IndexTerm::from_field_text(field, term);
    let mut documents = 0;
    for segment in segments.iter() {
        let inverted = segment.inverted(field)?;
        let info = inverted.get_term_info(&term);
        if let Some(info) = info.map_err(|source| segment.io_failed(source))? {
            documents += segment.doc_freq(&inverted, &info)?;
        }
    }
    Ok(documents)
}

/// All terms of a field, with the documents of each.
pub(super) fn all(
    segments: &Segments,
    field: Field,
) -> Result<BTreeMap<String, usize>, SearchError> {
    let mut found = Entries::default();
    scan_prefix(segments, field, "", usize::MAX, |term, documents| {
        found.add(term, documents, false)
    })?;
    let documents = |entry: TermEntry| entry.documents as usize;
    let entries = found.0.into_iter();
    Ok(entries
        .map(|(term, entry)| (term, documents(entry)))
        .collect())
}
