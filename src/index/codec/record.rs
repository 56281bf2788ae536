//! A document without its bytes of the source.
//!
//! ```text
//! path, suffix          two strings, which together are the id
//! kind                  1 byte: 0 article, 1 section, 2 project
//! name                  a text, see `spans`
//! headings              count, then strings
//! body                  a text
//! links                 count, then for each: text, url, line
//! lines                 first and last, varints
//! bytes                 start and end, varints
//! article               title, authors, tags, date, language, 1 byte: what told it
//! ```

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::source_slice::SourceSlice;
use super::spans::StoredText;
use crate::document::{ArticleMeta, Document, DocumentKind, Link};

/// A stored document. The order of the fields is the order of the bytes.
#[derive(Serialize, Deserialize)]
struct DocumentRecord<'d> {
    id: RecordId<'d>,
    kind: DocumentKind,
    name: StoredText,
    headings: Arc<[String]>,
    body: StoredText,
    links: Cow<'d, [Link]>,
    line: usize,
    end_line: usize,
    byte_start: usize,
    byte_end: usize,
    article: Arc<ArticleMeta>,
}

/// The start of a record, which can be decoded on its own.
#[derive(Serialize, Deserialize)]
struct RecordId<'d> {
    path: Cow<'d, str>,
    /// The id without the path.
    suffix: Cow<'d, str>,
}

/// Encodes a document whose own bytes of its file are `slice`.
pub(in crate::index) fn encode(
    document: &Document,
    slice: &SourceSlice<'_>,
) -> postcard::Result<Vec<u8>> {
    let suffix = document.id.strip_prefix(&document.path);
    postcard::to_stdvec(&DocumentRecord {
        id: RecordId {
            path: Cow::Borrowed(&document.path),
            // An article's id is its path alone.
            suffix: Cow::Borrowed(suffix.unwrap_or_default()),
        },
        kind: document.kind,
        name: StoredText::new(&document.name, slice),
        headings: Arc::clone(&document.headings),
        body: StoredText::new(&document.body, slice),
        links: Cow::Borrowed(&document.links),
        line: document.line,
        end_line: document.end_line,
        byte_start: document.byte_start,
        byte_end: document.byte_end,
        article: Arc::clone(&document.article),
    })
}

/// Decodes only the id of a record.
pub(in crate::index) fn decode_id(record: &[u8]) -> Option<String> {
    // Whatever the codec says of it, the record is damaged: the caller reports that.
    let (id, _) = postcard::take_from_bytes::<RecordId<'_>>(record).ok()?;
    Some(format!("{}{}", id.path, id.suffix))
}

/// Decodes a document from its record and its slice of the source.
pub(in crate::index) fn decode(record: &[u8], slice: &[u8]) -> Option<Document> {
    let slice = SourceSlice::from_bytes(slice)?;
    // As above.
    let record: DocumentRecord<'_> = postcard::from_bytes(record).ok()?;
    Some(Document {
        id: format!("{}{}", record.id.path, record.id.suffix),
        kind: record.kind,
        name: record.name.to_plain_text(&slice)?,
        headings: record.headings,
        body: record.body.to_plain_text(&slice)?,
        links: record.links.into_owned(),
        path: record.id.path.into_owned(),
        line: record.line,
        end_line: record.end_line,
        byte_start: record.byte_start,
        byte_end: record.byte_end,
        article: record.article,
    })
}
