//! Collects the candidates of a query in three rounds: exact terms and lemmas, then
//! stems and prefixes, then words that only score. Each round limits the documents
//! for which the next one has to keep postings.

use fixedbitset::FixedBitSet;

use super::order::LengthReader;
use super::postings::{PostingsCache, merge};
use super::segments::Segments;
use super::{filter, phrases};
use crate::analysis::TermKind;
use crate::search::error::SearchError;
use crate::search::match_expr::{Evaluation, matching_any_word};
use crate::search::plan::{QueryWord, Role};
use crate::search::retriever::{
    CandidateRequest, Candidates, DocId, FieldFrequencies, QueryMatches, TermMatches,
};

/// Collects the candidates of a request.
pub(super) fn collect(
    segments: &Segments,
    lengths: &LengthReader,
    request: &CandidateRequest<'_>,
) -> Result<Candidates, SearchError> {
    let passing = filter::evaluate(segments, request.filter)?;
    let mut collector = Collector {
        segments,
        request,
        passing: passing.as_ref(),
        cache: PostingsCache::new(segments),
        matches: QueryMatches::default(),
        max_doc: segments.max_doc(),
        uncollected: 0,
    };
    collector.collect_strict()?;
    let strict = collector.strict_documents();
    collector.collect_partial(&strict)?;
    collector.collect_deferred(strict)?;
    let found = collector.documents();
    let matching = collector.matching()?;
    let doc_ids: Vec<DocId> = found.ones().map(|at| at as DocId).collect();
    Ok(Candidates {
        lengths: lengths.lengths(&doc_ids),
        doc_ids,
        matches: collector.matches,
        matching,
        uncollected: collector.uncollected,
        matched_words: collector.cache.into_words(),
    })
}

/// The state of one collection.
struct Collector<'c> {
    segments: &'c Segments,
    request: &'c CandidateRequest<'c>,
    /// The documents that pass the request's filter; `None` without conditions.
    passing: Option<&'c FixedBitSet>,
    cache: PostingsCache<'c>,
    matches: QueryMatches,
    max_doc: usize,
    uncollected: usize,
}

impl Collector<'_> {
    /// First round: exact terms and lemmas of words, compounds and phrases.
    fn collect_strict(&mut self) -> Result<(), SearchError> {
        let query = self.request.query;
        for (at, word) in query.words.iter().enumerate() {
            self.matches.words.push(Vec::new());
            for kind in self.kinds(at, TermKind::is_strict) {
                if !self.is_deferred(word) {
                    let postings = self.cache.postings(kind, &word.terms, word.scope)?;
                    self.matches.words[at].push(TermMatches::new(kind, postings));
                }
            }
        }
        for compound in &query.compounds {
            let scope = query.words[compound.words[0]].scope;
            let postings = self.cache.postings_of_all(&compound.parts, scope)?;
            let matches = TermMatches::new(TermKind::Lemma, postings);
            self.matches.compounds.push(matches);
        }
        for phrase in &query.phrases {
            let mut postings = phrases::postings(self.segments, phrase)?;
            let (terms, scope) = (&phrase.compound_terms, phrase.scope);
            postings.extend(self.cache.postings(TermKind::Lemma, terms, scope)?);
            // Written as io.net, "io net" is one occurrence of both.
            let postings = merge(postings, FieldFrequencies::max);
            let matches = TermMatches::new(TermKind::Exact, postings);
            self.matches.phrases.push(matches);
        }
        Ok(())
    }

    /// Second round: stems and prefixes. Strict matches rank above all others, so
    /// once there are enough of them the others are only counted.
    fn collect_partial(&mut self, strict: &FixedBitSet) -> Result<(), SearchError> {
        let query = self.request.query;
        let is_enough =
            query.match_expr.is_none() && self.passing(strict).nth(self.request.limit).is_some();
        let mut skipped = FixedBitSet::with_capacity(self.max_doc);
        for (at, word) in query.words.iter().enumerate() {
            for kind in self.kinds(at, |kind| !kind.is_strict()) {
                if self.is_deferred(word) {
                    continue;
                }
                let (terms, scope) = (&word.terms, word.scope);
                let matches = if is_enough && word.role == Role::Match {
                    let cache = &mut self.cache;
                    cache.matches_among(strict, &mut skipped, kind, terms, scope)?
                } else {
                    TermMatches::new(kind, self.cache.postings(kind, terms, scope)?)
                };
                self.matches.words[at].push(matches);
            }
        }
        self.uncollected = self.passing(&skipped).count();
        Ok(())
    }

    /// Third round: words that only score, in documents collected so far.
    fn collect_deferred(&mut self, strict: FixedBitSet) -> Result<(), SearchError> {
        let mut found = strict;
        found.union_with(&self.documents());
        let mut skipped = FixedBitSet::with_capacity(self.max_doc);
        for (at, word) in self.request.query.words.iter().enumerate() {
            if !self.is_deferred(word) {
                continue;
            }
            for kind in self.kinds(at, |_| true) {
                let (terms, scope) = (&word.terms, word.scope);
                let cache = &mut self.cache;
                let matches = cache.matches_among(&found, &mut skipped, kind, terms, scope)?;
                self.matches.words[at].push(matches);
            }
        }
        Ok(())
    }

    /// The requested kinds of a word that `select` accepts.
    fn kinds(&self, word: usize, select: impl Fn(TermKind) -> bool) -> Vec<TermKind> {
        let kinds = self.request.kinds[word].iter().copied();
        kinds.filter(|&kind| select(kind)).collect()
    }

    /// True for words that wait for the third round. With a match expression none
    /// does, since it may refer to any word.
    fn is_deferred(&self, word: &QueryWord) -> bool {
        self.request.query.match_expr.is_none() && word.role == Role::ScoreOnly
    }

    /// Restricts documents to those that pass the request's filter.
    fn passing<'d>(&self, documents: &'d FixedBitSet) -> impl Iterator<Item = usize> + use<'d, '_> {
        let passing = self.passing;
        let passes = move |at: &usize| passing.is_none_or(|passing| passing.contains(*at));
        documents.ones().filter(passes)
    }

    /// The documents that have a word of [`Role::Match`] by exact term, by lemma
    /// or in a compound.
    fn strict_documents(&self) -> FixedBitSet {
        matching_any_word(self.request.query, &self.matches, self.max_doc, |_| true)
    }

    /// All documents with a collected posting.
    fn documents(&self) -> FixedBitSet {
        let mut documents = FixedBitSet::with_capacity(self.max_doc);
        for posting in self.matches.all().flat_map(|matches| &matches.postings) {
            documents.insert(posting.doc_id as usize);
        }
        documents
    }

    /// See [`Candidates::matching`].
    fn matching(&self) -> Result<FixedBitSet, SearchError> {
        let query = self.request.query;
        let mut matching = match &query.match_expr {
            None => {
                // A word of which no kind is looked up does not match.
                let looked_up = |word: usize| !self.matches.words[word].is_empty();
                matching_any_word(query, &self.matches, self.max_doc, looked_up)
            }
            Some(expr) => {
                let evaluation = Evaluation {
                    query,
                    matches: &self.matches,
                    max_doc: self.max_doc,
                    filter: &|filter| filter::evaluate(self.segments, filter),
                };
                let mut matching = evaluation.evaluate(expr)?;
                self.segments.remove_deleted(&mut matching);
                matching
            }
        };
        if let Some(passing) = self.passing {
            matching.intersect_with(passing);
        }
        Ok(matching)
    }
}
