//! Splits a query into lexemes: operators, brackets and leaves.
//!
//! White space separates lexemes, except inside phrases. From each chunk between
//! spaces, signs and brackets are taken off at its edges; those inside are part of
//! the word, as in `f(x)`. Must not know how lexemes combine.

use super::ast::{Leaf, Mode};
use super::field::QueryField;
use super::note::{NoteKind, Notes};
use super::suffix::{self, begins_signed_word};
use crate::document::DocumentKind;

/// A unit of the query language.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Lexeme {
    Leaf(Leaf),
    /// An opening bracket, with the field that applies to the group.
    Open(Option<QueryField>),
    Close,
    And,
    Or,
    Not,
    /// `+` directly before an operand.
    Plus,
    /// `-` directly before an operand.
    Minus,
}

/// A lexeme with its position.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlacedLexeme {
    /// Byte offset in the query.
    pub(super) start: usize,
    pub(super) lexeme: Lexeme,
}

/// The maximum length of an acronym, in capital letters.
const MAX_ACRONYM_LENGTH: usize = 5;

/// Splits a query into lexemes. Never fails: what is not an operator is text.
pub(super) fn lex(text: &str) -> (Vec<PlacedLexeme>, Notes) {
    let mut lexer = Lexer {
        text,
        at: 0,
        chunk_end: 0,
        lexemes: Vec::new(),
        notes: Vec::new(),
        is_shouted: is_shouted(text),
    };
    while lexer.at < text.len() {
        let rest = &text[lexer.at..];
        let spaces = rest.len() - rest.trim_start().len();
        if spaces > 0 {
            lexer.at += spaces;
        } else {
            lexer.chunk();
        }
    }
    (lexer.lexemes, Notes::of_bytes(text, lexer.notes))
}

/// The state of a pass over the text.
struct Lexer<'t> {
    text: &'t str,
    /// The byte offset reached.
    at: usize,
    /// The end of the present chunk. A phrase may leave the rest of its chunk unread.
    chunk_end: usize,
    lexemes: Vec<PlacedLexeme>,
    /// By byte offset, ascending.
    notes: Vec<(usize, NoteKind)>,
    /// The query is in capitals, so AND and НЕ are ordinary words.
    is_shouted: bool,
}

impl Lexer<'_> {
    /// Reads a chunk up to the next space, or to the end of a phrase.
    fn chunk(&mut self) {
        let start = self.at;
        if self.chunk_end <= start {
            let rest = &self.text[start..];
            self.chunk_end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
        }
        let end = self.chunk_end;
        if !self.is_shouted
            && let Some(operator) = operator(&self.text[start..end])
        {
            self.push(start, operator);
            self.at = end;
            return;
        }
        let signs_end = self.signs(start, end);
        let (field, value) = self.field(signs_end, end);
        match self.text[value..].chars().next() {
            Some('"') if value < end => self.phrase(value, field),
            Some('(') if field.is_some() && value < end => {
                self.push(value, Lexeme::Open(field));
                self.at = value + 1;
            }
            _ => self.word(value, end, field),
        }
    }

    /// Reads brackets and signs before a leaf. Returns the byte offset after them.
    fn signs(&mut self, start: usize, end: usize) -> usize {
        let mut at = start;
        loop {
            let mut chars = self.text[at..end].chars();
            let lexeme = match chars.next() {
                Some('(') => Lexeme::Open(None),
                Some('+') if begins_operand(chars.next()) => Lexeme::Plus,
                Some('-') if begins_operand(chars.next()) => Lexeme::Minus,
                _ => return at,
            };
            self.push(at, lexeme);
            at += 1;
        }
    }

    /// Reads the field before a colon, if there is one. Returns it with the byte offset
    /// of its value.
    fn field(&mut self, start: usize, end: usize) -> (Option<QueryField>, usize) {
        let Some((name, value)) = self.text[start..end].split_once(':') else {
            return (None, start);
        };
        let mut fields = QueryField::ALL.into_iter();
        let known = fields.find(|field| field.as_str().eq_ignore_ascii_case(name));
        match known {
            Some(QueryField::Kind) if !may_be_kind(value) => {
                self.note(start, NoteKind::UnknownKind(value.to_owned()));
            }
            Some(field) if value.is_empty() => self.note(start, NoteKind::EmptyField(field)),
            Some(field) => return (Some(field), start + name.len() + 1),
            // Not for 10:30, https://… and :), which nobody means as fields.
            None if name.len() > 1
                && name.chars().all(char::is_alphabetic)
                && value.starts_with(char::is_alphanumeric) =>
            {
                self.note(start, NoteKind::UnknownField(name.to_owned()));
            }
            None => {}
        }
        (None, start)
    }

    /// Reads `"…"`, with `~2` and `^2` behind it. An unclosed quotation mark is skipped.
    fn phrase(&mut self, open: usize, field: Option<QueryField>) {
        let Some(length) = self.text[open + 1..].find('"') else {
            self.note(open, NoteKind::UnclosedQuote);
            self.at = open + 1;
            if field.is_some() {
                let rest = &self.text[self.at..];
                let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                self.word(self.at, self.at + length, field);
            }
            return;
        };
        let range = open + 1..open + 1 + length;
        self.at = range.end + 1;
        let mut slop = 0;
        if let Some(rest) = self.text[self.at..].strip_prefix('~') {
            let digits = leading_digits(rest);
            slop = suffix::slop(digits);
            self.at += 1 + digits.len();
        }
        let leaf = Leaf {
            range,
            mode: Mode::Phrase(slop),
            field,
            boost: self.phrase_boost(open),
        };
        self.push(open, Lexeme::Leaf(leaf));
        while self.text[self.at..].starts_with(')') {
            self.push(self.at, Lexeme::Close);
            self.at += 1;
        }
    }

    /// Reads `^2` after the phrase that begins at byte offset `open`.
    fn phrase_boost(&mut self, open: usize) -> f32 {
        let Some(rest) = self.text[self.at..].strip_prefix('^') else {
            return 1.0;
        };
        let length = |ends: fn(char) -> bool| rest.find(ends).unwrap_or(rest.len());
        let whole = length(|c| c.is_whitespace() || c == ')');
        let digits = length(|c| !c.is_ascii_digit() && c != '.');
        for length in [whole, digits] {
            if let Some(boost) = self.boost(open, &rest[..length]) {
                self.at += 1 + length;
                return boost;
            }
        }
        1.0
    }

    /// The value of a boost; `None` if it is not a number. `start` is the byte offset of
    /// the boosted leaf, for notes.
    fn boost(&mut self, start: usize, number: &str) -> Option<f32> {
        let boost = suffix::boost(number)?;
        Some(boost.unwrap_or_else(|note| {
            self.note(start, note);
            1.0
        }))
    }

    /// Reads a word with its operators, and the closing brackets after it.
    fn word(&mut self, start: usize, end: usize, field: Option<QueryField>) {
        self.at = end;
        let own_end = own_end(&self.text[start..end]).map_or(end, |length| start + length);
        let mut range = start..own_end;
        let mut boost = 1.0;
        if let Some((word, number)) = self.text[range.clone()].rsplit_once('^')
            && !word.is_empty()
            && let Some(number) = self.boost(start, number)
        {
            boost = number;
            range.end = start + word.len();
        }
        let mut mode = Mode::Words;
        if !field.is_some_and(QueryField::is_filter) {
            let marked = suffix::marked_word(self.text, range);
            let notes = marked.notes.into_iter();
            self.notes.extend(notes.map(|note| (start, note)));
            (mode, range) = (marked.mode, marked.range);
        }
        if !self.text[range.clone()].contains(char::is_alphanumeric) {
            let signs = &self.text[start..own_end];
            if signs.contains(['*', '+', '~', '^', '!']) || signs == "-" {
                self.note(start, NoteKind::StraySigns(signs.to_owned()));
            }
        }
        if !range.is_empty() {
            let leaf = Leaf {
                range,
                mode,
                field,
                boost,
            };
            self.push(start, Lexeme::Leaf(leaf));
        }
        for at in own_end..end {
            self.push(at, Lexeme::Close);
        }
    }

    fn push(&mut self, start: usize, lexeme: Lexeme) {
        self.lexemes.push(PlacedLexeme { start, lexeme });
    }

    fn note(&mut self, at: usize, kind: NoteKind) {
        self.notes.push((at, kind));
    }
}

/// The length of a word without the closing brackets after it. A bracket that was opened
/// inside the word belongs to it: f(x). `None` if nothing is cut off.
fn own_end(word: &str) -> Option<usize> {
    let own = word.trim_end_matches(')');
    let count = |bracket| own.matches(bracket).count();
    let inner = count('(').saturating_sub(count(')'));
    Some(own.len() + inner).filter(|&length| length < word.len())
}

/// True for a query without lower-case letters in which a word is too long to be an
/// acronym.
fn is_shouted(text: &str) -> bool {
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    let mut words = text.split_whitespace();
    !text.contains(char::is_lowercase) && words.any(|word| capitals(word) > MAX_ACRONYM_LENGTH)
}

/// True for the name of a kind, and for a bracket or quotation mark, after which the
/// name is checked later.
fn may_be_kind(value: &str) -> bool {
    let kinds = DocumentKind::ALL.map(DocumentKind::as_str);
    let value = value.trim_end_matches(')');
    value.starts_with(['(', '"']) || kinds.iter().any(|kind| kind.eq_ignore_ascii_case(value))
}

/// The operator that a word in capitals stands for.
fn operator(word: &str) -> Option<Lexeme> {
    Some(match word {
        "AND" | "И" => Lexeme::And,
        "OR" | "ИЛИ" => Lexeme::Or,
        "NOT" | "НЕ" => Lexeme::Not,
        _ => return None,
    })
}

/// True for the first character of an operand after a sign. No digit is one, since +7
/// and -5 are numbers, and no other sign: `--a` is the plain word `--a`.
fn begins_operand(next: Option<char>) -> bool {
    next.is_some_and(|c| {
        c.is_alphabetic() || matches!(c, '"' | '(' | '!' | '«' | '“') || begins_signed_word(c)
    })
}

fn leading_digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lexemes as they are written, leaves in their own brackets.
    fn shown(text: &str) -> String {
        let (lexemes, _) = lex(text);
        let shown = lexemes.iter().map(|placed| match &placed.lexeme {
            Lexeme::Leaf(leaf) => {
                let field = leaf.field.map_or("", QueryField::as_str);
                format!("[{field}:{}]", &text[leaf.range.clone()])
            }
            Lexeme::Open(field) => format!("{}(", field.map_or("", QueryField::as_str)),
            Lexeme::Close => ")".to_owned(),
            other => format!("{other:?}"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lexemes_end_at_spaces_brackets_and_signs() {
        for (text, expected) in [
            ("a AND (b OR c)", "[:a] And ( [:b] Or [:c] )"),
            ("+a -b +7", "Plus [:a] Minus [:b] [:+7]"),
            ("+C++ -#t -🚀", "Plus [:C++] Minus [:#t] Minus [:🚀]"),
            ("!@a NOT .NET", "[:@a] Not [:.NET]"),
            ("f(x) (f(x))", "[:f(x)] ( [:f(x)] )"),
            ("\"a b\")", "[:a b] )"),
            ("name:(a b)", "name( [:a] [:b] )"),
            ("NAME:a^2", "[name:a]"),
            ("foo:a 10:30", "[:foo:a] [:10:30]"),
            ("kind:x kind:project", "[:kind:x] [kind:project]"),
            ("name:", "[:name:]"),
            ("НАЙДИ РЫНОК И ТОКЕНЫ", "[:НАЙДИ] [:РЫНОК] [:И] [:ТОКЕНЫ]"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_ignored_is_noted() {
        for (text, expected) in [
            ("\"a b", NoteKind::UnclosedQuote),
            ("a *", NoteKind::StraySigns("*".to_owned())),
            ("name:", NoteKind::EmptyField(QueryField::Name)),
            ("kind:x", NoteKind::UnknownKind("x".to_owned())),
            ("foo:a", NoteKind::UnknownField("foo".to_owned())),
            ("a^-1", NoteKind::NegativeBoost("-1".to_owned())),
        ] {
            let (_, notes) = lex(text);
            let notes = notes.into_vec();
            assert_eq!(notes.len(), 1, "{text}");
            assert_eq!(notes[0].kind, expected, "{text}");
        }
    }
}
