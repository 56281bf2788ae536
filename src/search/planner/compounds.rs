//! Compounds of neighbouring words: "octa space" also finds OctaSpace.

use super::builder::PlanBuilder;
use crate::search::query_analyzer::QueryAnalyzer;

/// The maximum number of words in a compound.
const MAX_NAME_WORDS: usize = 3;

/// Adds compounds of all neighbouring chunks, shorter ones first.
pub(super) fn add_compounds(analyzer: &QueryAnalyzer, builder: &mut PlanBuilder<'_>) {
    for length in 2..=MAX_NAME_WORDS {
        for at in 0..builder.chunks.len().saturating_sub(length - 1) {
            add_compound(analyzer, builder, at, length);
        }
    }
}

/// Adds the compound of `length` chunks from `at` on, provided that each is a single
/// word and that single spaces separate them.
fn add_compound(analyzer: &QueryAnalyzer, builder: &mut PlanBuilder<'_>, at: usize, length: usize) {
    let text = builder.text;
    let chunks = &builder.chunks[at..at + length];
    let is_spaced = chunks.windows(2).all(|pair| {
        let gap = pair[0].range.end..pair[1].range.start;
        text.get(gap) == Some(" ")
    });
    let words = chunks.iter().flat_map(|chunk| &chunk.words);
    let words: Vec<usize> = words.copied().collect();
    if !is_spaced || words.len() != length {
        return;
    }
    let parts = chunks.iter().map(|chunk| &text[chunk.range.clone()]);
    let terms = analyzer.compound_terms(&parts.collect::<Vec<_>>());
    if let Some(compound) = builder.add_spelling(&words, terms) {
        for chunk in &mut builder.chunks[at..at + length] {
            chunk.compounds.push(compound);
        }
    }
}
