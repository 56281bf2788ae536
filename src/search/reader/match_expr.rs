//! Match expressions as bit sets over the documents of the snapshot.

use fixedbitset::FixedBitSet;

use super::filter;
use super::segments::Segments;
use crate::analysis::TermKind;
use crate::search::error::SearchError;
use crate::search::plan::{MatchExpr, Query, Role};
use crate::search::retriever::{QueryMatches, TermMatches};

/// What an expression refers to.
#[derive(Clone, Copy)]
pub(super) struct Evaluation<'a> {
    pub(super) segments: &'a Segments,
    pub(super) query: &'a Query,
    pub(super) matches: &'a QueryMatches,
    /// One more than the highest document number.
    pub(super) max_doc: usize,
}

impl Evaluation<'_> {
    /// The documents that meet an expression. Under a negation these may be
    /// deleted ones.
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
                let strict = word(*at).filter(|matches| matches.kind <= TermKind::Lemma);
                self.with_any(strict.chain(matches.compounds_with(query, *at)))
            }
            MatchExpr::Compound(at) => self.with_any([&matches.compounds[*at]].into_iter()),
            MatchExpr::Phrase(at) => self.with_any([&matches.phrases[*at]].into_iter()),
            MatchExpr::Filter(filter) => {
                let passing = filter::evaluate(self.segments, filter)?;
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
