//! Leaves of words in any form, exact words, and phrases.
//!
//! An optional leaf matches by any of its words. A required or negated one matches
//! as a whole, and only by exact term or lemma: stems and prefixes are too vague to
//! exclude a document.

use std::ops::Range;

use super::builder::{LeafContext, PlanBuilder, QueryChunk, SignedWord};
use super::compounds::may_join;
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
            let mut whole = vec![MatchExpr::All(strict_words(&chunk))];
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

/// The words that a document must have for a chunk: those with a sign of their own only
/// with it, as C++ is not C.
fn strict_words(chunk: &QueryChunk) -> Vec<MatchExpr> {
    let signed = chunk.signed.iter();
    let covered = |word: &&usize| !signed.clone().any(|signed| signed.words.contains(word));
    let words = chunk.words.iter().filter(covered);
    let words = words.map(|&word| MatchExpr::StrictWord(word));
    words
        .chain(
            chunk
                .signed
                .iter()
                .map(|signed| MatchExpr::Compound(signed.compound)),
        )
        .collect()
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
    let mut chunk = QueryChunk {
        range,
        words: positions,
        compounds: Vec::new(),
        signed: Vec::new(),
    };
    let start = chunk.range.start;
    for name in tokens.iter().filter(is_name) {
        let parts = words.clone().skip(name.position);
        let count = parts
            .take_while(|part| part.range.start < name.range.end)
            .count();
        // Words beyond the maximum have no index.
        let Some(parts) = chunk.words.get(name.position..name.position + count) else {
            continue;
        };
        let Some(compound) = builder.add_spelling(parts, name.terms.to_vec()) else {
            continue;
        };
        match has_sign(&builder.text[start + name.range.start..start + name.range.end]) {
            true => chunk.signed.push(SignedWord {
                words: parts.to_vec(),
                compound,
            }),
            false => chunk.compounds.push(compound),
        }
    }
    chunk
}

/// Whether a name begins or ends with a sign: C++, .NET, #tag.
fn has_sign(name: &str) -> bool {
    !name.starts_with(char::is_alphanumeric) || name.ends_with(['+', '#'])
}

/// The names with a sign in a text, as compounds of words that were added already.
fn signed_names(
    builder: &mut PlanBuilder<'_>,
    tokens: &[Token],
    start: usize,
    words: &[usize],
) -> Vec<MatchExpr> {
    let mut names = Vec::new();
    for token in tokens {
        let range = start + token.range.start..start + token.range.end;
        if token.token_type == TokenType::Compound
            && has_sign(&builder.text[range])
            && let Some(&word) = words.get(token.position)
        {
            let added = builder.add_spelling(&[word], token.terms.to_vec());
            names.extend(added.map(MatchExpr::Compound));
        }
    }
    names
}

/// Plans words in the form typed (`!word`). The words of a compound become a phrase.
pub(super) fn plan_exact(
    analyzer: &QueryAnalyzer,
    builder: &mut PlanBuilder<'_>,
    leaf: &LeafContext,
) -> MatchExpr {
    let all = analyzer.tokens(&builder.text[leaf.range.clone()]);
    let tokens = all
        .iter()
        .filter(|token| token.token_type != TokenType::Compound);
    let leaf = &LeafContext {
        standalone: tokens.clone().count() == 1,
        ..leaf.clone()
    };
    let mut words = Vec::new();
    let mut terms = Vec::new();
    for token in tokens {
        let exact = exact_terms(token);
        terms.push(exact.clone());
        words.extend(builder.add_word(leaf, token, exact, leaf.range.start));
    }
    let mut exprs = signed_names(builder, &all, leaf.range.start, &words);
    if terms.len() > 1 {
        let phrase = new_phrase(analyzer, builder, leaf, words, terms, 0);
        let phrase = MatchExpr::Phrase(builder.add_phrase(phrase));
        return with_names(phrase, exprs);
    }
    exprs.extend(words.into_iter().map(MatchExpr::StrictWord));
    MatchExpr::All(exprs)
}

/// A phrase, of which some words have a sign that belongs to them.
fn with_names(phrase: MatchExpr, mut names: Vec<MatchExpr>) -> MatchExpr {
    if names.is_empty() {
        return phrase;
    }
    names.push(phrase);
    MatchExpr::All(names)
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
    let tokens = analyzer.tokens(&builder.text[leaf.range.clone()]);
    let is_name = |token: &&Token| token.token_type == TokenType::Compound;
    for token in tokens.iter().filter(|token| !is_name(token)) {
        terms.push(spelling_terms(token));
        words.extend(builder.add_word(leaf, token, token.terms.to_vec(), leaf.range.start));
    }
    if terms.is_empty() {
        return MatchExpr::Any(Vec::new());
    }
    let any = words.iter().copied().map(MatchExpr::Word).collect();
    let names = signed_names(builder, &tokens, leaf.range.start, &words);
    let phrase = new_phrase(analyzer, builder, leaf, words, terms, slop);
    let phrase = builder.add_phrase(phrase);
    match is_strict {
        true => with_names(MatchExpr::Phrase(phrase), names),
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
    builder: &PlanBuilder<'_>,
    leaf: &LeafContext,
    words: Vec<usize>,
    terms: Vec<Vec<Term>>,
    slop: u32,
) -> QueryPhrase {
    let mut compound_terms = Vec::new();
    let exact = terms.iter().flat_map(|terms| terms.first());
    let parts: Vec<&str> = exact.map(|term| term.text.as_str()).collect();
    if parts.len() > 1 && may_join(builder, &words, &parts) {
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
