//! Tables: which column has the names, and which rows are entries.

use std::collections::HashMap;
use std::ops::Range;

use super::address::Target;
use super::found::Entry;
use super::marker::{Marker, has_words};
use super::name::{Named, link_behind, marked_name, plain_name, source_of};
use super::page::{Context, Page};
use super::vocabulary;
use crate::format::event::ElementKind;
use crate::format::parsed::EntryForm;
use crate::format::tree::EventTree;

/// Names stand in one of the first columns: before them there may be a number, a
/// logo, a date.
const MAX_COLUMN: usize = 3;

/// The entries of the table that starts at `start`.
pub(super) fn find(page: &Page<'_, '_, '_>, start: usize, context: &Context) -> Vec<Entry> {
    let tree = page.tree;
    let mut rows = rows_of(tree, start);
    let head = match rows.first() {
        Some(first) if first.is_head => rows.remove(0),
        _ => Row::default(),
    };
    let heads: Vec<String> = head
        .cells
        .iter()
        .map(|cell| tree.text(cell.clone()).as_str().to_owned())
        .collect();
    let Some(column) = name_column(page, &heads, &rows) else {
        return Vec::new();
    };
    let is_named = heads
        .get(column)
        .is_some_and(|head| vocabulary::is_name_column(head));
    if context.is_in_entry && heads.len() == 2 {
        return Vec::new();
    }
    let entries = rows
        .iter()
        .filter_map(|row| entry_of(page, start, row, column))
        // One row shows no rule: a link has to say that its name is one.
        .filter(|entry| rows.len() > 1 || entry.url.is_some());
    let entries = entries.map(|entry| match is_named {
        true => Entry {
            form: EntryForm::NamedColumn,
            ..entry
        },
        false => entry,
    });
    let entries: Vec<Entry> = entries.collect();
    // Rows whose names come again and again have keys, not names.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for entry in &entries {
        *counts.entry(entry.name.as_str()).or_default() += 1;
    }
    let distinct = counts.len();
    if entries.len() * 2 <= rows.len() || distinct * 2 < entries.len() {
        return Vec::new();
    }
    entries
}

#[derive(Default)]
struct Row {
    events: Range<usize>,
    /// What is inside each cell.
    cells: Vec<Range<usize>>,
    is_head: bool,
}

/// The rows of a table, the head first.
fn rows_of(tree: &EventTree<'_, '_>, table: usize) -> Vec<Row> {
    let kinds = [ElementKind::TableHead, ElementKind::TableRow];
    let rows = tree.children(table, &kinds);
    rows.into_iter()
        .map(|events| {
            let cells = tree.children(events.start, &[ElementKind::TableCell]);
            Row {
                is_head: tree.starts(events.start) == Some(ElementKind::TableHead),
                cells: cells.iter().map(|cell| tree.inside(cell.start)).collect(),
                events,
            }
        })
        .collect()
}

/// The column of the names: the first one that most rows mark as such, or that
/// its head says to be it. None for tables of properties.
fn name_column(page: &Page<'_, '_, '_>, heads: &[String], rows: &[Row]) -> Option<usize> {
    let first_head = heads.iter().find(|head| has_words(head));
    if let Some(head) = heads.first()
        && (vocabulary::is_property_column(head) || !has_words(head) && first_head.is_some())
        && first_head.is_none_or(|head| !vocabulary::is_name_column(head))
    {
        return None;
    }
    let columns = 0..MAX_COLUMN.min(
        heads
            .len()
            .max(rows.iter().map(|row| row.cells.len()).max()?),
    );
    let by_head = columns.clone().find(|&column| {
        heads
            .get(column)
            .is_some_and(|head| vocabulary::is_name_column(head))
    });
    by_head.or_else(|| {
        columns.clone().find(|&column| {
            let marked = rows.iter().filter(|row| {
                let cell = row.cells.get(column);
                let named = cell.and_then(|cell| marked_name(page.tree, cell.clone()));
                let named = named.filter(|named| named.marker != Marker::Code);
                named.is_some_and(|named| is_name(page, &named))
            });
            marked.count() * 2 > rows.len()
        })
    })
}

/// Whether the words that a cell begins with can be a name.
fn is_name(page: &Page<'_, '_, '_>, named: &Named) -> bool {
    let is_anchor = named.marker.is_link()
        && named
            .url
            .as_deref()
            .is_some_and(|url| page.target(url) == Target::Anchor);
    let name = named.name.as_str();
    !is_anchor && !vocabulary::is_property(name) && name.chars().any(char::is_alphabetic)
}

fn entry_of(page: &Page<'_, '_, '_>, table: usize, row: &Row, column: usize) -> Option<Entry> {
    let tree = page.tree;
    let cell = row.cells.get(column)?.clone();
    let marked = marked_name(tree, cell.clone())
        .filter(|named| named.is_bare() || named.split.is_some() || named.marker.is_link());
    let named = match marked {
        Some(named) => named,
        None => whole_cell(tree, cell.clone())?,
    };
    if !is_name(page, &named) {
        return None;
    }
    let others = || row.cells.iter().enumerate().filter(|(at, _)| *at != column);
    let described = others().any(|(_, cell)| {
        has_words(tree.text(cell.clone()).as_str())
            || cell.clone().any(|at| tree.link(at).is_some())
    });
    if !described && has_only_name(&named) {
        return None;
    }
    let elsewhere = || others().find_map(|(_, cell)| link_behind(tree, cell.clone()));
    Some(Entry {
        events: row.events.clone(),
        name_url: named.name_url(),
        form: named.form(),
        group: table,
        url: named.url.clone().or_else(elsewhere),
        name: named.name,
        taken: named.taken,
        is_heading: false,
        is_record: false,
    })
}

fn has_only_name(named: &Named) -> bool {
    named.is_bare() && !named.marker.is_link()
}

/// The name that fills a cell without a marker, a remark in brackets included.
fn whole_cell(tree: &EventTree<'_, '_>, cell: Range<usize>) -> Option<Named> {
    let named = plain_name(tree, cell.clone());
    if let Some(named) = named
        && named.is_bare()
    {
        return Some(named);
    }
    let name = tree.text_without_images(cell.clone());
    let length = name.as_str().chars().count();
    let words = has_words(name.as_str()) && length <= 100;
    words.then(|| Named {
        marker: Marker::Plain,
        taken: source_of(&name, 0..name.as_str().len()),
        name,
        url: link_behind(tree, cell.clone()),
        split: None,
        description: String::new(),
        is_quoted: false,
        is_wiki_link: false,
        separator_mark: None,
    })
}
