//! What a format makes of a text: plain data that does not depend on where the
//! text comes from.

use std::ops::Range;

use crate::document::{Link, PlainText, Warning};

/// The parts of a text by its structure.
#[derive(Debug)]
pub(crate) struct ParsedArticle {
    /// From the front matter, or from the first top-level heading.
    pub(crate) title: Option<PlainText>,
    /// The front matter, its title aside.
    pub(crate) front_matter: FrontMatter,
    /// The documents in the order of the text; the first is the lead.
    pub(crate) documents: Vec<ParsedDocument>,
    /// The lists and tables that the entries stand in.
    pub(crate) groups: Vec<EntryGroup>,
    /// What may not have been read as its author meant.
    pub(crate) warnings: Vec<Warning>,
}

/// A part of a text that becomes one document.
#[derive(Debug)]
pub(crate) struct ParsedDocument {
    pub(crate) role: StructuralRole,
    /// How an entry is written; `None` for any other role.
    pub(crate) entry: Option<EntryFacts>,
    /// Empty for the lead.
    pub(crate) name: PlainText,
    pub(crate) body: PlainText,
    pub(crate) links: Vec<Link>,
    /// The sections that hold it, outermost first, as indices of documents.
    pub(crate) parents: Vec<usize>,
    /// Its anchor, unique in the text: `section`, `section/entry`; empty for
    /// the lead.
    pub(crate) anchor: String,
    /// Its bytes in the source, without trailing white space.
    pub(crate) bytes: Range<usize>,
    /// Its first and last line, from 1.
    pub(crate) lines: (usize, usize),
}

/// What a document is by the structure of its text. What kind of thing an entry
/// names is for `ingest` to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StructuralRole {
    /// The text before the first heading.
    Lead,
    /// A heading and the text below it.
    Section,
    /// A list item or a table row that begins with a name.
    Entry,
}

/// Which of the entries of a text one is, however often the text is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct EntryId(pub(super) usize);

/// How an entry is written and which entries stand beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryFacts {
    pub(crate) id: EntryId,
    /// What it stands in, as an index of [`ParsedArticle::groups`].
    pub(crate) group: usize,
    /// Where the link leads that is its name.
    pub(crate) name_url: Option<String>,
    pub(crate) form: EntryForm,
}

/// How an entry is written, as far as that tells what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryForm {
    /// A heading, a paragraph or a folded block: written so with links or properties
    /// of its own only.
    Block,
    /// A row of a table whose head says that names stand in this column.
    NamedColumn,
    /// Its name is in code font.
    Code,
    /// Its name is a title: in quotation marks, or with an author behind it.
    Title,
    /// Its name leads to a page by that name, as in `[[Page]]`.
    WikiLink,
    /// Its name is the bold beginning of a sentence: "**Name** is …".
    Sentence,
    /// Any other item or row.
    Item,
}

/// A run of entries written alike: a list or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryGroup {
    /// The text of the paragraph, or of the list item, that introduces it.
    pub(crate) lead_in: String,
}

/// The metadata in front of a text; `None` and empty for absent fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FrontMatter {
    /// Mapped to the source when it is on its key's line verbatim.
    pub(crate) title: Option<PlainText>,
    pub(crate) authors: Vec<String>,
    pub(crate) tags: Vec<String>,
    /// As written.
    pub(crate) date: Option<String>,
    /// A language tag, as written.
    pub(crate) lang: Option<String>,
    /// Where the markup begins, in bytes.
    pub(crate) end: usize,
}
