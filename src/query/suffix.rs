//! The operators at the edges of a leaf: `!`, `*`, `~` and `^`, with their numbers.
//! Numbers that are too large are clamped. Must not know fields, brackets or other
//! leaves.

use std::ops::Range;

use super::ast::Mode;
use super::note::NoteKind;

/// The maximum slop of a phrase, in words.
const MAX_SLOP: u32 = 100;

/// The maximum boost.
const MAX_BOOST: f32 = 1000.0;

/// The maximum edit distance, in code points.
const MAX_EDITS: u8 = 2;

/// The maximum length of a word with an edit distance, in code points.
const MAX_FUZZY_LENGTH: usize = 64;

/// The length from which on `~` without a number means two edits, in code points.
const MIN_TWO_EDITS_LENGTH: usize = 6;

/// Signs from this one on, those of currencies, are no punctuation.
const FIRST_SIGN: char = '\u{20a0}';

/// A word with the effect of the operators around it.
#[derive(Debug, PartialEq)]
pub(super) struct MarkedWord {
    pub(super) mode: Mode,
    /// Byte range of the word without the operators.
    pub(super) range: Range<usize>,
    pub(super) notes: Vec<NoteKind>,
}

/// Interprets the operators around the word at a range of a text.
pub(super) fn marked_word(text: &str, range: Range<usize>) -> MarkedWord {
    let word = &text[range.clone()];
    let marked = |mode, range| MarkedWord {
        mode,
        range,
        notes: Vec::new(),
    };
    if let Some(exact) = word.strip_prefix('!')
        && exact.starts_with(|c: char| c.is_alphanumeric() || begins_signed_word(c))
        && exact.chars().any(|c| c.is_alphanumeric() || !c.is_ascii())
    {
        return marked(Mode::Exact, range.start + 1..range.end);
    }
    if let Some(prefix) = word.strip_suffix('*') {
        let is_prefix = prefix.ends_with(char::is_alphanumeric) && !prefix.contains('*');
        return match is_prefix {
            true => marked(Mode::Prefix, range.start..range.end - 1),
            false => marked(Mode::Words, range),
        };
    }
    let mut plain = marked(Mode::Words, range.clone());
    if word.contains('*') && word.contains(char::is_alphanumeric) {
        plain.notes.push(NoteKind::InnerWildcard(word.to_owned()));
    }
    match word.rsplit_once('~') {
        Some((word, number)) if word.ends_with(char::is_alphanumeric) => {
            fuzzy_word(plain, word, number)
        }
        _ => plain,
    }
}

/// True for signs that belong to the word behind them, and for emoji, which are words.
pub(super) fn begins_signed_word(c: char) -> bool {
    matches!(c, '.' | '#' | '@') || c > FIRST_SIGN
}

/// Interprets the text after `~`. If it is not a number, the word stays plain.
fn fuzzy_word(plain: MarkedWord, word: &str, number: &str) -> MarkedWord {
    let Some(edits) = edits(word, number) else {
        return plain;
    };
    let start = plain.range.start;
    let mut marked = MarkedWord {
        mode: Mode::Fuzzy(edits),
        range: start..start + word.len(),
        notes: plain.notes,
    };
    if !matches!(number, "" | "0" | "1" | "2") {
        marked.notes.push(NoteKind::TooManyEdits(MAX_EDITS));
    }
    if word.chars().count() > MAX_FUZZY_LENGTH {
        marked.notes.push(NoteKind::LongFuzzyWord(MAX_FUZZY_LENGTH));
        marked.mode = Mode::Words;
    }
    marked
}

/// The edit distance after `~`; `None` if it is not a number, or if both sides are
/// numbers, as in 5~10.
fn edits(word: &str, number: &str) -> Option<u8> {
    match number {
        "" if word.chars().count() < MIN_TWO_EDITS_LENGTH => Some(1),
        "" => Some(MAX_EDITS),
        // Cannot fail on these.
        "0" | "1" | "2" => number.parse().ok(),
        _ => {
            let digits = number.chars().all(|c| c.is_ascii_digit());
            (digits && word.contains(char::is_alphabetic)).then_some(MAX_EDITS)
        }
    }
}

/// The slop of a phrase, from the digits after `~`.
pub(super) fn slop(digits: &str) -> u32 {
    match digits {
        "" => 1,
        // Only a number too large for the type fails.
        digits => digits.parse().unwrap_or(MAX_SLOP).min(MAX_SLOP),
    }
}

/// The number after `^`, or a note if it is negative; `None` if it is not a number.
pub(super) fn boost(number: &str) -> Option<Result<f32, NoteKind>> {
    let unsigned = number.strip_prefix(['-', '+']).unwrap_or(number);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    // A number that is too large parses as infinity. If it does not parse at all, the
    // text belongs to the word.
    let boost: f32 = unsigned.parse().ok()?;
    Some(if number.starts_with('-') {
        Err(NoteKind::NegativeBoost(number.to_owned()))
    } else {
        Ok(boost.min(MAX_BOOST))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_around_a_word_choose_its_mode() {
        let long = "x".repeat(MAX_FUZZY_LENGTH + 1);
        let cases = [
            ("слово", Mode::Words, "слово", 0),
            ("!слово", Mode::Exact, "слово", 0),
            ("!", Mode::Words, "!", 0),
            ("!C++", Mode::Exact, "C++", 0),
            ("!.NET", Mode::Exact, ".NET", 0),
            ("!...", Mode::Words, "!...", 0),
            ("слово*", Mode::Prefix, "слово", 0),
            ("сло*во", Mode::Words, "сло*во", 1),
            ("сл*во*", Mode::Words, "сл*во*", 0),
            ("*", Mode::Words, "*", 0),
            ("слово~", Mode::Fuzzy(1), "слово", 0),
            ("словарь~", Mode::Fuzzy(2), "словарь", 0),
            ("слово~0", Mode::Fuzzy(0), "слово", 0),
            ("слово~9", Mode::Fuzzy(2), "слово", 1),
            ("5~10", Mode::Words, "5~10", 0),
            ("слово~вой", Mode::Words, "слово~вой", 0),
            (&format!("{long}~7"), Mode::Words, &long, 2),
        ];
        for (text, mode, word, notes) in cases {
            let marked = marked_word(text, 0..text.len());
            assert_eq!(marked.mode, mode, "{text}");
            assert_eq!(&text[marked.range], word, "{text}");
            assert_eq!(marked.notes.len(), notes, "{text}");
        }
    }

    #[test]
    fn numbers_are_limited_and_never_lost() {
        for (digits, expected) in [("", 1), ("0", 0), ("7", 7), ("99999999999", MAX_SLOP)] {
            assert_eq!(slop(digits), expected, "{digits}");
        }
        for (number, expected) in [
            ("2", Some(Ok(2.0))),
            (".5", Some(Ok(0.5))),
            ("+3", Some(Ok(3.0))),
            ("1e99", Some(Ok(MAX_BOOST))),
            ("-1", Some(Err(NoteKind::NegativeBoost("-1".to_owned())))),
            ("inf", None),
            ("2x", None),
            ("", None),
        ] {
            assert_eq!(boost(number), expected, "{number}");
        }
    }
}
