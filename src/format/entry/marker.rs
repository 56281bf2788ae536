//! The marker that a line begins with: bold, a link, code font.
//!
//! Signs, numbers, badges and emoji may stand before it.

use std::ops::Range;

use super::plain;
use crate::format::event::{ElementKind, Event};
use crate::format::tree::EventTree;

/// How the words that a line begins with are set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Bold,
    Link,
    BoldLink,
    Code,
    Italic,
    /// Bold that CommonMark leaves as literal asterisks, `**名称：**文字`.
    Asterisks,
    /// Quotation marks.
    Quoted,
    /// Nothing but the pattern behind it sets it off.
    Plain,
    /// The heading of an item.
    Heading,
    /// The last part of an address in the text.
    Address,
}

impl Marker {
    /// Whether the name leads somewhere.
    pub(super) fn is_link(self) -> bool {
        matches!(self, Marker::Link | Marker::BoldLink)
    }
}

/// The marker that a run begins with, and the events of the words that it sets
/// off. Literal asterisks have no end that events could tell.
pub(super) fn find_marker(
    tree: &EventTree<'_, '_>,
    run: Range<usize>,
) -> Option<(Marker, Range<usize>)> {
    find_marker_within(tree, run, MAX_EMPHASIS)
}

/// The maximum nesting of emphasis that a name is looked for in.
const MAX_EMPHASIS: usize = 4;

fn find_marker_within(
    tree: &EventTree<'_, '_>,
    run: Range<usize>,
    depth: usize,
) -> Option<(Marker, Range<usize>)> {
    let run = skip_decoration(tree, run);
    let at = run.start;
    if at >= run.end {
        return None;
    }
    if let Event::Text(text) = &tree.events[at].event {
        // The parser may give each asterisk by itself.
        let source = &tree.source.text[tree.events[at].bytes.start..];
        let is_bold = text.starts_with('*') && source.starts_with("**");
        return is_bold.then_some((Marker::Asterisks, at..run.end));
    }
    if matches!(tree.events[at].event, Event::Code(_)) {
        return Some((Marker::Code, at..at + 1));
    }
    let events = at..tree.end(at) + 1;
    match tree.starts(at)? {
        ElementKind::Link => {
            let bold = only_element(tree, at, &[ElementKind::Strong]).is_some()
                || begins_with(tree, at, ElementKind::Strong);
            Some((if bold { Marker::BoldLink } else { Marker::Link }, events))
        }
        ElementKind::Strong => {
            let link = only_element(tree, at, &[ElementKind::Link]).is_some();
            Some((if link { Marker::BoldLink } else { Marker::Bold }, events))
        }
        ElementKind::CodeSpan => Some((Marker::Code, events)),
        ElementKind::Emphasis => {
            // What is struck out or leaning is looked into: a marked name may
            // stand at its beginning.
            if depth == 0 {
                return None;
            }
            match find_marker_within(tree, tree.inside(at), depth - 1) {
                Some((marker, inner)) if marker != Marker::Asterisks => Some((marker, inner)),
                _ => Some((Marker::Italic, events)),
            }
        }
        _ => None,
    }
}

/// Whether an element begins with another, its images and signs aside.
fn begins_with(tree: &EventTree<'_, '_>, start: usize, kind: ElementKind) -> bool {
    let inside = skip_decoration(tree, tree.inside(start));
    inside.start < inside.end && tree.starts(inside.start) == Some(kind)
}

/// The one element of some kinds inside another, signs and images aside.
fn only_element(tree: &EventTree<'_, '_>, start: usize, kinds: &[ElementKind]) -> Option<usize> {
    let mut found = None;
    for sibling in tree.siblings(tree.inside(start)) {
        match (
            &tree.events[sibling.start].event,
            tree.starts(sibling.start),
        ) {
            (_, Some(ElementKind::Image)) => {}
            (_, Some(kind)) if kinds.contains(&kind) && found.is_none() => {
                found = Some(sibling.start);
            }
            (Event::Text(text), _) if !has_words(text) => {}
            (Event::Hidden | Event::SoftBreak, _) => {}
            _ => return None,
        }
    }
    found
}

/// A run without what may stand before a name: images, badges, check boxes,
/// signs, emoji by name, and numbers.
pub(super) fn skip_decoration(tree: &EventTree<'_, '_>, run: Range<usize>) -> Range<usize> {
    let mut at = run.start;
    while at < run.end {
        let source = &tree.source.text[tree.events[at].bytes.start..];
        let skips = match (&tree.events[at].event, tree.starts(at)) {
            (Event::Text(text), _) if text.starts_with('*') && source.starts_with("**") => false,
            (Event::Text(text), _) => plain::is_decoration(text),
            (
                Event::Hidden
                | Event::TaskMarker
                | Event::SoftBreak
                | Event::HardBreak
                | Event::BlockEdge
                | Event::Unsearched,
                _,
            ) => true,
            (_, Some(ElementKind::Image)) => true,
            (_, Some(ElementKind::Link)) => tree.is_only_images(at),
            (_, Some(ElementKind::Emphasis | ElementKind::Strong)) => {
                !has_words(tree.text(tree.inside(at)).as_str())
            }
            _ => false,
        };
        if !skips {
            break;
        }
        at = tree.end(at) + 1;
    }
    at..run.end
}

pub(super) fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}
