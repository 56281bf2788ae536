//! Entries: the parts of a text that name a thing and say something of it.
//!
//! An entry is written as a list item, a table row, a heading, a paragraph or a
//! folded block. Each shape has a file of its own, which looks at all parts of a
//! kind together: one part alone does not tell whether it names a thing. Where
//! an entry begins and ends is found here, not what kind of thing it names.

mod address;
mod details;
mod found;
mod heading;
mod keys;
mod lines;
mod list;
mod marker;
mod name;
mod page;
mod paragraph;
mod pattern;
mod plain;
mod scan;
mod table;
mod vocabulary;

use std::collections::HashMap;

pub(super) use self::found::Entry;
use self::page::Page;
use self::scan::Scanner;
pub(super) use self::vocabulary::is_contents;
use super::event::{Element, ElementKind, Event};
use super::slug::Slugger;
use super::tree::EventTree;

/// The text that introduces the group that starts at an event: the paragraph
/// before it, or that of the item that a nested list stands in; empty where
/// there is none.
pub(super) fn lead_in(tree: &EventTree<'_, '_>, group: usize) -> String {
    /// The maximum of events before a group that are looked at: marks of blocks
    /// without text stand there.
    const MAX_BETWEEN: usize = 4;
    for before in (group.saturating_sub(MAX_BETWEEN)..group).rev() {
        match &tree.events[before].event {
            Event::End(ElementKind::Paragraph) => {
                return tree.text_before(before).as_str().to_owned();
            }
            Event::BlockEdge | Event::SoftBreak | Event::Hidden => {}
            Event::Text(text) if text.trim().is_empty() => {}
            // The item of a tight list has no paragraph.
            Event::Text(_) | Event::Code(_) | Event::End(_) => {
                return tree.line_before(before).as_str().to_owned();
            }
            _ => break,
        }
    }
    String::new()
}

/// The entries of a text, in order. An entry may stand inside another, never
/// across its end.
pub(super) fn find_entries(tree: &EventTree<'_, '_>) -> Vec<Entry> {
    let anchors = heading_anchors(tree);
    let page = Page::new(tree, &anchors);
    let mut entries = Scanner::new(&page).scan_text();
    entries.sort_by_key(|entry| (entry.events.start, std::cmp::Reverse(entry.events.end)));
    let mut open: Vec<usize> = Vec::new();
    entries.retain(|entry| {
        while open.last().is_some_and(|&end| end <= entry.events.start) {
            open.pop();
        }
        let fits = open.last().is_none_or(|&end| entry.events.end <= end);
        if fits {
            open.push(entry.events.end);
        }
        fits
    });
    entries.dedup_by_key(|entry| entry.events.start);
    drop_repeated_parts(&mut entries);
    entries
}

/// The anchors of all headings, as GitHub makes them and as authors chose them.
fn heading_anchors(tree: &EventTree<'_, '_>) -> Vec<String> {
    let mut slugger = Slugger::default();
    let mut anchors = Vec::new();
    for (at, event) in tree.events.iter().enumerate() {
        if let Event::Start(Element::Heading { anchor, .. }) = &event.event {
            anchors.push(slugger.heading(tree.text(tree.inside(at)).as_str()));
            anchors.extend(anchor.clone());
        }
    }
    anchors
}

/// Drops entries inside others whose names come again and again: they are parts
/// that each has, such as links to a shop.
fn drop_repeated_parts(entries: &mut Vec<Entry>) {
    const MIN_REPEATED: usize = 3;
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut outer = 0;
    let inner: Vec<bool> = entries
        .iter()
        .map(|entry| {
            let is_inner = entry.events.end <= outer;
            outer = outer.max(entry.events.end);
            if is_inner {
                *counts
                    .entry(entry.name.as_str().to_lowercase())
                    .or_default() += 1;
            }
            is_inner
        })
        .collect();
    let mut inner = inner.into_iter();
    entries.retain(|entry| {
        let count = counts.get(&entry.name.as_str().to_lowercase());
        let is_inner = inner.next().unwrap_or_default();
        !(is_inner && count.is_some_and(|&count| count >= MIN_REPEATED))
    });
}
