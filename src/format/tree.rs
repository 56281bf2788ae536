//! The events of a text as a tree.

use std::ops::Range;

use super::event::{Element, ElementKind, Event, SpannedEvent};
use super::source_text::SourceText;
use super::text_writer::TextWriter;
use crate::document::PlainText;

/// Balanced events, and where each element ends. Positions are indices of
/// events; ranges of events hold whole elements.
pub(super) struct EventTree<'a, 's> {
    pub(super) source: &'a SourceText<'s>,
    pub(super) events: &'a [SpannedEvent<'s>],
    ends: Vec<usize>,
}

impl<'a, 's> EventTree<'a, 's> {
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
        EventTree {
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

    /// The elements and events in a range, without what is inside of them.
    pub(super) fn siblings(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut siblings = Vec::new();
        let mut at = range.start;
        while at < range.end {
            siblings.push(at..self.ends[at] + 1);
            at = self.ends[at] + 1;
        }
        siblings
    }

    /// What is inside the element that starts at `start`.
    pub(super) fn inside(&self, start: usize) -> Range<usize> {
        start + 1..self.ends[start].max(start + 1)
    }

    /// The elements of some kinds directly inside the one that starts at `start`.
    pub(super) fn children(&self, start: usize, kinds: &[ElementKind]) -> Vec<Range<usize>> {
        let mut children = self.siblings(self.inside(start));
        children.retain(|child| {
            self.starts(child.start)
                .is_some_and(|kind| kinds.contains(&kind))
        });
        children
    }

    /// The text of the paragraph that ends at an event.
    pub(super) fn text_before(&self, end: usize) -> PlainText {
        let starts = (0..end).rev();
        let mut starts = starts.filter(|&at| self.starts(at) == Some(ElementKind::Paragraph));
        match starts.next() {
            Some(start) => self.text(start + 1..end),
            None => PlainText::default(),
        }
    }

    /// The text of the line of an item that ends with an event.
    pub(super) fn line_before(&self, last: usize) -> PlainText {
        let is_inline = |at: &usize| match &self.events[*at].event {
            Event::Start(element) => element.kind().is_inline(),
            Event::End(kind) => kind.is_inline(),
            Event::Rule | Event::BlockEdge => false,
            _ => true,
        };
        let start = (0..=last).rev().take_while(is_inline).last();
        start.map_or_else(PlainText::default, |start| self.text(start..last + 1))
    }

    /// The visible text of some events on its own.
    pub(super) fn text(&self, range: Range<usize>) -> PlainText {
        TextWriter::text_of(self.source, &self.events[range])
    }

    /// The same without the descriptions of images.
    pub(super) fn text_without_images(&self, range: Range<usize>) -> PlainText {
        let mut writer = TextWriter::default();
        for at in self.without_images(range) {
            writer.write(self.source, &self.events[at]);
        }
        writer.finish().0
    }

    /// The events of a range that are not inside an image.
    pub(super) fn without_images(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let mut image_end = range.start;
        range.filter(move |&at| {
            if self.starts(at) == Some(ElementKind::Image) {
                image_end = self.end(at) + 1;
            }
            at >= image_end
        })
    }

    /// The address of the link that starts at `at`.
    pub(super) fn link(&self, at: usize) -> Option<&str> {
        match &self.events[at].event {
            Event::Start(Element::Link { url, .. }) => Some(url),
            _ => None,
        }
    }

    /// Whether a link that leads to a page by its name stands in some events.
    pub(super) fn has_wiki_link(&self, events: Range<usize>) -> bool {
        let is_wiki_link = |event: &SpannedEvent<'_>| {
            matches!(
                event.event,
                Event::Start(Element::Link {
                    is_wiki_link: true,
                    ..
                })
            )
        };
        self.events[events].iter().any(is_wiki_link)
    }

    /// Whether an element shows nothing but images, as badges do.
    pub(super) fn is_only_images(&self, start: usize) -> bool {
        let inside = self.inside(start);
        let has_image = inside
            .clone()
            .any(|at| self.starts(at) == Some(ElementKind::Image));
        has_image && self.text_without_images(inside).is_empty()
    }
}
