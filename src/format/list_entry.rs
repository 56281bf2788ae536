//! Entries: list items and table rows that begin with a name.
//!
//! An item begins with a marker, the bold or linked words that may be a name;
//! the patterns find the name in it. Which items count depends on the others of
//! their list: a list of bare links is a table of contents, unless most of its
//! items are described.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::block::Block;
use super::event::{Element, ElementKind, Event};
use super::marker::{MarkedWords, Marker};
use super::pattern::{self, NameSplit};
use crate::document::PlainText;

/// Longer marked words are sentences that someone set in bold, not names. In
/// characters.
const MAX_NAME: usize = 100;

/// A list item or a table row that is an entry.
pub(super) struct ListEntry {
    /// The events from the item's start to its end.
    pub(super) events: Range<usize>,
    pub(super) name: PlainText,
    /// Bytes of the source that are the name and its separator, sorted.
    pub(super) taken: Vec<Range<usize>>,
    /// Where the link leads that is the name.
    pub(super) name_url: Option<String>,
    /// The list or table that it stands in, as the position of its start.
    pub(super) group: usize,
    /// A description follows the name, set off as in one of the patterns.
    described: bool,
}

/// The text that introduces the list or table that starts at `group`: for a nested
/// one, that of the item that contains it.
pub(super) fn lead_in<'p>(
    block: &Block<'_, '_>,
    group: usize,
    paragraph_before: &'p str,
) -> Cow<'p, str> {
    let contains = |&at: &usize| {
        block.starts(at) == Some(ElementKind::ListItem) && block.end(at) > block.end(group)
    };
    match (0..group).rev().find(contains) {
        Some(item) => {
            let (first, _) = first_paragraph(block, item..block.end(item) + 1);
            Cow::Owned(block.text(first).as_str().to_owned())
        }
        None => Cow::Borrowed(paragraph_before),
    }
}

/// The entries among the lists and tables of a block, in order. What stands
/// inside an entry belongs to it.
pub(super) fn find_entries(block: &Block<'_, '_>) -> Vec<ListEntry> {
    let mut found: Vec<ListEntry> = Vec::new();
    let mut starts = BTreeSet::new();
    // Inner lists first, so that an item knows whether entries stand in it.
    for start in (0..block.events.len()).rev() {
        let mut entries = match block.starts(start) {
            Some(ElementKind::List) => entries_of_list(block, start, &starts),
            Some(ElementKind::Table) => entries_of_table(block, start),
            _ => continue,
        };
        entries.iter_mut().for_each(|entry| entry.group = start);
        starts.extend(entries.iter().map(|entry| entry.events.start));
        found.extend(entries);
    }
    found.sort_by_key(|entry| entry.events.start);
    let mut end = 0;
    found.retain(|entry| {
        let is_outer = entry.events.start >= end;
        if is_outer {
            end = entry.events.end;
        }
        is_outer
    });
    found
}

/// The described items of a list; when these are most of its items, the bare
/// names among the others too.
fn entries_of_list(block: &Block<'_, '_>, list: usize, inner: &BTreeSet<usize>) -> Vec<ListEntry> {
    let items = block.children(list);
    let entries = items.iter().filter_map(|item| {
        let item = Item::new(block, item.clone())?;
        item.entry(|| {
            inner
                .range(item.events.start + 1..item.events.end)
                .next()
                .is_some()
        })
    });
    let mut entries: Vec<_> = entries.collect();
    let described = entries.iter().filter(|entry| entry.described).count();
    if described * 2 <= items.len() {
        entries.retain(|entry| entry.described);
    }
    entries
}

/// The rows of a table that are entries, when these are most of its rows.
fn entries_of_table(block: &Block<'_, '_>, table: usize) -> Vec<ListEntry> {
    let mut rows = block.children(table);
    rows.retain(|row| block.starts(row.start) == Some(ElementKind::TableRow));
    let entries = rows.iter().filter_map(|row| row_entry(block, row.clone()));
    let entries: Vec<_> = entries.collect();
    if entries.len() * 2 <= rows.len() {
        return Vec::new();
    }
    entries
}

/// A list item that begins with a marker.
struct Item<'a, 's> {
    block: &'a Block<'a, 's>,
    events: Range<usize>,
    /// The events behind its first paragraph.
    rest_of_item: Range<usize>,
    marked: MarkedWords,
    /// The text of the marker.
    name: PlainText,
    /// The text behind the marker, in the first paragraph.
    rest: PlainText,
    /// White space before `rest` in the source, which that does not keep.
    space: &'static str,
}

impl<'a, 's> Item<'a, 's> {
    fn new(block: &'a Block<'a, 's>, events: Range<usize>) -> Option<Self> {
        let (first, rest_of_item) = first_paragraph(block, events.clone());
        let marked = MarkedWords::find(block, first.clone())?;
        let behind = marked.events.end..first.end;
        let (name, rest) = match marked.marker {
            Marker::Asterisks => {
                let text = block.text(marked.events.start..first.end);
                let close = 2 + text.as_str().strip_prefix("**")?.find("**")?;
                let rest = text.slice(close + 2..text.as_str().len());
                (text.slice(2..close), rest)
            }
            _ => (
                block.text(marked.events.clone()),
                block.text(behind.clone()),
            ),
        };
        let is_name = has_words(name.as_str()) && name.as_str().chars().count() <= MAX_NAME;
        is_name.then(|| Item {
            block,
            events,
            rest_of_item,
            marked,
            name,
            rest,
            space: space_before(block, behind),
        })
    }

    /// The entry that this item is. `has_entries_inside` tells whether entries
    /// stand in it.
    fn entry(&self, has_entries_inside: impl Fn() -> bool) -> Option<ListEntry> {
        // A dash needs white space before it.
        let rest = format!("{}{}", self.space, self.rest.as_str());
        let split = pattern::split(self.marked.marker, self.name.as_str(), &rest);
        let counts = match &split {
            Some(split) => {
                let separator = &split.separator;
                let said = has_words(&rest[separator.end..]) || has_words(&rest[..separator.start]);
                said || !self.rest_of_item.is_empty() && !has_entries_inside()
            }
            None => self.is_bare_name(&rest) && !has_entries_inside(),
        };
        counts.then(|| ListEntry {
            events: self.events.clone(),
            name: self.trimmed_name(split.as_ref()),
            taken: self.taken(split.as_ref()),
            name_url: link_of(self.block, &self.marked),
            group: 0,
            described: split.is_some(),
        })
    }

    /// Whether nothing follows the name, or mere text that no separator sets
    /// off from a link.
    fn is_bare_name(&self, rest: &str) -> bool {
        let bare = self.rest.is_empty() && self.marked.marker != Marker::Asterisks;
        let linked = self.marked.marker == Marker::Link && rest.starts_with(char::is_whitespace);
        (bare || linked) && !is_anchor_link(self.block, &self.marked.events)
    }

    fn trimmed_name(&self, split: Option<&NameSplit>) -> PlainText {
        let whole = self.name.as_str().trim_end().len();
        trimmed(&self.name, split.map_or(whole, |split| split.name))
    }

    /// The bytes of the source that are the name and its separator.
    fn taken(&self, split: Option<&NameSplit>) -> Vec<Range<usize>> {
        let mut taken: Vec<Range<usize>> = Vec::from_iter(source_of(&self.name));
        if self.marked.marker == Marker::Asterisks
            && let Some(name) = taken.first_mut()
        {
            *name = name.start - 2..name.end + 2;
        }
        if let Some(separator) = split.map(|split| &split.separator)
            && separator.start < separator.end
        {
            let shift = self.space.len();
            let separator = separator.start - shift..separator.end - shift;
            taken.extend(self.rest.source_range(separator));
        }
        taken
    }
}

/// A row whose first cell is a name, with something in the other cells.
fn row_entry(block: &Block<'_, '_>, row: Range<usize>) -> Option<ListEntry> {
    let cells = block.children(row.start);
    let cell = cells.first()?;
    let marked = MarkedWords::find(block, cell.start + 1..cell.end - 1)?;
    let name = block.text(marked.events.clone());
    let is_alone = !has_words(block.text(marked.events.end..cell.end - 1).as_str());
    let described = has_words(block.text(cell.end..row.end - 1).as_str());
    let is_named = marked.marker != Marker::Asterisks && has_words(name.as_str());
    if !is_alone || !described || !is_named || is_anchor_link(block, &marked.events) {
        return None;
    }
    let length = name.as_str().trim_end_matches([':', '：']).trim_end().len();
    Some(ListEntry {
        events: row,
        name: trimmed(&name, length),
        taken: Vec::from_iter(source_of(&name)),
        name_url: link_of(block, &marked),
        group: 0,
        described,
    })
}

/// The inline events of an item's first paragraph, and the events behind it.
fn first_paragraph(block: &Block<'_, '_>, item: Range<usize>) -> (Range<usize>, Range<usize>) {
    let inner = item.start + 1..item.end - 1;
    let mut at = inner.start;
    if at < inner.end && block.events[at].event == Event::TaskMarker {
        at += 1;
    }
    if at < inner.end && block.starts(at) == Some(ElementKind::Paragraph) {
        let end = block.end(at);
        return (at + 1..end, end + 1..inner.end);
    }
    let start = at;
    while at < inner.end {
        match block.starts(at) {
            Some(kind) if kind.is_inline() => at = block.end(at) + 1,
            Some(_) => break,
            None if block.events[at].event == Event::Rule => break,
            None => at += 1,
        }
    }
    (start..at, at..inner.end)
}

/// White space between a marker and the text behind it.
fn space_before(block: &Block<'_, '_>, behind: Range<usize>) -> &'static str {
    let [first, rest @ ..] = &block.events[behind] else {
        return "";
    };
    match &first.event {
        Event::Text(_) | Event::Hidden => {
            let source = &block.source.text[first.bytes.clone()];
            if source.starts_with(char::is_whitespace) {
                return " ";
            }
            ""
        }
        Event::SoftBreak => " ",
        Event::HardBreak => "\n",
        // The same break, written as a tag.
        Event::Start(Element::Plain(ElementKind::RawInline)) => match rest.first() {
            Some(second) if second.event == Event::HardBreak => "\n",
            _ => "",
        },
        _ => "",
    }
}

/// The first `length` bytes of a name, without white space before them.
fn trimmed(name: &PlainText, length: usize) -> PlainText {
    let start = name.as_str().len() - name.as_str().trim_start().len();
    name.slice(start.min(length)..length)
}

fn source_of(name: &PlainText) -> Option<Range<usize>> {
    name.source_range(0..name.as_str().len())
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Where marked words lead that are a link.
fn link_of(block: &Block<'_, '_>, marked: &MarkedWords) -> Option<String> {
    let events = &block.events[marked.events.clone()];
    let is_link = matches!(marked.marker, Marker::Link | Marker::BoldLink);
    let mut links = events.iter().filter_map(|event| match &event.event {
        Event::Start(Element::Link { url }) => Some(url.to_string()),
        _ => None,
    });
    is_link.then(|| links.next()).flatten()
}

/// A link into the page itself, as tables of contents have them.
fn is_anchor_link(block: &Block<'_, '_>, events: &Range<usize>) -> bool {
    block.events[events.clone()].iter().any(
        |event| matches!(&event.event, Event::Start(Element::Link { url }) if url.starts_with('#')),
    )
}
