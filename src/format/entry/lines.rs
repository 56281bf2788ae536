//! Lines of one paragraph that are entries: each begins with a linked name, and all
//! are set apart by line breaks.

use std::ops::Range;

use super::address::Target;
use super::found::Entry;
use super::marker::has_words;
use super::name::{Named, marked_name};
use super::page::Page;
use crate::format::event::Event;
use crate::format::tree::EventTree;

/// The entries of the paragraph that starts at `start`. A break that shows has to
/// separate most lines from names; one that does not, all of them.
pub(super) fn find(page: &Page<'_, '_, '_>, start: usize) -> Vec<Entry> {
    let tree = page.tree;
    let lines = |is_break: fn(&Event<'_>) -> bool| -> Vec<Range<usize>> {
        let mut lines = split(tree, tree.inside(start), is_break);
        lines.retain(|line| has_words(tree.text(line.clone()).as_str()));
        lines
    };
    let hard = lines(|event| *event == Event::HardBreak);
    let found = entries(page, start, &hard);
    if found.len() > 1 && found.len() * 3 >= hard.len() * 2 {
        return found;
    }
    let all = lines(|event| matches!(event, Event::HardBreak | Event::SoftBreak));
    let found = entries(page, start, &all);
    match found.len() > 1 && found.len() == all.len() {
        true => found,
        false => Vec::new(),
    }
}

/// The runs of events between breaks.
fn split(
    tree: &EventTree<'_, '_>,
    events: Range<usize>,
    is_break: fn(&Event<'_>) -> bool,
) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut first = events.start;
    for sibling in tree.siblings(events.clone()) {
        if is_break(&tree.events[sibling.start].event) {
            lines.push(first..sibling.start);
            first = sibling.end;
        }
    }
    lines.push(first..events.end);
    lines.retain(|line| !line.is_empty());
    lines
}

fn entries(page: &Page<'_, '_, '_>, group: usize, lines: &[Range<usize>]) -> Vec<Entry> {
    let named = lines.iter().filter_map(|line| {
        let named = marked_name(page.tree, line.clone())?;
        is_entry(page, &named).then_some((line, named))
    });
    let entries = named.map(|(line, named)| Entry {
        events: line.clone(),
        name_url: named.name_url(),
        form: named.form(),
        group,
        name: named.name,
        taken: named.taken,
        url: named.url,
        is_heading: false,
        is_record: false,
    });
    entries.collect()
}

/// Whether a name leads to another site, and text or nothing follows it.
fn is_entry(page: &Page<'_, '_, '_>, named: &Named) -> bool {
    let url = named.url.as_deref().filter(|_| named.marker.is_link());
    let is_elsewhere = url.is_some_and(|url| page.target(url) == Target::External);
    is_elsewhere && (named.is_bare() || named.split.is_some())
}

#[cfg(test)]
mod tests {
    use crate::format::{Markdown, Outline, StructuralRole};

    fn names(source: &str) -> Vec<(usize, String)> {
        let parsed = Outline::read(&Markdown, source).split();
        let documents = parsed.documents.iter();
        let entries = documents.filter(|part| part.role == StructuralRole::Entry);
        let names = entries.map(|part| (part.lines.0, part.name.as_str().to_owned()));
        names.collect()
    }

    #[test]
    fn lines_that_begin_with_a_linked_name_are_entries() {
        let pair =
            |first, second| Vec::from([(first, "One".to_owned()), (second, "Two".to_owned())]);
        for (source, expected) in [
            (
                "<p>\n&nbsp; <a href=\"https://a.example\"><b>One</b></a> - text<br>\n\
                 &nbsp; <a href=\"https://b.example\"><b>Two</b></a> - text<br>\n</p>\n",
                pair(2, 3),
            ),
            (
                "[One](https://a.example) - text  \n[Two](https://b.example) - text\n",
                pair(1, 2),
            ),
            (
                "[One](https://a.example) - text\n[Two](https://b.example)\n",
                pair(1, 2),
            ),
            ("[One](#one) - text  \n[Two](#two) - text\n", Vec::new()),
            (
                "[One](https://a.example) - text\nand a line more\n[Two](https://b.example)\n",
                Vec::new(),
            ),
            (
                "[One](https://a.example) - text  \nand a line more\n",
                Vec::new(),
            ),
        ] {
            assert_eq!(names(source), expected, "{source}");
        }
    }
}
