//! Documents as answers name them.

use serde::Serialize;

use super::gap::Gap;
use super::schema::SCHEMA_VERSION;
use crate::document::{Document, DocumentKind};

/// A range of a text in code points: start and end.
pub(crate) type CharRange = (usize, usize);

/// A file as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DisplayPath {
    /// As it can be opened from the working directory.
    pub(crate) path: String,
    /// Its `file:` URL, when it is known where the file is.
    pub(crate) url: Option<String>,
}

/// What identifies and places a document.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DocumentInfo {
    pub(crate) id: String,
    pub(crate) kind: DocumentKind,
    pub(crate) name: String,
    pub(crate) headings: Vec<String>,
    pub(crate) path: String,
    /// First line, from 1.
    pub(crate) line: usize,
    pub(crate) end_line: usize,
    pub(crate) lang: String,
    pub(crate) date: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) url: Option<String>,
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
pub(crate) struct DocumentSpan {
    #[serde(flatten)]
    pub(crate) document: DocumentInfo,
    pub(crate) byte_start: usize,
    pub(crate) byte_end: usize,
    #[serde(skip)]
    pub(crate) file: DisplayPath,
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
pub(crate) struct DocumentList {
    schema: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    incomplete: Vec<Gap>,
    pub(crate) documents: Vec<DocumentSpan>,
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
pub(crate) struct ShownDocument {
    schema: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    incomplete: Vec<Gap>,
    #[serde(flatten)]
    pub(crate) span: DocumentSpan,
    pub(crate) markdown: String,
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
        }
    }
}
