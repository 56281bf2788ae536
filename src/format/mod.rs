//! From the text of an article to its documents.
//!
//! ```text
//! text ─► Format: front matter, events ─► entries ─► DocumentBuilder ─► ParsedArticle
//! ```
//!
//! A [`Format`] is one markup language: it reads the front matter and translates
//! the rest to events. All else works on events and serves every markup: which
//! headings hold which text, which list items are entries, and what a reader
//! sees. Knows no file, no path and no language; `ingest` turns a
//! [`ParsedArticle`] into documents.

mod balance;
mod coverage;
mod document_builder;
mod entry;
mod event;
mod heading_stack;
mod line_index;
mod markdown;
mod markup;
mod parsed;
mod prose;
mod ranges;
mod slug;
mod source_text;
mod split;
mod text_writer;
mod tree;

pub use self::coverage::TextCoverage;
pub(crate) use self::coverage::coverage;
pub(crate) use self::markdown::Markdown;
pub(crate) use self::markup::Format;
pub(crate) use self::parsed::{
    EntryFacts, EntryForm, EntryId, ParsedArticle, ParsedDocument, StructuralRole,
};
pub(crate) use self::prose::Prose;
pub(crate) use self::split::Outline;
