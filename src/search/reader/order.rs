//! Per-document values from the columns of the index: position in the corpus, and
//! field lengths.

use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;

use super::segments::Segments;
use crate::document::DocumentKind;
use crate::search::error::SearchError;
use crate::search::retriever::{DocId, FieldLengths};

/// Sorts documents by kind, then by path and position in the file.
pub(super) struct CorpusOrder(Vec<OrderColumns>);

/// The columns of one segment.
struct OrderColumns {
    /// The number of the segment's first document.
    base: DocId,
    /// Paths by ordinal; `None` in a segment without documents.
    paths: Option<StrColumn>,
    /// See [`DocumentKind::tie_rank`](crate::document::DocumentKind::tie_rank).
    tie_ranks: Column<u64>,
    /// The position of the document in its file.
    places: Column<u64>,
}

/// A sort key within one segment. Path ordinals of different segments cannot be
/// compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct SegmentKey {
    segment: usize,
    tie_rank: u64,
    path_ordinal: u64,
    place: u64,
    doc_id: DocId,
}

impl CorpusOrder {
    pub(super) fn open(segments: &Segments) -> Result<Self, SearchError> {
        let mut columns = Vec::new();
        for segment in segments.iter() {
            let failed = |source| segments.index().failed(source);
            let fast = segment.reader.fast_fields();
            columns.push(OrderColumns {
                base: segment.base,
                paths: fast.str("path").map_err(failed)?,
                tie_ranks: fast.u64("tie_rank").map_err(failed)?,
                places: fast.u64("place").map_err(failed)?,
            });
        }
        Ok(CorpusOrder(columns))
    }

    /// The first `limit` of some documents.
    pub(super) fn first(
        &self,
        segments: &Segments,
        documents: &[DocId],
        limit: usize,
    ) -> Result<Vec<DocId>, SearchError> {
        let mut keys: Vec<_> = documents.iter().map(|&doc_id| self.key(doc_id)).collect();
        keys.sort_unstable();
        let mut first = Vec::new();
        // Only the first of each segment can be among the first of all. Those alone
        // are compared by path, which is slower than by ordinal.
        for segment in keys.chunk_by(|a, b| a.segment == b.segment) {
            for key in segment.iter().take(limit) {
                let path = self
                    .path(key)
                    .map_err(|source| segments.io_failed(source))?;
                first.push((key.tie_rank, path, key.place, key.doc_id));
            }
        }
        first.sort_unstable();
        first.truncate(limit);
        Ok(first.into_iter().map(|(.., doc_id)| doc_id).collect())
    }

    fn key(&self, doc_id: DocId) -> SegmentKey {
        let segment = self.0.partition_point(|columns| columns.base <= doc_id) - 1;
        let columns = &self.0[segment];
        let document = doc_id - columns.base;
        let paths = columns.paths.as_ref();
        let ordinal = paths.and_then(|paths| paths.term_ords(document).next());
        // Every document has all three; a column without values is empty.
        SegmentKey {
            segment,
            tie_rank: columns.tie_ranks.first(document).unwrap_or_default(),
            path_ordinal: ordinal.unwrap_or_default(),
            // The same holds for the place.
            place: columns.places.first(document).unwrap_or_default(),
            doc_id,
        }
    }

    fn path(&self, key: &SegmentKey) -> std::io::Result<String> {
        let mut path = String::new();
        if let Some(paths) = &self.0[key.segment].paths {
            paths.ord_to_str(key.path_ordinal, &mut path)?;
        }
        Ok(path)
    }
}

/// Reads field lengths. Body lengths are field norms, which tantivy stores in one
/// byte: exact up to 40 words, rounded down beyond.
pub(super) struct LengthReader(Vec<LengthColumns>);

/// The columns of one segment.
struct LengthColumns {
    /// The number of the segment's first document.
    base: DocId,
    bodies: FieldNormReader,
    names: Column<u64>,
    tie_ranks: Column<u64>,
}

impl LengthReader {
    pub(super) fn open(segments: &Segments) -> Result<Self, SearchError> {
        let body = segments.fields().body.words;
        let mut columns = Vec::new();
        for segment in segments.iter() {
            let failed = |source| segments.index().failed(source);
            let reader = segment.reader;
            columns.push(LengthColumns {
                base: segment.base,
                bodies: reader.get_fieldnorms_reader(body).map_err(failed)?,
                names: reader.fast_fields().u64("name_words").map_err(failed)?,
                tie_ranks: reader.fast_fields().u64("tie_rank").map_err(failed)?,
            });
        }
        Ok(LengthReader(columns))
    }

    /// The field lengths of documents, in the order given.
    pub(super) fn lengths(&self, documents: &[DocId]) -> Vec<FieldLengths> {
        let lengths = documents.iter().map(|&doc_id| {
            let segment = self.0.partition_point(|columns| columns.base <= doc_id) - 1;
            let columns = &self.0[segment];
            let document = doc_id - columns.base;
            let tie_rank = columns.tie_ranks.first(document);
            FieldLengths {
                name: columns.names.first(document).unwrap_or(1),
                body: columns.bodies.fieldnorm(document),
                is_point: tie_rank == Some(DocumentKind::Point.tie_rank()),
                is_container: tie_rank == Some(DocumentKind::Section.tie_rank()),
            }
        });
        lengths.collect()
    }
}
