//! A top-level block of a text, as the parts of this module look at it.

use std::ops::Range;

use super::event::{ElementKind, Event, SpannedEvent};
use super::source_text::SourceText;
use super::text_writer::TextWriter;
use crate::document::PlainText;

/// The events of a block, and where each of its elements ends. Positions are
/// indices of events.
pub(super) struct Block<'a, 's> {
    pub(super) source: &'a SourceText<'s>,
    pub(super) events: &'a [SpannedEvent<'s>],
    ends: Vec<usize>,
}

impl<'a, 's> Block<'a, 's> {
    pub(super) fn new(source: &'a SourceText<'s>, events: &'a [SpannedEvent<'s>]) -> Self {
        let mut ends: Vec<usize> = (0..events.len()).collect();
        let mut open = Vec::new();
        for (at, event) in events.iter().enumerate() {
            match event.event {
                Event::Start(_) => open.push(at),
                Event::End(_) => {
                    if let Some(start) = open.pop() {
                        ends[start] = at;
                    }
                }
                _ => {}
            }
        }
        Block {
            source,
            events,
            ends,
        }
    }

    /// The event that ends the element started at `start`; for any other
    /// event, the event itself.
    pub(super) fn end(&self, start: usize) -> usize {
        self.ends[start]
    }

    /// The kind of the element that starts at `at`.
    pub(super) fn starts(&self, at: usize) -> Option<ElementKind> {
        self.events[at].starts()
    }

    /// The elements directly inside the one that starts at `start`.
    pub(super) fn children(&self, start: usize) -> Vec<Range<usize>> {
        let mut children = Vec::new();
        let mut at = start + 1;
        while at < self.ends[start] {
            children.push(at..self.ends[at] + 1);
            at = self.ends[at] + 1;
        }
        children
    }

    /// The visible text of some events on its own.
    pub(super) fn text(&self, range: Range<usize>) -> PlainText {
        TextWriter::text_of(self.source, &self.events[range])
    }
}
