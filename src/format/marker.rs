//! Markers: the bold or linked words that an item begins with.

use std::ops::Range;

use super::block::Block;
use super::event::{ElementKind, Event};

/// How the words that an item begins with are set off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Marker {
    Bold,
    Link,
    BoldLink,
    /// Bold that CommonMark leaves as literal asterisks, `**名称：**文字`.
    Asterisks,
}

/// The words that a marker sets off, and their events. Literal asterisks have
/// no end that events could tell: their events are all that follow.
pub(super) struct MarkedWords {
    pub(super) marker: Marker,
    pub(super) events: Range<usize>,
}

impl MarkedWords {
    /// Finds the marker that a run of inline events begins with. Images, tags
    /// and signs without letters may stand before it.
    pub(super) fn find(block: &Block<'_, '_>, run: Range<usize>) -> Option<MarkedWords> {
        let mut at = run.start;
        while at < run.end {
            let event = &block.events[at];
            let after = &block.source.text[event.bytes.start..];
            at = match (&event.event, event.starts()) {
                // The parser may give each asterisk by itself.
                (Event::Text(text), _) if text.starts_with('*') && after.starts_with("**") => {
                    return Some(MarkedWords {
                        marker: Marker::Asterisks,
                        events: at..run.end,
                    });
                }
                (Event::Text(text), _) if text.contains(char::is_alphanumeric) => return None,
                (Event::Text(_) | Event::Hidden | Event::TaskMarker | Event::SoftBreak, _) => {
                    at + 1
                }
                (_, Some(ElementKind::Image | ElementKind::RawInline)) => block.end(at) + 1,
                (_, Some(ElementKind::Link)) if only_images(block, at) => block.end(at) + 1,
                (_, Some(kind @ (ElementKind::Link | ElementKind::Strong))) => {
                    return Some(MarkedWords {
                        marker: marker_of(block, at, kind),
                        events: at..block.end(at) + 1,
                    });
                }
                _ => return None,
            };
        }
        None
    }
}

/// The marker that the link or the bold text at `start` is.
fn marker_of(block: &Block<'_, '_>, start: usize, kind: ElementKind) -> Marker {
    let inner = only_child(block, start).and_then(|child| block.starts(child));
    match (kind, inner) {
        (ElementKind::Link, Some(ElementKind::Strong))
        | (ElementKind::Strong, Some(ElementKind::Link)) => Marker::BoldLink,
        (ElementKind::Link, _) => Marker::Link,
        _ => Marker::Bold,
    }
}

/// The one element inside another, white space and punctuation aside.
fn only_child(block: &Block<'_, '_>, start: usize) -> Option<usize> {
    let mut child = None;
    let mut at = start + 1;
    while at < block.end(start) {
        at = match (&block.events[at].event, block.starts(at)) {
            (_, Some(ElementKind::RawInline)) => return None,
            (_, Some(_)) if child.is_none() => {
                child = Some(at);
                block.end(at) + 1
            }
            (Event::Hidden, _) => at + 1,
            (Event::Text(text), _) if !text.contains(char::is_alphanumeric) => at + 1,
            _ => return None,
        };
    }
    child
}

/// Whether the link at `start` shows nothing but images, such as badges.
fn only_images(block: &Block<'_, '_>, start: usize) -> bool {
    let mut has_images = false;
    let mut at = start + 1;
    while at < block.end(start) {
        at = match (&block.events[at].event, block.starts(at)) {
            (_, Some(ElementKind::Image)) => {
                has_images = true;
                block.end(at) + 1
            }
            (Event::Text(text), _) if text.trim().is_empty() => at + 1,
            (Event::SoftBreak, _) => at + 1,
            _ => return false,
        };
    }
    has_images
}
