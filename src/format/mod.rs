//! From the text of an article to its documents.
//!
//! A [`Format`] is one markup language: it reads the front matter of a text and
//! translates the rest to events (`event`). All else works on events and serves
//! every markup: which headings hold which text, which list items are entries,
//! and what a reader sees. Knows no file, no path and no language; `ingest`
//! turns a [`ParsedArticle`] into documents.

mod balance;
mod coverage;
mod document_builder;
mod entry;
mod event;
mod heading_stack;
mod line_index;
mod markdown;
mod parsed;
mod ranges;
mod slug;
mod text_writer;
mod tree;

pub use self::coverage::TextCoverage;
pub(crate) use self::coverage::coverage;
use self::document_builder::DocumentBuilder;
use self::event::SpannedEvent;
pub(crate) use self::markdown::Markdown;
pub(crate) use self::parsed::{FrontMatter, ParsedArticle, StructuralRole};
use self::text_writer::TextWriter;
use self::tree::SourceText;
use crate::document::{PlainText, Warning};

/// A markup language. A new one translates its syntax to events; entries,
/// sections, links and snippets follow from these.
pub(crate) trait Format: Sync {
    /// Reads what a text says of itself before it begins. What cannot be read
    /// as meant is warned of.
    fn front_matter(&self, source: &str, warnings: &mut Vec<Warning>) -> FrontMatter;

    /// Calls `read` with the events of each top-level block, in order, of the
    /// markup that begins at byte `start`; it may take them. Must accept any text.
    fn read_blocks<'s>(
        &self,
        source: &SourceText<'s>,
        start: usize,
        warnings: &mut Vec<Warning>,
        read: &mut dyn FnMut(&mut Vec<SpannedEvent<'s>>),
    );
}

/// Splits a text into documents. Every visible word stands in the name or the
/// body of exactly one of them. Never fails: what could not be read as meant is
/// in the warnings.
pub(crate) fn parse(format: &dyn Format, source: &str) -> ParsedArticle {
    let mut warnings = Vec::new();
    let mut front_matter = format.front_matter(source, &mut warnings);
    let start = front_matter.end;
    let source = SourceText::new(source);
    let mut builder = DocumentBuilder::new(&source, front_matter.title.take(), start);
    builder.add(&read_events(format, &source, start, &mut warnings));
    let (title, documents) = builder.finish();
    ParsedArticle {
        title,
        front_matter,
        documents,
        warnings,
    }
}

/// All that a reader of an article sees but its front matter, as one text.
fn visible_text(format: &dyn Format, source: &str) -> PlainText {
    // The warnings are for whoever splits the text.
    let mut warnings = Vec::new();
    let start = format.front_matter(source, &mut warnings).end;
    let source = SourceText::new(source);
    let mut writer = TextWriter::default();
    for event in &read_events(format, &source, start, &mut warnings) {
        writer.write(&source, event);
    }
    writer.finish().0
}

/// The balanced events of a text whose markup begins at byte `start`.
fn read_events<'s>(
    format: &dyn Format,
    source: &SourceText<'s>,
    start: usize,
    warnings: &mut Vec<Warning>,
) -> Vec<SpannedEvent<'s>> {
    let mut events = Vec::new();
    format.read_blocks(source, start, warnings, &mut |block| events.append(block));
    balance::balance(events)
}
