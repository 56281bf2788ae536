//! One commit of an index, open for reading.
//!
//! Turns the results of the search into answers. Immutable once opened; prints
//! nothing.

use std::path::PathBuf;
use std::sync::Arc;

use super::error::SessionError;
use super::location::{Locator, path_from_here};
use crate::answer::{Answer, DocumentList, Gap, ShownDocument, SuggestionList, unreadable_reason};
use crate::corpus::{Corpus, CorpusFile, Unreadable};
use crate::document::Document;
use crate::index::Index;
use crate::search::{Filter, ParseOptions, Query, SearchError, SearchOptions, Searcher};

/// One commit of an index, with its corpus. Immutable, so any number of threads
/// can use it.
pub struct Snapshot {
    pub(super) index: Arc<Index>,
    /// `None` if the corpus is gone, or this user never named it.
    pub(super) corpus: Option<Corpus>,
    pub(super) gaps: Vec<Gap>,
    pub(super) searcher: Searcher,
    pub(super) locator: Locator,
}

impl Snapshot {
    /// What answers may lack: unreadable files, and changes that are not indexed
    /// yet. Every answer carries these.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Parses, corrects and plans a query, with the synonyms of the corpus and the
    /// user.
    pub fn parse(&self, text: &str, options: ParseOptions) -> Result<Query, SearchError> {
        self.searcher.parse(text, options)
    }

    /// Answers a query, with documents and snippets. `query` must come from
    /// [`Snapshot::parse`] of the same `text`, on this snapshot.
    pub fn answer(
        &self,
        text: &str,
        query: &Query,
        options: &SearchOptions,
    ) -> Result<Answer, SearchError> {
        let hits = self.searcher.search(query, options)?;
        let locate = |document: &_| self.locator.locate(document);
        let mut answer = Answer::new(text, query, &hits, locate, self.gaps.clone());
        answer.searched = self.searcher.document_count();
        Ok(answer)
    }

    /// Like [`Snapshot::answer`], but with ids and scores only, which is many times
    /// faster.
    pub fn rank(
        &self,
        text: &str,
        query: &Query,
        options: &SearchOptions,
    ) -> Result<Answer, SearchError> {
        let ranking = self.searcher.rank(query, options)?;
        Ok(Answer::from_ranking(text, ranking, options.offset))
    }

    /// The number of documents that match, whatever `options.limit`.
    pub fn count(&self, query: &Query, options: &SearchOptions) -> Result<usize, SearchError> {
        let options = SearchOptions {
            limit: 0,
            ..options.clone()
        };
        Ok(self.searcher.search(query, &options)?.total)
    }

    /// The documents that pass a filter, in the order of the corpus.
    pub fn list(&self, filter: &Filter) -> Result<DocumentList, SearchError> {
        let documents = self.searcher.list(filter)?;
        let locate = |document: &_| self.locator.locate(document);
        Ok(DocumentList::new(&documents, locate, self.gaps.clone()))
    }

    /// At most `limit` names and words that start with a prefix, likeliest first.
    pub fn suggest(&self, prefix: &str, limit: usize) -> Result<SuggestionList, SearchError> {
        let suggestions = self.searcher.suggest(prefix, limit)?;
        Ok(SuggestionList::new(prefix, suggestions, self.gaps.clone()))
    }

    /// The document with this id, or else all documents with this name in any case,
    /// in the order of the corpus.
    pub fn find(&self, id_or_name: &str) -> Result<Vec<Document>, SearchError> {
        match self.searcher.document_by_id(id_or_name)? {
            Some(document) => Ok(vec![document]),
            None => self.searcher.documents_by_name(id_or_name),
        }
    }

    /// The Markdown of a document as it was indexed, without that of documents
    /// inside it.
    pub fn show(&self, document: &Document) -> Result<ShownDocument, SessionError> {
        let Some(source) = self.index.source(&document.path)? else {
            let path = document.path.clone();
            return Err(SessionError::LostSource { path });
        };
        let markdown = source.get(document.byte_start..document.byte_end);
        let file = self.locator.locate(document);
        // The index stores both together: the bytes are there.
        let markdown = markdown.unwrap_or_default().to_owned();
        let shown = ShownDocument::new(document, file, markdown, self.gaps.clone());
        Ok(shown.with_changed_file(self.changed_file(&document.path, &source)))
    }

    /// The file of an article if its text differs from `source` by now, or it cannot
    /// be read.
    fn changed_file(&self, path: &str, source: &str) -> Option<PathBuf> {
        let corpus = self.corpus.as_ref()?;
        let location = corpus.locate(path)?;
        let now = corpus.read(&CorpusFile {
            location: location.clone(),
            path: path.to_owned(),
        });
        let same = now.is_ok_and(|(article, _)| article.source == source);
        (!same).then_some(location)
    }
}

/// One gap for each unreadable file or folder.
pub(super) fn gaps(unreadable: &[Unreadable]) -> Vec<Gap> {
    let gaps = unreadable.iter().map(|place| Gap {
        path: Some(path_from_here(&place.location)),
        reason: unreadable_reason(&place.reason),
    });
    gaps.collect()
}
