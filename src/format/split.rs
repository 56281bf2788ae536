//! From the events of a text to its documents, and to its visible text.

use super::balance::balance;
use super::document_builder::DocumentBuilder;
use super::event::SpannedEvent;
use super::markup::Format;
use super::parsed::ParsedArticle;
use super::prose::Prose;
use super::source_text::SourceText;
use super::text_writer::TextWriter;
use crate::document::{PlainText, Warning};

/// Splits a text into documents. Every visible word is in the name or the body
/// of exactly one of them. Never fails: what could not be read as it was meant is
/// in the warnings.
pub(crate) fn parse(format: &dyn Format, source: &str) -> ParsedArticle {
    let mut warnings = Vec::new();
    let mut front_matter = format.front_matter(source, &mut warnings);
    let start = front_matter.end;
    let source = SourceText::new(source);
    let mut builder = DocumentBuilder::new(&source, front_matter.title.take(), start);
    let events = read_events(format, &source, start, &mut warnings);
    builder.add(&events);
    ParsedArticle {
        front_matter,
        prose: Prose::of(&events),
        warnings,
        ..builder.finish()
    }
}

/// All text that a reader sees, without the front matter.
pub(super) fn visible_text(format: &dyn Format, source: &str) -> PlainText {
    // Dropped: splitting the text gives the same warnings.
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
    balance(events)
}
