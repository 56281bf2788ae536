//! Leaves of words in any form, exact words, and phrases.
//!
//! An optional leaf matches by any of its words. A required or negated one matches
//! as a whole, and only by exact term or lemma: stems and prefixes are too vague to
//! exclude a document.

use std::ops::Range;

use super::builder::{LeafContext, PlanBuilder, QueryChunk};
use crate::analysis::{Term, TermKind, Token, TokenType};
use crate::search::plan::{MatchExpr, QueryPhrase, Scope};
use crate::search::query_analyzer::{QueryAnalyzer, exact_terms};

/// Plans words in any form, chunk by chunk.
pub(super) fn plan_words(
    analyzer: &QueryAnalyzer,
    builder: &mut PlanBuilder<'_>,
    leaf: &LeafContext,
) -> MatchExpr {
    let mut exprs = Vec::new();
    for range in chunks(builder.text, &leaf.range) {
        let tokens = analyzer.tokens(&builder.text[range.clone()]);
        let chunk = add_chunk(builder, leaf, range, &tokens);
        // A required compound may be spelled as one word or as all its words.
        let words = chunk.words.iter().copied();
        if leaf.required || leaf.negated {
            let mut whole = vec![MatchExpr::All(words.map(MatchExpr::StrictWord).collect())];
            whole.extend(chunk.compounds.iter().copied().map(MatchExpr::Compound));
            if !chunk.words.is_empty() {
                exprs.push(MatchExpr::Any(whole));
            }
        } else {
            exprs.push(MatchExpr::Any(words.map(MatchExpr::Word).collect()));
        }
        if leaf.scope == Scope::Everywhere && !leaf.negated {
            builder.chunks.push(chunk);
        }
    }
    match leaf.required {
        true => MatchExpr::All(exprs),
        false => MatchExpr::Any(exprs),
    }
}

/// Adds the words of a chunk, and the compounds that they form: `io.net`.
fn add_chunk(
    builder: &mut PlanBuilder<'_>,
    leaf: &LeafContext,
    range: Range<usize>,
    tokens: &[Token],
) -> QueryChunk {
    let is_name = |token: &&Token| token.token_type == TokenType::Compound;
    let words = tokens.iter().filter(|token| !is_name(token));
    let positions: Vec<usize> = words
        .clone()
        .map_while(|token| builder.add_word(leaf, token, token.terms.to_vec(), range.start))
        .collect();
    let mut compounds = Vec::new();
    for name in tokens.iter().filter(is_name) {
        let parts = words.clone().skip(name.position);
        let count = parts
            .take_while(|part| part.range.start < name.range.end)
            .count();
        // Words beyond the maximum have no index.
        let Some(parts) = positions.get(name.position..name.position + count) else {
            continue;
        };
        compounds.extend(builder.add_spelling(parts, name.terms.to_vec()));
    }
    QueryChunk {
        range,
        words: positions,
        compounds,
    }
}

/// Plans words in the form typed (`!word`). The words of a compound become a phrase.
pub(super) fn plan_exact(
    analyzer: &QueryAnalyzer,
    builder: &mut PlanBuilder<'_>,
    leaf: &LeafContext,
) -> MatchExpr {
    let tokens = analyzer.words(&builder.text[leaf.range.clone()]);
    let leaf = &LeafContext {
        standalone: tokens.len() == 1,
        ..leaf.clone()
    };
    let mut words = Vec::new();
    let mut terms = Vec::new();
    for token in &tokens {
        let exact = exact_terms(token);
        terms.push(exact.clone());
        words.extend(builder.add_word(leaf, token, exact, leaf.range.start));
    }
    if terms.len() > 1 {
        let phrase = new_phrase(analyzer, leaf, words, terms, 0);
        return MatchExpr::Phrase(builder.add_phrase(phrase));
    }
    MatchExpr::All(words.into_iter().map(MatchExpr::StrictWord).collect())
}

/// Plans a phrase. Unless it is required, any of its words matches and the phrase
/// only adds to the score.
pub(super) fn plan_phrase(
    analyzer: &QueryAnalyzer,
    builder: &mut PlanBuilder<'_>,
    leaf: &LeafContext,
    slop: u32,
) -> MatchExpr {
    let is_strict = leaf.required || leaf.negated;
    let leaf = &LeafContext {
        standalone: !is_strict,
        ..leaf.clone()
    };
    let mut words = Vec::new();
    let mut terms = Vec::new();
    for token in analyzer.words(&builder.text[leaf.range.clone()]) {
        terms.push(spelling_terms(&token));
        words.extend(builder.add_word(leaf, &token, token.terms.to_vec(), leaf.range.start));
    }
    if terms.is_empty() {
        return MatchExpr::Any(Vec::new());
    }
    let any = words.iter().copied().map(MatchExpr::Word).collect();
    let phrase = builder.add_phrase(new_phrase(analyzer, leaf, words, terms, slop));
    match is_strict {
        true => MatchExpr::Phrase(phrase),
        false => MatchExpr::Any(any),
    }
}

/// The terms of a token that stand for its spelling, with its marks and without.
fn spelling_terms(token: &Token) -> Vec<Term> {
    let terms = token.terms.iter();
    terms
        .filter(|term| matches!(term.kind, TermKind::Exact | TermKind::Folded))
        .cloned()
        .collect()
}

/// A phrase of such terms, with the spelling of its words as one.
fn new_phrase(
    analyzer: &QueryAnalyzer,
    leaf: &LeafContext,
    words: Vec<usize>,
    terms: Vec<Vec<Term>>,
    slop: u32,
) -> QueryPhrase {
    let mut compound_terms = Vec::new();
    if terms.len() > 1 {
        let exact = terms.iter().flat_map(|terms| terms.first());
        let parts: Vec<&str> = exact.map(|term| term.text.as_str()).collect();
        compound_terms = analyzer.compound_terms(&parts);
    }
    QueryPhrase {
        words,
        terms,
        compound_terms,
        slop,
        scope: leaf.scope,
        boost: if leaf.negated { 0.0 } else { leaf.boost },
    }
}

/// The runs of a range without white space, as byte ranges of the text.
fn chunks(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let mut start = range.start;
    for chunk in text[range.clone()].split(char::is_whitespace) {
        if !chunk.is_empty() {
            chunks.push(start..start + chunk.len());
        }
        let space = text[start + chunk.len()..].chars().next();
        start += chunk.len() + space.map_or(0, char::len_utf8);
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_the_stretches_between_white_space() {
        for (text, range, expected) in [
            ("a bc", 0..4, &["a", "bc"][..]),
            ("  рынок\u{a0}GPU\n", 0..17, &["рынок", "GPU"]),
            ("\"a  b\" c", 1..5, &["a", "b"]),
            ("", 0..0, &[]),
        ] {
            let found = chunks(text, &range);
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
