//! Documents as answers name them.

use std::path::PathBuf;

use serde::Serialize;

use super::gap::Gap;
use super::schema::SCHEMA_VERSION;
use crate::document::{Document, DocumentKind};

/// A range of a text in code points: start and end.
pub type CharRange = (usize, usize);

/// A file as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DisplayPath {
    /// As it can be opened from the working directory.
    pub path: String,
    /// Its `file:` URL, when it is known where the file is.
    pub url: Option<String>,
}

/// What identifies and places a document.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct DocumentInfo {
    /// Its id: the path of its article, and for sections and projects `#` and a slug.
    pub id: String,
    /// What it is.
    pub kind: DocumentKind,
    /// Its name: the heading, the title, the name of the project.
    pub name: String,
    /// The headings above it, the outermost first.
    pub headings: Vec<String>,
    /// The path of its article in the corpus.
    pub path: String,
    /// First line, from 1.
    pub line: usize,
    /// Last line.
    pub end_line: usize,
    /// The language tag of its article.
    pub lang: String,
    /// The date of its article, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The tags of its article.
    pub tags: Vec<String>,
    /// What its name links to.
    pub url: Option<String>,
}

impl DocumentInfo {
    /// A document of which only the id is known.
    pub(super) fn of_id(id: String) -> DocumentInfo {
        DocumentInfo {
            id,
            kind: DocumentKind::Article,
            name: String::new(),
            headings: Vec::new(),
            path: String::new(),
            line: 0,
            end_line: 0,
            lang: String::new(),
            date: None,
            tags: Vec::new(),
            url: None,
        }
    }
}

impl From<&Document> for DocumentInfo {
    fn from(document: &Document) -> DocumentInfo {
        DocumentInfo {
            id: document.id.clone(),
            kind: document.kind,
            name: document.name.as_str().to_owned(),
            headings: document.headings.to_vec(),
            path: document.path.clone(),
            line: document.line,
            end_line: document.end_line,
            lang: document.article.lang.clone(),
            date: document.article.date.clone(),
            tags: document.article.tags.clone(),
            url: document.url().map(str::to_owned),
        }
    }
}

/// A document with its bytes in the file.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct DocumentSpan {
    /// The document.
    #[serde(flatten)]
    pub document: DocumentInfo,
    /// Where it begins in the file, in bytes.
    pub byte_start: usize,
    /// Where it ends in the file, in bytes.
    pub byte_end: usize,
    /// Its file.
    #[serde(skip)]
    pub file: DisplayPath,
}

impl DocumentSpan {
    fn new(document: &Document, file: DisplayPath) -> DocumentSpan {
        DocumentSpan {
            document: document.into(),
            byte_start: document.byte_start,
            byte_end: document.byte_end,
            file,
        }
    }
}

/// The documents of an index, in the order of the articles.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct DocumentList {
    schema: u32,
    /// What the list may lack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub incomplete: Vec<Gap>,
    /// The documents.
    pub documents: Vec<DocumentSpan>,
}

impl DocumentList {
    /// `locate` gives the file of a document.
    pub(crate) fn new(
        documents: &[Document],
        locate: impl Fn(&Document) -> DisplayPath,
        incomplete: Vec<Gap>,
    ) -> DocumentList {
        let spans = documents
            .iter()
            .map(|document| DocumentSpan::new(document, locate(document)));
        DocumentList {
            schema: SCHEMA_VERSION,
            incomplete,
            documents: spans.collect(),
        }
    }
}

/// One document with its own part of the source.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ShownDocument {
    schema: u32,
    /// What the answer may lack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub incomplete: Vec<Gap>,
    /// The document.
    #[serde(flatten)]
    pub span: DocumentSpan,
    /// Its part of the source, as it was indexed.
    pub markdown: String,
    /// The file, should it have changed since it was indexed.
    #[serde(skip)]
    pub changed_file: Option<PathBuf>,
}

impl ShownDocument {
    pub(crate) fn new(
        document: &Document,
        file: DisplayPath,
        markdown: String,
        incomplete: Vec<Gap>,
    ) -> ShownDocument {
        ShownDocument {
            schema: SCHEMA_VERSION,
            incomplete,
            span: DocumentSpan::new(document, file),
            markdown,
            changed_file: None,
        }
    }

    /// The same document, from a file that has changed since it was indexed.
    pub(crate) fn with_changed_file(self, changed_file: Option<PathBuf>) -> ShownDocument {
        ShownDocument {
            changed_file,
            ..self
        }
    }
}
