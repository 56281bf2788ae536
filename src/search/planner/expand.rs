//! Leaves with `*` or `~`, expanded to exact terms of the corpus.

use super::builder::{LeafContext, PlanBuilder};
use crate::analysis::{Term, TermKind};
use crate::query::NoteKind;
use crate::search::error::SearchError;
use crate::search::plan::{MatchExpr, Scope};
use crate::search::query_analyzer::{QueryAnalyzer, exact_terms};
use crate::search::retriever::{Retriever, WordLookup};

/// The maximum number of leaves that are expanded in one query.
pub(super) const MAX_EXPANDED: usize = 32;

/// The maximum number of words to which a prefix expands, in alphabetical order.
const MAX_EXPANSIONS: usize = 500;

/// How a leaf is expanded.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expansion {
    /// To words that begin with the last word of the leaf.
    Prefix,
    /// To words within this edit distance.
    Fuzzy(u8),
}

/// Plans a leaf whose words are expanded.
pub(super) fn plan_expansion(
    analyzer: &QueryAnalyzer,
    retriever: &dyn Retriever,
    builder: &mut PlanBuilder<'_>,
    leaf: &LeafContext,
    expansion: Expansion,
) -> Result<MatchExpr, SearchError> {
    let tokens = analyzer.words(&builder.text[leaf.range.clone()]);
    let mut exprs = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(exact) = exact_terms(token).into_iter().next() else {
            continue;
        };
        let terms = match expansion {
            // Only the last word is a prefix: "octa.sp*" has two words.
            Expansion::Prefix if at + 1 < tokens.len() => token.terms.to_vec(),
            _ => expand(retriever, builder, leaf, exact, expansion)?,
        };
        if let Some(word) = builder.add_word(leaf, token, terms, leaf.range.start) {
            exprs.push(match leaf.required || leaf.negated {
                true => MatchExpr::StrictWord(word),
                false => MatchExpr::Word(word),
            });
        }
    }
    Ok(match leaf.required {
        true => MatchExpr::All(exprs),
        false => MatchExpr::Any(exprs),
    })
}

/// The exact terms to which a word expands, or the word itself if there are none.
fn expand(
    retriever: &dyn Retriever,
    builder: &mut PlanBuilder<'_>,
    leaf: &LeafContext,
    exact: Term,
    expansion: Expansion,
) -> Result<Vec<Term>, SearchError> {
    let words = retriever.words(&lookup(&exact.text, leaf.scope, expansion))?;
    if words.is_truncated {
        let note = NoteKind::TooManyExpansions {
            prefix: exact.text.clone(),
            limit: MAX_EXPANSIONS,
        };
        builder.note(leaf.range.start, note);
    }
    if words.entries.is_empty() {
        return Ok(vec![exact]);
    }
    let terms = words.entries.into_iter().map(|entry| Term {
        kind: TermKind::Exact,
        text: entry.word,
    });
    Ok(terms.collect())
}

/// The lookup behind an expansion.
fn lookup(word: &str, scope: Scope, expansion: Expansion) -> WordLookup<'_> {
    match expansion {
        Expansion::Prefix => WordLookup::Prefix {
            prefix: word,
            scope,
            limit: MAX_EXPANSIONS,
        },
        Expansion::Fuzzy(edits) => WordLookup::Fuzzy { word, edits, scope },
    }
}
