//! Reading the snapshot: postings, lengths and places of documents by their
//! number in it. Decides nothing about ranking.

use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

use super::matches::{Match, merged};
use super::query::QueryPhrase;
use super::ranking::Frequencies;
use super::{SearchError, Searcher};

/// How many words documents have, by their number in the snapshot.
pub(super) struct Lengths(Vec<(usize, FieldNormReader, Column<u64>)>);

impl Lengths {
    pub(super) fn body(&self, number: usize) -> u32 {
        let (base, body, _) = self.segment(number);
        body.fieldnorm((number - base) as u32)
    }

    pub(super) fn name(&self, number: usize) -> u64 {
        let (base, _, name) = self.segment(number);
        name.first((number - base) as u32).unwrap_or(1)
    }

    fn segment(&self, number: usize) -> &(usize, FieldNormReader, Column<u64>) {
        &self.0[self.0.partition_point(|(base, ..)| *base <= number) - 1]
    }
}

/// The order of the corpus: for each segment the number of its first document,
/// and the paths of all and their numbers in their files.
pub(super) struct Order(Vec<(usize, Option<StrColumn>, Column<u64>)>);

/// The segment of a document, its path as a number there, its number in the file.
type Key = (usize, u64, u64);

impl Order {
    fn key(&self, number: usize) -> Key {
        let segment = self.0.partition_point(|(base, ..)| *base <= number) - 1;
        let (base, paths, places) = &self.0[segment];
        let document = (number - base) as u32;
        let path = paths
            .as_ref()
            .and_then(|paths| paths.term_ords(document).next());
        (
            segment,
            path.unwrap_or_default(),
            places.first(document).unwrap_or_default(),
        )
    }

    fn path(&self, (segment, path, _): Key) -> std::io::Result<String> {
        let mut text = String::new();
        if let (_, Some(paths), _) = &self.0[segment] {
            paths.ord_to_str(path, &mut text)?;
        }
        Ok(text)
    }
}

/// True when words follow one that stands at `start`, in order and with at most
/// `slop` others between them; `at` is told where each stands. The positions of
/// each word are sorted.
pub(super) fn follow(start: u32, rest: &[Vec<u32>], slop: u32, mut at: impl FnMut(u32)) -> bool {
    let mut last = start;
    rest.iter().all(|positions| {
        // The nearest that comes after leaves most room for the others.
        let next = positions.partition_point(|&position| position <= last);
        let Some(&position) = positions.get(next) else {
            return false;
        };
        last = position;
        at(position);
        last - start <= rest.len() as u32 + slop
    })
}

/// How often words that are at the same document follow one another in it.
fn count_phrases(words: &mut [SegmentPostings], slop: u32) -> u16 {
    let mut positions = vec![Vec::new(); words.len()];
    for (word, positions) in words.iter_mut().zip(&mut positions) {
        word.positions(positions);
    }
    let Some((first, rest)) = positions.split_first() else {
        return 0;
    };
    let starts = first.iter();
    let count = starts
        .filter(|&&start| follow(start, rest, slop, |_| ()))
        .count();
    u16::try_from(count).unwrap_or(u16::MAX)
}

impl Searcher<'_> {
    /// The first document that has a term in a field, by number.
    pub(super) fn first_having(
        &self,
        field: Field,
        term: &str,
    ) -> Result<Option<usize>, SearchError> {
        let term = tantivy::Term::from_field_text(field, term);
        for (reader, base) in self.segments() {
            let inverted = reader
                .inverted_index(field)
                .map_err(|source| self.index.failed(source))?;
            let postings = self.postings(&inverted, &term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if !reader.is_deleted(postings.doc()) {
                    return Ok(Some(base + postings.doc() as usize));
                }
                postings.advance();
            }
        }
        Ok(None)
    }

    /// The documents in which exact terms follow one another, with at most
    /// `slop` other words between them, by number.
    pub(super) fn phrase_matches(&self, phrase: &QueryPhrase) -> Result<Vec<Match>, SearchError> {
        let mut found: Vec<Match> = Vec::new();
        for (fields, place) in self.places(phrase.scope) {
            let field = fields.words;
            for (reader, base) in self.segments() {
                let inverted = reader
                    .inverted_index(field)
                    .map_err(|source| self.index.failed(source))?;
                let mut words = Vec::with_capacity(phrase.terms.len());
                for term in &phrase.terms {
                    let term = tantivy::Term::from_field_text(field, term);
                    words.extend(self.postings(
                        &inverted,
                        &term,
                        IndexRecordOption::WithFreqsAndPositions,
                    )?);
                }
                if words.is_empty() || words.len() < phrase.terms.len() {
                    continue;
                }
                let mut document = words[0].doc();
                while document != TERMINATED {
                    let all_have = words.iter_mut().all(|word| {
                        // Seeking back is not allowed, and not needed.
                        word.doc() >= document || word.seek(document) != TERMINATED
                    });
                    let furthest = words.iter().map(SegmentPostings::doc).max();
                    if !all_have || furthest == Some(TERMINATED) {
                        break;
                    }
                    if furthest != Some(document) {
                        document = words[0].seek(furthest.unwrap_or(TERMINATED));
                        continue;
                    }
                    let count = count_phrases(&mut words, phrase.slop);
                    if count > 0 && !reader.is_deleted(document) {
                        let mut frequencies = Frequencies::default();
                        *place(&mut frequencies) = count;
                        found.push((base as u32 + document, frequencies));
                    }
                    document = words[0].advance();
                }
            }
        }
        Ok(merged(found))
    }

    /// The lengths of bodies and names.
    pub(super) fn lengths(&self) -> Result<Lengths, SearchError> {
        let mut columns = Vec::new();
        for (reader, base) in self.segments() {
            let body = reader
                .get_fieldnorms_reader(self.index.fields().body.words)
                .map_err(|source| self.index.failed(source))?;
            let name = reader
                .fast_fields()
                .u64("name_words")
                .map_err(|source| self.index.failed(source))?;
            columns.push((base, body, name));
        }
        Ok(Lengths(columns))
    }

    /// Where documents stand in the corpus, by their number in the snapshot.
    pub(super) fn order(&self) -> Result<Order, SearchError> {
        let mut segments = Vec::new();
        for (reader, base) in self.segments() {
            let failed = |source| self.index.failed(source);
            let path = reader.fast_fields().str("path").map_err(failed)?;
            let place = reader.fast_fields().u64("place").map_err(failed)?;
            segments.push((base, path, place));
        }
        Ok(Order(segments))
    }

    /// The first `wanted` of documents in the order of the corpus.
    pub(super) fn first_in_order(
        &self,
        order: &Order,
        documents: impl Iterator<Item = usize>,
        wanted: usize,
    ) -> Result<Vec<usize>, SearchError> {
        let mut keys: Vec<_> = documents
            .map(|number| (order.key(number), number))
            .collect();
        keys.sort_unstable();
        // Keys of different segments say nothing of each other, but what is not
        // among the first of its segment is not among the first of all.
        let mut first = Vec::new();
        for segment in keys.chunk_by(|a, b| a.0.0 == b.0.0) {
            for &(key, number) in segment.iter().take(wanted) {
                let path = order.path(key).map_err(|source| self.io_failed(source))?;
                first.push((path, key.2, number));
            }
        }
        first.sort_unstable();
        first.truncate(wanted);
        Ok(first.into_iter().map(|(.., number)| number).collect())
    }

    /// How many documents the index has.
    pub fn document_count(&self) -> usize {
        self.index.document_count()
    }

    /// One more than the highest number of a document; those of removed
    /// documents are not used.
    pub(super) fn number_end(&self) -> usize {
        let readers = self.index.snapshot().segment_readers().iter();
        readers.map(|reader| reader.max_doc() as usize).sum()
    }

    /// The numbers of all documents.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> + use<'_> {
        self.segments().flat_map(|(reader, base)| {
            let documents = reader.doc_ids_alive();
            documents.map(move |document| base + document as usize)
        })
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
