//! Entries: list items and table rows that begin with a name.
//!
//! Finds the lead of an item, the bold or linked words it begins with, asks the
//! patterns for the name in it, and decides which items of a list count: a list
//! of bare links is a table of contents, not a list of projects.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::html;
use super::pattern::{self, Lead};
use super::text::{Located, Source, TextWriter};
use crate::document::PlainText;

/// Longer leads are sentences that someone set in bold, not names (characters).
const MAX_NAME: usize = 100;

/// A list item or table row found to be a project.
pub(super) struct Entry {
    /// Events from the item's start to its end.
    pub(super) events: Range<usize>,
    pub(super) name: PlainText,
    /// Bytes of the source that are the name and its separator, sorted.
    pub(super) taken: Vec<Range<usize>>,
    /// A description stands behind the name, set off as in one of the patterns.
    /// The others count only in a list most of whose items are so.
    described: bool,
}

/// The projects among the lists and tables of one block, in order. `ends`
/// holds for each starting event the index of its end.
pub(super) fn find_entries(
    source: &Source<'_>,
    events: &[Located<'_>],
    ends: &[usize],
) -> Vec<Entry> {
    // Inner lists first, so that an item knows whether projects stand in it.
    let mut found: Vec<Entry> = Vec::new();
    let mut starts = BTreeSet::new();
    for start in (0..events.len()).rev() {
        let mut candidates = Vec::new();
        let rows =
            match events[start].0 {
                Event::Start(Tag::List(_)) => {
                    let items = children(start, ends);
                    candidates.extend(items.iter().filter_map(|item| {
                        item_entry(source, events, ends, item.clone(), &starts)
                    }));
                    let described = candidates.iter().filter(|entry| entry.described).count();
                    if described * 2 <= items.len() {
                        candidates.retain(|entry| entry.described);
                    }
                    0
                }
                Event::Start(Tag::Table(_)) => {
                    let rows = children(start, ends);
                    candidates.extend(
                        rows.iter()
                            .filter_map(|row| row_entry(source, events, ends, row.clone())),
                    );
                    rows.iter()
                        .filter(|row| matches!(events[row.start].0, Event::Start(Tag::TableRow)))
                        .count()
                }
                _ => continue,
            };
        if rows > 0 && candidates.len() * 2 <= rows {
            continue;
        }
        starts.extend(candidates.iter().map(|entry| entry.events.start));
        found.extend(candidates);
    }
    found.sort_by_key(|entry| entry.events.start);
    // What stands inside a project belongs to it.
    let mut end = 0;
    found.retain(|entry| {
        let outer = entry.events.start >= end;
        if outer {
            end = entry.events.end;
        }
        outer
    });
    found
}

/// The event ranges of the elements directly inside the one that starts at `start`.
fn children(start: usize, ends: &[usize]) -> Vec<Range<usize>> {
    let mut children = Vec::new();
    let mut at = start + 1;
    while at < ends[start] {
        children.push(at..ends[at] + 1);
        at = ends[at] + 1;
    }
    children
}

fn item_entry(
    source: &Source<'_>,
    events: &[Located<'_>],
    ends: &[usize],
    item: Range<usize>,
    inner: &BTreeSet<usize>,
) -> Option<Entry> {
    let (first, rest_of_item) = first_paragraph(events, ends, item.clone());
    let (lead, at) = find_lead(source, events, ends, first.clone())?;
    let (name, rest) = match lead {
        Lead::Asterisks => {
            let text = TextWriter::text_of(source, &events[at.start..first.end]);
            let close = 2 + text.as_str().strip_prefix("**")?.find("**")?;
            (
                text.slice(2..close),
                text.slice(close + 2..text.as_str().len()),
            )
        }
        _ => (
            TextWriter::text_of(source, &events[at.clone()]),
            TextWriter::text_of(source, &events[at.end..first.end]),
        ),
    };
    if !name.as_str().chars().any(char::is_alphanumeric) || name.as_str().chars().count() > MAX_NAME
    {
        return None;
    }
    let spaced_rest = spaced(source, &events[at.end..first.end], &rest);
    let split = pattern::split(lead, name.as_str(), &spaced_rest);
    let shift = spaced_rest.len() - rest.as_str().len();
    let has_projects_inside = || inner.range(item.start + 1..item.end).next().is_some();
    let described = match &split {
        Some(split) => {
            let said = spaced_rest[split.separator.end..]
                .chars()
                .any(char::is_alphanumeric)
                || spaced_rest[..split.separator.start]
                    .chars()
                    .any(char::is_alphanumeric);
            if !said && (rest_of_item.is_empty() || has_projects_inside()) {
                return None;
            }
            true
        }
        None => {
            let bare = rest.is_empty() && lead != Lead::Asterisks;
            let linked = lead == Lead::Link && spaced_rest.starts_with(char::is_whitespace);
            let counts = (bare || linked) && !is_anchor_link(events, at.clone());
            if !counts || has_projects_inside() {
                return None;
            }
            false
        }
    };
    let name_len = split
        .as_ref()
        .map_or(name.as_str().trim_end().len(), |split| split.name);
    let mut taken: Vec<Range<usize>> = name
        .source_range(0..name.as_str().len())
        .into_iter()
        .collect();
    if lead == Lead::Asterisks
        && let Some(name) = taken.first_mut()
    {
        *name = name.start - 2..name.end + 2;
    }
    if let Some(split) = split
        && split.separator.start < split.separator.end
    {
        taken.extend(rest.source_range(split.separator.start - shift..split.separator.end - shift));
    }
    Some(Entry {
        events: item,
        name: trimmed(&name, name_len),
        taken,
        described,
    })
}

/// The text behind a name with the white space that it begins with in the
/// source, which a dash needs before it.
fn spaced(source: &Source<'_>, events: &[Located<'_>], rest: &PlainText) -> String {
    let space = match events.first() {
        Some((Event::Text(_), range))
            if source.text[range.clone()].starts_with(char::is_whitespace) =>
        {
            " "
        }
        Some((Event::SoftBreak, _)) => " ",
        Some((Event::HardBreak, _)) => "\n",
        Some((Event::InlineHtml(tag), _)) if html::tag_name(tag).eq_ignore_ascii_case("br") => "\n",
        _ => "",
    };
    format!("{space}{}", rest.as_str())
}

fn trimmed(name: &PlainText, len: usize) -> PlainText {
    let start = name.as_str().len() - name.as_str().trim_start().len();
    name.slice(start.min(len)..len)
}

/// A row whose first cell is a name, with something in the other cells.
fn row_entry(
    source: &Source<'_>,
    events: &[Located<'_>],
    ends: &[usize],
    row: Range<usize>,
) -> Option<Entry> {
    if !matches!(events[row.start].0, Event::Start(Tag::TableRow)) {
        return None;
    }
    let cells = children(row.start, ends);
    let cell = cells.first()?;
    let (lead, at) = find_lead(source, events, ends, cell.start + 1..cell.end - 1)?;
    let text_of = |range: Range<usize>| TextWriter::text_of(source, &events[range]);
    let name = text_of(at.clone());
    let alone = !text_of(at.end..cell.end - 1)
        .as_str()
        .chars()
        .any(char::is_alphanumeric);
    let described = text_of(cell.end..row.end - 1)
        .as_str()
        .chars()
        .any(char::is_alphanumeric);
    let named = lead != Lead::Asterisks && name.as_str().chars().any(char::is_alphanumeric);
    if !alone || !described || !named || is_anchor_link(events, at) {
        return None;
    }
    let taken = name
        .source_range(0..name.as_str().len())
        .into_iter()
        .collect();
    let len = name.as_str().trim_end_matches([':', '：']).trim_end().len();
    Some(Entry {
        events: row,
        name: trimmed(&name, len),
        taken,
        described,
    })
}

/// The inline events of an item's first paragraph, and what stands behind it.
fn first_paragraph(
    events: &[Located<'_>],
    ends: &[usize],
    item: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let inner = item.start + 1..item.end - 1;
    let mut at = inner.start;
    if at < inner.end && matches!(events[at].0, Event::TaskListMarker(_)) {
        at += 1;
    }
    if let Some((Event::Start(Tag::Paragraph), _)) = events.get(at) {
        return (at + 1..ends[at], ends[at] + 1..inner.end);
    }
    let start = at;
    while at < inner.end {
        match &events[at].0 {
            Event::Start(tag) if is_inline(tag) => at = ends[at] + 1,
            Event::Start(_) | Event::Rule | Event::Html(_) => break,
            _ => at += 1,
        }
    }
    (start..at, at..inner.end)
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// The bold or linked words that a run of inline events begins with. Images,
/// tags and signs without letters may stand before them.
fn find_lead(
    source: &Source<'_>,
    events: &[Located<'_>],
    ends: &[usize],
    run: Range<usize>,
) -> Option<(Lead, Range<usize>)> {
    let mut at = run.start;
    let after = |at: usize| &source.text[events[at].1.start..];
    while at < run.end {
        match &events[at].0 {
            // The parser may give each asterisk by itself.
            Event::Text(text) if text.starts_with('*') && after(at).starts_with("**") => {
                return Some((Lead::Asterisks, at..run.end));
            }
            Event::Text(text) if text.contains(char::is_alphanumeric) => {
                let hidden = TextWriter::text_of(source, &events[at..at + 1]).is_empty();
                if !hidden {
                    return None;
                }
                at += 1;
            }
            Event::Text(_) | Event::TaskListMarker(_) | Event::InlineHtml(_) | Event::SoftBreak => {
                at += 1
            }
            Event::Start(Tag::Image { .. }) => at = ends[at] + 1,
            Event::Start(Tag::Link { .. }) if only_images(events, ends, at) => at = ends[at] + 1,
            Event::Start(Tag::Link { .. }) => {
                let bold = only_child(events, ends, at)
                    .is_some_and(|inner| matches!(events[inner].0, Event::Start(Tag::Strong)));
                return Some((
                    if bold { Lead::BoldLink } else { Lead::Link },
                    at..ends[at] + 1,
                ));
            }
            Event::Start(Tag::Strong) => {
                let link = only_child(events, ends, at)
                    .is_some_and(|inner| matches!(events[inner].0, Event::Start(Tag::Link { .. })));
                return Some((
                    if link { Lead::BoldLink } else { Lead::Bold },
                    at..ends[at] + 1,
                ));
            }
            _ => return None,
        }
    }
    None
}

/// The one element inside another, white space and closing punctuation aside.
fn only_child(events: &[Located<'_>], ends: &[usize], start: usize) -> Option<usize> {
    let mut child = None;
    let mut at = start + 1;
    while at < ends[start] {
        match &events[at].0 {
            Event::Start(_) if child.is_none() => {
                child = Some(at);
                at = ends[at] + 1;
            }
            Event::Text(text) if !text.contains(char::is_alphanumeric) => at += 1,
            _ => return None,
        }
    }
    child
}

fn only_images(events: &[Located<'_>], ends: &[usize], link: usize) -> bool {
    let mut at = link + 1;
    let mut images = false;
    while at < ends[link] {
        match &events[at].0 {
            Event::Start(Tag::Image { .. }) => {
                images = true;
                at = ends[at] + 1;
            }
            Event::Text(text) if text.trim().is_empty() => at += 1,
            Event::SoftBreak => at += 1,
            _ => return false,
        }
    }
    images
}

/// A link into the page itself, as tables of contents have them.
fn is_anchor_link(events: &[Located<'_>], lead: Range<usize>) -> bool {
    events[lead].iter().any(|(event, _)| matches!(event, Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with('#')))
}
