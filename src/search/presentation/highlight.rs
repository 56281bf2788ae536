//! Marks what of a document matches a query, in its name, headings and body.
//!
//! The texts are analysed as the index did it, so that what is marked is what
//! was found. Must not know passages or the source.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analysis::{Analyzer, Term, TermKind, Token};
use crate::document::Document;
use crate::search::plan::{Query, QueryPhrase, Role, Scope};
use crate::search::proximity::follow;
use crate::search::retriever::TextField;

/// Finds the matches of a query in documents. Its words, compounds and phrases
/// are numbered in this order.
pub(in crate::search) struct Highlighter<'q> {
    analyzer: &'q Analyzer,
    /// The exact terms that were looked up: no other word can match.
    words: &'q HashSet<String>,
    targets: HashMap<&'q Term, Vec<HighlightTarget>>,
    /// Phrases with their numbers.
    phrases: Vec<(usize, &'q QueryPhrase)>,
    /// The number of parts of compounds with several, by their numbers. A document
    /// must have all of them.
    part_counts: HashMap<usize, usize>,
    /// What a match adds to the worth of a passage, by number.
    weights: Vec<f32>,
}

/// What a term stands for.
#[derive(Clone, Copy)]
struct HighlightTarget {
    number: usize,
    part: usize,
    scope: Scope,
}

/// The matches in one document, each list in the order of its text.
pub(in crate::search) struct DocumentHighlights {
    pub(in crate::search) name: Vec<Highlight>,
    pub(in crate::search) headings: Vec<Vec<Highlight>>,
    pub(in crate::search) body: Vec<Highlight>,
}

/// A match in a text.
#[derive(Clone, Debug)]
pub(in crate::search) struct Highlight {
    /// Its bytes in the text.
    pub(in crate::search) range: Range<usize>,
    /// The number of what matches.
    pub(in crate::search) number: usize,
    /// The part of a compound that matches.
    part: usize,
    /// Matches by exact term or lemma, not by stem or prefix alone.
    is_strict: bool,
}

impl Highlight {
    /// A strict match of something in one part.
    pub(super) fn strict(range: Range<usize>, number: usize) -> Highlight {
        Highlight {
            range,
            number,
            part: 0,
            is_strict: true,
        }
    }

    fn overlaps(&self, other: &Highlight) -> bool {
        self.range.start < other.range.end && other.range.start < self.range.end
    }
}

impl<'q> Highlighter<'q> {
    /// `words` are the exact terms that were looked up, and `idf` tells how rare
    /// each word of the query is, by position.
    pub(in crate::search) fn new(
        query: &'q Query,
        analyzer: &'q Analyzer,
        words: &'q HashSet<String>,
        idf: &[f32],
    ) -> Self {
        let mut highlighter = Highlighter {
            analyzer,
            words,
            targets: HashMap::new(),
            phrases: Vec::new(),
            part_counts: HashMap::new(),
            weights: Vec::new(),
        };
        let weight = |words: &[usize]| -> f32 { words.iter().map(|&word| idf[word]).sum() };
        for (number, word) in query.words.iter().enumerate() {
            highlighter.weights.push(weight(&[number]));
            if word.role == Role::Match && word.standalone {
                highlighter.add_targets(&word.terms, number, 0, word.scope);
            }
        }
        for compound in &query.compounds {
            let number = highlighter.weights.len();
            highlighter.weights.push(weight(&compound.words));
            let scope = query.words[compound.words[0]].scope;
            for (part, terms) in compound.parts.iter().enumerate() {
                highlighter.add_targets(terms, number, part, scope);
            }
            if compound.parts.len() > 1 {
                let parts = compound.parts.len();
                highlighter.part_counts.insert(number, parts);
            }
        }
        for phrase in &query.phrases {
            let number = highlighter.weights.len();
            highlighter.weights.push(weight(&phrase.words));
            highlighter.add_targets(&phrase.compound_terms, number, 0, phrase.scope);
            highlighter.phrases.push((number, phrase));
        }
        highlighter
    }

    fn add_targets(&mut self, terms: &'q [Term], number: usize, part: usize, scope: Scope) {
        let target = HighlightTarget {
            number,
            part,
            scope,
        };
        for term in terms {
            self.targets.entry(term).or_default().push(target);
        }
    }

    /// What a match adds to the worth of a passage.
    pub(in crate::search) fn weight(&self, number: usize) -> f32 {
        self.weights[number]
    }

    /// All matches in a document.
    pub(in crate::search) fn highlight(&self, document: &Document) -> DocumentHighlights {
        let language = &document.article.lang;
        let text = |text: &str, field| self.highlight_text(text, language, field);
        let headings = document.headings.iter();
        let mut found = DocumentHighlights {
            name: text(document.name.as_str(), TextField::Name),
            headings: headings
                .map(|heading| text(heading, TextField::Headings))
                .collect(),
            body: text(document.body.as_str(), TextField::Body),
        };
        if !self.part_counts.is_empty() {
            self.drop_incomplete(&mut found);
        }
        found
    }

    /// Drops matches of compounds of which the document lacks a part.
    fn drop_incomplete(&self, highlights: &mut DocumentHighlights) {
        let DocumentHighlights {
            name,
            headings,
            body,
        } = highlights;
        let all = name.iter().chain(&*body).chain(headings.iter().flatten());
        let found: HashSet<(usize, usize)> = all.map(|mark| (mark.number, mark.part)).collect();
        let is_complete = |mark: &Highlight| {
            let parts = self.part_counts.get(&mark.number).copied().unwrap_or(0);
            (0..parts).all(|part| found.contains(&(mark.number, part)))
        };
        for text in [name, body].into_iter().chain(headings) {
            text.retain(is_complete);
        }
    }

    /// The matches in one text. What it has strictly is not marked by stem or
    /// prefix in it.
    fn highlight_text(&self, text: &str, language: &str, field: TextField) -> Vec<Highlight> {
        let tokens = self.analyzer.analyze_only(self.words, text, language);
        let mut marks: Vec<Highlight> = Vec::new();
        for token in &tokens {
            // A name comes before its words, which are marked with it.
            let is_inside = |last: &Highlight| token.range.end <= last.range.end;
            if !marks.last().is_some_and(is_inside) {
                marks.extend(self.highlight_token(token, field));
            }
        }
        let phrases = self.phrases(&tokens, field);
        if !phrases.is_empty() {
            marks.retain(|mark| !phrases.iter().any(|phrase| phrase.overlaps(mark)));
            marks.extend(phrases);
            marks.sort_by_key(|mark| mark.range.start);
        }
        let strict = marks.iter().filter(|mark| mark.is_strict);
        let strict: HashSet<usize> = strict.map(|mark| mark.number).collect();
        marks.retain(|mark| mark.is_strict || !strict.contains(&mark.number));
        marks
    }

    fn highlight_token(&self, token: &Token, field: TextField) -> Option<Highlight> {
        let mut terms = token.terms.iter().chain(token.parts.iter());
        terms.find_map(|term| {
            let targets = self.targets.get(term)?;
            let target = targets
                .iter()
                .find(|target| includes(target.scope, field))?;
            Some(Highlight {
                range: token.range.clone(),
                number: target.number,
                part: target.part,
                is_strict: term.kind <= TermKind::Lemma,
            })
        })
    }

    /// The phrases in a text, without overlaps.
    fn phrases(&self, tokens: &[Token], field: TextField) -> Vec<Highlight> {
        let mut marks: Vec<Highlight> = Vec::new();
        for &(number, phrase) in &self.phrases {
            if includes(phrase.scope, field) {
                let ranges = phrase_ranges(tokens, phrase).into_iter();
                marks.extend(ranges.map(|range| Highlight::strict(range, number)));
            }
        }
        marks.sort_by_key(|mark| (mark.range.start, Reverse(mark.range.end)));
        marks.dedup_by(|next, kept| next.overlaps(kept));
        marks
    }
}

/// The bytes of a phrase wherever it stands: the whole, or its words when others
/// may stand between them.
fn phrase_ranges(tokens: &[Token], phrase: &QueryPhrase) -> Vec<Range<usize>> {
    let terms = phrase.terms.iter();
    let positions: Vec<Vec<u32>> = terms.map(|term| positions(tokens, term)).collect();
    let Some((first, rest)) = positions.split_first() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for &start in first {
        let mut words = vec![start];
        if !follow(start, rest, phrase.slop, |position| words.push(position)) {
            continue;
        }
        let ranges = words.iter().filter_map(|&word| range_at(tokens, word));
        if phrase.slop == 0 {
            found.extend(ranges.reduce(|first, last| first.start..last.end));
        } else {
            found.extend(ranges);
        }
    }
    found
}

fn includes(scope: Scope, field: TextField) -> bool {
    match scope {
        Scope::Everywhere => true,
        Scope::Name => field == TextField::Name,
        Scope::Headings => field == TextField::Headings,
    }
}

/// The positions of a word in exactly this form.
fn positions(tokens: &[Token], exact: &str) -> Vec<u32> {
    let is_word = |token: &&Token| {
        let mut terms = token.terms.iter();
        terms.any(|term| term.kind == TermKind::Exact && term.text == exact)
    };
    let found = tokens.iter().filter(is_word);
    found.map(|token| token.position as u32).collect()
}

/// The bytes of the word at a position, which the name it is part of has too.
fn range_at(tokens: &[Token], position: u32) -> Option<Range<usize>> {
    let at = tokens.partition_point(|token| token.position < position as usize);
    let is_word = |token: &&Token| token.terms.iter().any(|term| term.kind == TermKind::Exact);
    let word = tokens[at..].iter().find(is_word)?;
    Some(word.range.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(terms: &[&str], slop: u32) -> QueryPhrase {
        QueryPhrase {
            words: Vec::new(),
            terms: terms.iter().map(|&term| term.to_owned()).collect(),
            compound_terms: Vec::new(),
            slop,
            scope: Scope::Everywhere,
            boost: 1.0,
        }
    }

    #[test]
    fn a_phrase_is_marked_as_one_unless_other_words_may_stand_in_it() {
        let text = "Вывод ИИ, вывод на io.net";
        let tokens = Analyzer::new().analyze(text, "ru");
        for (terms, slop, expected) in [
            (&["вывод", "ии"][..], 0, &["Вывод ИИ"][..]),
            (&["вывод", "io"], 1, &["вывод", "io"]),
            (&["io", "net"], 0, &["io.net"]),
            (&["ии", "io"], 0, &[]),
        ] {
            let found = phrase_ranges(&tokens, &phrase(terms, slop)).into_iter();
            let found: Vec<&str> = found.map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{terms:?}");
        }
    }
}
