//! From the events of a text to its documents, and to its visible text.

use std::collections::HashSet;

use super::balance::balance;
use super::document_builder::DocumentBuilder;
use super::entry::{Entry, find_entries};
use super::event::SpannedEvent;
use super::markup::Format;
use super::parsed::{EntryId, FrontMatter, ParsedArticle};
use super::prose::Prose;
use super::source_text::SourceText;
use super::text_writer::TextWriter;
use super::tree::EventTree;
use crate::document::{PlainText, Warning};

/// A text that has been read and can be split into documents, more than once.
pub(crate) struct Outline<'s> {
    source: SourceText<'s>,
    events: Vec<SpannedEvent<'s>>,
    entries: Vec<Entry>,
    front_matter: FrontMatter,
    warnings: Vec<Warning>,
}

impl<'s> Outline<'s> {
    /// Reads a text. Never fails: what could not be read as it was meant is in the
    /// warnings.
    pub(crate) fn read(format: &dyn Format, source: &'s str) -> Outline<'s> {
        let mut warnings = Vec::new();
        let front_matter = format.front_matter(source, &mut warnings);
        let source = SourceText::new(source);
        let events = read_events(format, &source, front_matter.end, &mut warnings);
        let entries = find_entries(&EventTree::new(&source, &events));
        Outline {
            source,
            events,
            entries,
            front_matter,
            warnings,
        }
    }

    /// What tells the language of the text.
    pub(crate) fn prose(&self) -> Prose {
        Prose::of(&self.events)
    }

    /// Splits the text into documents. Every visible word is in the name or the body
    /// of exactly one of them.
    pub(crate) fn split(&self) -> ParsedArticle {
        self.split_without(&HashSet::new())
    }

    /// The same, where the entries that are `left_out` are text like any other.
    pub(crate) fn split_without(&self, left_out: &HashSet<EntryId>) -> ParsedArticle {
        let entries = self.entries.iter().enumerate();
        let entries = entries.map(|(at, entry)| (EntryId(at), entry));
        let entries = entries.filter(|(id, _)| !left_out.contains(id));
        let mut builder = DocumentBuilder::new(&self.source, &self.front_matter);
        builder.add(&self.events, entries);
        ParsedArticle {
            front_matter: self.front_matter.clone(),
            warnings: self.warnings.clone(),
            ..builder.finish()
        }
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
