//! Notes for the user about a query, with their English wording.

use std::fmt;

use super::field::QueryField;

/// The maximum number of notes on one query.
const MAX_NOTES: usize = 20;

/// A note on a part of a query that was ignored or may have been misread.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// Where it begins in the query, in code points from 1.
    pub column: usize,
    /// The problem.
    pub kind: NoteKind,
}

/// A problem in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoteKind {
    /// `kind:` with an unknown kind.
    UnknownKind(String),
    /// A colon after an unknown field.
    UnknownField(String),
    /// A field without a value.
    EmptyField(QueryField),
    /// A quotation mark that is never closed.
    UnclosedQuote,
    /// A bracket that is never closed.
    UnclosedBracket,
    /// A bracket that was never opened.
    UnopenedBracket,
    /// Brackets nested deeper than the given limit.
    DeepBrackets(usize),
    /// An operator that lacks an operand.
    StrayOperator(String),
    /// Signs without a word.
    StraySigns(String),
    /// `*` inside a word.
    InnerWildcard(String),
    /// An edit distance above the given limit.
    TooManyEdits(u8),
    /// A word longer than the given limit for edit distance, in code points.
    LongFuzzyWord(usize),
    /// A negative number after `^`.
    NegativeBoost(String),
    /// More words with `*` or `~` than the given limit.
    TooManyExpanded(usize),
    /// A prefix of more words than the limit.
    TooManyExpansions {
        /// The prefix.
        prefix: String,
        /// The number of words searched for.
        limit: usize,
    },
    /// More words than the given limit.
    TooManyWords(usize),
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoteKind::UnknownKind(kind) => {
                write!(f, "there is no kind `{kind}`; searched as a word")
            }
            NoteKind::UnknownField(field) => {
                write!(f, "there is no field `{field}`; searched as a word")
            }
            NoteKind::EmptyField(field) => {
                let field = field.as_str();
                write!(f, "`{field}:` has no value; searched as a word")
            }
            NoteKind::UnclosedQuote => f.write_str("the quotation mark is not closed; ignored"),
            NoteKind::UnclosedBracket => f.write_str("the bracket is not closed; ignored"),
            NoteKind::UnopenedBracket => f.write_str("the bracket was never opened; ignored"),
            NoteKind::DeepBrackets(limit) => {
                write!(f, "brackets nested deeper than {limit} are ignored")
            }
            NoteKind::StrayOperator(operator) => {
                write!(f, "`{operator}` lacks an operand; searched as a word")
            }
            NoteKind::StraySigns(signs) => write!(f, "`{signs}` has no meaning here; ignored"),
            NoteKind::InnerWildcard(word) => {
                write!(f, "`{word}`: * is a wildcard only at the end of a word")
            }
            NoteKind::TooManyEdits(limit) => {
                write!(f, "the edit distance is limited to {limit}")
            }
            NoteKind::LongFuzzyWord(limit) => {
                write!(
                    f,
                    "words of more than {limit} letters are searched as they are"
                )
            }
            NoteKind::NegativeBoost(number) => {
                write!(f, "a boost cannot be negative; `^{number}` is ignored")
            }
            NoteKind::TooManyExpanded(limit) => write!(
                f,
                "after {limit} words with * or ~, further ones are searched as they are"
            ),
            NoteKind::TooManyExpansions { prefix, limit } => write!(
                f,
                "more than {limit} words begin with `{prefix}`; only the first are searched"
            ),
            NoteKind::TooManyWords(limit) => {
                write!(f, "only the first {limit} words are searched")
            }
        }
    }
}

impl Note {
    /// A note on the part of a query that begins at a byte offset.
    pub(crate) fn at(text: &str, byte: usize, kind: NoteKind) -> Note {
        Note {
            column: text[..byte].chars().count() + 1,
            kind,
        }
    }
}

/// Notes in text order.
#[derive(Default)]
pub(super) struct Notes(Vec<Note>);

impl Notes {
    /// Notes by byte offset, ascending. Columns are counted in one pass over the text.
    pub(super) fn of_bytes(text: &str, notes: Vec<(usize, NoteKind)>) -> Self {
        let (mut counted, mut column) = (0, 1);
        let notes = notes.into_iter().map(|(at, kind)| {
            column += text[counted..at].chars().count();
            counted = at;
            Note { column, kind }
        });
        Notes(notes.collect())
    }

    /// Inserts a note in text order, unless there are too many.
    pub(super) fn add(&mut self, text: &str, byte: usize, kind: NoteKind) {
        if self.0.len() < MAX_NOTES {
            let note = Note::at(text, byte, kind);
            let place = self.0.partition_point(|other| other.column <= note.column);
            self.0.insert(place, note);
        }
    }

    /// The notes, up to the maximum number.
    pub(super) fn into_vec(mut self) -> Vec<Note> {
        self.0.truncate(MAX_NOTES);
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_from_one() {
        let text = "рынок (";
        let at = text.find('(').unwrap_or_default();
        assert_eq!(Note::at(text, at, NoteKind::UnclosedBracket).column, 7);
        let notes = vec![(0, NoteKind::UnclosedQuote), (at, NoteKind::UnclosedQuote)];
        let columns: Vec<usize> = Notes::of_bytes(text, notes)
            .into_vec()
            .iter()
            .map(|note| note.column)
            .collect();
        assert_eq!(columns, [1, 7]);
    }

    #[test]
    fn notes_keep_the_order_of_the_text_and_are_limited() {
        let text = "x".repeat(100);
        let mut notes = Notes::default();
        for at in (0..100).rev() {
            notes.add(&text, at, NoteKind::UnclosedBracket);
        }
        let notes = notes.into_vec();
        assert_eq!(notes.len(), MAX_NOTES);
        assert!(notes.is_sorted_by_key(|note| note.column));
    }

    #[test]
    fn notes_are_sentences_with_their_values() {
        for (kind, sentence) in [
            (
                NoteKind::UnknownKind("x".to_owned()),
                "there is no kind `x`; searched as a word",
            ),
            (
                NoteKind::EmptyField(QueryField::Tag),
                "`tag:` has no value; searched as a word",
            ),
            (
                NoteKind::StraySigns("-".to_owned()),
                "`-` has no meaning here; ignored",
            ),
            (
                NoteKind::TooManyEdits(2),
                "the edit distance is limited to 2",
            ),
            (
                NoteKind::TooManyWords(1000),
                "only the first 1000 words are searched",
            ),
        ] {
            assert_eq!(kind.to_string(), sentence);
        }
    }
}
