//! What obzor finds: articles split into documents, as plain data.
//!
//! Every stage of the way speaks in these types. They know nothing of
//! Markdown syntax, of tantivy or of the terminal.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// What part of an article a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// The title and the lead: all text before the first heading.
    Article,
    /// One heading and the text below it up to the next, its projects taken out.
    Section,
    /// A list entry or table row that begins with a name.
    Project,
}

impl DocumentKind {
    /// All kinds, from the whole to the part.
    pub const ALL: [DocumentKind; 3] = [Self::Article, Self::Section, Self::Project];

    /// The name used in ids, JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Section => "section",
            Self::Project => "project",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Text on one line, every run of white space a single space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A run of plain text and the place in the source that it was read from.
///
/// Where both have the same length the text stands in the source verbatim (a
/// line break may have become a space) and offsets inside it map one to one;
/// otherwise (an entity, an escape) only the run as a whole maps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    from = "(usize, usize, usize, usize, bool)",
    into = "(usize, usize, usize, usize, bool)"
)]
pub struct Segment {
    /// Bytes of the plain text.
    pub text: Range<usize>,
    /// Bytes of the source file.
    pub source: Range<usize>,
    /// The run is code, inline or a block.
    pub code: bool,
}

impl From<(usize, usize, usize, usize, bool)> for Segment {
    fn from((text, len, source, source_len, code): (usize, usize, usize, usize, bool)) -> Self {
        Segment {
            text: text..text + len,
            source: source..source + source_len,
            code,
        }
    }
}

impl From<Segment> for (usize, usize, usize, usize, bool) {
    fn from(s: Segment) -> Self {
        (
            s.text.start,
            s.text.len(),
            s.source.start,
            s.source.len(),
            s.code,
        )
    }
}

/// Text as a reader sees it, without markup, and the way back to the source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainText {
    text: String,
    segments: Vec<Segment>,
}

impl PlainText {
    /// Text that stands nowhere in the Markdown, such as a file's name.
    pub fn unmapped(text: impl Into<String>) -> Self {
        PlainText {
            text: text.into(),
            segments: Vec::new(),
        }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// True when there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The runs that came from the source, in the order of the text.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Appends text read from `source`, a byte range of the file.
    pub fn push(&mut self, text: &str, source: Range<usize>, code: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let verbatim = text.len() == source.len();
        if let Some(last) = self.segments.last_mut() {
            let last_verbatim = last.text.len() == last.source.len();
            if verbatim
                && last_verbatim
                && last.code == code
                && last.text.end == start
                && last.source.end == source.start
            {
                last.text.end = self.text.len();
                last.source.end = source.end;
                return;
            }
        }
        self.segments.push(Segment {
            text: start..self.text.len(),
            source,
            code,
        });
    }

    /// Appends text that markup stood for, a line break or a column's edge:
    /// it has no place of its own in the source.
    pub fn push_unmapped(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Cuts the text off at byte `len`.
    pub fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
        while self.segments.last().is_some_and(|s| s.text.start >= len) {
            self.segments.pop();
        }
        if let Some(last) = self.segments.last_mut()
            && last.text.end > len
        {
            *last = cut(last, last.text.start..len);
        }
    }

    /// The part of the text in `range` (bytes, on character boundaries), with its map.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let mut part = PlainText {
            text: self.text[range.clone()].to_owned(),
            segments: Vec::new(),
        };
        for segment in self.overlapping(&range) {
            let mut piece = cut(
                segment,
                segment.text.start.max(range.start)..segment.text.end.min(range.end),
            );
            piece.text = piece.text.start - range.start..piece.text.end - range.start;
            part.segments.push(piece);
        }
        part
    }

    /// The bytes of the source that the text in `range` was read from: from the
    /// first byte of its first character to the last of its last one, markup
    /// between them included. `None` for text that is not in the source.
    pub fn source_range(&self, range: Range<usize>) -> Option<Range<usize>> {
        let mut parts = self.overlapping(&range);
        let first = parts.next()?;
        let last = parts.last().unwrap_or(first);
        let start = cut(first, range.start.max(first.text.start)..first.text.end)
            .source
            .start;
        let end = cut(last, last.text.start..range.end.min(last.text.end))
            .source
            .end;
        Some(start..end)
    }

    fn overlapping<'a>(
        &'a self,
        range: &Range<usize>,
    ) -> impl Iterator<Item = &'a Segment> + use<'a> {
        let (start, end) = (range.start, range.end);
        let first = self.segments.partition_point(|s| s.text.end <= start);
        self.segments[first..]
            .iter()
            .take_while(move |s| s.text.start < end)
    }
}

/// The part of a segment whose text is `text`; a run that is not verbatim stays whole.
fn cut(segment: &Segment, text: Range<usize>) -> Segment {
    let source = if segment.text.len() == segment.source.len() {
        let start = segment.source.start + (text.start - segment.text.start);
        start..start + text.len()
    } else {
        segment.source.clone()
    };
    Segment {
        text,
        source,
        code: segment.code,
    }
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

/// What an article says of itself: its front matter, with the gaps filled from
/// its headings, its path and its script.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleMeta {
    /// From the front matter, else the first H1, else the file's name.
    pub title: String,
    /// The authors' names or keys.
    pub authors: Vec<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// The date as written.
    pub date: Option<String>,
    /// The slug as written.
    pub slug: Option<String>,
    /// A lower-case language tag such as `ru` or `pt-br`, `und` when unknown.
    pub lang: String,
}

/// One searchable unit: an article's lead, a section or a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// `path`, `path#anchor` or `path#section-anchor/entry-slug`: stable while
    /// the path and the names are, and unique in the corpus.
    pub id: String,
    /// Which part of the article it is.
    pub kind: DocumentKind,
    /// The title, the heading's text or the project's name.
    pub name: PlainText,
    /// From the article's title down to the section that holds it.
    pub headings: Vec<String>,
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

    /// A project's first link.
    pub fn url(&self) -> Option<&str> {
        match self.kind {
            DocumentKind::Project => self.links.first().map(|link| link.url.as_str()),
            _ => None,
        }
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

/// Something in a file that was read otherwise than its author may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line it is about, from 1.
    pub line: usize,
    /// What is wrong, and what was done about it.
    pub message: String,
}
