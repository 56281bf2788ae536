//! What of a document matches a query: its words, names and phrases in the
//! document's name, headings and body.
//!
//! Analyses the texts as the index did, so that what is marked is what was
//! found, whatever found it. Knows nothing of passages or of the source.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::finding::Findings;
use super::query::{Query, QueryPhrase, Role, Scope};
use super::reading::follow;
use crate::analysis::{Analyzer, Term, TermKind, Token};
use crate::document::Document;

/// What a query looks for, by number: its words, then its names, then its phrases.
pub(super) struct Highlighter<'q> {
    analyzer: &'q Analyzer,
    /// The words by which the query was found: no others can match.
    words: &'q HashSet<String>,
    /// What a term stands for.
    sought: HashMap<&'q Term, Vec<Sought>>,
    /// Phrases, each with its number.
    phrases: Vec<(usize, &'q QueryPhrase)>,
    /// How many parts a document must have of what has several, by number.
    parts: HashMap<usize, usize>,
    /// What a match is worth, by number.
    weights: Vec<f32>,
}

#[derive(Clone, Copy)]
struct Sought {
    number: usize,
    part: usize,
    scope: Scope,
}

/// The matches in one document, in the order of each text.
pub(super) struct Marks {
    pub(super) name: Vec<Mark>,
    pub(super) headings: Vec<Vec<Mark>>,
    pub(super) body: Vec<Mark>,
}

/// A match in a text.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// The number of what it was found for.
    pub(super) number: usize,
    /// Which part of that.
    part: usize,
    /// It shares a form with that, not only a stem or a beginning.
    formed: bool,
}

#[cfg(test)]
impl Mark {
    /// A match of the form sought.
    pub(super) fn of(range: Range<usize>, number: usize) -> Mark {
        Mark {
            range,
            number,
            part: 0,
            formed: true,
        }
    }
}

impl<'q> Highlighter<'q> {
    pub(super) fn new(query: &'q Query, analyzer: &'q Analyzer, findings: &'q Findings) -> Self {
        let mut highlighter = Highlighter {
            analyzer,
            words: &findings.found_words,
            sought: HashMap::new(),
            phrases: Vec::new(),
            parts: HashMap::new(),
            weights: Vec::new(),
        };
        let rarity = |words: &[usize]| -> f32 {
            let rarities = words.iter().map(|&word| findings.rarity(word));
            rarities.sum()
        };
        for (number, word) in query.words.iter().enumerate() {
            highlighter.weights.push(rarity(&[number]));
            if word.role == Role::Finds && word.alone {
                highlighter.seek(&word.terms, number, 0, word.scope);
            }
        }
        for name in &query.names {
            let number = highlighter.weights.len();
            highlighter.weights.push(rarity(&name.words));
            let scope = query.words[name.words[0]].scope;
            for (part, terms) in name.parts.iter().enumerate() {
                highlighter.seek(terms, number, part, scope);
            }
            if name.parts.len() > 1 {
                highlighter.parts.insert(number, name.parts.len());
            }
        }
        for phrase in &query.phrases {
            let number = highlighter.weights.len();
            highlighter.weights.push(rarity(&phrase.words));
            highlighter.seek(&phrase.joined, number, 0, phrase.scope);
            highlighter.phrases.push((number, phrase));
        }
        highlighter
    }

    fn seek(&mut self, terms: &'q [Term], number: usize, part: usize, scope: Scope) {
        for term in terms {
            self.sought.entry(term).or_default().push(Sought {
                number,
                part,
                scope,
            });
        }
    }

    /// What a match of the given number is worth.
    pub(super) fn weight(&self, number: usize) -> f32 {
        self.weights[number]
    }

    /// Everything in a document that matches.
    pub(super) fn marks(&self, document: &Document) -> Marks {
        let lang = &document.article.lang;
        let headings = document.headings.iter();
        let mut marks = Marks {
            name: self.in_text(document.name.as_str(), lang, Scope::Name),
            headings: headings
                .map(|heading| self.in_text(heading, lang, Scope::Headings))
                .collect(),
            body: self.in_text(document.body.as_str(), lang, Scope::Everywhere),
        };
        if !self.parts.is_empty() {
            let texts = [&marks.name, &marks.body].into_iter();
            let all = texts.chain(&marks.headings).flatten();
            let found: HashSet<(usize, usize)> = all.map(|mark| (mark.number, mark.part)).collect();
            let whole = |mark: &Mark| {
                let parts = self.parts.get(&mark.number).copied().unwrap_or(0);
                (0..parts).all(|part| found.contains(&(mark.number, part)))
            };
            let texts = [&mut marks.name, &mut marks.body].into_iter();
            texts
                .chain(&mut marks.headings)
                .for_each(|marks| marks.retain(whole));
        }
        marks
    }

    /// Words that a text has in some form are not marked more loosely in it.
    fn in_text(&self, text: &str, lang: &str, place: Scope) -> Vec<Mark> {
        let tokens = self.analyzer.analyze_only(self.words, text, lang);
        let mut marks: Vec<Mark> = Vec::new();
        for token in &tokens {
            // A name stands before its words, which are marked with it.
            if marks
                .last()
                .is_some_and(|last| token.range.end <= last.range.end)
            {
                continue;
            }
            let terms = token.terms.iter().chain(token.parts.iter());
            marks.extend(
                terms
                    .filter_map(|term| self.mark(token, term, place))
                    .next(),
            );
        }
        let phrases = self.phrases_in(&tokens, place);
        if !phrases.is_empty() {
            marks.retain(|mark| !phrases.iter().any(|phrase| overlap(phrase, mark)));
            marks.extend(phrases);
            marks.sort_by_key(|mark| mark.range.start);
        }
        let formed: HashSet<usize> = marks
            .iter()
            .filter(|mark| mark.formed)
            .map(|mark| mark.number)
            .collect();
        marks.retain(|mark| mark.formed || !formed.contains(&mark.number));
        marks
    }

    fn mark(&self, token: &Token, term: &Term, place: Scope) -> Option<Mark> {
        let sought = self.sought.get(term)?;
        let here = |sought: &&Sought| sought.scope == Scope::Everywhere || sought.scope == place;
        let sought = sought.iter().find(here)?;
        Some(Mark {
            range: token.range.clone(),
            number: sought.number,
            part: sought.part,
            formed: term.kind <= TermKind::Form,
        })
    }

    /// The phrases in a text: each as one mark, or, when other words may stand
    /// between its words, as these.
    fn phrases_in(&self, tokens: &[Token], place: Scope) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for (number, phrase) in &self.phrases {
            if phrase.scope != Scope::Everywhere && phrase.scope != place {
                continue;
            }
            let positions: Vec<Vec<u32>> = phrase
                .terms
                .iter()
                .map(|term| positions_of(tokens, term))
                .collect();
            let Some((first, rest)) = positions.split_first() else {
                continue;
            };
            for &start in first {
                let mut words = vec![start];
                if !follow(start, rest, phrase.slop, |position| words.push(position)) {
                    continue;
                }
                let ranges = words.iter().filter_map(|&word| range_at(tokens, word));
                let ranges: Vec<Range<usize>> = match phrase.slop {
                    0 => {
                        let ends = ranges.reduce(|first, last| first.start..last.end);
                        ends.into_iter().collect()
                    }
                    _ => ranges.collect(),
                };
                marks.extend(ranges.into_iter().map(|range| Mark {
                    range,
                    number: *number,
                    part: 0,
                    formed: true,
                }));
            }
        }
        marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        marks.dedup_by(|next, kept| overlap(next, kept));
        marks
    }
}

fn overlap(one: &Mark, other: &Mark) -> bool {
    one.range.start < other.range.end && other.range.start < one.range.end
}

/// Where a word stands in exactly this form.
fn positions_of(tokens: &[Token], exact: &str) -> Vec<u32> {
    let has = |token: &&Token| {
        let mut terms = token.terms.iter();
        terms.any(|term| term.kind == TermKind::Exact && term.text == exact)
    };
    let found = tokens.iter().filter(has);
    found.map(|token| token.position as u32).collect()
}

/// The bytes of the word at a position.
fn range_at(tokens: &[Token], position: u32) -> Option<Range<usize>> {
    let at = tokens.partition_point(|token| token.position < position as usize);
    let is_word = |token: &&Token| token.terms.iter().any(|term| term.kind == TermKind::Exact);
    let word = tokens[at..].iter().find(is_word)?;
    Some(word.range.clone())
}
