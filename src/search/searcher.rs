//! The façade of the search: plans a query, collects its candidates, ranks them,
//! and prepares what is shown of the best.

use std::sync::Arc;

use super::error::SearchError;
use super::options::{Filter, ParseOptions, SearchOptions, Sort};
use super::plan::{DocumentFilter, Query, Scope};
use super::planner::{self, Planner};
use super::presentation::{
    Highlighter, Snippet, SnippetOptions, SourceMatches, SourceTexts, spans,
};
use super::query_analyzer::QueryAnalyzer;
use super::reader::LocalRetriever;
use super::retriever::{CandidateRequest, Candidates, DocId, Retriever, WordLookup};
use super::scorer::{self, Explanation, ScoredDoc, Scorer, TopDocs, Weights};
use super::suggest::{self, Suggestion};
use crate::analysis::Analyzer;
use crate::document::Document;
use crate::index::Index;

/// A matching document with everything that is shown of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Hit {
    /// Its rank among all hits, from 1.
    pub rank: usize,
    /// Its score, higher is better. Comparable within one answer only.
    pub score: f32,
    /// The document.
    pub document: Document,
    /// The query words that it does not contain, as indices into
    /// [`Query::word_ranges`].
    pub missing: Vec<usize>,
    /// How its score was computed, if requested.
    pub explanation: Option<Explanation>,
    /// The matches in its name, as start and end in code points.
    pub name_highlights: Vec<(usize, usize)>,
    /// The same for each of its headings.
    pub heading_highlights: Vec<Vec<(usize, usize)>>,
    /// The best passages of its body.
    pub snippet: Snippet,
    /// The matches in its source file, if requested.
    pub source_matches: Option<SourceMatches>,
}

/// The answer to a query.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Hits {
    /// The number of documents that match.
    pub total: usize,
    /// The requested page of hits, in order.
    pub hits: Vec<Hit>,
}

/// The ranked documents of a query, before they are loaded.
struct Ranking {
    total: usize,
    /// The best ones, up to the end of the requested page.
    best: Vec<ScoredDoc>,
}

/// Searches one committed state of an index.
///
/// It owns its index and can be shared between threads: every method takes `&self`.
/// Later commits are not seen; open the index again for those.
///
/// ```
/// use std::sync::Arc;
///
/// use obzor::corpus::Corpus;
/// use obzor::index::Index;
/// use obzor::ingest::{self, UpdateOptions};
/// use obzor::search::{ParseOptions, SearchOptions, Searcher};
/// # let folder = tempfile::tempdir()?;
/// # let (notes, home) = (folder.path().join("notes.md"), folder.path().join("index"));
/// # std::fs::write(&notes, "# Clouds\n\n- **OctaSpace** - rents out GPUs\n- **Filecoin** - stores files\n")?;
///
/// let corpus = Corpus::new(&[notes])?;
/// ingest::update(&home, &corpus, UpdateOptions::default(), |_| ())?;
///
/// let searcher = Searcher::new(Arc::new(Index::open(&home)?))?;
/// let query = searcher.parse("octa space", ParseOptions::default())?;
/// let answer = searcher.search(&query, &SearchOptions::default())?;
///
/// assert_eq!(answer.total, 1);
/// assert_eq!(answer.hits[0].document.name.as_str(), "OctaSpace");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Searcher {
    retriever: Box<dyn Retriever>,
    analyzer: QueryAnalyzer,
    weights: Weights,
    synonyms: Vec<Vec<String>>,
}

impl Searcher {
    /// Opens a searcher on an index, with default weights and no synonyms.
    pub fn new(index: Arc<Index>) -> Result<Self, SearchError> {
        let analyzer = index.analyzer().clone();
        let retriever = LocalRetriever::new(index)?;
        Ok(Searcher::of_retriever(Box::new(retriever), analyzer))
    }

    /// A searcher on top of any retriever. `analyzer` must be the one that its
    /// documents were analysed with.
    pub(super) fn of_retriever(retriever: Box<dyn Retriever>, analyzer: Analyzer) -> Self {
        let languages = &retriever.statistics().languages;
        Searcher {
            analyzer: QueryAnalyzer::new(analyzer, languages),
            retriever,
            weights: Weights::default(),
            synonyms: Vec::new(),
        }
    }

    /// Replaces the weights of the ranking.
    pub fn with_weights(self, weights: Weights) -> Self {
        Searcher { weights, ..self }
    }

    /// Replaces the synonyms: sets of equivalent texts.
    pub fn with_synonyms(self, synonyms: Vec<Vec<String>>) -> Self {
        Searcher { synonyms, ..self }
    }

    /// Parses and plans a query. Syntax errors become notes on the query; this fails
    /// only when a path filter is not a valid glob or the index cannot be read.
    pub fn parse(&self, text: &str, options: ParseOptions) -> Result<Query, SearchError> {
        let planner = Planner {
            analyzer: &self.analyzer,
            retriever: &*self.retriever,
            synonyms: &self.synonyms,
        };
        planner.plan(text, options)
    }

    /// Returns one page of the matching documents. Equal scores are in corpus order.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<Hits, SearchError> {
        let limit = match options.sort {
            Sort::Score => options.offset.saturating_add(options.limit),
            // The first by another order may be the last by score: load them all.
            Sort::Path | Sort::Date => usize::MAX,
        };
        let candidates = self.candidates(query, &options.filter, limit)?;
        let scorer = self.scorer(query, &candidates);
        let mut ranking = self.rank_candidates(&scorer, &candidates, options.all, limit)?;
        if options.sort == Sort::Score {
            let skipped = options.offset.min(ranking.best.len());
            ranking.best.drain(..skipped);
        }
        let doc_ids: Vec<DocId> = ranking.best.iter().map(|doc| doc.doc_id).collect();
        let documents = self.retriever.documents(&doc_ids)?;
        let mut found: Vec<_> = ranking.best.iter().copied().zip(documents).collect();
        match options.sort {
            Sort::Score => {}
            Sort::Path => found.sort_by(|(_, a), (_, b)| a.in_article_order(b)),
            Sort::Date => found.sort_by(|(_, a), (_, b)| {
                let newest_first = b.article.day().cmp(&a.article.day());
                newest_first.then_with(|| a.in_article_order(b))
            }),
        }
        if options.sort != Sort::Score {
            let skipped = options.offset.min(found.len());
            found.drain(..skipped);
            found.truncate(options.limit);
        }
        Ok(Hits {
            total: ranking.total,
            hits: self.present(query, options, &candidates, &scorer, found)?,
        })
    }

    /// Ids and scores only, ranked as [`Searcher::search`] ranks by score. Many times
    /// faster, since documents are not loaded.
    pub fn rank(
        &self,
        query: &Query,
        options: &SearchOptions,
    ) -> Result<Vec<(String, f32)>, SearchError> {
        let limit = options.offset.saturating_add(options.limit);
        let candidates = self.candidates(query, &options.filter, limit)?;
        let scorer = self.scorer(query, &candidates);
        let ranking = self.rank_candidates(&scorer, &candidates, options.all, limit)?;
        // An offset beyond the last hit is an empty page.
        let best = ranking.best.get(options.offset..).unwrap_or_default();
        let doc_ids: Vec<DocId> = best.iter().map(|doc| doc.doc_id).collect();
        let ids = self.retriever.ids(&doc_ids)?.into_iter();
        Ok(ids.zip(best.iter().map(|doc| doc.score)).collect())
    }

    /// All documents that pass a filter, in corpus order.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Document>, SearchError> {
        let filter = self.plan_filter(filter)?;
        let doc_ids = self.retriever.filtered(&filter)?;
        let mut documents = self.retriever.documents(&doc_ids)?;
        documents.sort_by(Document::in_article_order);
        Ok(documents)
    }

    /// The document with an id. Reads ids of the same file only.
    pub fn document_by_id(&self, id: &str) -> Result<Option<Document>, SearchError> {
        self.retriever.document_with_id(id)
    }

    /// The documents with a name, in corpus order. Case and the kind of white space
    /// between words do not matter.
    pub fn documents_by_name(&self, name: &str) -> Result<Vec<Document>, SearchError> {
        let mut documents = self.retriever.documents_with_name(name)?;
        documents.sort_by(Document::in_article_order);
        Ok(documents)
    }

    /// Completes a prefix to at most `limit` names and words, most likely first:
    /// projects, then sections and articles, then words. Completions of the prefix
    /// in the other keyboard layout or script come last.
    pub fn suggest(&self, prefix: &str, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        suggest::suggest(&self.analyzer, &*self.retriever, prefix, limit)
    }

    /// The number of documents.
    pub fn document_count(&self) -> usize {
        self.retriever.statistics().documents
    }

    /// The number of distinct exact terms. Reads the whole term dictionary.
    pub fn vocabulary_size(&self) -> Result<usize, SearchError> {
        let words = self.retriever.words(&WordLookup::Prefix {
            prefix: "",
            scope: Scope::Everywhere,
            limit: usize::MAX,
        })?;
        Ok(words.entries.len())
    }

    fn plan_filter(&self, filter: &Filter) -> Result<DocumentFilter, SearchError> {
        planner::plan_filter(&self.analyzer, filter)
    }

    fn candidates(
        &self,
        query: &Query,
        filter: &Filter,
        limit: usize,
    ) -> Result<Candidates, SearchError> {
        self.retriever.candidates(&CandidateRequest {
            query,
            kinds: &scorer::kinds(&self.weights, query),
            filter: &self.plan_filter(filter)?,
            limit,
        })
    }

    fn scorer<'a>(&'a self, query: &'a Query, candidates: &'a Candidates) -> Scorer<'a> {
        Scorer::new(
            &self.weights,
            self.retriever.statistics(),
            query,
            candidates,
        )
    }

    /// Runs both stages of the ranking.
    fn rank_candidates(
        &self,
        scorer: &Scorer<'_>,
        candidates: &Candidates,
        require_all: bool,
        limit: usize,
    ) -> Result<Ranking, SearchError> {
        let scored = scorer.matching(require_all);
        // Documents that match by stem or prefix alone never have all words.
        let uncollected = if require_all {
            0
        } else {
            candidates.uncollected
        };
        let total = scored.len() + uncollected;
        let best = TopDocs::select(&*self.retriever, scored, limit)?;
        Ok(Ranking {
            total,
            best: best.rescore(),
        })
    }

    /// Adds highlights, snippets and explanations to loaded documents.
    fn present(
        &self,
        query: &Query,
        options: &SearchOptions,
        candidates: &Candidates,
        scorer: &Scorer<'_>,
        found: Vec<(ScoredDoc, Document)>,
    ) -> Result<Vec<Hit>, SearchError> {
        let idf: Vec<f32> = (0..query.words.len()).map(|at| scorer.idf(at)).collect();
        let words = &candidates.matched_words;
        let highlighter = Highlighter::new(query, self.analyzer.documents(), words, &idf);
        let size = SnippetOptions {
            max_passages: options.snippets,
            max_chars: options.snippet_chars,
        };
        let mut sources = SourceTexts::default();
        let mut hits = Vec::with_capacity(found.len());
        for (at, (scored, document)) in found.into_iter().enumerate() {
            let marks = highlighter.highlight(&document);
            let headings = document.headings.iter().zip(&marks.headings);
            let body = document.body.as_str();
            let explain = || scorer::explain(scorer, scored.doc_id);
            let source_matches = match options.source_matches {
                true => sources.matches(&*self.retriever, &document, &marks)?,
                false => None,
            };
            hits.push(Hit {
                rank: options.offset + at + 1,
                score: scored.score,
                missing: candidates.matches.missing(query, scored.doc_id),
                explanation: options.explain.then(explain),
                name_highlights: spans(document.name.as_str(), &marks.name),
                heading_highlights: headings
                    .map(|(heading, marks)| spans(heading, marks))
                    .collect(),
                snippet: Snippet::select(body, &marks.body, size, |number| {
                    highlighter.weight(number)
                }),
                source_matches,
                document,
            });
        }
        Ok(hits)
    }
}
