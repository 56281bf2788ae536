//! Queries to hits: matching, ranking, snippets.
//!
//! Reads the index and knows the analyzer; knows nothing of files or of the
//! terminal.

mod explain;
mod filter;
mod finding;
mod highlight;
mod matches;
mod meant;
mod names;
mod places;
mod plan;
mod query;
mod ranking;
mod reading;
mod rescue;
mod scoring;
mod snippet;
mod suggest;
mod vocabulary;

use fixedbitset::FixedBitSet;
use thiserror::Error;

pub use self::explain::{Explanation, Part};
use self::finding::{Enough, Findings};
use self::highlight::Highlighter;
pub use self::places::{Place, SourceMatch};
pub use self::query::{
    Correction, Filter, Query, QueryName, QueryPhrase, QueryWord, Reading, Role, Scope,
    SearchOptions, Sort,
};
pub use self::ranking::Weights;
use self::scoring::{Scored, Scores};
use self::snippet::Size;
pub use self::snippet::Snippet;
pub use self::suggest::Suggestion;
use crate::analysis::{Analyzer, Reading as WordReading, TermKind, Token};
use crate::document::Document;
use crate::index::{Index, IndexError};

/// What keeps a search from being answered.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SearchError {
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// A path filter is no valid glob.
    #[error("--path {0:?} cannot be read as a glob: {1}")]
    PathPattern(String, String),
}

/// A found document.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its place among all hits, from 1.
    pub rank: usize,
    /// What ranked it; higher is better.
    pub score: f32,
    /// The document.
    pub document: Document,
    /// The words that find and that it does not have, by their numbers in
    /// [`Query::words`].
    pub missing: Vec<usize>,
    /// What its score is made of, when that is asked for.
    pub explanation: Option<Explanation>,
    /// What matches in its name, in code points of the name.
    pub name_highlights: Vec<(usize, usize)>,
    /// What matches in each of its headings, in code points of the heading.
    pub heading_highlights: Vec<Vec<(usize, usize)>>,
    /// Where its text matches.
    pub snippet: Snippet,
    /// Its file's text and where that matches, when that is asked for.
    pub place: Option<Place>,
}

/// The answer to a query.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// How many documents match.
    pub total: usize,
    /// Those asked for, best first.
    pub hits: Vec<Hit>,
}

/// What matches, and the best of it by number in the snapshot and score.
struct Ranked<'s> {
    total: usize,
    best: Vec<(usize, f32)>,
    findings: Findings,
    scores: Scores<'s>,
}

/// Answers queries from one committed state of an index.
pub struct Searcher<'i> {
    index: &'i Index,
    analyzer: &'i Analyzer,
    weights: Weights,
    langs: Vec<String>,
    synonyms: Vec<Vec<String>>,
    average_body: f32,
}

impl<'i> Searcher<'i> {
    /// A searcher on an index.
    pub fn new(index: &'i Index) -> Result<Self, SearchError> {
        let documents = index.document_count().max(1);
        Ok(Searcher {
            index,
            analyzer: index.analyzer(),
            weights: Weights::default(),
            langs: index.langs()?,
            synonyms: Vec::new(),
            average_body: (index.word_count() as f32 / documents as f32).max(1.0),
        })
    }

    /// The same searcher with another ranking.
    pub fn with_weights(self, weights: Weights) -> Self {
        Searcher { weights, ..self }
    }

    /// The same searcher with words that stand for one another.
    pub fn with_synonyms(self, synonyms: Vec<Vec<String>>) -> Self {
        Searcher { synonyms, ..self }
    }

    /// Reads a query as the index can answer it.
    pub fn parse(&self, text: &str, reading: Reading) -> Result<Query, SearchError> {
        plan::plan(self, text, reading)
    }

    /// The tokens of a query's text with the terms that they have in any
    /// language of the index.
    fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = self.analyzer.analyze(text, "");
        let langs = self.langs.iter();
        for lang in langs.filter(|lang| self.analyzer.tells_apart(lang)) {
            // Languages differ in terms, not in where words begin and end.
            for (token, other) in tokens.iter_mut().zip(self.analyzer.analyze(text, lang)) {
                token.common &= other.common;
                let new = other
                    .terms
                    .iter()
                    .filter(|term| !token.terms.contains(term));
                let new: Vec<_> = new.cloned().collect();
                if !new.is_empty() {
                    token.terms = token.terms.iter().cloned().chain(new).collect();
                }
            }
        }
        // The .net of io.net does not look for other nets.
        for ending in tokens.iter_mut() {
            if ending.reading == WordReading::Ending {
                let terms = ending.terms.iter();
                let exact = terms.filter(|term| term.kind == TermKind::Exact);
                ending.terms = exact.cloned().collect();
            }
        }
        tokens
    }

    /// The documents that match, in the order asked for; equal scores in the
    /// order of the corpus.
    pub fn search(&self, query: &Query, options: &SearchOptions) -> Result<Hits, SearchError> {
        let ranked = match options.sort {
            Sort::Score => self.ranked(query, options)?,
            // The first by another order may be the last by score.
            Sort::Path | Sort::Date => {
                let all = SearchOptions {
                    limit: usize::MAX,
                    offset: 0,
                    ..options.clone()
                };
                self.ranked(query, &all)?
            }
        };
        let mut found = Vec::new();
        let skipped = match options.sort {
            Sort::Score => options.offset,
            Sort::Path | Sort::Date => 0,
        };
        for &(number, score) in ranked.best.iter().skip(skipped) {
            let document = self.index.document(self.address(number))?;
            found.push((number, score, document));
        }
        let by_path = |a: &Document, b: &Document| a.in_article_order(b);
        match options.sort {
            Sort::Score => {}
            Sort::Path => found.sort_by(|(.., a), (.., b)| by_path(a, b)),
            Sort::Date => found.sort_by(|(.., a), (.., b)| {
                let newest_first = b.article.day().cmp(&a.article.day());
                newest_first.then_with(|| by_path(a, b))
            }),
        }
        let shown = found.into_iter().skip(options.offset - skipped);
        let hits = self.described(query, options, &ranked, shown.take(options.limit))?;
        Ok(Hits {
            total: ranked.total,
            hits,
        })
    }

    /// Hits with what is to be told of them.
    fn described(
        &self,
        query: &Query,
        options: &SearchOptions,
        ranked: &Ranked<'_>,
        found: impl Iterator<Item = (usize, f32, Document)>,
    ) -> Result<Vec<Hit>, SearchError> {
        let Ranked {
            findings, scores, ..
        } = ranked;
        let highlighter = Highlighter::new(query, self.analyzer, findings);
        let size = Size {
            passages: options.snippets,
            chars: options.snippet_chars,
        };
        let mut sources = places::Sources::default();
        let mut hits = Vec::new();
        for (at, (number, score, document)) in found.enumerate() {
            let marks = highlighter.marks(&document);
            let body = document.body.as_str();
            let headings = document.headings.iter().zip(&marks.headings);
            hits.push(Hit {
                rank: options.offset + at + 1,
                score,
                missing: findings.missing(query, number),
                explanation: options
                    .explain
                    .then(|| explain::explain(query, findings, scores, number)),
                name_highlights: snippet::in_whole(document.name.as_str(), &marks.name),
                heading_highlights: headings
                    .map(|(heading, marks)| snippet::in_whole(heading, marks))
                    .collect(),
                snippet: Snippet::of(body, &marks.body, size, |number| highlighter.weight(number)),
                place: match options.places {
                    true => sources.place(self.index, &document, &marks)?,
                    false => None,
                },
                document,
            });
        }
        Ok(hits)
    }

    /// The ids and scores of what [`Searcher::search`] would return, without
    /// the documents: many times as fast.
    pub fn rank(
        &self,
        query: &Query,
        options: &SearchOptions,
    ) -> Result<Vec<(String, f32)>, SearchError> {
        let ranked = self.ranked(query, options)?.best.into_iter();
        let wanted: Vec<(usize, f32)> = ranked.skip(options.offset).collect();
        let mut ids = vec![(String::new(), 0.0); wanted.len()];
        let mut stored: Vec<usize> = (0..wanted.len()).collect();
        // Those that are kept together are read together.
        stored.sort_unstable_by_key(|&at| wanted[at].0);
        for at in stored {
            let (number, score) = wanted[at];
            ids[at] = (self.index.id(self.address(number))?, score);
        }
        Ok(ids)
    }

    /// How many documents match, and the best of them up to the last one asked for.
    fn ranked(&self, query: &Query, options: &SearchOptions) -> Result<Ranked<'_>, SearchError> {
        let passing = filter::passing(self, &options.filter)?;
        let enough = Enough {
            documents: options.offset.saturating_add(options.limit),
            passing: passing.as_deref(),
        };
        let findings = self.find(query, &enough)?;
        let scores = Scores::of(self, query, &findings)?;
        let passes = |scored: &Scored<'_>| {
            (!options.all || scored.has_all())
                && passing
                    .as_ref()
                    .is_none_or(|passing| passing[scored.document])
        };
        let ranked = |scored: Scored<'_>| (scored.document, scored.score());
        let scored: Vec<(usize, f32)> = match &query.condition {
            Some(condition) => {
                let matching = findings.matching(query, condition, self.number_end());
                let wanted = self.numbers().filter(|&number| matching[number]);
                let scored = wanted.map(|number| scores.of_document(number));
                scored.filter(passes).map(ranked).collect()
            }
            None => {
                let wanted = |scored: &Scored<'_>| scored.has_some() && passes(scored);
                scores.all().filter(wanted).map(ranked).collect()
            }
        };
        let loose = findings.loose.iter().flat_map(FixedBitSet::ones);
        let loose = loose.filter(|&number| {
            // A loose match is no match where all words are asked for.
            !options.all && passing.as_ref().is_none_or(|passing| passing[number])
        });
        let total = scored.len() + loose.count();
        let best = self.best(scored, options.offset.saturating_add(options.limit))?;
        Ok(Ranked {
            total,
            best,
            findings,
            scores,
        })
    }

    /// All documents that pass a filter, in the order of the articles.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Document>, SearchError> {
        let passing = filter::passing(self, filter)?;
        let passes = |number: &usize| passing.as_ref().is_none_or(|passing| passing[*number]);
        let mut documents = Vec::new();
        for number in self.numbers().filter(passes) {
            documents.push(self.index.document(self.address(number))?);
        }
        documents.sort_by(Document::in_article_order);
        Ok(documents)
    }

    /// The first `wanted` by score, then in the order of the corpus.
    fn best(
        &self,
        mut scored: Vec<(usize, f32)>,
        wanted: usize,
    ) -> Result<Vec<(usize, f32)>, SearchError> {
        let best_first =
            |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if (1..scored.len()).contains(&wanted) {
            // Only what may be shown is sorted, ties across the edge included.
            let (_, &mut (_, edge), _) = scored.select_nth_unstable_by(wanted - 1, best_first);
            scored.retain(|(_, score)| score.total_cmp(&edge).is_ge());
        }
        scored.sort_unstable_by(best_first);
        let order = self.order()?;
        let mut at = 0;
        while at < scored.len().min(wanted) {
            let score = scored[at].1;
            let tied = scored[at..].partition_point(|(_, other)| other.total_cmp(&score).is_ge());
            if tied > 1 {
                let group = scored[at..at + tied].iter().map(|&(number, _)| number);
                let first = self.first_in_order(&order, group, wanted - at)?;
                let first = first.into_iter().map(|number| (number, score));
                scored.splice(at..at + tied, first);
            }
            at += tied;
        }
        scored.truncate(wanted);
        Ok(scored)
    }
}
