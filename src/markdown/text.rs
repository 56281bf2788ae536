//! From parser events to plain text with its map and its links.
//!
//! One writer serves names, bodies and the entry patterns, so that what a
//! pattern saw is what a document gets.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::html::{self, Piece};
use super::lines::LineIndex;
use crate::document::{Link, PlainText, one_line};

/// An event and the bytes of the file that it stands for.
pub(super) type Located<'s> = (Event<'s>, Range<usize>);

/// What one file's writers share.
pub(super) struct Source<'s> {
    pub(super) text: &'s str,
    pub(super) lines: LineIndex,
    /// Bytes that no reader sees, sorted.
    pub(super) hidden: Vec<Range<usize>>,
}

/// The separations that markup stands for, the weaker first.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Gap {
    Space,
    Cell,
    Line,
}

/// Collects the visible text of events.
#[derive(Default)]
pub(super) struct TextWriter {
    text: PlainText,
    links: Vec<Link>,
    gap: Option<Gap>,
    /// The link being read and whether a tag opened it. Links do not nest: the
    /// next one closes it.
    open_link: Option<(Link, bool)>,
    code_block: bool,
    html: Option<(String, Vec<(usize, usize)>)>,
    /// Bytes whose text another part of the document took (its name), sorted.
    taken: Vec<Range<usize>>,
}

impl TextWriter {
    /// Leaves the text of these bytes out; their links are still collected.
    pub(super) fn without(taken: Vec<Range<usize>>) -> Self {
        TextWriter {
            taken,
            ..TextWriter::default()
        }
    }

    /// Leaves these bytes out too; they stand behind all that was left out before.
    pub(super) fn leave_out(&mut self, bytes: Range<usize>) {
        self.taken.push(bytes);
    }

    /// The text of a run of events on its own.
    pub(super) fn text_of(source: &Source<'_>, events: &[Located<'_>]) -> PlainText {
        let mut writer = TextWriter::default();
        for (event, range) in events {
            writer.write(source, event, range);
        }
        writer.finish().0
    }

    /// The text, trimmed, and the links.
    pub(super) fn finish(mut self) -> (PlainText, Vec<Link>) {
        self.close_link();
        let end = self.text.as_str().trim_end().len();
        self.text.truncate(end);
        (self.text, self.links)
    }

    pub(super) fn write(&mut self, source: &Source<'_>, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Text(text) => self.push(source, text, range.clone(), self.code_block),
            Event::Code(code) => {
                // The range holds the backticks too.
                self.push(source, code, code_range(source.text, range, code), true);
            }
            Event::SoftBreak => self.separate(Gap::Space),
            Event::HardBreak | Event::Rule => self.separate(Gap::Line),
            Event::Html(text) => {
                let (buffer, origins) = self.html.get_or_insert_default();
                origins.push((buffer.len(), range.start));
                buffer.push_str(text);
            }
            Event::InlineHtml(text) => self.push_html(source, text, &[(0, range.start)], true),
            Event::Start(tag) => self.start(source, tag, range),
            Event::End(tag) => self.end(source, tag),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, source: &Source<'_>, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Link { dest_url, .. } => {
                self.open_link(dest_url.to_string(), source.lines.line(range.start), false)
            }
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript => {}
            Tag::TableCell => self.separate(Gap::Cell),
            Tag::CodeBlock(_) => {
                self.separate(Gap::Line);
                self.code_block = true;
            }
            _ => self.separate(Gap::Line),
        }
    }

    fn end(&mut self, source: &Source<'_>, tag: &TagEnd) {
        match tag {
            TagEnd::Link => self.close_link(),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            TagEnd::TableCell => self.separate(Gap::Cell),
            TagEnd::CodeBlock => {
                self.code_block = false;
                self.separate(Gap::Line);
            }
            TagEnd::HtmlBlock => {
                if let Some((html, origins)) = self.html.take() {
                    self.push_html(source, &html, &origins, false);
                }
                self.separate(Gap::Line);
            }
            _ => self.separate(Gap::Line),
        }
    }

    /// Text and tags of an HTML fragment; `origins` pairs byte offsets in it
    /// with those in the file, one for each line.
    fn push_html(
        &mut self,
        source: &Source<'_>,
        html: &str,
        origins: &[(usize, usize)],
        inline: bool,
    ) {
        let locate = |at: usize| {
            let (from, origin) = origins[origins.partition_point(|&(start, _)| start <= at) - 1];
            origin + (at - from)
        };
        for piece in html::pieces(html) {
            match piece {
                Piece::Text(range) => {
                    let mut at = range.start;
                    // A line break may be two bytes in the file and one here.
                    for line in html[range].split_inclusive('\n') {
                        let text = line.trim_end_matches('\n');
                        self.push_html_text(source, text, locate(at));
                        let line_break = at + text.len();
                        self.push_html_text(source, &line[text.len()..], locate(line_break));
                        at += line.len();
                    }
                }
                Piece::Tag(range) => {
                    self.push_tag(source, &html[range.clone()], locate(range.start), inline)
                }
            }
        }
    }

    /// Text with entities: each is decoded by itself so that the rest stays verbatim.
    fn push_html_text(&mut self, source: &Source<'_>, text: &str, origin: usize) {
        let mut at = 0;
        while at < text.len() {
            let entity = text[at..].find('&').map(|found| at + found);
            let plain_end = entity.unwrap_or(text.len());
            self.push(
                source,
                &text[at..plain_end],
                origin + at..origin + plain_end,
                false,
            );
            at = plain_end;
            if entity.is_some() {
                let len = text[at..]
                    .bytes()
                    .take(40)
                    .position(|b| b == b';')
                    .map_or(1, |semicolon| semicolon + 1);
                let decoded = html_escape::decode_html_entities(&text[at..at + len]).into_owned();
                self.push(source, &decoded, origin + at..origin + at + len, false);
                at += len;
            }
        }
    }

    fn push_tag(&mut self, source: &Source<'_>, tag: &str, origin: usize, inline: bool) {
        let name = html::tag_name(tag);
        if name.eq_ignore_ascii_case("a") {
            if tag.starts_with("</") {
                // `<a name="x"></a>` may stand inside a Markdown link.
                if self.open_link.as_ref().is_some_and(|(_, tag)| *tag) {
                    self.close_link();
                }
            } else if let Some(url) = html::attribute(tag, "href") {
                let url = html_escape::decode_html_entities(&tag[url]).into_owned();
                self.open_link(url, source.lines.line(origin), true);
            }
        } else if name.eq_ignore_ascii_case("img") {
            if let Some(alt) = html::attribute(tag, "alt") {
                self.push_html_text(source, &tag[alt.clone()], origin + alt.start);
            }
        } else if !html::is_phrasing(name) && (!inline || !name.starts_with(char::is_uppercase)) {
            // A component in a line of text is most likely a part of it.
            self.separate(Gap::Line);
        }
    }

    fn open_link(&mut self, url: String, line: usize, tag: bool) {
        self.close_link();
        let text = String::new();
        self.open_link = Some((Link { text, url, line }, tag));
    }

    fn close_link(&mut self) {
        if let Some((mut link, _)) = self.open_link.take() {
            link.text = one_line(&link.text);
            self.links.push(link);
        }
    }

    fn separate(&mut self, gap: Gap) {
        if self.gap.is_none_or(|pending| pending < gap) {
            self.gap = Some(gap);
        }
    }

    /// Adds text that stands for the bytes `at`, less what is hidden or taken.
    fn push(&mut self, source: &Source<'_>, text: &str, at: Range<usize>, code: bool) {
        if source.text.get(at.clone()) == Some(text) {
            for seen in subtract(at.clone(), &source.hidden) {
                if let Some((link, _)) = &mut self.open_link {
                    link.text.push_str(&source.text[seen.clone()]);
                }
                let end = seen.end;
                let own = subtract(seen.clone(), &self.taken);
                let mut at = seen.start;
                for own in own {
                    if at < own.start {
                        self.separate(Gap::Space);
                    }
                    at = own.end;
                    self.append(&source.text[own.clone()], own, code);
                }
                if at < end {
                    self.separate(Gap::Space);
                }
            }
        } else if !overlaps(&at, &source.hidden) {
            if let Some((link, _)) = &mut self.open_link {
                link.text.push_str(text);
            }
            if !overlaps(&at, &self.taken) {
                // White space apart, so that it can be folded with its bytes.
                let (outer, inner) = (&source.text[at.clone()], text.trim());
                let (start, end) = match outer.trim() {
                    "" => (at.start, at.end),
                    trimmed => {
                        let start = at.end - outer.trim_start().len();
                        (start, start + trimmed.len())
                    }
                };
                let (head, tail) = match inner {
                    "" => ("", ""),
                    _ => text.split_once(inner).unwrap_or_default(),
                };
                let inner = if inner.is_empty() { text } else { inner };
                self.append(head, at.start..start, code);
                self.append(inner, unlike(source.text, start..end, inner), code);
                self.append(tail, end..at.end, code);
            }
        }
    }

    fn append(&mut self, text: &str, source: Range<usize>, code: bool) {
        if text.is_empty() {
            return;
        }
        let mut text = text;
        let mut source = source;
        if self.gap.is_some() || self.text.is_empty() {
            let trimmed =
                text.trim_start_matches(|c: char| c.is_whitespace() && !code || c == '\n');
            if source.len() == text.len() {
                source.start += text.len() - trimmed.len();
            }
            text = trimmed;
            if text.is_empty() {
                return;
            }
            if let Some(gap) = self.gap.take() {
                let end = self.text.as_str().trim_end().len();
                self.text.truncate(end);
                match gap {
                    _ if end == 0 => {}
                    Gap::Space => self.text.push_unmapped(" "),
                    Gap::Cell => self.text.push_unmapped(" · "),
                    Gap::Line => self.text.push_unmapped("\n"),
                }
            }
        }
        self.text.push(text, source, code);
    }
}

/// The bytes between the backticks of a code span, whose line breaks are
/// spaces in its text; all of them where the text is not the same otherwise.
fn code_range(source: &str, range: &Range<usize>, code: &str) -> Range<usize> {
    let span = &source[range.clone()];
    if let Some(at) = span.find(code) {
        return range.start + at..range.start + at + code.len();
    }
    let ticks = span.len() - span.trim_start_matches('`').len();
    let inner = &span[ticks..span.len() - ticks];
    let padding = usize::from(inner.len() == code.len() + 2);
    let inner = range.start + ticks + padding..(range.end - ticks).saturating_sub(padding);
    if same_but_breaks(source.get(inner.clone()), code) {
        inner
    } else {
        range.clone()
    }
}

fn same_but_breaks(source: Option<&str>, text: &str) -> bool {
    let folded = |c: char| if matches!(c, '\r' | '\n') { ' ' } else { c };
    source.is_some_and(|source| source.chars().map(folded).eq(text.chars().map(folded)))
}

/// The bytes for a text that is not its source, such as an entity's. Equal
/// lengths would mean the same text: then they are given less the last byte.
fn unlike(source: &str, mut at: Range<usize>, text: &str) -> Range<usize> {
    if !text.ends_with(char::is_whitespace) {
        at.end = at.start + source[at.clone()].trim_end().len();
    }
    if at.len() == text.len() && !same_but_breaks(source.get(at.clone()), text) {
        at.end -= 1;
        while !source.is_char_boundary(at.end) {
            at.end -= 1;
        }
    }
    at
}

/// The parts of `range` outside the sorted `holes`.
fn subtract(range: Range<usize>, holes: &[Range<usize>]) -> Vec<Range<usize>> {
    let first = holes.partition_point(|hole| hole.end <= range.start);
    let mut parts = Vec::with_capacity(1);
    let mut at = range.start;
    for hole in holes[first..]
        .iter()
        .take_while(|hole| hole.start < range.end)
    {
        if at < hole.start {
            parts.push(at..hole.start);
        }
        at = at.max(hole.end);
    }
    if at < range.end {
        parts.push(at..range.end);
    }
    parts
}

fn overlaps(range: &Range<usize>, holes: &[Range<usize>]) -> bool {
    let first = holes.partition_point(|hole| hole.end <= range.start);
    holes.get(first).is_some_and(|hole| hole.start < range.end)
}
