//! The walk through a text, from its headings down to nested lists.

use std::collections::HashSet;
use std::ops::Range;

use super::found::Entry;
use super::page::{Context, Page};
use super::{details, heading, list, paragraph, table, vocabulary};
use crate::format::event::ElementKind;

/// The maximum nesting of lists and blocks that are looked into.
const MAX_DEPTH: usize = 50;

/// Collects the entries of a page.
pub(super) struct Scanner<'p, 't, 'a, 's> {
    page: &'p Page<'t, 'a, 's>,
    entries: Vec<Entry>,
}

impl<'p, 't, 'a, 's> Scanner<'p, 't, 'a, 's> {
    pub(super) fn new(page: &'p Page<'t, 'a, 's>) -> Self {
        Scanner {
            page,
            entries: Vec::new(),
        }
    }

    /// The entries of the whole page, in no order.
    pub(super) fn scan_text(mut self) -> Vec<Entry> {
        self.scan(0..self.page.tree.events.len(), &Context::default());
        self.entries
    }

    /// Looks through some siblings: first at their headings, then at what stands
    /// below each.
    fn scan(&mut self, range: Range<usize>, context: &Context) {
        let siblings = self.page.tree.siblings(range);
        let found = heading::find(self.page, &siblings, context);
        // Its own text only: the list itself may stand below "Index".
        let mut is_boilerplate = false;
        let mut below: Vec<Range<usize>> = Vec::new();
        let mut in_entry = context.is_in_entry;
        let mut entry_end = 0;
        let mut record_end = 0;
        for sibling in siblings {
            let level = self.page.heading_level(sibling.start);
            if level.is_none() {
                below.push(sibling);
                continue;
            }
            let is_record = below.first().is_some_and(|first| first.start < record_end);
            let here = Context {
                is_boilerplate: context.is_boilerplate || is_boilerplate || is_record,
                is_in_entry: in_entry,
                depth: context.depth,
            };
            self.scan_blocks(&std::mem::take(&mut below), &here);
            let name = self.page.tree.text_without_images(sibling.clone());
            let is_title = self.page.title == Some(sibling.start);
            is_boilerplate = !is_title && vocabulary::is_boilerplate(name.as_str())
                || in_entry && vocabulary::is_property(name.as_str());
            let entry = found.binary_search_by_key(&sibling.start, |entry| entry.events.start);
            if let Ok(entry) = entry.map(|at| &found[at]) {
                entry_end = entry_end.max(entry.events.end);
                if entry.is_record {
                    record_end = record_end.max(entry.events.end);
                }
            }
            in_entry = context.is_in_entry || sibling.start < entry_end;
        }
        let is_record = below.first().is_some_and(|first| first.start < record_end);
        let here = Context {
            is_boilerplate: context.is_boilerplate || is_boilerplate || is_record,
            is_in_entry: in_entry,
            depth: context.depth,
        };
        self.scan_blocks(&below, &here);
        self.entries.extend(found);
    }

    /// Looks at the blocks between two headings.
    fn scan_blocks(&mut self, blocks: &[Range<usize>], context: &Context) {
        let mut folded = HashSet::new();
        if !context.is_boilerplate {
            let found = paragraph::find(self.page, blocks, context);
            self.entries.extend(found);
            let found = details::find(self.page, blocks);
            folded.extend(found.iter().map(|entry| entry.events.start));
            self.entries.extend(found);
        }
        for block in blocks {
            self.scan_block(block.start, folded.contains(&block.start), context);
        }
    }

    /// Looks into the block that starts at `start`, which `is_entry` itself or
    /// not.
    fn scan_block(&mut self, start: usize, is_entry: bool, context: &Context) {
        if context.depth >= MAX_DEPTH {
            return;
        }
        let inside = Context {
            is_in_entry: context.is_in_entry || is_entry,
            depth: context.depth + 1,
            ..context.clone()
        };
        match self.page.tree.starts(start) {
            Some(ElementKind::List) => self.scan_list(start, &inside),
            Some(ElementKind::Table) if !context.is_boilerplate => {
                let found = table::find(self.page, start, &inside);
                self.entries.extend(found);
            }
            Some(ElementKind::Block | ElementKind::Aside | ElementKind::Details) => {
                self.scan(self.page.tree.inside(start), &inside);
            }
            _ => {}
        }
    }

    /// Looks at a list, then at what stands inside its items.
    fn scan_list(&mut self, start: usize, context: &Context) {
        let found = match context.is_boilerplate {
            true => Vec::new(),
            false => list::find(self.page, start, context),
        };
        let starts: HashSet<usize> = found.iter().map(|entry| entry.events.start).collect();
        self.entries.extend(found);
        for item in self.page.tree.children(start, &[ElementKind::ListItem]) {
            let is_entry = starts.contains(&item.start);
            for block in self.page.tree.siblings(self.page.tree.inside(item.start)) {
                self.scan_block(block.start, is_entry, context);
            }
        }
    }
}
