//! From a parsed query to its plan: words with their terms, compounds, phrases,
//! and the expression that documents must meet.
//!
//! Filters stay values, and nothing is evaluated here: the retriever is asked
//! only for its vocabulary, to expand and to correct words. Must not know
//! weights.

mod builder;
mod compounds;
mod correct;
mod expand;
mod filter;
mod synonyms;
mod words;

use self::builder::{LeafContext, PlanBuilder};
use self::expand::Expansion;
pub(super) use self::filter::plan_filter;
use super::error::SearchError;
use super::options::ParseOptions;
use super::plan::{MatchExpr, Query, Scope};
use super::query_analyzer::QueryAnalyzer;
use super::retriever::Retriever;
use crate::query::{self, BooleanQuery, Leaf, Mode, Node, NoteKind, Occur, QueryField};

/// Plans queries for one corpus.
#[derive(Clone, Copy)]
pub(super) struct Planner<'p> {
    pub(super) analyzer: &'p QueryAnalyzer,
    pub(super) retriever: &'p dyn Retriever,
    /// Sets of texts of which each stands for all others.
    pub(super) synonyms: &'p [Vec<String>],
}

impl Planner<'_> {
    /// Parses and plans a query.
    pub(super) fn plan(&self, text: &str, options: ParseOptions) -> Result<Query, SearchError> {
        let parsed = match options.literal {
            true => query::parse_literal(text),
            false => query::parse(text),
        };
        let mut planning = Planning {
            planner: *self,
            builder: PlanBuilder::new(text, parsed.notes),
            expanded: 0,
        };
        let clauses = &parsed.root.clauses;
        let is_sole = matches!(&clauses[..], [clause] if clause.occur == Occur::Should);
        let expr = planning.group(&parsed.root, false, is_sole)?;
        let mut builder = planning.builder;
        builder.settle_roles();
        compounds::add_compounds(self.analyzer, &mut builder);
        synonyms::add_synonyms(self.analyzer, self.synonyms, &mut builder);
        if options.correct {
            correct::correct(self.analyzer, self.retriever, &mut builder)?;
        }
        let mut query = builder.query;
        query.match_expr = Some(expr).filter(|expr| !expr.is_any_word());
        Ok(query)
    }
}

/// One walk over a parsed query.
struct Planning<'p, 't> {
    planner: Planner<'p>,
    builder: PlanBuilder<'t>,
    /// The number of leaves with `*` or `~` so far.
    expanded: usize,
}

impl Planning<'_, '_> {
    /// The expression of a group. `is_sole` marks the only clause of a query.
    fn group(
        &mut self,
        group: &BooleanQuery,
        negated: bool,
        is_sole: bool,
    ) -> Result<MatchExpr, SearchError> {
        let (mut filters, mut must, mut should) = (Vec::new(), Vec::new(), Vec::new());
        for clause in &group.clauses {
            let negated = negated != (clause.occur == Occur::MustNot);
            let required = clause.occur != Occur::Should;
            let expr = match &clause.node {
                Node::Group(group) => self.group(group, negated, false)?,
                Node::Leaf(leaf) => {
                    // A phrase is required when there is nothing else to match.
                    let is_phrase = matches!(leaf.mode, Mode::Phrase(_));
                    self.leaf(leaf, negated, required || is_sole && is_phrase)?
                }
            };
            match (clause.occur, &expr) {
                (Occur::MustNot, _) => filters.push(MatchExpr::Not(Box::new(expr))),
                (Occur::Must, MatchExpr::Filter(_)) => filters.push(expr),
                (Occur::Must, _) => must.push(expr),
                (Occur::Should, _) => should.push(expr),
            }
        }
        // Beside required clauses, optional ones only add to the score.
        let mut all = match (must.is_empty(), should.is_empty()) {
            (false, _) => must,
            (true, false) => vec![MatchExpr::Any(should)],
            (true, true) => Vec::new(),
        };
        all.extend(filters);
        Ok(match all.len() {
            0 => MatchExpr::Any(all),
            1 => all.remove(0),
            _ => MatchExpr::All(all),
        })
    }

    fn leaf(
        &mut self,
        leaf: &Leaf,
        negated: bool,
        required: bool,
    ) -> Result<MatchExpr, SearchError> {
        let scope = match leaf.field {
            None => Scope::Everywhere,
            Some(QueryField::Name) => Scope::Name,
            Some(QueryField::Heading) => Scope::Headings,
            Some(field) => match self.filter(field, leaf)? {
                Some(filter) => return Ok(filter),
                None => Scope::Everywhere,
            },
        };
        let context = LeafContext {
            range: leaf.range.clone(),
            scope,
            boost: leaf.boost,
            negated,
            required,
            standalone: true,
        };
        let Planner {
            analyzer,
            retriever,
            ..
        } = self.planner;
        let expansion = match leaf.mode {
            Mode::Prefix => Some(Expansion::Prefix),
            Mode::Fuzzy(edits) => Some(Expansion::Fuzzy(edits)),
            _ => None,
        };
        if let Some(expansion) = expansion.filter(|_| self.may_expand(leaf)) {
            let builder = &mut self.builder;
            return expand::plan_expansion(analyzer, retriever, builder, &context, expansion);
        }
        let builder = &mut self.builder;
        Ok(match leaf.mode {
            Mode::Exact => words::plan_exact(analyzer, builder, &context),
            Mode::Phrase(slop) => words::plan_phrase(analyzer, builder, &context, slop),
            Mode::Words | Mode::Prefix | Mode::Fuzzy(_) => {
                words::plan_words(analyzer, builder, &context)
            }
        })
    }

    /// The filter of a field; `None` for a kind that does not exist, which is
    /// searched as a word.
    fn filter(&mut self, field: QueryField, leaf: &Leaf) -> Result<Option<MatchExpr>, SearchError> {
        let value = &self.builder.text[leaf.range.clone()];
        let Some(filter) = filter::field_filter(field, value) else {
            let note = NoteKind::UnknownKind(value.to_owned());
            self.builder.note(leaf.range.start, note);
            return Ok(None);
        };
        let filter = plan_filter(self.planner.analyzer, &filter)?;
        Ok(Some(MatchExpr::Filter(filter)))
    }

    /// Counts a leaf with `*` or `~`; false, with a note, when there are too many.
    fn may_expand(&mut self, leaf: &Leaf) -> bool {
        self.expanded += 1;
        let may = self.expanded <= expand::MAX_EXPANDED;
        if !may {
            let note = NoteKind::TooManyExpanded(expand::MAX_EXPANDED);
            self.builder.note(leaf.range.start, note);
        }
        may
    }
}
