//! Finds the matches of a query in the name, headings and body of a document.
//!
//! The texts are analysed again, as they were for the index, so that highlights are
//! what the search matched. Must not know passages or the source.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analysis::{Analyzer, Term, TermKind, Token};
use crate::document::Document;
use crate::search::plan::{Query, QueryPhrase, Role, Scope};
use crate::search::proximity::follow;
use crate::search::retriever::TextField;

/// Highlights documents for one query. Its words, compounds and phrases are numbered
/// in this order.
pub(in crate::search) struct Highlighter<'q> {
    analyzer: &'q Analyzer,
    /// The exact terms that were looked up. No other word can match, which spares the
    /// full analysis of most words.
    words: &'q HashSet<String>,
    targets: HashMap<&'q Term, Vec<HighlightTarget>>,
    /// The phrases with their numbers.
    phrases: Vec<(usize, &'q QueryPhrase)>,
    /// For compounds of several parts, the number of parts. Highlighted only where a
    /// document has all of them.
    part_counts: HashMap<usize, usize>,
    /// What a match contributes to the worth of a passage, by number.
    weights: Vec<f32>,
}

/// What a term highlights.
#[derive(Clone, Copy)]
struct HighlightTarget {
    number: usize,
    part: usize,
    scope: Scope,
}

/// The matches in one document, each list in text order.
pub(in crate::search) struct DocumentHighlights {
    pub(in crate::search) name: Vec<Highlight>,
    pub(in crate::search) headings: Vec<Vec<Highlight>>,
    pub(in crate::search) body: Vec<Highlight>,
}

/// A match in a text.
#[derive(Clone, Debug)]
pub(in crate::search) struct Highlight {
    /// Byte range in the text.
    pub(in crate::search) range: Range<usize>,
    /// The number of the word, compound or phrase.
    pub(in crate::search) number: usize,
    /// The part of a compound that matches.
    part: usize,
    /// Matches by exact term or lemma, not by stem or prefix alone.
    is_strict: bool,
}

impl Highlight {
    /// A strict match of a word or phrase.
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
    /// `words` are the exact terms that were looked up, and `idf` holds the idf of each
    /// query word.
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

    /// Registers the terms of a word, or of one part of a compound.
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

    /// What a match contributes to the worth of a passage: the idf of its words.
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

    /// Drops matches of compounds that the document does not have in full.
    fn drop_incomplete(&self, highlights: &mut DocumentHighlights) {
        let DocumentHighlights {
            name,
            headings,
            body,
        } = highlights;
        let all = name.iter().chain(&*body).chain(headings.iter().flatten());
        let found: HashSet<(usize, usize)> = all.map(|mark| (mark.number, mark.part)).collect();
        let is_complete = |mark: &Highlight| {
            // All else has a single part, which is there.
            let parts = self.part_counts.get(&mark.number).copied().unwrap_or(0);
            (0..parts).all(|part| found.contains(&(mark.number, part)))
        };
        for text in [name, body].into_iter().chain(headings) {
            text.retain(is_complete);
        }
    }

    /// The matches in one text. A word with strict matches is not highlighted by stem or
    /// prefix as well.
    fn highlight_text(&self, text: &str, language: &str, field: TextField) -> Vec<Highlight> {
        let tokens = self.analyzer.analyze_only(self.words, text, language);
        let mut marks: Vec<Highlight> = Vec::new();
        for token in &tokens {
            // A compound precedes its words, which it covers.
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

    /// The match of a token by its closest term.
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
                is_strict: term.kind.is_strict(),
            })
        })
    }

    /// The phrases in a text. Of overlapping ones, the first and longest.
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

/// The byte ranges of a phrase: as a whole, or word by word if it has slop and other
/// words may be in between.
fn phrase_ranges(tokens: &[Token], phrase: &QueryPhrase) -> Vec<Range<usize>> {
    let words = phrase.terms.iter();
    let positions: Vec<Vec<u32>> = words.map(|terms| positions(tokens, terms)).collect();
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

/// True when a scope covers a field.
fn includes(scope: Scope, field: TextField) -> bool {
    match scope {
        Scope::Everywhere => true,
        Scope::Name => field == TextField::Name,
        Scope::Headings => field == TextField::Headings,
    }
}

/// The positions of the words that have one of some terms.
fn positions(tokens: &[Token], terms: &[Term]) -> Vec<u32> {
    let is_word = |token: &&Token| token.terms.iter().any(|term| terms.contains(term));
    let found = tokens.iter().filter(is_word);
    found.map(|token| token.position as u32).collect()
}

/// The byte range of the word at a position. A compound has the position of its first
/// word, but no exact term.
fn range_at(tokens: &[Token], position: u32) -> Option<Range<usize>> {
    let at = tokens.partition_point(|token| token.position < position as usize);
    let is_word = |token: &&Token| token.terms.iter().any(|term| term.kind == TermKind::Exact);
    let word = tokens[at..].iter().find(is_word)?;
    Some(word.range.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::plan::QueryWord;

    fn phrase(terms: &[&str], slop: u32) -> QueryPhrase {
        QueryPhrase {
            words: Vec::new(),
            terms: terms
                .iter()
                .map(|&term| vec![Term::new(TermKind::Exact, term)])
                .collect(),
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

    fn word(term: Term, scope: Scope, role: Role) -> QueryWord {
        QueryWord {
            range: 0..0,
            terms: vec![term],
            role,
            scope,
            boost: 1.0,
            standalone: true,
        }
    }

    #[test]
    #[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
    fn a_word_is_highlighted_in_its_scope_and_by_its_closest_kind() {
        let analyzer = Analyzer::new();
        let text = "Рынок рынков, рыночный токен";
        let tokens = analyzer.analyze("рынок", "ru");
        let terms = |kinds: &[TermKind]| -> Vec<Term> {
            let terms = tokens[0].terms.iter();
            terms
                .filter(|term| kinds.contains(&term.kind))
                .cloned()
                .collect()
        };
        let words = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        let words: HashSet<String> = words(&["рынок", "рынков", "рыночный"]);
        use TermKind::{Exact, Lemma, Prefix, Stem};
        for (kinds, scope, role, expected) in [
            (&[Exact][..], Scope::Everywhere, Role::Match, &["Рынок"][..]),
            (
                &[Exact, Lemma],
                Scope::Everywhere,
                Role::Match,
                &["Рынок", "рынков"],
            ),
            // A strict match hides those by stem or prefix.
            (
                &[Exact, Lemma, Stem, Prefix],
                Scope::Everywhere,
                Role::Match,
                &["Рынок", "рынков"],
            ),
            (&[Exact], Scope::Name, Role::Match, &[]),
            (&[Exact], Scope::Everywhere, Role::Prohibited, &[]),
        ] {
            let mut only = word(terms(&[Exact])[0].clone(), scope, role);
            only.terms = terms(kinds);
            let query = Query {
                words: vec![only],
                ..Query::default()
            };
            let highlighter = Highlighter::new(&query, &analyzer, &words, &[1.0]);
            let found = highlighter.highlight_text(text, "ru", TextField::Body);
            let found: Vec<&str> = found.into_iter().map(|mark| &text[mark.range]).collect();
            assert_eq!(found, expected, "{kinds:?} {scope:?} {role:?}");
        }
    }
}
