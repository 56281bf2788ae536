//! The walk through a text, from its headings down to nested lists.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::address::{Target, target};
use super::vocabulary;
use super::{Entry, details, heading, list, paragraph, table};
use crate::format::event::{Element, ElementKind, Event};
use crate::format::tree::EventTree;

/// What is known of the place that is looked at.
#[derive(Clone, Default)]
pub(super) struct Context {
    /// Headings above are those of a table of contents, a licence and the like.
    pub(super) is_boilerplate: bool,
    /// It is inside an entry: properties and remarks are expected.
    pub(super) is_in_entry: bool,
}

/// Collects the entries of a text.
pub(super) struct Scanner<'t, 'a, 's> {
    pub(super) tree: &'t EventTree<'a, 's>,
    anchors: &'t [String],
    /// The addresses of the page itself, as its table of contents has them.
    own_addresses: HashSet<&'t str>,
    entries: Vec<Entry>,
}

impl<'t, 'a, 's> Scanner<'t, 'a, 's> {
    pub(super) fn new(tree: &'t EventTree<'a, 's>, anchors: &'t [String]) -> Self {
        let mut scanner = Scanner {
            tree,
            anchors,
            own_addresses: HashSet::new(),
            entries: Vec::new(),
        };
        scanner.own_addresses = scanner.find_own_addresses();
        scanner
    }

    pub(super) fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    pub(super) fn scan_text(&mut self) {
        self.scan(0..self.tree.events.len(), &Context::default());
    }

    /// The addresses before fragments of which several are anchors of the text.
    fn find_own_addresses(&self) -> HashSet<&'t str> {
        let mut counts: HashMap<&'t str, usize> = HashMap::new();
        for event in self.tree.events {
            if let Event::Start(Element::Link { url }) = &event.event
                && let Some((page, fragment)) = url.split_once('#')
                && self.anchors.iter().any(|anchor| anchor == fragment)
            {
                *counts.entry(page).or_default() += 1;
            }
        }
        counts.retain(|page, count| *count > 1 && !page.is_empty());
        counts.into_keys().collect()
    }

    /// Where an address leads.
    pub(super) fn target(&self, url: &str) -> Target {
        if let Some((page, _)) = url.split_once('#')
            && self.own_addresses.contains(page)
        {
            return Target::Anchor;
        }
        target(url, |fragment| {
            self.anchors.iter().any(|anchor| anchor == fragment)
        })
    }

    /// Looks through some siblings: first at their headings, then at what stands
    /// below each.
    pub(super) fn scan(&mut self, range: Range<usize>, context: &Context) {
        let siblings = self.tree.siblings(range);
        let found = heading::find(self, &siblings, context);
        let mut boilerplate: Option<u8> = None;
        let mut below: Vec<Range<usize>> = Vec::new();
        let mut in_entry = context.is_in_entry;
        let mut entry_end = 0;
        let mut record_end = 0;
        for sibling in siblings {
            let level = self.heading_level(sibling.start);
            let Some(level) = level else {
                below.push(sibling);
                continue;
            };
            let is_record = below.first().is_some_and(|first| first.start < record_end);
            let here = Context {
                is_boilerplate: context.is_boilerplate || boilerplate.is_some() || is_record,
                is_in_entry: in_entry,
            };
            self.scan_blocks(&std::mem::take(&mut below), &here);
            if boilerplate.is_some_and(|above| level <= above) {
                boilerplate = None;
            }
            let name = self.tree.text_without_images(sibling.clone());
            let is_part = |name| {
                vocabulary::is_boilerplate(name) || in_entry && vocabulary::is_property(name)
            };
            if boilerplate.is_none() && is_part(name.as_str()) {
                boilerplate = Some(level);
            }
            if let Some(entry) = found
                .iter()
                .find(|entry| entry.events.start == sibling.start)
            {
                entry_end = entry_end.max(entry.events.end);
                if entry.is_record {
                    record_end = record_end.max(entry.events.end);
                }
            }
            in_entry = context.is_in_entry || sibling.start < entry_end;
        }
        let is_record = below.first().is_some_and(|first| first.start < record_end);
        let here = Context {
            is_boilerplate: context.is_boilerplate || boilerplate.is_some() || is_record,
            is_in_entry: in_entry,
        };
        self.scan_blocks(&below, &here);
        self.entries.extend(found);
    }

    pub(super) fn heading_level(&self, at: usize) -> Option<u8> {
        match &self.tree.events[at].event {
            Event::Start(Element::Heading { level, .. }) => Some(*level),
            _ => None,
        }
    }

    /// Looks at the blocks between two headings.
    fn scan_blocks(&mut self, blocks: &[Range<usize>], context: &Context) {
        if !context.is_boilerplate {
            let found = paragraph::find(self, blocks, context);
            self.entries.extend(found);
            let found = details::find(self, blocks);
            self.entries.extend(found);
        }
        for block in blocks {
            let start = block.start;
            match self.tree.starts(start) {
                Some(ElementKind::List) => self.scan_list(start, context),
                Some(ElementKind::Table) if !context.is_boilerplate => {
                    let found = table::find(self, start, context);
                    self.entries.extend(found);
                }
                Some(ElementKind::Details) => {
                    let is_entry = self.entries.iter().any(|entry| entry.events.start == start);
                    let inside = Context {
                        is_in_entry: context.is_in_entry || is_entry,
                        ..context.clone()
                    };
                    self.scan(self.tree.inside(start), &inside);
                }
                Some(ElementKind::Block | ElementKind::Aside) => {
                    self.scan(self.tree.inside(start), context);
                }
                _ => {}
            }
        }
    }

    /// Looks at a list, then at what stands inside its items.
    fn scan_list(&mut self, start: usize, context: &Context) {
        let found = match context.is_boilerplate {
            true => Vec::new(),
            false => list::find(self, start, context),
        };
        let starts: Vec<usize> = found.iter().map(|entry| entry.events.start).collect();
        self.entries.extend(found);
        for item in self.tree.children(start, &[ElementKind::ListItem]) {
            let inside = Context {
                is_in_entry: context.is_in_entry || starts.contains(&item.start),
                ..context.clone()
            };
            let blocks = self.tree.siblings(self.tree.inside(item.start));
            for block in blocks {
                match self.tree.starts(block.start) {
                    Some(ElementKind::List) => self.scan_list(block.start, &inside),
                    Some(ElementKind::Table) if !context.is_boilerplate => {
                        let found = table::find(self, block.start, &inside);
                        self.entries.extend(found);
                    }
                    Some(ElementKind::Block | ElementKind::Aside | ElementKind::Details) => {
                        self.scan(self.tree.inside(block.start), &inside);
                    }
                    _ => {}
                }
            }
        }
    }
}
