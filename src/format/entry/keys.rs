//! The keys of a block: what stands before the colons of a list, a table or lines,
//! or the links of a row.

use std::ops::Range;

use super::list::first_paragraph;
use super::marker::has_words;
use super::name::marked_name;
use crate::format::event::ElementKind;
use crate::format::tree::EventTree;

/// The words of a block that could be keys; `None` for other blocks.
pub(super) fn keys_of(tree: &EventTree<'_, '_>, block: &Range<usize>) -> Option<Vec<String>> {
    match tree.starts(block.start)? {
        ElementKind::List => Some(keys_of_list(tree, block.start)),
        ElementKind::Table => Some(keys_of_table(tree, block.start)),
        ElementKind::Paragraph => Some(keys_of_lines(tree, block.clone())),
        _ => None,
    }
}

fn keys_of_list(tree: &EventTree<'_, '_>, list: usize) -> Vec<String> {
    let items = tree.children(list, &[ElementKind::ListItem]).into_iter();
    items
        .map(|item| key(tree, first_paragraph(tree, item).0))
        .collect()
}

fn keys_of_table(tree: &EventTree<'_, '_>, table: usize) -> Vec<String> {
    let rows = tree.children(table, &[ElementKind::TableRow]).into_iter();
    let cells = rows.filter_map(|row| {
        let cell = tree
            .children(row.start, &[ElementKind::TableCell])
            .into_iter()
            .next()?;
        Some(key(tree, tree.inside(cell.start)))
    });
    cells.collect()
}

/// The keys of lines such as `*Authors:* …`, or of the links in one line.
fn keys_of_lines(tree: &EventTree<'_, '_>, paragraph: Range<usize>) -> Vec<String> {
    let inside = tree.inside(paragraph.start);
    let text = tree.text(inside.clone());
    let lines: Vec<&str> = text.as_str().lines().collect();
    let keyed = |line: &&str| line.split_once([':', '：']).map(|(key, _)| key.to_owned());
    let keys: Vec<String> = lines.iter().filter_map(keyed).collect();
    if keys.len() == lines.len() {
        return keys;
    }
    let links = inside.filter(|&at| tree.link(at).is_some());
    let links: Vec<String> = links
        .map(|at| {
            tree.text_without_images(tree.inside(at))
                .as_str()
                .to_owned()
        })
        .filter(|text| has_words(text))
        .collect();
    // A row of links, not a sentence with some.
    let linked: usize = links.iter().map(String::len).sum();
    match links.len() > 1 && linked * 2 > text.as_str().len() {
        true => links,
        false => Vec::new(),
    }
}

/// The words before a colon, or those that a marker sets off.
fn key(tree: &EventTree<'_, '_>, run: Range<usize>) -> String {
    let marked = marked_name(tree, run.clone());
    marked.map_or_else(
        || {
            let text = tree.text(run);
            let (key, _) = text
                .as_str()
                .split_once([':', '：'])
                .unwrap_or((text.as_str(), ""));
            key.to_owned()
        },
        |named| named.name.as_str().to_owned(),
    )
}
