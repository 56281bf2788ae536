//! The retriever of an open index. Delegates to the other modules, and keeps what is
//! opened only once: statistics and columns.

use std::sync::{Arc, OnceLock};

use super::order::{CorpusOrder, LengthReader};
use super::segments::Segments;
use super::{candidates, filter, names, terms};
use crate::analysis::{Term, TermKind};
use crate::document::Document;
use crate::index::{Index, IndexError};
use crate::search::error::SearchError;
use crate::search::plan::DocumentFilter;
use crate::search::retriever::{
    CandidateRequest, Candidates, CorpusStatistics, DocId, Retriever, TitleEntry, WordList,
    WordLookup,
};

/// Retrieves from one committed state of an index on this machine.
pub(in crate::search) struct LocalRetriever {
    segments: Segments,
    statistics: CorpusStatistics,
    /// Opened on first use: a query without ties needs no order.
    order: OnceLock<CorpusOrder>,
    lengths: OnceLock<LengthReader>,
}

impl LocalRetriever {
    pub(in crate::search) fn new(index: Arc<Index>) -> Result<Self, SearchError> {
        let documents = index.document_count();
        let average_body = index.word_count() as f32 / documents.max(1) as f32;
        let segments = Segments::new(index);
        let languages = terms::all(&segments, segments.fields().lang)?;
        Ok(LocalRetriever {
            statistics: CorpusStatistics {
                documents,
                average_body: average_body.max(1.0),
                languages,
            },
            segments,
            order: OnceLock::new(),
            lengths: OnceLock::new(),
        })
    }

    /// Reads from stored documents. They are compressed in blocks, so they are read
    /// in stored order; the result is in the order given.
    fn read<T>(
        &self,
        documents: &[DocId],
        read: impl Fn(DocId) -> Result<T, IndexError>,
    ) -> Result<Vec<T>, SearchError> {
        let mut stored: Vec<usize> = (0..documents.len()).collect();
        stored.sort_unstable_by_key(|&at| documents[at]);
        let mut found: Vec<Option<T>> = documents.iter().map(|_| None).collect();
        for at in stored {
            found[at] = Some(read(documents[at])?);
        }
        Ok(found.into_iter().flatten().collect())
    }

    fn index(&self) -> &Index {
        self.segments.index()
    }
}

impl Retriever for LocalRetriever {
    fn statistics(&self) -> &CorpusStatistics {
        &self.statistics
    }

    fn has_any(&self, terms: &[Term], kinds: &[TermKind]) -> Result<bool, SearchError> {
        terms::has_any(&self.segments, terms, kinds)
    }

    fn words(&self, lookup: &WordLookup<'_>) -> Result<WordList, SearchError> {
        terms::words(&self.segments, lookup)
    }

    fn titles(&self, prefix: &str, limit: usize) -> Result<Vec<TitleEntry>, SearchError> {
        terms::titles(&self.segments, prefix, limit)
    }

    fn candidates(&self, request: &CandidateRequest<'_>) -> Result<Candidates, SearchError> {
        let lengths = get_or_open(&self.lengths, || LengthReader::open(&self.segments))?;
        candidates::collect(&self.segments, lengths, request)
    }

    fn filtered(&self, filter: &DocumentFilter) -> Result<Vec<DocId>, SearchError> {
        let passing = filter::evaluate(&self.segments, filter)?;
        let passes = |doc_id: &DocId| {
            let passing = passing.as_ref();
            passing.is_none_or(|passing| passing.contains(*doc_id as usize))
        };
        Ok(self.segments.doc_ids().filter(passes).collect())
    }

    fn first_of_tied(&self, documents: &[DocId], limit: usize) -> Result<Vec<DocId>, SearchError> {
        let order = get_or_open(&self.order, || CorpusOrder::open(&self.segments))?;
        order.first(&self.segments, documents, limit)
    }

    fn documents(&self, documents: &[DocId]) -> Result<Vec<Document>, SearchError> {
        self.read(documents, |doc_id| {
            self.index().document(self.segments.address(doc_id))
        })
    }

    fn ids(&self, documents: &[DocId]) -> Result<Vec<String>, SearchError> {
        self.read(documents, |doc_id| {
            self.index().id(self.segments.address(doc_id))
        })
    }

    fn document_with_id(&self, id: &str) -> Result<Option<Document>, SearchError> {
        names::document_with_id(&self.segments, id)
    }

    fn documents_with_name(&self, name: &str) -> Result<Vec<Document>, SearchError> {
        names::documents_with_name(&self.segments, &self.statistics.languages, name)
    }

    fn document_with_title(&self, title: &TitleEntry) -> Result<Option<Document>, SearchError> {
        let field = self.segments.fields().title;
        let found = self.segments.with_term(field, &terms::title_term(title))?;
        let Some(&first) = found.first() else {
            return Ok(None);
        };
        let address = self.segments.address(first);
        Ok(Some(self.index().document(address)?))
    }

    fn source(&self, path: &str) -> Result<Option<String>, SearchError> {
        Ok(self.index().source(path)?)
    }
}

/// Like `OnceLock::get_or_try_init`, which is not stable yet. When two threads race,
/// both open the value and the first one stays.
fn get_or_open<T>(
    cell: &OnceLock<T>,
    open: impl FnOnce() -> Result<T, SearchError>,
) -> Result<&T, SearchError> {
    match cell.get() {
        Some(value) => Ok(value),
        None => {
            let value = open()?;
            Ok(cell.get_or_init(|| value))
        }
    }
}
