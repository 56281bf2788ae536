//! Analysed texts in memory, and how often terms occur in them.
#![cfg(test)]

use crate::analysis::{Analyzer, IndexTerm, Term, TermKind};
use crate::search::plan::{QueryPhrase, Scope};
use crate::search::proximity::follow;
use crate::search::retriever::TextField;

/// One analysed field.
#[derive(Default)]
pub(super) struct FieldText {
    /// Each word with its position and the terms that its spelling implies.
    pub(super) words: Vec<(String, u32, Vec<Term>)>,
    /// Terms of compounds, and those that no spelling implies.
    pub(super) extra: Vec<Term>,
}

impl FieldText {
    pub(super) fn push(&mut self, analyzer: &Analyzer, text: &str, language: &str) {
        let mut position = self.words.last().map_or(0, |(_, last, _)| last + 2);
        analyzer.terms(text, language, |term| match term {
            IndexTerm::Word(word) => {
                let terms = analyzer.spelling_terms(word);
                self.words.push((word.to_owned(), position, terms));
                position += 1;
            }
            IndexTerm::Compound(extra) | IndexTerm::Extra(extra) => {
                self.extra.extend_from_slice(extra)
            }
        });
    }

    pub(super) fn count(&self, kind: TermKind, terms: &[Term]) -> u16 {
        let is_wanted = |term: &&Term| term.kind == kind && terms.contains(term);
        let words = self.words.iter().filter(|word| has_term(word, kind, terms));
        (words.count() + self.extra.iter().filter(is_wanted).count()) as u16
    }

    pub(super) fn count_phrase(&self, phrase: &QueryPhrase) -> u16 {
        let positions = phrase.terms.iter().map(|terms| {
            let is_wanted = |word: &&(String, u32, Vec<Term>)| {
                let spelling = [&Term::new(TermKind::Exact, word.0.as_str())];
                let mut own = word.2.iter().chain(spelling);
                own.any(|own| terms.contains(own))
            };
            let words = self.words.iter().filter(is_wanted);
            words.map(|&(_, position, _)| position).collect()
        });
        let positions: Vec<Vec<u32>> = positions.collect();
        let Some((first, rest)) = positions.split_first() else {
            return 0;
        };
        let starts = first.iter();
        starts
            .filter(|&&start| follow(start, rest, phrase.slop, |_| ()))
            .count() as u16
    }
}

pub(super) fn has_term(word: &(String, u32, Vec<Term>), kind: TermKind, terms: &[Term]) -> bool {
    // What has the exact term or a lemma counts as that.
    let is_closer = kind.excludes_closer()
        && (has_term(word, TermKind::Exact, terms) || has_term(word, TermKind::Lemma, terms));
    let (word, _, implied) = word;
    let mut terms = terms.iter().filter(|term| term.kind == kind);
    terms.any(|term| match kind {
        TermKind::Exact => term.text == *word,
        _ => implied.contains(term) && !is_closer,
    })
}

pub(super) fn fields_of(scope: Scope) -> &'static [TextField] {
    match scope {
        Scope::Everywhere => &TextField::ALL,
        Scope::Name => &[TextField::Name],
        Scope::Headings => &[TextField::Headings],
    }
}
