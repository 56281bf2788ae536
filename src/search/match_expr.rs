//! Evaluates match expressions to bit sets of documents. Every retriever uses it,
//! so that a query matches the same documents wherever the postings come from.
//! Must not know an index.

use fixedbitset::FixedBitSet;

use super::error::SearchError;
use super::plan::{DocumentFilter, MatchExpr, Query, Role};
use super::retriever::{QueryMatches, TermMatches};
use crate::analysis::TermKind;

/// Everything an expression refers to.
pub(super) struct Evaluation<'a> {
    pub(super) query: &'a Query,
    pub(super) matches: &'a QueryMatches,
    /// One more than the highest document number.
    pub(super) max_doc: usize,
    /// The documents that pass a filter; `None` for a filter without conditions.
    pub(super) filter: FilterFn<'a>,
}

/// Evaluates a filter.
pub(super) type FilterFn<'a> =
    &'a dyn Fn(&DocumentFilter) -> Result<Option<FixedBitSet>, SearchError>;

impl Evaluation<'_> {
    /// The documents for which an expression is true. A negation may include
    /// deleted documents and gaps in the numbering.
    pub(super) fn evaluate(&self, expr: &MatchExpr) -> Result<FixedBitSet, SearchError> {
        let Evaluation { query, matches, .. } = *self;
        let word = |word: usize| matches.words[word].iter();
        Ok(match expr {
            MatchExpr::Word(at) if query.words[*at].role == Role::Match => {
                self.with_any(word(*at).chain(matches.compounds_with(query, *at)))
            }
            MatchExpr::Word(_) => self.none(),
            MatchExpr::StrictWord(at) if query.words[*at].terms.is_empty() => self.all(),
            MatchExpr::StrictWord(at) => {
                let strict = word(*at).filter(|matches| matches.kind <= TermKind::Form);
                self.with_any(strict.chain(matches.compounds_with(query, *at)))
            }
            MatchExpr::Compound(at) => self.with_any([&matches.compounds[*at]].into_iter()),
            MatchExpr::Phrase(at) => self.with_any([&matches.phrases[*at]].into_iter()),
            MatchExpr::Filter(filter) => {
                let passing = (self.filter)(filter)?;
                passing.unwrap_or_else(|| self.all())
            }
            MatchExpr::Any(any) => {
                let mut union = self.none();
                for expr in any {
                    union.union_with(&self.evaluate(expr)?);
                }
                union
            }
            MatchExpr::All(all) => {
                let mut intersection = self.all();
                for expr in all {
                    intersection.intersect_with(&self.evaluate(expr)?);
                }
                intersection
            }
            MatchExpr::Not(not) => {
                let mut others = self.evaluate(not)?;
                others.toggle_range(..);
                others
            }
        })
    }

    fn none(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.max_doc)
    }

    fn all(&self) -> FixedBitSet {
        let mut all = self.none();
        all.insert_range(..);
        all
    }

    fn with_any<'m>(&self, lists: impl Iterator<Item = &'m TermMatches>) -> FixedBitSet {
        let mut documents = self.none();
        for posting in lists.flat_map(|matches| &matches.postings) {
            documents.insert(posting.doc_id as usize);
        }
        documents
    }
}

/// The documents with a selected word of [`Role::Match`], or with a compound that
/// such a word is part of: what matches without an expression.
pub(super) fn matching_any_word(
    query: &Query,
    matches: &QueryMatches,
    max_doc: usize,
    select: impl Fn(usize) -> bool,
) -> FixedBitSet {
    let mut documents = FixedBitSet::with_capacity(max_doc);
    for (at, word) in query.words.iter().enumerate() {
        if word.role == Role::Match && select(at) {
            let lists = matches.words[at].iter();
            for matches in lists.chain(matches.compounds_with(query, at)) {
                for posting in &matches.postings {
                    documents.insert(posting.doc_id as usize);
                }
            }
        }
    }
    documents
}
