//! Translates raw HTML to events: its text, links, line breaks and block borders.
//!
//! Tags are interpreted one by one, without a tree, as unbalanced HTML is common in
//! Markdown.

use std::borrow::Cow;

use super::event_writer::EventWriter;
use super::html::{self, HtmlToken};
use crate::format::event::{Element, ElementKind, Event};

/// The maximum length of a character reference (`&nbsp;`), in bytes. No named one is
/// longer.
const MAX_REFERENCE: usize = 40;

/// A fragment of HTML, possibly put together from several lines: in a list or block
/// quote, their indent and markers are not part of the HTML.
#[derive(Default)]
pub(super) struct HtmlText<'s> {
    pub(super) text: Cow<'s, str>,
    /// For each line, its byte offset in `text` and in the source, ascending.
    pub(super) lines: Vec<(usize, usize)>,
}

impl HtmlText<'_> {
    /// Maps a byte offset in the text to one in the source.
    fn locate(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|&(start, _)| start <= at) - 1;
        let (start, origin) = self.lines[line];
        origin + (at - start)
    }
}

impl<'s> EventWriter<'_, 's> {
    /// Adds the events of a fragment. `inline` is true for a tag within a line of
    /// text, false for an HTML block.
    pub(super) fn push_html(&mut self, html: &HtmlText<'s>, inline: bool) {
        for token in html::tokens(&html.text) {
            match token {
                HtmlToken::Text(range) => {
                    let mut at = range.start;
                    // A line break may be two bytes in the file and one here.
                    for line in html.text[range].split_inclusive('\n') {
                        let text = line.trim_end_matches('\n');
                        self.push_html_text(text, html.locate(at));
                        if text.len() < line.len() {
                            self.push_slice(&line[text.len()..], html.locate(at + text.len()));
                        }
                        at += line.len();
                    }
                }
                HtmlToken::Tag(range) => {
                    let origin = html.locate(range.start);
                    self.push_tag(&html.text[range], origin, inline);
                }
            }
        }
    }

    /// Adds the text of a line of HTML, which starts at byte `origin` of the source.
    /// Each character reference becomes an event of its own, so that the text around
    /// it stays verbatim and can be highlighted.
    fn push_html_text(&mut self, text: &str, origin: usize) {
        let mut at = 0;
        while at < text.len() {
            let reference = text[at..].find('&').map(|found| at + found);
            let end = reference.unwrap_or(text.len());
            self.push_slice(&text[at..end], origin + at);
            at = end;
            if reference.is_some() {
                let semicolon = text[at..]
                    .bytes()
                    .take(MAX_REFERENCE)
                    .position(|byte| byte == b';');
                let end = at + semicolon.map_or(1, |semicolon| semicolon + 1);
                let decoded = html_escape::decode_html_entities(&text[at..end]).into_owned();
                let event = Event::Text(Cow::Owned(decoded));
                self.push_text(event, origin + at..origin + end);
                at = end;
            }
        }
    }

    /// Adds text at byte `origin`, borrowed from the source where it is the same.
    fn push_slice(&mut self, text: &str, origin: usize) {
        let source: &'s str = self.source.text;
        let bytes = origin..origin + text.len();
        let text = match source.get(bytes.clone()) {
            Some(slice) if slice == text => Cow::Borrowed(slice),
            _ => Cow::Owned(text.to_owned()),
        };
        if !text.is_empty() {
            self.push_text(Event::Text(text), bytes);
        }
    }

    /// Adds the event for a tag at byte `origin`: links, alternative texts of images,
    /// line breaks, and the border of a block for elements that are not phrasing.
    fn push_tag(&mut self, tag: &str, origin: usize, inline: bool) {
        let name = html::tag_name(tag).to_ascii_lowercase();
        let bytes = origin..origin + tag.len();
        match name.as_str() {
            "img" => self.push_image(tag, origin),
            "br" => self.push(Event::HardBreak, bytes),
            "hr" => self.push(Event::Rule, bytes),
            _ => match tag_kind(&name) {
                Some(kind) if tag.starts_with("</") => self.push(Event::CloseTag(kind), bytes),
                Some(kind) => {
                    if let Some(element) = tag_element(tag, &name, kind) {
                        self.push(Event::OpenTag(element), bytes);
                    }
                }
                // A component in a line of text is most likely a part of it.
                None if html::is_phrasing(&name) => {}
                None if inline && html::tag_name(tag).starts_with(char::is_uppercase) => {}
                None => self.push(Event::BlockEdge, bytes),
            },
        }
    }

    fn push_image(&mut self, tag: &str, origin: usize) {
        let end = origin + tag.len();
        let image = Element::Plain(ElementKind::Image);
        self.push(Event::Start(image), origin..end);
        if let Some(alt) = html::attribute(tag, "alt") {
            self.push_html_text(&tag[alt.clone()], origin + alt.start);
        }
        self.push(Event::End(ElementKind::Image), end..end);
    }
}

/// The kind of element that a tag of this name opens and closes.
fn tag_kind(name: &str) -> Option<ElementKind> {
    Some(match name {
        "a" => ElementKind::Link,
        "b" | "strong" => ElementKind::Strong,
        "i" | "em" | "s" | "del" | "strike" => ElementKind::Emphasis,
        "sup" => ElementKind::Superscript,
        "code" | "kbd" | "tt" => ElementKind::CodeSpan,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => ElementKind::Heading,
        "p" | "summary" | "dt" => ElementKind::Paragraph,
        "ul" | "ol" => ElementKind::List,
        "li" => ElementKind::ListItem,
        "table" => ElementKind::Table,
        "tr" => ElementKind::TableRow,
        "td" | "th" => ElementKind::TableCell,
        "details" => ElementKind::Details,
        "blockquote" => ElementKind::Aside,
        "div" | "center" | "section" | "article" | "main" | "header" | "footer" | "nav" | "dl"
        | "dd" => ElementKind::Block,
        _ => return None,
    })
}

/// The element that a tag opens; none for an anchor without an address, and for
/// a tag that is closed at once.
fn tag_element<'s>(tag: &str, name: &str, kind: ElementKind) -> Option<Element<'s>> {
    if tag.ends_with("/>") {
        return None;
    }
    let attribute = |name| {
        let value = html::attribute(tag, name)?;
        Some(html_escape::decode_html_entities(&tag[value]).into_owned())
    };
    Some(match kind {
        ElementKind::Link => Element::Link {
            url: Cow::Owned(attribute("href")?),
            is_wiki_link: false,
        },
        ElementKind::Heading => Element::Heading {
            level: name.as_bytes()[1] - b'0',
            anchor: attribute("id").filter(|id| !id.is_empty()),
        },
        kind => Element::Plain(kind),
    })
}
