//! Events to plain text with its source map and its links.
//!
//! Names, bodies and the text that patterns look at all come from here, so
//! that a pattern sees what the document will contain.

use std::ops::Range;

use super::event::{Element, ElementKind, Event, SpannedEvent};
use super::ranges::{overlaps, subtract};
use super::source_text::SourceText;
use crate::document::{Link, PlainText, one_line};

/// What stands between two pieces of text that markup keeps apart, the weaker
/// first. Of several in a row the strongest is written.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Separator {
    /// The mark of a note begins, a word of its own behind a word.
    Note,
    /// A picture or the edge of two links, which end a word that touches them.
    Word,
    Space,
    Cell,
    Line,
}

/// Letters of a word behind which digits above the line are the mark of a note, not a
/// power: `термин<sup>1</sup>` but `км<sup>2</sup>`.
const MIN_NOTED_LEN: usize = 3;

/// Collects the visible text of events.
#[derive(Default)]
pub(super) struct TextWriter {
    text: PlainText,
    links: Vec<Link>,
    separator: Option<Separator>,
    /// Links do not nest: the next one closes it.
    open_link: Option<Link>,
    /// A link ended, and no text followed.
    is_after_link: bool,
    code_block: bool,
    /// Bytes whose text belongs elsewhere, such as to the document's name; sorted.
    taken: Vec<Range<usize>>,
}

impl TextWriter {
    /// A writer that leaves out the text of some bytes, but not their links.
    /// The ranges are sorted.
    pub(super) fn without(taken: Vec<Range<usize>>) -> Self {
        TextWriter {
            taken,
            ..TextWriter::default()
        }
    }

    /// Leaves out `bytes` too, which stand behind all that is left out already.
    pub(super) fn leave_out(&mut self, bytes: Range<usize>) {
        self.taken.push(bytes);
    }

    /// The text of some events on its own.
    pub(super) fn text_of(source: &SourceText<'_>, events: &[SpannedEvent<'_>]) -> PlainText {
        let mut writer = TextWriter::default();
        for event in events {
            writer.write(source, event);
        }
        writer.finish().0
    }

    /// The text, trimmed, and the links in the order of the text.
    pub(super) fn finish(mut self) -> (PlainText, Vec<Link>) {
        self.close_link();
        let end = self.text.as_str().trim_end().len();
        self.text.truncate(end);
        (self.text, self.links)
    }

    pub(super) fn write(&mut self, source: &SourceText<'_>, event: &SpannedEvent<'_>) {
        let bytes = &event.bytes;
        match &event.event {
            Event::Text(text) => self.push(source, text, bytes.clone(), self.code_block),
            Event::Code(code) => self.push(source, code, bytes.clone(), true),
            Event::Start(element) => {
                match element {
                    Element::Link { url, .. } => {
                        if self.is_after_link {
                            self.separate(Separator::Word);
                        }
                        self.open_link(url.to_string(), source.lines.line(bytes.start));
                    }
                    Element::Plain(ElementKind::CodeBlock) => self.code_block = true,
                    _ => {}
                }
                self.separate_at(element.kind());
            }
            Event::End(kind) => {
                match kind {
                    ElementKind::Link => {
                        self.close_link();
                        self.is_after_link = true;
                    }
                    ElementKind::CodeBlock => self.code_block = false,
                    _ => {}
                }
                self.separate_at(*kind);
            }
            Event::SoftBreak => self.separate(Separator::Space),
            Event::HardBreak | Event::BlockEdge | Event::Rule => self.separate(Separator::Line),
            Event::Hidden
            | Event::TaskMarker
            | Event::Unsearched
            | Event::OpenTag(_)
            | Event::CloseTag(_) => {}
        }
    }

    /// Keeps apart what stands on both sides of an element's edge.
    fn separate_at(&mut self, edge: ElementKind) {
        match edge {
            ElementKind::TableCell => self.separate(Separator::Cell),
            ElementKind::Image => self.separate(Separator::Word),
            ElementKind::Superscript => self.separate(Separator::Note),
            kind if kind.is_inline() => {}
            _ => self.separate(Separator::Line),
        }
    }

    fn open_link(&mut self, url: String, line: usize) {
        self.close_link();
        let text = String::new();
        self.open_link = Some(Link { text, url, line });
    }

    fn close_link(&mut self) {
        if let Some(mut link) = self.open_link.take() {
            link.text = one_line(&link.text);
            self.links.push(link);
        }
    }

    fn separate(&mut self, separator: Separator) {
        if self.separator.is_none_or(|pending| pending < separator) {
            self.separator = Some(separator);
        }
    }

    /// Adds text that stands for `bytes`, less what is taken.
    fn push(&mut self, source: &SourceText<'_>, text: &str, bytes: Range<usize>, code: bool) {
        if let Some(link) = &mut self.open_link {
            link.text.push_str(text);
        }
        let verbatim = source.text.get(bytes.clone()) == Some(text);
        let taken = overlaps(&bytes, &self.taken);
        match (verbatim, taken) {
            (true, false) => self.append(text, bytes, true, code),
            (true, true) => self.push_rest(source, bytes, code),
            (false, false) => self.push_decoded(source, text, bytes, code),
            // Text that is written otherwise is taken as a whole.
            (false, true) => {}
        }
    }

    /// Adds what is not taken of a verbatim text.
    fn push_rest(&mut self, source: &SourceText<'_>, bytes: Range<usize>, code: bool) {
        let (mut at, end) = (bytes.start, bytes.end);
        for own in subtract(bytes, &self.taken) {
            if at < own.start {
                self.separate(Separator::Space);
            }
            at = own.end;
            self.append(&source.text[own.clone()], own, true, code);
        }
        if at < end {
            self.separate(Separator::Space);
        }
    }

    /// Adds text that is not its source, such as a character reference. White
    /// space stands apart, so that it can be folded with its bytes.
    fn push_decoded(
        &mut self,
        source: &SourceText<'_>,
        text: &str,
        bytes: Range<usize>,
        code: bool,
    ) {
        let (outer, inner) = (&source.text[bytes.clone()], text.trim());
        let (start, end) = match outer.trim() {
            "" => (bytes.start, bytes.end),
            trimmed => {
                let start = bytes.end - outer.trim_start().len();
                (start, start + trimmed.len())
            }
        };
        let (head, inner, tail) = match inner {
            "" => ("", text, ""),
            _ => {
                let (head, tail) = text.split_once(inner).unwrap_or_default();
                (head, inner, tail)
            }
        };
        for (text, bytes) in [
            (head, bytes.start..start),
            (inner, start..end),
            (tail, end..bytes.end),
        ] {
            let verbatim = same_but_breaks(source.text.get(bytes.clone()), text);
            self.append(text, bytes, verbatim, code);
        }
    }

    fn append(&mut self, text: &str, mut source: Range<usize>, verbatim: bool, code: bool) {
        let mut text = text;
        self.is_after_link &= text.is_empty();
        self.settle_separator(text);
        if self.separator.is_some() || self.text.is_empty() {
            let trimmed =
                text.trim_start_matches(|c: char| c.is_whitespace() && !code || c == '\n');
            if verbatim {
                source.start += text.len() - trimmed.len();
            }
            text = trimmed;
        }
        if text.is_empty() {
            return;
        }
        if let Some(separator) = self.separator.take() {
            self.write_separator(separator);
        }
        match verbatim {
            true => self.text.push_verbatim(text, source.start, code),
            false => self.text.push_decoded(text, source, code),
        }
    }

    /// Makes a space of a weak separator if it parts two words, and else drops it.
    fn settle_separator(&mut self, next: &str) {
        let written = self.text.as_str();
        let is_parted = match self.separator {
            Some(Separator::Note) => {
                let letters = written.chars().rev().take_while(|c| c.is_alphabetic());
                let is_noted = letters.take(MIN_NOTED_LEN).count() == MIN_NOTED_LEN;
                is_noted && next.chars().all(|c| c.is_numeric() || c == ',')
            }
            Some(Separator::Word) => {
                written.ends_with(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric)
            }
            _ => return,
        };
        self.separator = is_parted.then_some(Separator::Space);
    }

    /// Separates what is to come from the text so far, if there is any.
    fn write_separator(&mut self, separator: Separator) {
        let end = self.text.as_str().trim_end().len();
        self.text.truncate(end);
        if end > 0 {
            self.text.push_unmapped(match separator {
                Separator::Note | Separator::Word | Separator::Space => " ",
                Separator::Cell => " · ",
                Separator::Line => "\n",
            });
        }
    }
}

/// Whether a text is its source but for line breaks that became spaces.
pub(super) fn same_but_breaks(source: Option<&str>, text: &str) -> bool {
    let folded = |c: char| if matches!(c, '\r' | '\n') { ' ' } else { c };
    source.is_some_and(|source| source.chars().map(folded).eq(text.chars().map(folded)))
}
