//! A query's text as tokens: operators, brackets, leaves. What stands alone
//! decides: every token but phrases is one stretch without spaces, less the
//! brackets and operators at its edges.

use std::ops::Range;

use super::parser::MOST_NOTES;
use super::{Field, Leaf, Mode, Note, column, numbers};
use crate::document::DocumentKind;

/// A part of the query.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Leaf(Leaf),
    Open(Option<Field>),
    Close,
    And,
    Or,
    Not,
    /// `+`, glued to what must hold.
    Plus,
    /// `-`, glued to what must not.
    Minus,
}

/// A token and the byte where it begins.
pub(super) type Placed = (usize, Token);

/// Longer words are not looked for by edit distance.
const LONGEST_FUZZY: usize = 64;

pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// Where the chunk that is read ends: looked for once.
    chunk_end: usize,
    tokens: Vec<Placed>,
    /// Notes with the byte that each is about.
    notes: Vec<(usize, String)>,
    /// In capitals throughout, a query's AND and НЕ are words like all others.
    shouted: bool,
}

/// The tokens of a query, and notes on what was not read as it stands.
pub(super) fn scan(text: &str) -> (Vec<Placed>, Vec<Note>) {
    let mut scanner = Scanner {
        text,
        at: 0,
        chunk_end: 0,
        tokens: Vec::new(),
        notes: Vec::new(),
        shouted: is_shouted(text),
    };
    while scanner.at < text.len() {
        let rest = &text[scanner.at..];
        let spaces = rest.len() - rest.trim_start().len();
        if spaces > 0 {
            scanner.at += spaces;
        } else {
            scanner.chunk();
        }
    }
    let mut counted = (0, 1);
    let notes = scanner.notes.into_iter().map(|(at, message)| {
        // Notes come in the order of the text: each character is counted once.
        counted.1 += text[counted.0..at].chars().count();
        counted.0 = at;
        Note {
            column: counted.1,
            message,
        }
    });
    (scanner.tokens, notes.collect())
}

/// No small letter, and a word too long to be an acronym.
fn is_shouted(text: &str) -> bool {
    let long = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > 5;
    !text.contains(char::is_lowercase) && text.split_whitespace().any(long)
}

impl Scanner<'_> {
    /// Reads what begins here up to the next space; a phrase up to its end.
    fn chunk(&mut self) {
        let start = self.at;
        if self.chunk_end <= start {
            let rest = &self.text[start..];
            self.chunk_end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
        }
        let end = self.chunk_end;
        if !self.shouted
            && let Some(operator) = operator(&self.text[start..end])
        {
            self.tokens.push((start, operator));
            self.at = end;
            return;
        }
        let mut at = start;
        // What may stand before a leaf: brackets, then one sign, then a field.
        loop {
            let rest = &self.text[at..end];
            let next = rest.chars().nth(1);
            match rest.chars().next() {
                Some('(') => self.tokens.push((at, Token::Open(None))),
                Some(sign @ ('+' | '-')) if begins_operand(next) => {
                    let token = if sign == '+' {
                        Token::Plus
                    } else {
                        Token::Minus
                    };
                    self.tokens.push((at, token));
                }
                _ => break,
            }
            at += 1;
        }
        let mut field = None;
        if let Some((name, value)) = self.text[at..end].split_once(':') {
            let known = Field::NAMES
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name));
            match known {
                Some((_, Field::Kind)) if !is_kind(value) => {
                    self.note(
                        at,
                        format!("there is no kind {value}: it is read as a word"),
                    );
                }
                Some((_, known)) if !value.is_empty() => {
                    field = Some(*known);
                    at += name.len() + 1;
                }
                Some((known, _)) => self.note(
                    at,
                    format!("{known}: has no value right after it and is read as a word"),
                ),
                // 10:30, https://… and :) are no fields that somebody meant.
                None if name.len() > 1
                    && name.chars().all(char::is_alphabetic)
                    && value.starts_with(char::is_alphanumeric) =>
                {
                    self.note(
                        at,
                        format!("there is no field {name}: it is read as a word"),
                    );
                }
                None => {}
            }
        }
        match self.text[at..].chars().next() {
            Some('"') if at < end => self.phrase(at, field),
            Some('(') if field.is_some() && at < end => {
                self.tokens.push((at, Token::Open(field)));
                self.at = at + 1;
            }
            _ => self.word(at, end, field),
        }
    }

    /// `"…"`, `"…"~2`; a quote that is never closed is punctuation.
    fn phrase(&mut self, open: usize, field: Option<Field>) {
        let Some(length) = self.text[open + 1..].find('"') else {
            self.note(
                open,
                "the quotation mark is not closed and is ignored".to_owned(),
            );
            self.at = open + 1;
            if let Some(field) = field {
                let end = self.text[self.at..]
                    .find(char::is_whitespace)
                    .map_or(self.text.len(), |at| self.at + at);
                self.word(open + 1, end, Some(field));
            }
            return;
        };
        let range = open + 1..open + 1 + length;
        self.at = range.end + 1;
        let mut slop = 0;
        if self.text[self.at..].starts_with('~') {
            let digits = leading_digits(&self.text[self.at + 1..]);
            slop = numbers::slop(digits);
            self.at += 1 + digits.len();
        }
        let boost = self.boost_here(open);
        self.tokens.push((
            open,
            Token::Leaf(Leaf {
                range,
                mode: Mode::Phrase(slop),
                field,
                boost,
            }),
        ));
        self.close_here();
    }

    /// `^2` at this place, for the phrase that begins at `open`.
    fn boost_here(&mut self, open: usize) -> f32 {
        let rest = &self.text[self.at..];
        let Some(rest) = rest.strip_prefix('^') else {
            return 1.0;
        };
        let end = |last: &dyn Fn(char) -> bool| rest.find(|c| !last(c)).unwrap_or(rest.len());
        let whole = end(&|c| !c.is_whitespace() && c != ')');
        let digits = end(&|c| c.is_ascii_digit() || c == '.');
        for length in [whole, digits] {
            if let Some(boost) = self.boost(open, &rest[..length]) {
                self.at += 1 + length;
                return boost;
            }
        }
        1.0
    }

    /// A weight, for what begins at `place`; none when it is no number.
    fn boost(&mut self, place: usize, number: &str) -> Option<f32> {
        let boost = numbers::boost(number)?;
        Some(boost.unwrap_or_else(|ignored| {
            self.note(place, ignored);
            1.0
        }))
    }

    /// Closing brackets at this place.
    fn close_here(&mut self) {
        while self.text[self.at..].starts_with(')') {
            self.tokens.push((self.at, Token::Close));
            self.at += 1;
        }
    }

    /// A word with the signs that may end it: `*`, `~2`, `^2`, brackets.
    fn word(&mut self, start: usize, end: usize, field: Option<Field>) {
        self.at = end;
        let chunk = &self.text[start..end];
        let own = chunk.trim_end_matches(')');
        // A bracket that was opened inside the word closes there: f(x).
        let inner = own
            .matches('(')
            .count()
            .saturating_sub(own.matches(')').count());
        let own_end = (start + own.len() + inner).min(end);
        let mut range = start..own_end;
        let mut boost = 1.0;
        if let Some((word, number)) = self.text[range.clone()].rsplit_once('^')
            && !word.is_empty()
            && let Some(number) = self.boost(start, number)
        {
            boost = number;
            range.end = start + word.len();
        }
        let mode = if field.is_some_and(Field::is_filter) {
            Mode::Words
        } else {
            self.mode(&mut range)
        };
        if range.is_empty() || !self.text[range.clone()].contains(char::is_alphanumeric) {
            let text = &self.text[start..own_end];
            if text.contains(['*', '+', '~', '^', '!']) || text == "-" {
                self.note(
                    start,
                    format!("{text} stands for nothing here and is ignored"),
                );
            }
        }
        if !range.is_empty() {
            self.tokens.push((
                start,
                Token::Leaf(Leaf {
                    range,
                    mode,
                    field,
                    boost,
                }),
            ));
        }
        for at in own_end..end {
            self.tokens.push((at, Token::Close));
        }
    }

    /// How a word is looked for; takes the signs that say so off it.
    fn mode(&mut self, range: &mut Range<usize>) -> Mode {
        let text = &self.text[range.clone()];
        if let Some(word) = text.strip_prefix('!')
            && word.starts_with(char::is_alphanumeric)
        {
            range.start += 1;
            return Mode::Exact;
        }
        if let Some(word) = text.strip_suffix('*') {
            if word.ends_with(char::is_alphanumeric) && !word.contains('*') {
                range.end -= 1;
                return Mode::Prefix;
            }
            return Mode::Words;
        }
        if text.contains('*') && text.contains(char::is_alphanumeric) {
            self.note(
                range.start,
                format!("{text}: * is a wildcard only at the end of a word"),
            );
        }
        if let Some((word, number)) = text.rsplit_once('~')
            && word.ends_with(char::is_alphanumeric)
            && let Some(edits) = numbers::edits(word, number)
        {
            if !matches!(number, "" | "0" | "1" | "2") {
                self.note(
                    range.start,
                    format!(
                        "words are looked for within {} edits at most",
                        numbers::MAX_EDITS
                    ),
                );
            }
            if word.chars().count() > LONGEST_FUZZY {
                self.note(
                    range.start,
                    format!(
                        "words of more than {LONGEST_FUZZY} letters are looked for as they are"
                    ),
                );
                range.end = range.start + word.len();
                return Mode::Words;
            }
            range.end = range.start + word.len();
            return Mode::Fuzzy(edits);
        }
        Mode::Words
    }

    fn note(&mut self, at: usize, message: String) {
        self.notes.push((at, message));
    }
}

/// A kind of document, or brackets or quotes around one.
fn is_kind(value: &str) -> bool {
    let kinds = DocumentKind::ALL.map(DocumentKind::as_str);
    let value = value.trim_end_matches(')');
    value.starts_with(['(', '"']) || kinds.iter().any(|kind| kind.eq_ignore_ascii_case(value))
}

fn operator(word: &str) -> Option<Token> {
    Some(match word {
        "AND" | "И" => Token::And,
        "OR" | "ИЛИ" => Token::Or,
        "NOT" | "НЕ" => Token::Not,
        _ => return None,
    })
}

/// After a sign: a word, a phrase, a bracket. Not a digit: +7 and -5 are numbers.
fn begins_operand(next: Option<char>) -> bool {
    next.is_some_and(|c| c.is_alphabetic() || matches!(c, '"' | '(' | '!' | '«' | '“' | '.'))
}

fn leading_digits(text: &str) -> &str {
    &text[..text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len())]
}

/// Adds a note in its place.
pub(super) fn note(notes: &mut Vec<Note>, text: &str, at: usize, message: &str) {
    if notes.len() >= MOST_NOTES {
        return;
    }
    let column = column(text, at);
    let place = notes.partition_point(|note| note.column <= column);
    let message = message.to_owned();
    notes.insert(place, Note { column, message });
}
