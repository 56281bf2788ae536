//! Paragraphs that are entries: several in a row that each begin with a linked
//! name, or a name alone over a list of its properties.

use std::collections::HashSet;
use std::ops::Range;

use super::address::Target;
use super::found::Entry;
use super::lines;
use super::list::first_paragraph;
use super::marker::Marker;
use super::name::{Named, marked_name};
use super::page::{Context, Page};
use super::vocabulary;
use crate::format::event::{ElementKind, Event};
use crate::format::parsed::EntryForm;
use crate::format::tree::EventTree;

/// The entries among the blocks between two headings.
pub(super) fn find(
    page: &Page<'_, '_, '_>,
    blocks: &[Range<usize>],
    context: &Context,
) -> Vec<Entry> {
    if context.is_in_entry {
        return Vec::new();
    }
    let tree = page.tree;
    let is_paragraph =
        |block: &Range<usize>| tree.starts(block.start) == Some(ElementKind::Paragraph);
    let mut entries = Vec::new();
    let mut has_lines: HashSet<usize> = HashSet::new();
    for block in blocks.iter().filter(|block| is_paragraph(block)) {
        let lines = lines::find(page, block.start);
        if !lines.is_empty() {
            has_lines.insert(block.start);
            entries.extend(lines);
        }
    }
    let is_whole = |block: &Range<usize>| is_paragraph(block) && !has_lines.contains(&block.start);
    entries.extend(find_whole(page, blocks, is_whole));
    entries
}

/// The entries that begin with a whole paragraph.
fn find_whole(
    page: &Page<'_, '_, '_>,
    blocks: &[Range<usize>],
    is_paragraph: impl Fn(&Range<usize>) -> bool,
) -> Vec<Entry> {
    let tree = page.tree;
    let named: Vec<(usize, Named)> = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| is_paragraph(block))
        .filter_map(|(at, block)| Some((at, marked_name(tree, tree.inside(block.start))?)))
        .filter(|(_, named)| {
            let name = named.name.as_str();
            !vocabulary::is_property(name) && !vocabulary::is_boilerplate(name)
        })
        .collect();
    let said = |block: &&Range<usize>| {
        let text = tree.text(tree.inside(block.start));
        is_paragraph(block) && super::marker::has_words(text.as_str())
    };
    let paragraphs = blocks.iter().filter(said).count();
    let linked = named
        .iter()
        .filter(|(_, named)| is_linked(page, named))
        .count();
    let is_run = linked > 1 && linked * 2 >= paragraphs;
    let starts: Vec<usize> = named
        .iter()
        .filter(|(at, named)| {
            let block = &blocks[*at];
            is_linked(page, named) && (is_run || is_numbered(tree, block))
                || is_over_properties(tree, named, blocks.get(at + 1))
        })
        .map(|(at, _)| *at)
        .collect();
    let named = named
        .into_iter()
        .filter(|(at, _)| starts.binary_search(at).is_ok());
    let entries = named.map(|(at, named)| {
        let next = starts.get(starts.partition_point(|start| *start <= at));
        let end = end_of(tree, blocks, at, next.copied());
        let url = named
            .url
            .clone()
            .or_else(|| super::name::link_behind(tree, blocks[at].start..end));
        Entry {
            events: blocks[at].start..end,
            form: EntryForm::Block,
            name_url: named.name_url(),
            group: blocks[0].start,
            name: named.name,
            taken: named.taken,
            url,
            is_heading: false,
            is_record: false,
        }
    });
    entries.collect()
}

/// Whether a name leads to another site.
fn is_linked(page: &Page<'_, '_, '_>, named: &Named) -> bool {
    let url = named.url.as_deref().filter(|_| named.marker.is_link());
    url.is_some_and(|url| page.target(url) == Target::External)
}

/// Whether a paragraph begins with a number, as an item of a list does, or with
/// the sign of an admonition.
fn is_numbered(tree: &EventTree<'_, '_>, block: &Range<usize>) -> bool {
    let text = tree.text(tree.inside(block.start));
    if ["!!!", "???", ":::"]
        .iter()
        .any(|sign| text.as_str().starts_with(sign))
    {
        return true;
    }
    let digits = text
        .as_str()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < text.as_str().len() && digits.starts_with(['、', '．', ')', '）', '.'])
}

/// Whether bold words with a colon stand alone over a list of properties.
fn is_over_properties(
    tree: &EventTree<'_, '_>,
    named: &Named,
    next: Option<&Range<usize>>,
) -> bool {
    let Some(list) = next.filter(|next| tree.starts(next.start) == Some(ElementKind::List)) else {
        return false;
    };
    if !matches!(named.marker, Marker::Bold | Marker::BoldLink | Marker::Link) || !named.is_bare() {
        return false;
    }
    let items = tree.children(list.start, &[ElementKind::ListItem]);
    let properties = items.iter().filter(|item| {
        let run = first_paragraph(tree, (*item).clone()).0;
        let text = tree.text(run.clone());
        let key = marked_name(tree, run).map_or_else(
            || {
                text.as_str()
                    .split([':', '：'])
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            },
            |named| named.name.as_str().to_owned(),
        );
        vocabulary::is_property(&key)
    });
    properties.count() * 2 > items.len()
}

/// Where an entry ends: before the next one, at a rule, at the last block.
fn end_of(
    tree: &EventTree<'_, '_>,
    blocks: &[Range<usize>],
    at: usize,
    next: Option<usize>,
) -> usize {
    let last = next.unwrap_or(blocks.len());
    let mut end = blocks[at].end;
    for block in &blocks[at + 1..last] {
        if tree.events[block.start].event == Event::Rule {
            break;
        }
        end = block.end;
    }
    end
}
