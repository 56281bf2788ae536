//! The tree of a parsed query.

use std::ops::Range;

use super::note::Note;

/// A query as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedQuery {
    /// The whole query.
    pub root: BooleanQuery,
    /// What was ignored or may be meant otherwise, by column.
    pub notes: Vec<Note>,
}

/// Clauses, of which all required ones must match, or any when none is required.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BooleanQuery {
    /// The clauses, in the order of the text.
    pub clauses: Vec<Clause>,
}

/// A part of a boolean query.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Whether it must match.
    pub occur: Occur,
    /// What must match.
    pub node: Node,
}

/// Whether a clause must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
pub enum Node {
    /// Clauses in brackets or joined by operators.
    Group(BooleanQuery),
    /// Text to look for.
    Leaf(Leaf),
}

/// Text to look for.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// The bytes of the text in the query, without operators.
    pub range: Range<usize>,
    /// How to look for it.
    pub mode: Mode,
    /// Where to look; `None` for everywhere.
    pub field: Option<QueryField>,
    /// A factor of its weight, 1 by default.
    pub boost: f32,
}

/// How text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As words in any form.
    Words,
    /// As words in exactly this form.
    Exact,
    /// As the beginning of words.
    Prefix,
    /// As words at most this many edits away, in code points.
    Fuzzy(u8),
    /// As exact words that follow one another, with at most this many other words
    /// between them.
    Phrase(u32),
}

/// A field that can be asked by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryField {
    /// The names of documents.
    Name,
    /// The headings above documents.
    Heading,
    /// The names of sections: matches them and all that they contain.
    Section,
    /// The kind of document.
    Kind,
    /// A tag of the article.
    Tag,
    /// The article's language.
    Lang,
    /// A file, a folder or a glob.
    Path,
    /// An author of the article.
    Author,
}

impl QueryField {
    /// All fields.
    pub const ALL: [QueryField; 8] = [
        QueryField::Name,
        QueryField::Heading,
        QueryField::Section,
        QueryField::Kind,
        QueryField::Tag,
        QueryField::Lang,
        QueryField::Path,
        QueryField::Author,
    ];

    /// The name before the colon.
    pub fn as_str(self) -> &'static str {
        match self {
            QueryField::Name => "name",
            QueryField::Heading => "heading",
            QueryField::Section => "section",
            QueryField::Kind => "kind",
            QueryField::Tag => "tag",
            QueryField::Lang => "lang",
            QueryField::Path => "path",
            QueryField::Author => "author",
        }
    }

    /// True when the field selects documents without scoring them.
    pub fn is_filter(self) -> bool {
        !matches!(self, QueryField::Name | QueryField::Heading)
    }
}

impl Leaf {
    /// Words in any form and any field.
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
    /// A group; brackets around a single optional clause mean nothing.
    pub(super) fn group(mut group: BooleanQuery) -> Self {
        match &group.clauses[..] {
            [clause] if clause.occur == Occur::Should => group.clauses.remove(0).node,
            _ => Node::Group(group),
        }
    }

    /// True when it selects documents without scoring them.
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
