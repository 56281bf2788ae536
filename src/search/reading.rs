//! Reading the snapshot: postings, lengths and ids of documents by their
//! number in it. Decides nothing about ranking.

use std::sync::Arc;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

use super::ranking::Frequencies;
use super::{SearchError, Searcher};
use crate::analysis::{Term, TermKind};

/// One field's place among a word's frequencies.
type Column = fn(&mut Frequencies) -> &mut u32;

/// A document by its number in the snapshot, and how often it has a word.
pub(super) type Match = (usize, Frequencies);

impl Searcher<'_> {
    /// The documents that have one of the terms of a kind in their name,
    /// headings or body, by number. Of several terms the most frequent counts:
    /// they are readings of the same word.
    pub(super) fn matches(
        &self,
        kind: TermKind,
        terms: &[Term],
    ) -> Result<Vec<Match>, SearchError> {
        let fields = self.index.fields();
        let mut found: Vec<Match> = Vec::new();
        let columns: [(Field, Column); 3] = [
            (fields.name.of(kind), |f| &mut f.name),
            (fields.headings.of(kind), |f| &mut f.headings),
            (fields.body.of(kind), |f| &mut f.body),
        ];
        let terms: Vec<&str> = terms
            .iter()
            .filter(|term| term.kind == kind)
            .map(|term| term.text.as_str())
            .collect();
        for (reader, base) in self.segments() {
            for (field, column) in columns {
                let inverted = reader
                    .inverted_index(field)
                    .map_err(|source| self.index.failed(source))?;
                for term in &terms {
                    let term = tantivy::Term::from_field_text(field, term);
                    let Some(mut postings) =
                        self.postings(&inverted, &term, IndexRecordOption::WithFreqs)?
                    else {
                        continue;
                    };
                    while postings.doc() != TERMINATED {
                        let mut frequencies = Frequencies::default();
                        *column(&mut frequencies) = postings.term_freq();
                        found.push((base + postings.doc() as usize, frequencies));
                        postings.advance();
                    }
                }
            }
        }
        found.sort_unstable_by_key(|&(number, _)| number);
        found.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.max(next.1);
            }
            same
        });
        Ok(found)
    }

    /// The lengths in words of bodies and names, as a function of the document's number.
    pub(super) fn lengths(&self) -> Result<impl Fn(usize) -> (u32, u64) + use<>, SearchError> {
        let mut columns = Vec::new();
        for (reader, base) in self.segments() {
            let body = reader
                .get_fieldnorms_reader(self.index.fields().body.of(TermKind::Exact))
                .map_err(|source| self.index.failed(source))?;
            let name = reader
                .fast_fields()
                .u64("name_words")
                .map_err(|source| self.index.failed(source))?;
            columns.push((base, body, name));
        }
        Ok(move |number: usize| {
            let segment = columns.partition_point(|(base, ..)| *base <= number) - 1;
            let (base, body, name) = &columns[segment];
            let doc = (number - base) as u32;
            (body.fieldnorm(doc), name.first(doc).unwrap_or(1))
        })
    }

    /// The ids of documents by their number in the snapshot.
    pub(super) fn ids(&self) -> Result<impl Fn(usize) -> Result<String, SearchError>, SearchError> {
        let mut columns = Vec::new();
        for (reader, base) in self.segments() {
            columns.push((
                base,
                reader
                    .fast_fields()
                    .str("id")
                    .map_err(|source| self.index.failed(source))?,
            ));
        }
        Ok(move |number: usize| {
            let (base, column) = &columns[columns.partition_point(|(base, _)| *base <= number) - 1];
            let mut id = String::new();
            if let Some(column) = column
                && let Some(ord) = column.term_ords((number - base) as u32).next()
            {
                column
                    .ord_to_str(ord, &mut id)
                    .map_err(|source| self.io_failed(source))?;
            }
            Ok(id)
        })
    }

    pub(super) fn document_count(&self) -> usize {
        self.index
            .snapshot()
            .segment_readers()
            .iter()
            .map(|reader| reader.max_doc() as usize)
            .sum()
    }

    /// The segments, each with the number of its first document.
    pub(super) fn segments(&self) -> impl Iterator<Item = (&SegmentReader, usize)> {
        self.index
            .snapshot()
            .segment_readers()
            .iter()
            .scan(0, |base, reader| {
                let first = *base;
                *base += reader.max_doc() as usize;
                Some((reader, first))
            })
    }

    pub(super) fn address(&self, number: usize) -> DocAddress {
        let mut address = DocAddress::new(0, number as u32);
        for (segment, (_, base)) in self.segments().enumerate() {
            if base <= number {
                address = DocAddress::new(segment as u32, (number - base) as u32);
            }
        }
        address
    }

    pub(super) fn postings(
        &self,
        inverted: &Arc<InvertedIndexReader>,
        term: &tantivy::Term,
        option: IndexRecordOption,
    ) -> Result<Option<SegmentPostings>, SearchError> {
        inverted
            .read_postings(term, option)
            .map_err(|source| self.io_failed(source))
    }

    pub(super) fn io_failed(&self, source: std::io::Error) -> SearchError {
        self.index.failed(source.into()).into()
    }
}
