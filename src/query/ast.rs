//! The tree of a parsed query.

use std::ops::Range;

use super::field::QueryField;
use super::note::Note;

/// A parsed query.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ParsedQuery {
    /// The whole query.
    pub root: BooleanQuery,
    /// Notes on ignored or ambiguous parts, by column.
    pub notes: Vec<Note>,
}

/// Clauses. All required ones must match; if none is required, any of them must.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BooleanQuery {
    /// The clauses in text order.
    pub clauses: Vec<Clause>,
}

/// A part of a boolean query.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Clause {
    /// Whether it must match.
    pub occur: Occur,
    /// The condition itself.
    pub node: Node,
}

/// Whether a clause must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Occur {
    /// It may match, and adds to the score.
    Should,
    /// It must match.
    Must,
    /// It must not match.
    MustNot,
}

/// The content of a clause.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Node {
    /// Clauses in brackets or joined by operators.
    Group(BooleanQuery),
    /// A text to search for.
    Leaf(Leaf),
}

/// A text to search for.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Leaf {
    /// Byte range of the text in the query, without operators.
    pub range: Range<usize>,
    /// How to match it.
    pub mode: Mode,
    /// The field to search; `None` for all text fields.
    pub field: Option<QueryField>,
    /// Multiplies its weight; 1 by default.
    pub boost: f32,
}

/// How a text is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mode {
    /// Words in any inflected form.
    Words,
    /// Words in exactly this form.
    Exact,
    /// Prefixes of words.
    Prefix,
    /// Words within this edit distance, in code points.
    Fuzzy(u8),
    /// Exact words in sequence, with at most this number of other words in between.
    Phrase(u32),
}

impl Leaf {
    /// Words in any form, in all fields.
    pub(super) fn words(range: Range<usize>) -> Self {
        Leaf {
            range,
            mode: Mode::Words,
            field: None,
            boost: 1.0,
        }
    }
}

impl Clause {
    /// A clause that may match.
    pub(super) fn should(node: Node) -> Self {
        Clause {
            occur: Occur::Should,
            node,
        }
    }
}

impl Node {
    /// A group. Brackets around a single optional clause are dropped.
    pub(super) fn group(mut group: BooleanQuery) -> Self {
        match &group.clauses[..] {
            [clause] if clause.occur == Occur::Should => group.clauses.remove(0).node,
            _ => Node::Group(group),
        }
    }

    /// True when it consists of filters only.
    pub(super) fn is_filter(&self) -> bool {
        match self {
            Node::Leaf(leaf) => leaf.field.is_some_and(QueryField::is_filter),
            Node::Group(group) => {
                let mut nodes = group.clauses.iter().map(|clause| &clause.node);
                !group.clauses.is_empty() && nodes.all(Node::is_filter)
            }
        }
    }
}
