//! Evaluates match expressions to bit sets of documents.
//!
//! Shared by all retrievers, so that a query matches the same documents wherever
//! its postings come from. Must not know an index.

use fixedbitset::FixedBitSet;

use super::error::SearchError;
use super::plan::{DocumentFilter, MatchExpr, Query, Role};
use super::retriever::{QueryMatches, TermMatches};

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
                let strict = word(*at).filter(|matches| matches.kind.is_strict());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::TermKind;
    use crate::search::plan::{Compound, QueryWord, Scope};
    use crate::search::retriever::{FieldFrequencies, Posting, TextField};

    fn matches(kind: TermKind, documents: &[u32]) -> TermMatches {
        let postings = documents.iter().map(|&doc_id| Posting {
            doc_id,
            frequencies: FieldFrequencies::in_field(TextField::Body, 1),
        });
        TermMatches::new(kind, postings.collect())
    }

    fn word(role: Role, terms: usize) -> QueryWord {
        let term = crate::analysis::Term {
            kind: TermKind::Exact,
            text: "word".to_owned(),
        };
        QueryWord {
            range: 0..4,
            terms: vec![term; terms],
            role,
            scope: Scope::Everywhere,
            boost: 1.0,
            standalone: true,
        }
    }

    #[test]
    fn expressions_are_evaluated_over_six_documents() {
        use MatchExpr::{All, Any, Not, StrictWord, Word};
        let query = Query {
            words: vec![
                word(Role::Match, 1),
                word(Role::ScoreOnly, 1),
                word(Role::ScoreOnly, 0),
            ],
            compounds: vec![Compound {
                words: vec![0],
                parts: Vec::new(),
                is_synonym: false,
            }],
            ..Query::default()
        };
        let found = QueryMatches {
            words: vec![
                vec![
                    matches(TermKind::Exact, &[0, 1]),
                    matches(TermKind::Stem, &[2]),
                ],
                vec![matches(TermKind::Exact, &[1, 3])],
                Vec::new(),
            ],
            compounds: vec![matches(TermKind::Lemma, &[4])],
            phrases: vec![matches(TermKind::Exact, &[5])],
        };
        let evaluation = Evaluation {
            query: &query,
            matches: &found,
            max_doc: 6,
            filter: &|filter| {
                let some = || [1, 2].into_iter().collect::<FixedBitSet>();
                Ok((!filter.tags.is_empty()).then(some))
            },
        };
        let filter = |tags: &[&str]| {
            MatchExpr::Filter(DocumentFilter {
                tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
                ..DocumentFilter::default()
            })
        };
        for (expr, expected) in [
            (Word(0), &[0, 1, 2, 4][..]),
            (StrictWord(0), &[0, 1, 4]),
            // A word that only scores matches nothing unless it is asked for.
            (Word(1), &[]),
            (StrictWord(1), &[1, 3]),
            (StrictWord(2), &[0, 1, 2, 3, 4, 5]),
            (MatchExpr::Compound(0), &[4]),
            (MatchExpr::Phrase(0), &[5]),
            (filter(&["x"]), &[1, 2]),
            (filter(&[]), &[0, 1, 2, 3, 4, 5]),
            (Any(vec![]), &[]),
            (All(vec![]), &[0, 1, 2, 3, 4, 5]),
            (Any(vec![StrictWord(1), MatchExpr::Phrase(0)]), &[1, 3, 5]),
            (All(vec![Word(0), filter(&["x"])]), &[1, 2]),
            (Not(Box::new(Word(0))), &[3, 5]),
        ] {
            let documents: Vec<usize> = evaluation.evaluate(&expr).unwrap().ones().collect();
            assert_eq!(documents, expected, "{expr:?}");
        }
    }

    #[test]
    fn without_an_expression_any_selected_word_or_its_compound_matches() {
        let query = Query {
            words: vec![word(Role::Match, 1), word(Role::Prohibited, 1)],
            ..Query::default()
        };
        let found = QueryMatches {
            words: vec![
                vec![matches(TermKind::Stem, &[2])],
                vec![matches(TermKind::Exact, &[3])],
            ],
            ..QueryMatches::default()
        };
        for (is_selected, expected) in [(true, &[2][..]), (false, &[])] {
            let found = matching_any_word(&query, &found, 6, |_| is_selected);
            assert_eq!(found.ones().collect::<Vec<_>>(), expected);
        }
    }
}
