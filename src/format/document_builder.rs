//! Events to documents: the lead, the sections, the entries.

use std::collections::HashMap;
use std::ops::Range;

use super::entry::{Entry, is_contents, lead_in};
use super::event::{Element, ElementKind, Event, SpannedEvent};
use super::heading_stack::HeadingStack;
use super::parsed::{
    EntryFacts, EntryGroup, EntryId, FrontMatter, ParsedArticle, ParsedDocument, StructuralRole,
};
use super::slug::{Slugger, UniqueKeys, entry_slug};
use super::source_text::SourceText;
use super::text_writer::TextWriter;
use super::tree::EventTree;
use crate::document::{Link, PlainText, one_line};

/// The lead is the first document.
const LEAD: usize = 0;

/// Builds the documents of one text from its events.
pub(super) struct DocumentBuilder<'a, 's> {
    source: &'a SourceText<'s>,
    /// From the front matter, until the first heading repeats it; then from
    /// that heading.
    title: Option<PlainText>,
    title_heading_read: bool,
    documents: Vec<OpenDocument>,
    groups: Vec<EntryGroup>,
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
    /// An entry's own link.
    url: Option<String>,
    /// An entry that is a heading.
    has_heading: bool,
    /// Not yet unique.
    anchor: String,
}

impl<'a, 's> DocumentBuilder<'a, 's> {
    /// A builder for a source with its front matter.
    pub(super) fn new(source: &'a SourceText<'s>, front_matter: &FrontMatter) -> Self {
        let lead = OpenDocument {
            role: StructuralRole::Lead,
            entry: None,
            name: PlainText::default(),
            writer: TextWriter::default(),
            bytes: 0..front_matter.end,
            parents: Vec::new(),
            url: None,
            has_heading: false,
            anchor: String::new(),
        };
        DocumentBuilder {
            source,
            title: front_matter.title.clone(),
            title_heading_read: false,
            documents: vec![lead],
            groups: Vec::new(),
            headings: HeadingStack::default(),
            slugger: Slugger::default(),
        }
    }

    /// Adds the events of the whole text, which are balanced, with its entries in
    /// their order.
    pub(super) fn add<'e>(
        &mut self,
        events: &[SpannedEvent<'_>],
        entries: impl Iterator<Item = (EntryId, &'e Entry)>,
    ) {
        let tree = EventTree::new(self.source, events);
        let title_level = title_level(&tree);
        let mut entries = entries.peekable();
        // The entries around the event: their documents and where they end.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut group_of: HashMap<usize, usize> = HashMap::new();
        let mut depth_of_items = 0usize;
        let mut at = 0;
        while at < events.len() {
            let event = &events[at];
            while let Some(&(_, end)) = open.last()
                && end <= at
            {
                open.pop();
            }
            if let Some((id, entry)) = entries.next_if(|(_, entry)| entry.events.start == at) {
                let bytes = self.bytes_of(&events[entry.events.clone()]);
                open.push((self.documents.len(), entry.events.end));
                let group = *group_of.entry(entry.group).or_insert_with(|| {
                    let lead_in = lead_in(&tree, entry.group);
                    self.groups.push(EntryGroup { lead_in });
                    self.groups.len() - 1
                });
                let facts = EntryFacts {
                    id,
                    group,
                    name_url: entry.name_url.clone(),
                    form: entry.form,
                };
                self.open_entry(entry, facts, &events[entry.events.clone()], bytes);
            }
            match event.starts() {
                Some(ElementKind::Heading) if depth_of_items == 0 && open.is_empty() => {
                    let end = tree.end(at) + 1;
                    self.add_heading(&events[at..end], title_level);
                    at = end;
                    continue;
                }
                Some(ElementKind::ListItem | ElementKind::Table) => depth_of_items += 1,
                _ => {}
            }
            if matches!(
                event.event,
                Event::End(ElementKind::ListItem | ElementKind::Table)
            ) {
                depth_of_items = depth_of_items.saturating_sub(1);
            }
            let document = match open.last() {
                Some(&(document, _)) => document,
                None => self.headings.current().unwrap_or(LEAD),
            };
            self.documents[document].writer.write(self.source, event);
            let bytes = event.bytes.end;
            if open.is_empty() {
                self.extend_to(document, bytes);
            }
            at += 1;
        }
    }

    /// The bytes of some events, without the white space before them, such as the
    /// line break before a line of an HTML paragraph.
    fn bytes_of(&self, events: &[SpannedEvent<'_>]) -> Range<usize> {
        let bytes = events[0].bytes.start..events[events.len() - 1].bytes.end;
        let text = &self.source.text[bytes.clone()];
        let blank = text.len() - text.trim_start().len();
        bytes.start + blank..bytes.end
    }

    fn open_entry(
        &mut self,
        entry: &Entry,
        facts: EntryFacts,
        events: &[SpannedEvent<'_>],
        bytes: Range<usize>,
    ) {
        let first = &events[0];
        let heading_text = match entry.is_heading {
            true => heading_text(self.source, events),
            false => String::new(),
        };
        let level = match &first.event {
            Event::Start(Element::Heading { level, anchor }) if entry.is_heading => {
                Some((*level, anchor.clone()))
            }
            _ => None,
        };
        let document = self.documents.len();
        let parents = match &level {
            Some((level, _)) => self.headings.open(*level, document),
            None => {
                let section = self.headings.current().unwrap_or(LEAD);
                let mut parents = self.documents[section].parents.clone();
                if section != LEAD {
                    parents.push(section);
                }
                parents
            }
        };
        // An entry that is a heading keeps the anchor that links lead to.
        let heading = level.map(|(_, anchor)| {
            let slug = self.slugger.heading(&heading_text);
            anchor.unwrap_or(slug)
        });
        self.documents.push(OpenDocument {
            role: StructuralRole::Entry,
            entry: Some(facts),
            has_heading: heading.is_some(),
            anchor: heading.unwrap_or_else(|| entry_slug(entry.name.as_str())),
            name: entry.name.clone(),
            url: entry.url.clone(),
            writer: TextWriter::without(entry.taken.clone()),
            bytes,
            parents,
        });
    }

    fn add_heading(&mut self, events: &[SpannedEvent<'_>], title_level: u8) {
        let Event::Start(Element::Heading { level, anchor }) = &events[0].event else {
            return;
        };
        let (level, anchor) = (*level, anchor.as_deref());
        let bytes = events[0].bytes.start..events[events.len() - 1].bytes.end;
        let name = TextWriter::text_of(self.source, events);
        // Counts even when it is not used, as it does on GitHub.
        let slug = self.slugger.heading(name.as_str());
        if level == title_level && self.is_title(&name) {
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
            url: None,
            has_heading: false,
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
            None => !heading.is_empty() && !is_contents(heading.as_str()),
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
                StructuralRole::Entry if document.has_heading => keys.unique(document.anchor),
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
            let (body, mut links) = document.writer.finish();
            put_first(&mut links, document.url, source.lines.line(start));
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

/// The level of the title's heading: the first, or that of the only heading that
/// all others stand below.
fn title_level(tree: &EventTree<'_, '_>) -> u8 {
    let levels: Vec<u8> = tree
        .events
        .iter()
        .filter_map(|event| match event.event {
            Event::Start(Element::Heading { level, .. }) => Some(level),
            _ => None,
        })
        .collect();
    match levels.split_first() {
        Some((&first, rest)) if !rest.is_empty() && rest.iter().all(|&level| level > first) => {
            first
        }
        _ => 1,
    }
}

/// Puts an entry's own link before its others; one that is no link in the text,
/// such as an address in it, is added.
fn put_first(links: &mut Vec<Link>, url: Option<String>, line: usize) {
    let Some(url) = url else {
        return;
    };
    let link = match links.iter().position(|link| link.url == url) {
        Some(at) => links.remove(at),
        None => Link {
            text: String::new(),
            url,
            line,
        },
    };
    links.insert(0, link);
}

/// The text of the heading that some events begin with.
fn heading_text(source: &SourceText<'_>, events: &[SpannedEvent<'_>]) -> String {
    let ends = |event: &SpannedEvent<'_>| event.event == Event::End(ElementKind::Heading);
    let end = events.iter().position(ends).unwrap_or(0);
    let text = TextWriter::text_of(source, &events[..end]);
    text.as_str().to_owned()
}
