//! From the text of an article to its documents.
//!
//! A [`Format`] is one markup language: it reads the front matter of a text and
//! translates the rest to events (`event`). All else works on events and serves
//! every markup: which headings hold which text, which list items are entries,
//! and what a reader sees. Knows no file, no path and no language; `ingest`
//! turns a [`ParsedArticle`] into documents.

mod block;
mod coverage;
mod document_builder;
mod event;
mod heading_stack;
mod line_index;
mod list_entry;
mod markdown;
mod marker;
mod parsed;
mod pattern;
mod ranges;
mod slug;
mod text_writer;

use self::block::SourceText;
pub use self::coverage::TextCoverage;
pub(crate) use self::coverage::coverage;
use self::document_builder::DocumentBuilder;
use self::event::SpannedEvent;
pub(crate) use self::markdown::Markdown;
pub(crate) use self::parsed::{
    EntryFacts, EntryGroup, EntryGroupKind, FrontMatter, ParsedArticle, ParsedDocument,
    StructuralRole,
};
use self::text_writer::TextWriter;
use crate::document::{PlainText, Warning};

/// A markup language. A new one translates its syntax to events; entries,
/// sections, links and snippets follow from these.
pub(crate) trait Format: Sync {
    /// Reads what a text says of itself before it begins. What cannot be read
    /// as meant is warned of.
    fn front_matter(&self, source: &str, warnings: &mut Vec<Warning>) -> FrontMatter;

    /// Calls `read` with the events of each top-level block, in order, of the
    /// markup that begins at byte `start`. Must accept any text.
    fn read_blocks<'s>(
        &self,
        source: &SourceText<'s>,
        start: usize,
        warnings: &mut Vec<Warning>,
        read: &mut dyn FnMut(&[SpannedEvent<'s>]),
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
    format.read_blocks(&source, start, &mut warnings, &mut |block| {
        builder.add_block(block);
    });
    let mut parsed = builder.finish();
    parsed.front_matter = front_matter;
    parsed.warnings = warnings;
    parsed
}

/// All that a reader of an article sees but its front matter, as one text.
fn visible_text(format: &dyn Format, source: &str) -> PlainText {
    // The warnings are for whoever splits the text.
    let mut warnings = Vec::new();
    let start = format.front_matter(source, &mut warnings).end;
    let source = SourceText::new(source);
    let mut writer = TextWriter::default();
    format.read_blocks(&source, start, &mut warnings, &mut |block| {
        block.iter().for_each(|event| writer.write(&source, event));
    });
    writer.finish().0
}
