//! The seam between query plans and whatever holds the documents.
//!
//! Planner, scorer and presentation are above it. Below it is the local index
//! ([`reader`](super::reader)); an engine on another machine could be there just
//! as well. A retriever knows no weights: it reports term frequencies, and the one
//! scorer turns them into scores. Methods are coarse enough to be one request
//! each.

use std::collections::{BTreeMap, HashSet};

use fixedbitset::FixedBitSet;

use super::error::SearchError;
use super::plan::{DocumentFilter, Query, Role, Scope};
use crate::analysis::{Term, TermKind};
use crate::document::{Document, DocumentKind, one_line};

/// A document's number in the snapshot that a retriever reads. Numbers have
/// gaps where documents were deleted, and mean nothing to another retriever.
pub(super) type DocId = u32;

/// Read access to one committed state of a corpus.
///
/// The state never changes during the lifetime of a retriever: equal calls give
/// equal results, and document numbers stay valid. Deleted documents are neither
/// counted nor returned.
pub(super) trait Retriever: Send + Sync {
    /// Corpus-wide counts, known without a request.
    fn statistics(&self) -> &CorpusStatistics;

    /// True when any document contains one of the `terms` whose kind is among
    /// `kinds`, in any text field.
    fn has_any(&self, terms: &[Term], kinds: &[TermKind]) -> Result<bool, SearchError>;

    /// The words of the corpus that a lookup selects, ascending and without
    /// duplicates.
    fn words(&self, lookup: &WordLookup<'_>) -> Result<WordList, SearchError>;

    /// At most `limit` titles whose key begins with `prefix`, ascending by key.
    fn titles(&self, prefix: &str, limit: usize) -> Result<Vec<TitleEntry>, SearchError>;

    /// Collects the documents that match a query, with their term frequencies. Only
    /// [`Candidates::uncollected`] documents may be missing. Frequencies are counts
    /// and not weights, so that scores do not depend on the implementation.
    fn candidates(&self, request: &CandidateRequest<'_>) -> Result<Candidates, SearchError>;

    /// The documents that pass a filter, ascending.
    fn filtered(&self, filter: &DocumentFilter) -> Result<Vec<DocId>, SearchError>;

    /// Sorts documents by [`DocumentKind::tie_rank`], then by path and position in the
    /// file, and returns the first `limit`.
    fn first_of_tied(&self, documents: &[DocId], limit: usize) -> Result<Vec<DocId>, SearchError>;

    /// Loads documents, in the order given.
    fn documents(&self, documents: &[DocId]) -> Result<Vec<Document>, SearchError>;

    /// Loads only the ids of documents, in the order given. Much cheaper than
    /// [`Retriever::documents`].
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

/// The form in which names are compared: on one line, in lower case.
pub(super) fn name_key(name: &str) -> String {
    one_line(name).to_lowercase()
}

/// Corpus-wide counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CorpusStatistics {
    /// The number of documents.
    pub(super) documents: usize,
    /// The average body length in words, at least 1: BM25 divides by it.
    pub(super) average_body: f32,
    /// How many documents each language tag has; those of `pt-br` have `pt` too.
    pub(super) languages: BTreeMap<String, usize>,
}

/// Selects words from the vocabulary of exact terms.
#[derive(Clone, Copy, Debug)]
pub(super) enum WordLookup<'a> {
    /// Words with a `prefix`, at most `limit`.
    Prefix {
        prefix: &'a str,
        scope: Scope,
        limit: usize,
    },
    /// Words within `edits` (0 to 2) of `word`. Transposing two neighbouring
    /// characters is one edit.
    Fuzzy {
        word: &'a str,
        edits: u8,
        scope: Scope,
    },
    /// Lemmas and compounds within `edits` of `lemma`.
    FuzzyLemma { lemma: &'a str, edits: u8 },
    /// Latin words, and words of names, with a phonetic key.
    Phonetic { key: &'a str },
}

/// The result of a [`WordLookup`].
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct WordList {
    pub(super) entries: Vec<TermEntry>,
    /// There are more words than the limit of the lookup.
    pub(super) is_truncated: bool,
}

/// A word of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TermEntry {
    pub(super) word: String,
    /// The sum of its document frequencies in all fields.
    pub(super) documents: u32,
    /// At least one document has it in its name.
    pub(super) in_name: bool,
}

/// A document name, indexed for completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TitleEntry {
    /// The normalized name, or its tail from some word on.
    pub(super) key: String,
    pub(super) kind: DocumentKind,
    /// The key is the whole name, not a tail.
    pub(super) is_whole: bool,
    /// The number of documents with this name.
    pub(super) documents: u32,
}

/// The input of [`Retriever::candidates`].
#[derive(Clone, Copy, Debug)]
pub(super) struct CandidateRequest<'q> {
    pub(super) query: &'q Query,
    /// The kinds of terms to look up for each query word, closest first.
    pub(super) kinds: &'q [Vec<TermKind>],
    /// Applies in addition to the filters of the query itself.
    pub(super) filter: &'q DocumentFilter,
    /// The number of documents that the caller will use. When more than these match
    /// by exact term or lemma, those that match by stem or prefix alone would rank
    /// below them and need only be counted.
    pub(super) limit: usize,
}

/// The output of [`Retriever::candidates`]: term frequencies of the documents that
/// may be hits, ready to be scored.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// Every document with a posting in `matches`, ascending.
    pub(super) doc_ids: Vec<DocId>,
    /// Field lengths, parallel to `doc_ids`.
    pub(super) lengths: Vec<FieldLengths>,
    /// The postings of words, compounds and phrases.
    pub(super) matches: QueryMatches,
    /// The documents that satisfy the match expression and pass the filter. Without
    /// an expression, any word of [`Role::Match`] suffices.
    pub(super) matching: FixedBitSet,
    /// The number of further matching documents that were counted but not collected,
    /// see [`CandidateRequest::limit`].
    pub(super) uncollected: usize,
    /// The exact terms that were looked up. Only these can be highlighted. May
    /// include words that only deleted documents contain.
    pub(super) matched_words: HashSet<String>,
}

/// The postings of all parts of a query, each list parallel to that of [`Query`].
#[derive(Debug, Default)]
pub(super) struct QueryMatches {
    /// For each word one list per kind of term, closest first.
    pub(super) words: Vec<Vec<TermMatches>>,
    pub(super) compounds: Vec<TermMatches>,
    pub(super) phrases: Vec<TermMatches>,
}

/// The postings of a word by one kind of term, of a compound, or of a phrase.
#[derive(Debug)]
pub(super) struct TermMatches {
    pub(super) kind: TermKind,
    /// The number of documents with it in their name or body. Headings are left out:
    /// every document below one repeats it.
    pub(super) doc_freq: usize,
    /// Ascending by document.
    pub(super) postings: Vec<Posting>,
}

/// A document with the frequencies of something in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Posting {
    pub(super) doc_id: DocId,
    pub(super) frequencies: FieldFrequencies,
}

/// Term frequencies by field, saturating at 65,535.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct FieldFrequencies {
    pub(super) name: u16,
    pub(super) headings: u16,
    pub(super) body: u16,
}

/// Field lengths in words, and what else of a document its score depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FieldLengths {
    pub(super) name: u64,
    pub(super) body: u32,
    pub(super) is_point: bool,
    /// It is a section or an article: its name is that of what it contains, too.
    pub(super) is_container: bool,
}

/// A field of a document that is searched and scored on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
    /// A frequency in one field and 0 in the others.
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

    /// True when it occurs in the name or body, not only in the headings above.
    pub(super) fn is_own(self) -> bool {
        self.name > 0 || self.body > 0
    }

    /// The minimum per field.
    pub(super) fn min(self, other: Self) -> Self {
        FieldFrequencies {
            name: self.name.min(other.name),
            headings: self.headings.min(other.headings),
            body: self.body.min(other.body),
        }
    }

    /// The maximum per field.
    pub(super) fn max(self, other: Self) -> Self {
        FieldFrequencies {
            name: self.name.max(other.name),
            headings: self.headings.max(other.headings),
            body: self.body.max(other.body),
        }
    }

    /// The sum per field.
    pub(super) fn plus(self, other: Self) -> Self {
        FieldFrequencies {
            name: self.name.saturating_add(other.name),
            headings: self.headings.saturating_add(other.headings),
            body: self.body.saturating_add(other.body),
        }
    }
}

impl TermMatches {
    /// Counts the document frequency from complete postings.
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

    /// The frequencies in a document; `None` when it does not occur there.
    pub(super) fn frequencies(&self, doc_id: DocId) -> Option<FieldFrequencies> {
        let found = self
            .postings
            .binary_search_by_key(&doc_id, |posting| posting.doc_id);
        // An error is the place where it would be: the document is not there.
        Some(self.postings[found.ok()?].frequencies)
    }
}

impl QueryMatches {
    /// All postings lists.
    pub(super) fn all(&self) -> impl Iterator<Item = &TermMatches> {
        let words = self.words.iter().flatten();
        words.chain(&self.compounds).chain(&self.phrases)
    }

    /// The matches of all compounds that include a word.
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

    /// The indices of the [`Role::Match`] words that a document does not contain.
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
