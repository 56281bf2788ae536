//! The documents that articles are split into, as plain data.
//!
//! All other modules share these types. They know neither Markdown nor tantivy
//! nor the terminal.

mod path_text;
mod text;
mod unreadable;

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use self::path_text::path_text;
pub(crate) use self::path_text::{path_below, path_of_bytes};
pub use self::text::{PlainText, SourceSpan};
pub use self::unreadable::{IgnoreFileProblem, Unreadable, UnreadableReason};
pub(crate) use self::unreadable::{error_words, without_error_number};

/// The part of an article that a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum DocumentKind {
    /// The title and the lead: all text before the first heading.
    Article,
    /// One heading and the text below it up to the next, its entries taken out.
    Section,
    /// A list entry or table row that names a project.
    Project,
    /// A list entry or table row whose name is not that of a project: a step, a
    /// benefit, a concept.
    Point,
}

impl DocumentKind {
    /// All kinds, from the whole to the part.
    pub const ALL: [DocumentKind; 4] = [Self::Article, Self::Section, Self::Project, Self::Point];

    /// The name used in ids, JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Section => "section",
            Self::Project => "project",
            Self::Point => "point",
        }
    }

    /// Whether it is part of a list or table: a project or a point.
    pub(crate) fn is_entry(self) -> bool {
        matches!(self, Self::Project | Self::Point)
    }

    /// Orders documents with equal scores: a project precedes a section, and that a
    /// point.
    pub(crate) fn tie_rank(self) -> u64 {
        match self {
            Self::Project => 0,
            Self::Article | Self::Section => 1,
            Self::Point => 2,
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Whether a character may act on a terminal: control characters (C0, DEL, C1),
/// bidirectional controls, and line and paragraph separators.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text on one line, every run of white space a single space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The form in which tags and language tags are compared.
pub(crate) fn fold_key(text: &str) -> String {
    text.trim().to_lowercase()
}

/// A link of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The text shown for it.
    pub text: String,
    /// Where it leads, as written.
    pub url: String,
    /// The line it begins on, from 1.
    pub line: usize,
}

/// What told the language of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LanguageSource {
    /// Its front matter states it.
    FrontMatter,
    /// Its path.
    Path,
    /// Its text.
    #[default]
    Text,
    /// The files around it, since its text is too short.
    Neighbours,
}

impl LanguageSource {
    /// All sources, the one that counts most first.
    pub const ALL: [LanguageSource; 4] =
        [Self::FrontMatter, Self::Path, Self::Text, Self::Neighbours];

    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FrontMatter => "front_matter",
            Self::Path => "path",
            Self::Text => "text",
            Self::Neighbours => "neighbours",
        }
    }
}

/// The metadata of an article: its front matter, completed from its headings, its
/// path and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ArticleMeta {
    /// From the front matter, else the first H1, else the file's name.
    pub title: String,
    /// The authors' names or keys.
    pub authors: Vec<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// The date as written.
    pub date: Option<String>,
    /// A lower-case language tag such as `ru` or `pt-br`, `und` when unknown.
    pub lang: String,
    /// What told that language.
    pub lang_source: LanguageSource,
}

impl ArticleMeta {
    /// Year, month and day of the date, when it begins as `2024-05-11` does
    /// (or with `/` or `.`); what is missing is 0.
    pub fn day(&self) -> Option<(u16, u8, u8)> {
        let mut numbers = self.date.as_deref()?.split(|c: char| !c.is_ascii_digit());
        let year = numbers.next().filter(|year| year.len() == 4)?;
        // What is no number counts as absent, as in a date of a year alone.
        let month = numbers.next().and_then(|month| month.parse().ok());
        // The same holds for the day.
        let day = numbers.next().and_then(|day| day.parse().ok());
        // Four digits always parse.
        Some((year.parse().ok()?, month.unwrap_or(0), day.unwrap_or(0)))
    }
}

/// One searchable unit: an article's lead, a section or a project.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// `path`, `path#anchor` or `path#section-anchor/entry-slug`: stable while
    /// the path and the names are, and unique in the corpus.
    pub id: String,
    /// Which part of the article it is.
    pub kind: DocumentKind,
    /// The title, the heading's text or the project's name.
    pub name: PlainText,
    /// From the article's title down to the section that holds it.
    pub headings: Arc<[String]>,
    /// Its own text, without its name and without other documents' text.
    pub body: PlainText,
    /// Its links in the order of the text.
    pub links: Vec<Link>,
    /// The file, relative to the corpus root, `/` between its parts.
    pub path: String,
    /// First line, from 1.
    pub line: usize,
    /// Last line that holds anything.
    pub end_line: usize,
    /// Its bytes in the file.
    pub byte_start: usize,
    /// The end of its bytes in the file.
    pub byte_end: usize,
    /// The article it belongs to.
    pub article: Arc<ArticleMeta>,
}

impl Document {
    /// Compares by path, then by place in the text.
    pub fn in_article_order(&self, other: &Document) -> std::cmp::Ordering {
        let key = |document: &Document| (document.byte_start, document.kind);
        self.path.cmp(&other.path).then_with(|| {
            key(self)
                .cmp(&key(other))
                .then_with(|| self.id.cmp(&other.id))
        })
    }

    /// The first link of a project or a point.
    pub fn url(&self) -> Option<&str> {
        let first = self.links.first().filter(|_| self.kind.is_entry());
        first.map(|link| link.url.as_str())
    }
}

/// One file of the corpus, read and not yet split.
#[derive(Clone, Debug)]
pub struct Article {
    /// Relative to the corpus root, `/` between its parts.
    pub path: String,
    /// The file's text; offsets in it are offsets in the file.
    pub source: String,
}

/// A part of a file that may not have been read as its author meant.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Warning {
    /// The line it is about, from 1.
    pub line: usize,
    /// What is wrong, and how it was read.
    pub message: String,
}
