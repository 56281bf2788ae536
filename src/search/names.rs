//! What words of a query are together: a name that is written apart, or what an
//! author's list has another word for.

use super::plan::Planner;
use super::query::{Correction, QueryName};
use crate::analysis::{Term, TermKind, Token};

/// The most words that are tried as one name.
const LONGEST_NAME: usize = 3;

impl Planner<'_> {
    /// Neighbours may be one name: «octa space».
    pub(super) fn join_names(&mut self) {
        for length in 2..=LONGEST_NAME {
            for at in 0..self.chunks.len().saturating_sub(length - 1) {
                let chunks = &self.chunks[at..at + length];
                let gaps = chunks
                    .windows(2)
                    .map(|pair| pair[0].range.end..pair[1].range.start);
                let spaced = gaps.into_iter().all(|gap| self.text.get(gap) == Some(" "));
                let parts: Vec<&str> = chunks
                    .iter()
                    .map(|chunk| &self.text[chunk.range.clone()])
                    .collect();
                let numbers: Vec<usize> = chunks
                    .iter()
                    .flat_map(|chunk| &chunk.words)
                    .copied()
                    .collect();
                if spaced && numbers.len() == length {
                    let terms = self.searcher.analyzer.joined(&parts, "");
                    if let Some(name) = self.name(&numbers, terms) {
                        for chunk in &mut self.chunks[at..at + length] {
                            chunk.names.push(name);
                        }
                    }
                }
            }
        }
    }

    /// What stands for the query's words by the author's list.
    pub(super) fn add_synonyms(&mut self) {
        let searcher = self.searcher;
        for group in &searcher.synonyms {
            for side in group {
                for at in 0..self.chunks.len() {
                    let Some(length) = self.says(at, side) else {
                        continue;
                    };
                    let chunks = at..at + length;
                    let from = self.chunks[at].range.start..self.chunks[chunks.end - 1].range.end;
                    let others: Vec<String> = group
                        .iter()
                        .filter(|other| *other != side)
                        .cloned()
                        .collect();
                    let mut words: Vec<usize> = self.chunks[chunks.clone()]
                        .iter()
                        .flat_map(|chunk| chunk.words.iter().copied())
                        .collect();
                    words.sort_unstable();
                    words.dedup();
                    for other in &others {
                        let parts = whole_terms(&searcher.tokens(other));
                        let name = QueryName {
                            words: words.clone(),
                            parts,
                            synonym: true,
                        };
                        if let Some(name) = self.add_name(name) {
                            for chunk in &mut self.chunks[chunks.clone()] {
                                chunk.names.push(name);
                            }
                        }
                    }
                    self.query.corrections.push(Correction {
                        from: self.text[from].to_owned(),
                        to: others,
                        why: "synonym",
                        besides: true,
                    });
                }
            }
        }
    }

    /// How many chunks from one on say the same as a text, if they do.
    fn says(&self, at: usize, text: &str) -> Option<usize> {
        let wanted = whole_terms(&self.searcher.tokens(text));
        let chunks = self.chunks.get(at..)?;
        let mut said = chunks.iter().map(|chunk| {
            let tokens = self.searcher.tokens(&self.text[chunk.range.clone()]);
            (chunk.range.clone(), whole_terms(&tokens))
        });
        let mut left = &wanted[..];
        let mut count = 0;
        let mut end = None;
        while !left.is_empty() {
            let (range, terms) = said.next()?;
            let next = end.is_none_or(|end: usize| self.text[end..range.start].trim().is_empty());
            let fits = terms.len() <= left.len()
                && terms
                    .iter()
                    .zip(left)
                    .all(|(one, other)| one.iter().any(|term| other.contains(term)));
            if !next || !fits || terms.is_empty() {
                return None;
            }
            end = Some(range.end);
            left = &left[terms.len()..];
            count += 1;
        }
        (count > 0).then_some(count)
    }
}

/// The forms of what tokens say, part by part: of a name itself, not its words.
fn whole_terms(tokens: &[Token]) -> Vec<Vec<Term>> {
    let mut end = 0;
    let mut parts = Vec::new();
    for token in tokens {
        if token.range.start >= end {
            end = token.range.end;
            let forms = token
                .terms
                .iter()
                .filter(|term| term.kind == TermKind::Form);
            parts.push(forms.cloned().collect());
        }
    }
    parts
}
