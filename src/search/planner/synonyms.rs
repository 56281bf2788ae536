//! The user's synonyms.
//!
//! A text of a synonym set matches chunks of the query by lemma, so that any
//! inflected form will do. The other texts of the set become compounds on these
//! chunks; the typed words stay.

use std::ops::Range;

use super::builder::PlanBuilder;
use crate::analysis::{Term, TermKind, Token};
use crate::search::plan::{Correction, CorrectionReason};
use crate::search::query_analyzer::QueryAnalyzer;

/// Adds the synonyms of a query. Each set holds equivalent texts.
pub(super) fn add_synonyms(
    analyzer: &QueryAnalyzer,
    synonyms: &[Vec<String>],
    builder: &mut PlanBuilder<'_>,
) {
    for set in synonyms {
        for text in set {
            let wanted = lemmas(&analyzer.tokens(text));
            for at in 0..builder.chunks.len() {
                if let Some(length) = spoken_at(analyzer, builder, at, &wanted) {
                    let others = set.iter().filter(|other| *other != text);
                    let others = others.cloned().collect();
                    add_others(analyzer, builder, at..at + length, others);
                }
            }
        }
    }
}

/// Adds equivalents of some chunks.
fn add_others(
    analyzer: &QueryAnalyzer,
    builder: &mut PlanBuilder<'_>,
    chunks: Range<usize>,
    others: Vec<String>,
) {
    let spoken = &builder.chunks[chunks.clone()];
    let (Some(first), Some(last)) = (spoken.first(), spoken.last()) else {
        return;
    };
    let from = builder.text[first.range.start..last.range.end].to_owned();
    let words = spoken.iter().flat_map(|chunk| &chunk.words);
    let words: Vec<usize> = words.copied().collect();
    // Words beyond the maximum are ignored, and so are their synonyms.
    if words.is_empty() {
        return;
    }
    for other in &others {
        let parts = lemmas(&analyzer.tokens(other));
        let compound = builder.add_compound(&words, parts, true);
        for chunk in &mut builder.chunks[chunks.clone()] {
            chunk.compounds.push(compound);
        }
    }
    builder.query.corrections.push(Correction {
        from,
        to: others,
        reason: CorrectionReason::Synonym,
    });
}

/// The number of chunks from `at` on that spell a text with the `wanted` lemmas;
/// `None` if they spell another text. The chunks may be separated by spaces only.
fn spoken_at(
    analyzer: &QueryAnalyzer,
    builder: &PlanBuilder<'_>,
    at: usize,
    wanted: &[Vec<Term>],
) -> Option<usize> {
    let mut left = wanted;
    let mut end: Option<usize> = None;
    let mut count = 0;
    while !left.is_empty() {
        let range = &builder.chunks.get(at + count)?.range;
        let is_next = end.is_none_or(|end| builder.text[end..range.start].trim().is_empty());
        let terms = lemmas(&analyzer.tokens(&builder.text[range.clone()]));
        let is_same = |(said, wanted): (&Vec<Term>, &Vec<Term>)| {
            said.iter().any(|term| wanted.contains(term))
        };
        if !is_next
            || terms.is_empty()
            || terms.len() > left.len()
            || !terms.iter().zip(left).all(is_same)
        {
            return None;
        }
        left = &left[terms.len()..];
        end = Some(range.end);
        count += 1;
    }
    (count > 0).then_some(count)
}

/// The lemmas of each word of a text. A compound is one word here.
fn lemmas(tokens: &[Token]) -> Vec<Vec<Term>> {
    let mut end = 0;
    let mut parts = Vec::new();
    for token in tokens {
        if token.range.start >= end {
            end = token.range.end;
            let lemmas = token.terms.iter();
            let lemmas = lemmas.filter(|term| term.kind == TermKind::Lemma);
            parts.push(lemmas.cloned().collect());
        }
    }
    parts
}
