//! Makes a tree of events whose raw tags need not be balanced.
//!
//! Elements of the markup are balanced by themselves. Tags of raw markup are
//! not: a tag may be closed in another block, by another tag, or never. Pairs
//! within the same element become elements, what is left becomes an edge. Knows
//! which elements HTML closes by itself, and nothing else of it.

use super::event::{ElementKind, Event, SpannedEvent};

/// An open element.
struct Open {
    /// Its place among the events written.
    at: usize,
    kind: ElementKind,
    /// It comes from a tag.
    is_tag: bool,
}

/// Balances the events of a whole text.
pub(super) fn balance<'s>(events: Vec<SpannedEvent<'s>>) -> Vec<SpannedEvent<'s>> {
    let mut balancer = Balancer {
        written: Vec::with_capacity(events.len()),
        open: Vec::new(),
    };
    for event in events {
        balancer.add(event);
    }
    balancer.close_to(0, 0);
    balancer.written
}

struct Balancer<'s> {
    written: Vec<SpannedEvent<'s>>,
    open: Vec<Open>,
}

impl<'s> Balancer<'s> {
    fn add(&mut self, event: SpannedEvent<'s>) {
        let SpannedEvent { event, bytes } = event;
        match event {
            Event::OpenTag(element) => {
                let kind = element.kind();
                self.close_implied(kind, bytes.start);
                self.push_open(kind, true);
                self.written
                    .push(SpannedEvent::new(Event::Start(element), bytes));
            }
            Event::CloseTag(kind) => match self.matching_tag(kind) {
                Some(depth) => {
                    self.close_to(depth + 1, bytes.start);
                    self.open.pop();
                    self.written
                        .push(SpannedEvent::new(Event::End(kind), bytes));
                }
                None => self.push_edge(kind, bytes.start),
            },
            Event::Start(element) => {
                let kind = element.kind();
                if !kind.is_inline() {
                    self.close_implied(kind, bytes.start);
                }
                self.push_open(kind, false);
                self.written
                    .push(SpannedEvent::new(Event::Start(element), bytes));
            }
            Event::End(kind) => {
                let depth = self.open.iter().rposition(|open| !open.is_tag);
                self.close_to(depth.map_or(0, |depth| depth + 1), bytes.start);
                self.open.pop();
                self.written
                    .push(SpannedEvent::new(Event::End(kind), bytes));
            }
            event => self.written.push(SpannedEvent::new(event, bytes)),
        }
    }

    fn push_open(&mut self, kind: ElementKind, is_tag: bool) {
        let at = self.written.len();
        self.open.push(Open { at, kind, is_tag });
    }

    /// The open tag that a closing tag closes: none beyond the markup's own
    /// element.
    fn matching_tag(&self, kind: ElementKind) -> Option<usize> {
        let own = self.open.iter().rposition(|open| !open.is_tag);
        let tags = own.map_or(0, |own| own + 1)..self.open.len();
        tags.rev().find(|&depth| self.open[depth].kind == kind)
    }

    /// Closes what an element of this kind closes by starting.
    fn close_implied(&mut self, next: ElementKind, at: usize) {
        while let Some(last) = self.open.last()
            && last.is_tag
            && is_closed_by(last.kind, next)
        {
            self.close_to(self.open.len() - 1, at);
        }
    }

    /// Closes the tags above a depth. A line's own elements and those that HTML
    /// lets open end here; of the others nobody knows where they end.
    fn close_to(&mut self, depth: usize, at: usize) {
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else {
                return;
            };
            if open.kind.is_inline() || has_optional_end(open.kind) {
                let end = Event::End(open.kind);
                self.written.push(SpannedEvent::new(end, at..at));
            } else {
                self.written[open.at].event = Event::BlockEdge;
            }
        }
    }

    fn push_edge(&mut self, kind: ElementKind, at: usize) {
        if !kind.is_inline() {
            self.written
                .push(SpannedEvent::new(Event::BlockEdge, at..at));
        }
    }
}

/// Whether HTML ends an open element where another starts.
fn is_closed_by(open: ElementKind, next: ElementKind) -> bool {
    match open {
        ElementKind::Paragraph => !next.is_inline(),
        ElementKind::ListItem => next == ElementKind::ListItem,
        ElementKind::TableCell => {
            matches!(next, ElementKind::TableCell | ElementKind::TableRow)
        }
        ElementKind::TableRow => next == ElementKind::TableRow,
        // A link holds no other link.
        ElementKind::Link => next == ElementKind::Link || !next.is_inline(),
        _ => false,
    }
}

/// Whether HTML lets the end tag of an element be left out.
fn has_optional_end(kind: ElementKind) -> bool {
    matches!(
        kind,
        ElementKind::Paragraph
            | ElementKind::ListItem
            | ElementKind::TableRow
            | ElementKind::TableCell
    )
}
