//! The seam between a query plan and whatever holds the documents.
//!
//! Above it are planner, scorer and presentation; below it is the local index
//! ([`reader`](super::reader)), or an engine on another machine. A retriever
//! knows nothing of weights: it says what documents have of a query, and the one
//! scorer turns that into scores. The methods are coarse, so that each can be
//! one request.

use std::collections::HashSet;

use fixedbitset::FixedBitSet;

use super::error::SearchError;
use super::plan::{DocumentFilter, Query, Role, Scope};
use crate::analysis::{Term, TermKind};
use crate::document::{Document, DocumentKind, one_line};

/// A document's number in the snapshot that a retriever reads. Numbers have
/// gaps where documents were deleted, and mean nothing to another retriever.
pub(super) type DocId = u32;

/// Gives a planned query its documents.
///
/// An implementation answers from one committed state for as long as it lives:
/// the same call gives the same result, and document numbers stay valid. Deleted
/// documents are never counted nor returned.
pub(super) trait Retriever: Send + Sync {
    /// Counts over the whole corpus.
    fn statistics(&self) -> &CorpusStatistics;

    /// True when a document has one of the `terms` of the `kinds` in its name,
    /// headings or body.
    fn has_any(&self, terms: &[Term], kinds: &[TermKind]) -> Result<bool, SearchError>;

    /// The words of the corpus that a lookup selects, ascending and without
    /// duplicates.
    fn words(&self, lookup: &WordLookup<'_>) -> Result<WordList, SearchError>;

    /// At most `limit` titles whose key begins with `prefix`, ascending by key.
    fn titles(&self, prefix: &str, limit: usize) -> Result<Vec<TitleEntry>, SearchError>;

    /// What documents have of a query. The result must be complete, but for
    /// [`Candidates::uncollected`]; order and rounding must not depend on the
    /// implementation, so frequencies are counts and never weights.
    fn candidates(&self, request: &CandidateRequest<'_>) -> Result<Candidates, SearchError>;

    /// The documents that pass a filter, ascending.
    fn filtered(&self, filter: &DocumentFilter) -> Result<Vec<DocId>, SearchError>;

    /// The first `limit` of some documents by path, then by place in the file.
    fn first_in_corpus_order(
        &self,
        documents: &[DocId],
        limit: usize,
    ) -> Result<Vec<DocId>, SearchError>;

    /// Documents by number, in the order given.
    fn documents(&self, documents: &[DocId]) -> Result<Vec<Document>, SearchError>;

    /// The ids of documents by number, in the order given. Much cheaper than the
    /// documents.
    fn ids(&self, documents: &[DocId]) -> Result<Vec<String>, SearchError>;

    /// The document with an id, if there is one.
    fn document_with_id(&self, id: &str) -> Result<Option<Document>, SearchError>;

    /// The documents whose name has the same [`name_key`], in no particular order.
    fn documents_with_name(&self, name: &str) -> Result<Vec<Document>, SearchError>;

    /// The first document with a title, if any.
    fn document_with_title(&self, title: &TitleEntry) -> Result<Option<Document>, SearchError>;

    /// The text of a file as it was indexed; `None` for an unknown path.
    fn source(&self, path: &str) -> Result<Option<String>, SearchError>;
}

/// What names are compared by: on one line and in lower case.
pub(super) fn name_key(name: &str) -> String {
    one_line(name).to_lowercase()
}

/// Counts over a whole corpus.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CorpusStatistics {
    /// The number of documents.
    pub(super) documents: usize,
    /// The average length of a body in words, at least 1.
    pub(super) average_body: f32,
    /// The language tags of the documents, sorted; for `pt-br` also `pt`.
    pub(super) languages: Vec<String>,
}

/// Selects words of the corpus, as they are written but for case.
#[derive(Clone, Copy, Debug)]
pub(super) enum WordLookup<'a> {
    /// Words that begin with `prefix`, at most `limit`.
    Prefix {
        prefix: &'a str,
        scope: Scope,
        limit: usize,
    },
    /// Words at most `edits` (0 to 2) characters away from one; a swap of
    /// neighbours is one edit.
    Fuzzy {
        word: &'a str,
        edits: u8,
        scope: Scope,
    },
    /// Lemmas, and names written as one word, at most `edits` away from one.
    FuzzyLemma { lemma: &'a str, edits: u8 },
    /// Names and Latin words that share a phonetic key.
    Phonetic { key: &'a str },
}

/// The words that a lookup selects.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct WordList {
    pub(super) entries: Vec<TermEntry>,
    /// More words match than the lookup's limit.
    pub(super) is_truncated: bool,
}

/// A word of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TermEntry {
    pub(super) word: String,
    /// The number of documents with it, counted once for each of their fields.
    pub(super) documents: u32,
    /// It stands in the name of a document.
    pub(super) in_name: bool,
}

/// A name of documents, as completions look for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TitleEntry {
    /// The normalized name, or the rest of it from one of its words on.
    pub(super) key: String,
    pub(super) kind: DocumentKind,
    /// The key is the name from its first word on.
    pub(super) is_whole: bool,
    /// The number of documents with this name.
    pub(super) documents: u32,
}

/// Asks for the candidates of a query.
#[derive(Clone, Copy, Debug)]
pub(super) struct CandidateRequest<'q> {
    pub(super) query: &'q Query,
    /// The kinds of terms to look up for each word of the query, closest first.
    pub(super) kinds: &'q [Vec<TermKind>],
    /// A filter in addition to the query's own.
    pub(super) filter: &'q DocumentFilter,
    /// How many documents will be looked at. Once more than these match by exact
    /// term or lemma, matches by stem or prefix alone need only be counted.
    pub(super) limit: usize,
}

/// What documents have of a query.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// Every document with a posting in `matches`, ascending.
    pub(super) doc_ids: Vec<DocId>,
    /// The lengths of these documents, in the same order.
    pub(super) lengths: Vec<FieldLengths>,
    /// The postings of words, compounds and phrases.
    pub(super) matches: QueryMatches,
    /// The documents that match: those that meet the query's expression, or have
    /// a word of [`Role::Match`] when there is none, and pass the filter.
    pub(super) matching: FixedBitSet,
    /// The number of further documents that match by stem or prefix alone and
    /// were not collected.
    pub(super) uncollected: usize,
    /// The words of the corpus that were looked up, of which highlights are
    /// made. May hold words that no document has.
    pub(super) matched_words: HashSet<String>,
}

/// The postings of a query's parts, each list in the order of the query.
#[derive(Debug, Default)]
pub(super) struct QueryMatches {
    /// For each word, by kind of term, closest first.
    pub(super) words: Vec<Vec<TermMatches>>,
    pub(super) compounds: Vec<TermMatches>,
    pub(super) phrases: Vec<TermMatches>,
}

/// The postings of a word by one kind of term, of a compound, or of a phrase.
#[derive(Debug)]
pub(super) struct TermMatches {
    pub(super) kind: TermKind,
    /// The number of documents that have it in their name or body. A heading is
    /// counted by its own document only, not by all below it.
    pub(super) doc_freq: usize,
    /// Ascending by document.
    pub(super) postings: Vec<Posting>,
}

/// A document, and how often it has something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Posting {
    pub(super) doc_id: DocId,
    pub(super) frequencies: FieldFrequencies,
}

/// How often something stands in each field of a document, up to 65,535 times.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct FieldFrequencies {
    pub(super) name: u16,
    pub(super) headings: u16,
    pub(super) body: u16,
}

/// The lengths of a document's fields, in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FieldLengths {
    pub(super) name: u64,
    pub(super) body: u32,
}

/// A text of a document that is searched and scored by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// Its name.
    Name,
    /// The headings above it.
    Headings,
    /// Its text.
    Body,
}

impl TextField {
    /// All fields, in the order in which explanations list them.
    pub const ALL: [TextField; 3] = [TextField::Name, TextField::Headings, TextField::Body];

    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            TextField::Name => "name",
            TextField::Headings => "headings",
            TextField::Body => "body",
        }
    }
}

impl FieldFrequencies {
    /// A frequency in one field, none in the others.
    pub(super) fn in_field(field: TextField, frequency: u16) -> Self {
        let mut frequencies = FieldFrequencies::default();
        match field {
            TextField::Name => frequencies.name = frequency,
            TextField::Headings => frequencies.headings = frequency,
            TextField::Body => frequencies.body = frequency,
        }
        frequencies
    }

    /// The frequency in a field.
    pub(super) fn get(self, field: TextField) -> u16 {
        match field {
            TextField::Name => self.name,
            TextField::Headings => self.headings,
            TextField::Body => self.body,
        }
    }

    /// True when the document has it itself, not only in the headings above.
    pub(super) fn is_own(self) -> bool {
        self.name > 0 || self.body > 0
    }

    /// The lesser frequency of each field.
    pub(super) fn min(self, other: Self) -> Self {
        FieldFrequencies {
            name: self.name.min(other.name),
            headings: self.headings.min(other.headings),
            body: self.body.min(other.body),
        }
    }

    /// The greater frequency of each field.
    pub(super) fn max(self, other: Self) -> Self {
        FieldFrequencies {
            name: self.name.max(other.name),
            headings: self.headings.max(other.headings),
            body: self.body.max(other.body),
        }
    }

    /// The sum for each field, at most 65,535.
    pub(super) fn plus(self, other: Self) -> Self {
        FieldFrequencies {
            name: self.name.saturating_add(other.name),
            headings: self.headings.saturating_add(other.headings),
            body: self.body.saturating_add(other.body),
        }
    }
}

impl TermMatches {
    /// Postings with their document frequency, counted from them.
    pub(super) fn new(kind: TermKind, postings: Vec<Posting>) -> Self {
        let own = postings
            .iter()
            .filter(|posting| posting.frequencies.is_own());
        TermMatches {
            kind,
            doc_freq: own.count(),
            postings,
        }
    }

    /// How often a document has it, if at all.
    pub(super) fn frequencies(&self, doc_id: DocId) -> Option<FieldFrequencies> {
        let found = self
            .postings
            .binary_search_by_key(&doc_id, |posting| posting.doc_id);
        Some(self.postings[found.ok()?].frequencies)
    }
}

impl QueryMatches {
    /// All postings lists.
    pub(super) fn all(&self) -> impl Iterator<Item = &TermMatches> {
        let words = self.words.iter().flatten();
        words.chain(&self.compounds).chain(&self.phrases)
    }

    /// The compounds that a word is part of.
    pub(super) fn compounds_with<'m>(
        &'m self,
        query: &'m Query,
        word: usize,
    ) -> impl Iterator<Item = &'m TermMatches> {
        let compounds = query.compounds.iter().zip(&self.compounds);
        compounds
            .filter(move |(compound, _)| compound.words.contains(&word))
            .map(|(_, matches)| matches)
    }

    /// The words of [`Role::Match`] that a document lacks, by position.
    pub(super) fn missing(&self, query: &Query, doc_id: DocId) -> Vec<usize> {
        let has = |matches: &TermMatches| matches.frequencies(doc_id).is_some();
        let missing = (0..query.words.len()).filter(|&word| {
            query.words[word].role == Role::Match
                && !self.words[word].iter().any(has)
                && !self.compounds_with(query, word).any(has)
        });
        missing.collect()
    }
}
