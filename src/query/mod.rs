//! The query language: what is typed, as a tree of conditions.
//!
//! Forgives everything: what cannot be an operator is a word, and what was
//! ignored or read otherwise than it may have been meant is told in notes.
//! Knows neither analysis nor the index.
//!
//! ```text
//! query   = clause*                        any of them
//! clause  = [+ | -] any                    must, must not
//! any     = all (OR all)*                  ИЛИ
//! all     = operand (AND operand)*         И
//! operand = [NOT] item                     НЕ
//! item    = ( query ) | [field:] leaf [^boost]
//! leaf    = word | word* | word~[1|2] | !word | "phrase"[~slop]
//! ```

mod numbers;
mod parser;
mod scan;

use std::ops::Range;

/// How deep brackets may nest; deeper ones are punctuation.
pub const MAX_DEPTH: usize = 64;

/// A query as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// What is asked.
    pub root: Group,
    /// What was ignored or reinterpreted, in the order of the text.
    pub notes: Vec<Note>,
}

/// Something that was not read as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its place in the query, in code points from 1.
    pub column: usize,
    /// What was done with it.
    pub message: String,
}

/// Conditions of which all that must hold hold, and of the others any one when
/// none must.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The conditions in the order of the text.
    pub clauses: Vec<Clause>,
}

/// A condition and what it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Whether it must hold.
    pub occur: Occur,
    /// The condition.
    pub node: Node,
}

/// Whether a condition must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occur {
    /// It may: the more hold, the better.
    Should,
    /// It must.
    Must,
    /// It must not.
    MustNot,
}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Several, in brackets or joined by operators.
    Group(Group),
    /// One.
    Leaf(Leaf),
}

/// Text to look for.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// The bytes of its text in the query, without operators.
    pub range: Range<usize>,
    /// How it is looked for.
    pub mode: Mode,
    /// Where it is looked for; everywhere when none is given.
    pub field: Option<Field>,
    /// What it weighs, 1 when nothing is given.
    pub boost: f32,
}

/// How a text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As words, in all their forms.
    Words,
    /// In exactly this form.
    Exact,
    /// As the beginning of words.
    Prefix,
    /// As words at most so many edits away, counted in characters.
    Fuzzy(u8),
    /// As words that follow one another in exactly these forms, at most so many
    /// words moved.
    Phrase(u32),
}

/// Where a text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// In names of documents.
    Name,
    /// In the headings above documents.
    Heading,
    /// In the names of sections and of what they hold.
    Section,
    /// As a kind of document.
    Kind,
    /// As a tag of the article.
    Tag,
    /// As the article's language.
    Lang,
    /// As a file, a folder or a glob.
    Path,
    /// As an author of the article.
    Author,
}

impl Field {
    /// All fields by the name under which they are asked.
    pub const NAMES: [(&str, Field); 8] = [
        ("name", Field::Name),
        ("heading", Field::Heading),
        ("section", Field::Section),
        ("kind", Field::Kind),
        ("tag", Field::Tag),
        ("lang", Field::Lang),
        ("path", Field::Path),
        ("author", Field::Author),
    ];

    /// True when it tells which documents are asked, not how well they match.
    pub fn is_filter(self) -> bool {
        !matches!(self, Field::Name | Field::Heading)
    }
}

impl Parsed {
    /// Reads a query.
    pub fn of(text: &str) -> Parsed {
        parser::parse(text)
    }

    /// Reads a query in which nothing is an operator.
    pub fn literal(text: &str) -> Parsed {
        let leaf = Leaf {
            range: 0..text.len(),
            mode: Mode::Words,
            field: None,
            boost: 1.0,
        };
        let clause = Clause {
            occur: Occur::Should,
            node: Node::Leaf(leaf),
        };
        Parsed {
            root: Group {
                clauses: vec![clause],
            },
            notes: Vec::new(),
        }
    }
}

/// The column of a byte of a text, in code points from 1.
pub fn column(text: &str, byte: usize) -> usize {
    text[..byte].chars().count() + 1
}
