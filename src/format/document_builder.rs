//! Events to documents: the lead, the sections, the entries.

use std::ops::Range;

use super::block::Block;
use super::event::{Element, ElementKind, Event, SpannedEvent};
use super::heading_stack::HeadingStack;
use super::list_entry::{ListEntry, find_entries, lead_in};
use super::parsed::{
    EntryFacts, EntryGroup, FrontMatter, ParsedArticle, ParsedDocument, StructuralRole,
};
use super::slug::{Slugger, UniqueKeys, entry_slug};
use super::source_text::SourceText;
use super::text_writer::TextWriter;
use crate::document::{PlainText, one_line};

/// The lead is the first document.
const LEAD: usize = 0;

/// Builds the documents of one text, block by block.
pub(super) struct DocumentBuilder<'a, 's> {
    source: &'a SourceText<'s>,
    /// From the front matter, until the first heading repeats it; then from
    /// that heading.
    title: Option<PlainText>,
    title_heading_read: bool,
    documents: Vec<OpenDocument>,
    groups: Vec<EntryGroup>,
    /// The text of the block before, if that is a paragraph.
    paragraph_before: String,
    headings: HeadingStack,
    slugger: Slugger,
}

/// A document whose end has not been read.
struct OpenDocument {
    role: StructuralRole,
    entry: Option<EntryFacts>,
    name: PlainText,
    writer: TextWriter,
    bytes: Range<usize>,
    parents: Vec<usize>,
    /// Not yet unique.
    anchor: String,
}

impl<'a, 's> DocumentBuilder<'a, 's> {
    /// A builder for a source whose markup begins at byte `start`.
    pub(super) fn new(source: &'a SourceText<'s>, title: Option<PlainText>, start: usize) -> Self {
        let lead = OpenDocument {
            role: StructuralRole::Lead,
            entry: None,
            name: PlainText::default(),
            writer: TextWriter::default(),
            bytes: 0..start,
            parents: Vec::new(),
            anchor: String::new(),
        };
        DocumentBuilder {
            source,
            title,
            title_heading_read: false,
            documents: vec![lead],
            groups: Vec::new(),
            paragraph_before: String::new(),
            headings: HeadingStack::default(),
            slugger: Slugger::default(),
        }
    }

    /// Adds the events of the next top-level block.
    pub(super) fn add_block(&mut self, events: &[SpannedEvent<'_>]) {
        let Some(first) = events.first() else {
            return;
        };
        if let Event::Start(Element::Heading { level, anchor }) = &first.event {
            self.paragraph_before.clear();
            return self.add_heading(*level, anchor.as_deref(), events);
        }
        let section = self.headings.current().unwrap_or(LEAD);
        let block = Block::new(self.source, events);
        let entries = find_entries(&block);
        let mut group: Option<usize> = None;
        let mut entries = entries.into_iter().peekable();
        let mut open: Option<(usize, usize)> = None;
        for (at, event) in events.iter().enumerate() {
            if let Some(entry) = entries.next_if(|entry| entry.events.start == at) {
                open = Some((self.documents.len(), entry.events.end));
                if group != Some(entry.group) {
                    group = Some(entry.group);
                    let lead_in = lead_in(&block, entry.group, &self.paragraph_before);
                    self.groups.push(EntryGroup {
                        lead_in: lead_in.into_owned(),
                    });
                }
                self.open_entry(entry, section, event.bytes.clone());
            }
            let document = open.map_or(section, |(document, _)| document);
            self.documents[document].writer.write(self.source, event);
            if open.is_some_and(|(_, end)| end == at + 1) {
                open = None;
            }
        }
        self.paragraph_before = match first.starts() {
            Some(ElementKind::Paragraph) => {
                TextWriter::text_of(self.source, events).as_str().to_owned()
            }
            _ => String::new(),
        };
        self.extend_to(section, first.bytes.end);
    }

    fn open_entry(&mut self, entry: ListEntry, section: usize, bytes: Range<usize>) {
        let mut parents = self.documents[section].parents.clone();
        if section != LEAD {
            parents.push(section);
        }
        self.documents.push(OpenDocument {
            role: StructuralRole::Entry,
            entry: Some(EntryFacts {
                group: self.groups.len() - 1,
                name_url: entry.name_url,
            }),
            anchor: entry_slug(entry.name.as_str()),
            name: entry.name,
            writer: TextWriter::without(entry.taken),
            bytes,
            parents,
        });
    }

    fn add_heading(&mut self, level: u8, anchor: Option<&str>, events: &[SpannedEvent<'_>]) {
        let bytes = events[0].bytes.clone();
        let name = TextWriter::text_of(self.source, events);
        // Counts even when it is not used, as it does on GitHub.
        let slug = self.slugger.heading(name.as_str());
        if level == 1 && self.is_title(&name) {
            self.headings.clear();
            self.extend_to(LEAD, bytes.end);
            // The title repeated is no section either, but its words are kept.
            if !self.title_heading_read {
                self.title_heading_read = true;
                self.title = Some(name);
                self.documents[LEAD].writer.leave_out(bytes);
            }
            return self.write(LEAD, events);
        }
        if name.is_empty() {
            // Nothing to call a section by: the text before goes on.
            let section = self.headings.current().unwrap_or(LEAD);
            return self.write(section, events);
        }
        let section = self.documents.len();
        let parents = self.headings.open(level, section);
        self.documents.push(OpenDocument {
            role: StructuralRole::Section,
            entry: None,
            name,
            writer: TextWriter::without(vec![bytes.clone()]),
            bytes,
            parents,
            anchor: anchor.map_or(slug, str::to_owned),
        });
        // The links of a heading belong to its section.
        self.write(section, events);
    }

    fn write(&mut self, document: usize, events: &[SpannedEvent<'_>]) {
        for event in events {
            self.documents[document].writer.write(self.source, event);
        }
    }

    fn extend_to(&mut self, document: usize, end: usize) {
        let bytes = &mut self.documents[document].bytes;
        bytes.end = bytes.end.max(end);
    }

    /// Without a title so far, the first top-level heading is it; later ones may
    /// repeat it.
    fn is_title(&self, heading: &PlainText) -> bool {
        let folded = |text: &PlainText| one_line(text.as_str()).to_lowercase();
        match &self.title {
            Some(title) => folded(title) == folded(heading),
            None => !heading.is_empty(),
        }
    }

    /// The title, if there is one, and the documents in the order of the text.
    pub(super) fn finish(self) -> ParsedArticle {
        let DocumentBuilder {
            source,
            title,
            documents,
            groups,
            ..
        } = self;
        let mut keys = UniqueKeys::default();
        let mut parsed: Vec<ParsedDocument> = Vec::with_capacity(documents.len());
        for document in documents {
            let anchor = match document.role {
                StructuralRole::Lead => String::new(),
                StructuralRole::Section => keys.unique(document.anchor),
                StructuralRole::Entry => {
                    let section = document.parents.last();
                    let section = section.map_or("", |&section| &*parsed[section].anchor);
                    keys.unique(format!("{section}/{}", document.anchor))
                }
            };
            let start = document.bytes.start;
            let text = &source.text[..document.bytes.end];
            let end = text.trim_end().len().max(start);
            let last = end.saturating_sub(1).max(start);
            let (body, links) = document.writer.finish();
            parsed.push(ParsedDocument {
                role: document.role,
                entry: document.entry,
                name: document.name,
                body,
                links,
                parents: document.parents,
                anchor,
                bytes: start..end,
                lines: (source.lines.line(start), source.lines.line(last)),
            });
        }
        ParsedArticle {
            title,
            front_matter: FrontMatter::default(),
            documents: parsed,
            groups,
            warnings: Vec::new(),
        }
    }
}
