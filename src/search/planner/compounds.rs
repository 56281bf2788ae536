//! Compounds of neighbouring words: "octa space" also finds OctaSpace.

use super::builder::PlanBuilder;
use crate::search::plan::Role;
use crate::search::query_analyzer::QueryAnalyzer;
use crate::spelling::is_cyrillic;

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
    let parts: Vec<&str> = parts.collect();
    if !may_join(builder, &words, &parts) {
        return;
    }
    let terms = analyzer.compound_terms(&parts);
    if let Some(compound) = builder.add_spelling(&words, terms) {
        for chunk in &mut builder.chunks[at..at + length] {
            chunk.compounds.push(compound);
        }
    }
}

/// Whether neighbouring words may be one name. Stop words are none, as "do I" is not DOI;
/// a Russian one makes another word of the next, as «по этому» is not «поэтому».
pub(super) fn may_join(builder: &PlanBuilder<'_>, words: &[usize], parts: &[&str]) -> bool {
    let is_stop = |word: &&usize| builder.query.words[**word].role == Role::ScoreOnly;
    let stops = words.iter().filter(is_stop).count();
    let is_russian = || parts.iter().any(|part| part.contains(is_cyrillic));
    stops == 0 || stops < words.len() && !is_russian()
}

#[cfg(test)]
mod tests {
    use super::super::tests::plan;

    #[test]
    fn neighbouring_words_form_compounds() {
        for (text, expected) in [
            ("octa space", vec![vec![0, 1]]),
            ("octa  space", vec![]),
            ("octa -space", vec![]),
            ("рынок мощностей", vec![vec![0, 1]]),
            ("рынок gpu", vec![]),
            ("do i", vec![]),
            ("log in", vec![vec![0, 1]]),
            ("io.net", vec![vec![0, 1]]),
            ("a b c", vec![vec![0, 1], vec![1, 2], vec![0, 1, 2]]),
        ] {
            let query = plan(text);
            let compounds = query.compounds.iter();
            let compounds: Vec<_> = compounds.map(|compound| compound.words.clone()).collect();
            assert_eq!(compounds, expected, "{text}");
        }
    }
}
