//! The segments of a snapshot, with one number for each document.
//!
//! tantivy numbers documents by segment. Here the numbers of the second segment
//! follow those of the first, and so on, so that bit sets and sorted lists span the
//! whole index. Errors get the directory of the index here.

use std::io;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use crate::index::{Fields, Index, TextFields};
use crate::search::error::SearchError;
use crate::search::plan::Scope;
use crate::search::retriever::{DocId, FieldFrequencies, Posting, TextField};

/// An open index as a list of segments.
pub(super) struct Segments {
    index: Arc<Index>,
}

impl Segments {
    pub(super) fn new(index: Arc<Index>) -> Self {
        Segments { index }
    }

    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    pub(super) fn fields(&self) -> &Fields {
        self.index.fields()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = SnapshotSegment<'_>> {
        let readers = self.index.snapshot().segment_readers().iter();
        readers.scan(0, |next, reader| {
            let base = *next;
            *next += reader.max_doc();
            Some(SnapshotSegment {
                index: &self.index,
                reader,
                base,
            })
        })
    }

    /// One more than the highest document number.
    pub(super) fn max_doc(&self) -> usize {
        let readers = self.index.snapshot().segment_readers().iter();
        readers.map(|reader| reader.max_doc() as usize).sum()
    }

    /// The numbers of all documents, ascending.
    pub(super) fn doc_ids(&self) -> impl Iterator<Item = DocId> {
        self.iter().flat_map(|segment| {
            let alive = segment.reader.doc_ids_alive();
            alive.map(move |document| segment.base + document)
        })
    }

    /// Removes deleted documents from a set.
    pub(super) fn remove_deleted(&self, documents: &mut FixedBitSet) {
        for segment in self.iter().filter(|segment| segment.reader.has_deletes()) {
            for document in 0..segment.reader.max_doc() {
                if segment.reader.is_deleted(document) {
                    documents.set((segment.base + document) as usize, false);
                }
            }
        }
    }

    /// The segment of a document, and its number there.
    pub(super) fn address(&self, doc_id: DocId) -> DocAddress {
        let mut address = DocAddress::new(0, doc_id);
        for (ordinal, segment) in self.iter().enumerate() {
            if segment.base <= doc_id {
                address = DocAddress::new(ordinal as u32, doc_id - segment.base);
            }
        }
        address
    }

    /// The documents with a term, ascending.
    pub(super) fn with_term(&self, field: Field, term: &str) -> Result<Vec<DocId>, SearchError> {
        let mut found = Vec::new();
        for segment in self.iter() {
            let postings = segment.postings(field, term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if !segment.reader.is_deleted(postings.doc()) {
                    found.push(segment.base + postings.doc());
                }
                postings.advance();
            }
        }
        Ok(found)
    }

    /// The indexed fields of a scope.
    pub(super) fn text_fields(&self, scope: Scope) -> Vec<(TextField, TextFields)> {
        let fields = self.fields();
        let (name, headings) = (
            (TextField::Name, fields.name),
            (TextField::Headings, fields.headings),
        );
        match scope {
            Scope::Everywhere => vec![name, headings, (TextField::Body, fields.body)],
            Scope::Name => vec![name],
            Scope::Headings => vec![headings],
        }
    }

    pub(super) fn io_failed(&self, source: io::Error) -> SearchError {
        self.index.failed(source.into()).into()
    }
}

/// One segment of a snapshot.
pub(super) struct SnapshotSegment<'s> {
    index: &'s Index,
    pub(super) reader: &'s SegmentReader,
    /// The global number of its first document.
    pub(super) base: DocId,
}

impl SnapshotSegment<'_> {
    pub(super) fn inverted(&self, field: Field) -> Result<Arc<InvertedIndexReader>, SearchError> {
        let inverted = self.reader.inverted_index(field);
        inverted.map_err(|source| self.index.failed(source).into())
    }

    /// The postings of a term; `None` when the segment does not contain it.
    pub(super) fn postings(
        &self,
        field: Field,
        term: &str,
        option: IndexRecordOption,
    ) -> Result<Option<SegmentPostings>, SearchError> {
        let postings = self
            .inverted(field)?
            .read_postings(&Term::from_field_text(field, term), option);
        postings.map_err(|source| self.io_failed(source))
    }

    /// The document frequency of a term without deleted documents, whose postings
    /// tantivy keeps until a merge.
    pub(super) fn doc_freq(
        &self,
        inverted: &InvertedIndexReader,
        term: &TermInfo,
    ) -> Result<u32, SearchError> {
        if !self.reader.has_deletes() {
            return Ok(term.doc_freq);
        }
        let postings = inverted.read_postings_from_terminfo(term, IndexRecordOption::Basic);
        let mut postings = postings.map_err(|source| self.io_failed(source))?;
        let mut documents = 0;
        while postings.doc() != TERMINATED {
            documents += u32::from(!self.reader.is_deleted(postings.doc()));
            postings.advance();
        }
        Ok(documents)
    }

    /// Visits postings, except those of deleted documents.
    pub(super) fn visit(
        &self,
        mut postings: SegmentPostings,
        field: TextField,
        visit: &mut dyn FnMut(Posting),
    ) {
        while postings.doc() != TERMINATED {
            if !self.reader.is_deleted(postings.doc()) {
                let frequency = u16::try_from(postings.term_freq()).unwrap_or(u16::MAX);
                visit(Posting {
                    doc_id: self.base + postings.doc(),
                    frequencies: FieldFrequencies::in_field(field, frequency),
                });
            }
            postings.advance();
        }
    }

    pub(super) fn io_failed(&self, source: io::Error) -> SearchError {
        self.index.failed(source.into()).into()
    }
}
