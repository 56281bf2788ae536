//! Collects the events of a block, and cuts out the text that MDX hides.
//!
//! Cut text is replaced by [`Event::Hidden`] with its bytes.

use std::borrow::Cow;
use std::ops::Range;
use std::slice;

use pulldown_cmark::Event as RawEvent;

use super::mdx::HiddenBytes;
use crate::format::event::{Event, SpannedEvent};
use crate::format::ranges::{overlaps, subtract};
use crate::format::source_text::SourceText;

/// An event of pulldown-cmark with its byte range in the source.
pub(super) type SpannedRaw<'s> = (RawEvent<'s>, Range<usize>);

/// The events of one block at a time; the hidden bytes of all blocks so far.
pub(super) struct EventWriter<'a, 's> {
    pub(super) source: &'a SourceText<'s>,
    /// In bytes of the whole source.
    pub(super) hidden: HiddenBytes,
    /// The events of the latest block, in source order.
    pub(super) events: Vec<SpannedEvent<'s>>,
}

impl<'a, 's> EventWriter<'a, 's> {
    pub(super) fn new(source: &'a SourceText<'s>) -> Self {
        EventWriter {
            source,
            hidden: HiddenBytes::default(),
            events: Vec::new(),
        }
    }

    /// Hides bytes whose events were collected already, such as the anchor at the
    /// end of a heading, which is known only after its text.
    pub(super) fn hide_written(&mut self, bytes: Range<usize>) {
        self.hidden.insert(bytes.clone());
        let hidden = slice::from_ref(&bytes);
        for event in std::mem::take(&mut self.events) {
            push_visible(&mut self.events, self.source.text, event, hidden);
        }
    }

    /// Adds an event that has no text.
    pub(super) fn push(&mut self, event: Event<'s>, bytes: Range<usize>) {
        self.events.push(SpannedEvent::new(event, bytes));
    }

    /// Adds text or code without the parts that MDX hides.
    pub(super) fn push_text(&mut self, event: Event<'s>, bytes: Range<usize>) {
        let event = SpannedEvent::new(event, bytes);
        push_visible(
            &mut self.events,
            self.source.text,
            event,
            &self.hidden.ranges,
        );
    }
}

/// Adds an event. Text and code lose what is in `hidden`, which is sorted; if their
/// text differs from the source (a decoded entity), they are hidden whole.
fn push_visible<'s>(
    events: &mut Vec<SpannedEvent<'s>>,
    source: &'s str,
    event: SpannedEvent<'s>,
    hidden: &[Range<usize>],
) {
    let bytes = event.bytes.clone();
    let (text, part): (_, fn(Cow<'s, str>) -> Event<'s>) = match &event.event {
        Event::Text(text) => (text, Event::Text),
        Event::Code(code) => (code, Event::Code),
        _ => return events.push(event),
    };
    if !overlaps(&bytes, hidden) {
        return events.push(event);
    }
    if source.get(bytes.clone()) != Some(text) {
        // Offsets in such text do not map to bytes of the source.
        return events.push(SpannedEvent::new(Event::Hidden, bytes));
    }
    let mut at = bytes.start;
    for visible in subtract(bytes.clone(), hidden) {
        if at < visible.start {
            events.push(SpannedEvent::new(Event::Hidden, at..visible.start));
        }
        at = visible.end;
        let text = Cow::Borrowed(&source[visible.clone()]);
        events.push(SpannedEvent::new(part(text), visible));
    }
    if at < bytes.end {
        events.push(SpannedEvent::new(Event::Hidden, at..bytes.end));
    }
}
