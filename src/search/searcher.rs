//! The one object that callers see: an index that answers queries.

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

/// A document that matches.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Hit {
    /// Its place among all hits, from 1.
    pub rank: usize,
    /// Its score; higher is better.
    pub score: f32,
    /// The document.
    pub document: Document,
    /// The matching words of the query that it lacks, by position, see
    /// [`Query::word_ranges`].
    pub missing: Vec<usize>,
    /// What its score is made of, if asked for.
    pub explanation: Option<Explanation>,
    /// The matches in its name, in code points of the name.
    pub name_highlights: Vec<(usize, usize)>,
    /// The matches in each of its headings, in code points of the heading.
    pub heading_highlights: Vec<Vec<(usize, usize)>>,
    /// The passages of its text that match.
    pub snippet: Snippet,
    /// The matches in its source, if asked for.
    pub source_matches: Option<SourceMatches>,
}

/// The answer to a query.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Hits {
    /// The number of documents that match.
    pub total: usize,
    /// The hits asked for, in order.
    pub hits: Vec<Hit>,
}

/// The documents that match a query, ranked.
struct Ranking {
    total: usize,
    /// The best, up to the last one asked for.
    best: Vec<ScoredDoc>,
}

/// Answers queries from one committed state of an index, on any number of threads
/// at once.
pub struct Searcher {
    retriever: Box<dyn Retriever>,
    analyzer: QueryAnalyzer,
    weights: Weights,
    synonyms: Vec<Vec<String>>,
}

impl Searcher {
    /// A searcher of an index.
    pub fn new(index: Arc<Index>) -> Result<Self, SearchError> {
        let analyzer = index.analyzer().clone();
        let retriever = LocalRetriever::new(index)?;
        Ok(Searcher::of_retriever(Box::new(retriever), analyzer))
    }

    /// A searcher of whatever holds the documents. `analyzer` must be the one that
    /// they were analysed with.
    pub(super) fn of_retriever(retriever: Box<dyn Retriever>, analyzer: Analyzer) -> Self {
        let languages = &retriever.statistics().languages;
        Searcher {
            analyzer: QueryAnalyzer::new(analyzer, languages),
            retriever,
            weights: Weights::default(),
            synonyms: Vec::new(),
        }
    }

    /// The same searcher with other weights.
    pub fn with_weights(self, weights: Weights) -> Self {
        Searcher { weights, ..self }
    }

    /// The same searcher with synonyms: sets of texts, each of which stands for
    /// all others of its set.
    pub fn with_synonyms(self, synonyms: Vec<Vec<String>>) -> Self {
        Searcher { synonyms, ..self }
    }

    /// Parses and plans a query. Fails when a path filter in it is not valid, or
    /// when the index cannot be read.
    pub fn parse(&self, text: &str, options: ParseOptions) -> Result<Query, SearchError> {
        let planner = Planner {
            analyzer: &self.analyzer,
            retriever: &*self.retriever,
            synonyms: &self.synonyms,
        };
        planner.plan(text, options)
    }

    /// The documents that match, in the order asked for; equal scores in the
    /// order of the corpus.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<Hits, SearchError> {
        let limit = match options.sort {
            Sort::Score => options.offset.saturating_add(options.limit),
            // The first by another order may be the last by score.
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

    /// The ids and scores of what [`Searcher::search`] returns by score, many
    /// times faster than the documents.
    pub fn rank(
        &self,
        query: &Query,
        options: &SearchOptions,
    ) -> Result<Vec<(String, f32)>, SearchError> {
        let limit = options.offset.saturating_add(options.limit);
        let candidates = self.candidates(query, &options.filter, limit)?;
        let scorer = self.scorer(query, &candidates);
        let ranking = self.rank_candidates(&scorer, &candidates, options.all, limit)?;
        let best = ranking.best.get(options.offset..).unwrap_or_default();
        let doc_ids: Vec<DocId> = best.iter().map(|doc| doc.doc_id).collect();
        let ids = self.retriever.ids(&doc_ids)?.into_iter();
        Ok(ids.zip(best.iter().map(|doc| doc.score)).collect())
    }

    /// The documents that pass a filter, in the order of the corpus.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Document>, SearchError> {
        let filter = self.plan_filter(filter)?;
        let doc_ids = self.retriever.filtered(&filter)?;
        let mut documents = self.retriever.documents(&doc_ids)?;
        documents.sort_by(Document::in_article_order);
        Ok(documents)
    }

    /// The document with an id, found without reading any other file's documents.
    pub fn document_by_id(&self, id: &str) -> Result<Option<Document>, SearchError> {
        self.retriever.document_with_id(id)
    }

    /// The documents with a name, in any case and with any white space between its
    /// words, in the order of the corpus.
    pub fn documents_by_name(&self, name: &str) -> Result<Vec<Document>, SearchError> {
        let mut documents = self.retriever.documents_with_name(name)?;
        documents.sort_by(Document::in_article_order);
        Ok(documents)
    }

    /// At most `limit` names and words that begin with a prefix, the likeliest
    /// first: projects, then sections and articles, then words; and after all
    /// these what begins so in the other keyboard layout or script.
    pub fn suggest(&self, prefix: &str, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        suggest::suggest(&self.analyzer, &*self.retriever, prefix, limit)
    }

    /// The number of documents.
    pub fn document_count(&self) -> usize {
        self.retriever.statistics().documents
    }

    /// The number of distinct words, as they are written but for case.
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

    /// The first stage, and the second on its best documents.
    fn rank_candidates(
        &self,
        scorer: &Scorer<'_>,
        candidates: &Candidates,
        require_all: bool,
        limit: usize,
    ) -> Result<Ranking, SearchError> {
        let scored = scorer.matching(require_all);
        // What matches by stem or prefix alone never has all words.
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

    /// Hits with all that is shown of them.
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
