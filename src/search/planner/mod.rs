//! Plans a parsed query in one walk over its tree, followed by passes over the plan:
//! roles, compounds, synonyms, corrections.
//!
//! ```text
//! builder      the plan under construction
//! words        leaves of words, exact words and phrases
//! expand       leaves of prefixes and of words by edit distance
//! filter       leaves that only select documents
//! compounds    neighbouring words as one name
//! synonyms     the user's synonyms
//! correct      words that the corpus lacks
//! ```
//!
//! Nothing is evaluated: filters stay values, and the retriever is asked for its
//! vocabulary only. Must not know weights.

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

/// Plans queries against one vocabulary.
#[derive(Clone, Copy)]
pub(super) struct Planner<'p> {
    pub(super) analyzer: &'p QueryAnalyzer,
    pub(super) retriever: &'p dyn Retriever,
    /// Sets of equivalent texts.
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
        compounds::add_compounds(self.analyzer, &mut builder);
        builder.settle_roles();
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
    /// The number of leaves with `*` or `~` seen so far.
    expanded: usize,
}

impl Planning<'_, '_> {
    /// Plans a group. `negated` is the parity of the negations around it, and
    /// `is_sole` marks the root of a query with a single clause.
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
                    // A phrase alone is required: nothing else could match.
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
        // Next to required clauses, optional ones only add to the score.
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

    /// Plans a leaf by its field and mode.
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

    /// Plans the filter of a field. An unknown kind gives a note and `None`: it is
    /// searched for as a word.
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

    /// Counts a leaf with `*` or `~`. Adds a note and returns false when there are too
    /// many.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::plan::{CorrectionReason, Role};
    use crate::search::tests::{in_memory, query_analyzer};

    fn plan_with(text: &str, options: ParseOptions, synonyms: &[Vec<String>]) -> Query {
        let (analyzer, retriever) = (query_analyzer(), in_memory());
        let planner = Planner {
            analyzer: &analyzer,
            retriever: &retriever,
            synonyms,
        };
        planner.plan(text, options).unwrap()
    }

    pub(super) fn plan(text: &str) -> Query {
        plan_with(text, ParseOptions::default(), &[])
    }

    /// Words as typed; in brackets if they only score, with `-` if they exclude.
    fn words(text: &str, query: &Query) -> String {
        let words = query.words.iter().map(|word| {
            let typed = &text[word.range.clone()];
            match word.role {
                Role::Match => typed.to_owned(),
                Role::ScoreOnly => format!("({typed})"),
                Role::Prohibited => format!("-{typed}"),
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    #[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
    fn words_get_a_role_and_a_repeated_word_is_one() {
        for (text, expected) in [
            ("рынок и токен", "рынок (и) токен"),
            ("и не", "и не"),
            ("рынок рынки", "рынок"),
            ("рынок -токен", "рынок -токен"),
            ("рынок -рынок", "рынок -рынок"),
            ("io.net", "io (net)"),
            ("name:рынок рынок", "рынок рынок"),
            ("kind:project", ""),
        ] {
            assert_eq!(words(text, &plan(text)), expected, "{text}");
        }
    }

    #[test]
    fn operators_become_an_expression() {
        use MatchExpr::{All, Any, Compound, Not, Phrase, StrictWord, Word};
        let strict = |at| All(vec![StrictWord(at)]);
        let required = |at| All(vec![Any(vec![strict(at)])]);
        for (text, expected) in [
            ("рынок токен", None),
            ("рынок OR токен", None),
            (
                "рынок AND токен",
                Some(Any(vec![All(vec![required(0), required(1)])])),
            ),
            ("+рынок токен", Some(required(0))),
            (
                "рынок -токен",
                Some(All(vec![
                    Any(vec![Any(vec![Any(vec![Word(0)])])]),
                    Not(Box::new(required(1))),
                ])),
            ),
            ("\"рынок мощностей\"", Some(Any(vec![Phrase(0)]))),
            (
                "\"рынок C#\"",
                Some(Any(vec![All(vec![Compound(0), Phrase(0)])])),
            ),
            (
                "+C++17",
                Some(All(vec![Any(vec![All(vec![StrictWord(1), Compound(0)])])])),
            ),
            ("+!C++", Some(All(vec![Compound(0), StrictWord(0)]))),
            (
                "+io.net",
                Some(All(vec![Any(vec![
                    All(vec![StrictWord(0), StrictWord(1)]),
                    Compound(0),
                ])])),
            ),
        ] {
            assert_eq!(plan(text).match_expr, expected, "{text}");
        }
        let text = "kind:project рынок";
        let Some(All(all)) = plan(text).match_expr else {
            panic!("{text}");
        };
        assert!(
            matches!(&all[..], [Any(_), MatchExpr::Filter(_)]),
            "{all:?}"
        );
    }

    #[test]
    fn synonyms_become_compounds_of_the_words_that_they_stand_for() {
        let synonyms = [vec![
            "видеокарта".to_owned(),
            "графический процессор".to_owned(),
        ]];
        let query = plan_with("аренда видеокарт", ParseOptions::default(), &synonyms);
        let synonym = query.compounds.iter().find(|compound| compound.is_synonym);
        let synonym = synonym.unwrap();
        assert_eq!(synonym.words, [1]);
        assert_eq!(synonym.parts.len(), 2);
        assert_eq!(query.corrections.len(), 1);
        assert_eq!(query.corrections[0].from, "видеокарт");
        assert_eq!(query.corrections[0].reason, CorrectionReason::Synonym);
    }

    #[test]
    fn only_words_that_the_corpus_lacks_are_corrected_and_only_if_wanted() {
        for (text, expected) in [
            ("рынок", None),
            (
                "хранлище",
                Some(("хранлище", "хранилище", CorrectionReason::Spelling)),
            ),
            ("hsyjr", Some(("hsyjr", "рынок", CorrectionReason::Layout))),
            (
                "носана акаш",
                Some(("акаш", "akash", CorrectionReason::Script)),
            ),
            (
                "облачныхмощностей",
                Some((
                    "облачныхмощностей",
                    "облачных мощностей",
                    CorrectionReason::WrittenTogether,
                )),
            ),
            // The compounds of both are in the corpus.
            ("file coin", None),
            ("блок чейнов", None),
            ("-хранлище рынок", None),
        ] {
            let corrections = plan(text).corrections;
            let found = corrections.first();
            let found = found.map(|found| (&*found.from, found.to[0].as_str(), found.reason));
            assert_eq!(found, expected, "{text}");
            let options = ParseOptions {
                correct: false,
                ..ParseOptions::default()
            };
            assert!(
                plan_with(text, options, &[]).corrections.is_empty(),
                "{text}"
            );
        }
    }

    #[test]
    fn prefixes_and_edit_distance_expand_to_words_of_the_corpus() {
        for (text, expected) in [
            ("видео*", &["видеокарт", "видеокартах"][..]),
            ("akush~1", &["akash"]),
            ("zzz*", &["zzz"]),
            ("name:видео*", &["видео"]),
        ] {
            let query = plan(text);
            let terms = query.words[0].terms.iter();
            let terms: Vec<&str> = terms.map(|term| term.text.as_str()).collect();
            assert_eq!(terms, expected, "{text}");
        }
    }

    #[test]
    fn limits_and_unknown_kinds_are_noted() {
        let many: String = (0..1100).map(|at| format!("w{at} ")).collect();
        let stars = "a* ".repeat(40);
        for (text, expected) in [
            (&*many, NoteKind::TooManyWords(1000)),
            (&stars, NoteKind::TooManyExpanded(expand::MAX_EXPANDED)),
            ("kind:\"x\"", NoteKind::UnknownKind("x".to_owned())),
        ] {
            let options = ParseOptions {
                correct: false,
                ..ParseOptions::default()
            };
            let kinds: Vec<_> = plan_with(text, options, &[])
                .notes
                .into_iter()
                .map(|note| note.kind)
                .collect();
            assert!(kinds.contains(&expected), "{kinds:?}");
        }
    }
}
