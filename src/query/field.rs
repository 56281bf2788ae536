//! The fields that can be named in a query, as `field:value`.

/// A field that can be named in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryField {
    /// The names of documents.
    Name,
    /// The headings above documents.
    Heading,
    /// The names of sections. Matches a section and everything in it.
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
