//! Translates the events of pulldown-cmark to those of `format::event`.
//!
//! Works on one top-level block at a time. Raw HTML becomes events, too, and what MDX
//! hides is cut out.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event as RawEvent, LinkType, Options, Parser, Tag, TagEnd,
};

use super::event_writer::{EventWriter, SpannedRaw};
use super::html_events::HtmlText;
use super::{fences, heading_anchor};
use crate::document::Warning;
use crate::format::event::{Element, ElementKind, Event, SpannedEvent};
use crate::format::source_text::SourceText;
use crate::format::text_writer::same_but_breaks;

/// Calls `read` with the events of each top-level block, in order. The Markdown
/// starts at byte `start`, after the front matter; byte ranges of events count from
/// the start of the file.
pub(super) fn read_blocks<'s>(
    source: &SourceText<'s>,
    start: usize,
    warnings: &mut Vec<Warning>,
    read: &mut dyn FnMut(&mut Vec<SpannedEvent<'s>>),
) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM;
    let mut translator = Translator::new(source);
    let mut block: Vec<SpannedRaw<'s>> = Vec::new();
    let mut depth = 0usize;
    for (event, range) in Parser::new_ext(&source.text[start..], options).into_offset_iter() {
        match event {
            RawEvent::Start(_) => depth += 1,
            RawEvent::End(_) => depth -= 1,
            _ => {}
        }
        block.push((event, range.start + start..range.end + start));
        if depth == 0 {
            translator.block(&mut block, warnings);
            read(&mut translator.writer.events);
        }
    }
}

/// Translates one block after another. State survives a block only where it must: an
/// MDX comment may span several.
struct Translator<'a, 's> {
    source: &'a SourceText<'s>,
    writer: EventWriter<'a, 's>,
    /// The text of an open HTML block, which comes line by line.
    html: Option<HtmlText<'s>>,
}

impl<'a, 's> Translator<'a, 's> {
    fn new(source: &'a SourceText<'s>) -> Self {
        Translator {
            source,
            writer: EventWriter::new(source),
            html: None,
        }
    }

    /// Translates a block, which must not be empty, and clears it for reuse.
    fn block(&mut self, block: &mut Vec<SpannedRaw<'s>>, warnings: &mut Vec<Warning>) {
        self.writer.events.clear();
        self.hide(block);
        warnings.extend(self.fence_warning(block));
        let is_heading = matches!(block[0].0, RawEvent::Start(Tag::Heading { .. }));
        let tagged = is_heading.then(|| heading_anchor::in_tags(block)).flatten();
        for (event, bytes) in block.drain(..) {
            self.translate(event, bytes);
        }
        if is_heading {
            self.set_anchor(tagged);
        }
    }

    /// Finds what MDX hides in a block. Code is exempt: it shows braces and tags
    /// literally.
    fn hide(&mut self, block: &[SpannedRaw<'s>]) {
        let (first, bytes) = &block[0];
        let is_code = |event: &RawEvent<'_>| {
            matches!(
                event,
                RawEvent::Code(_) | RawEvent::Start(Tag::CodeBlock(_))
            )
        };
        let code = block.iter().filter(|(event, _)| is_code(event));
        let code: Vec<_> = code.map(|(_, bytes)| bytes.clone()).collect();
        let paragraph = matches!(first, RawEvent::Start(Tag::Paragraph));
        self.writer
            .hidden
            .add_block(self.source.text, bytes.clone(), paragraph, &code);
    }

    /// Checks a code block for a missing end, and a paragraph for a fence that does
    /// not open.
    fn fence_warning(&self, block: &[SpannedRaw<'s>]) -> Option<Warning> {
        let (first, bytes) = &block[0];
        let text = &self.source.text[bytes.clone()];
        let found = match first {
            RawEvent::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => fences::never_closed(text),
            RawEvent::Start(Tag::Paragraph) => fences::not_opened(text),
            _ => None,
        }?;
        Some(Warning {
            line: self.source.lines.line(bytes.start + found.at),
            message: found.message,
        })
    }

    /// Sets the anchor of the heading just translated: the one at the end of its
    /// text, else the one in a comment, else the one in a tag.
    fn set_anchor(&mut self, tagged: Option<String>) {
        let bytes = self.writer.events[0].bytes.clone();
        let written = heading_anchor::at_end(self.source, &self.writer.events);
        if let Some(anchor) = written.as_ref().and_then(|written| written.bytes.clone()) {
            self.writer.hide_written(anchor);
        }
        let commented = || heading_anchor::in_comment(&self.source.text[bytes]);
        let chosen = written.map(|written| written.id);
        let chosen = chosen.or_else(commented).or(tagged);
        if let Event::Start(Element::Heading { anchor, .. }) = &mut self.writer.events[0].event {
            *anchor = chosen;
        }
    }

    /// Translates one event. Footnote references and formulas are marked as
    /// unsearched.
    fn translate(&mut self, event: RawEvent<'s>, bytes: Range<usize>) {
        let event = match event {
            RawEvent::Text(text) => return self.writer.push_text(Event::Text(cow(text)), bytes),
            RawEvent::Code(code) => {
                let inner = code_range(self.source.text, &bytes, &code);
                return self.writer.push_text(Event::Code(cow(code)), inner);
            }
            RawEvent::Html(text) => {
                let html = self.html.get_or_insert_default();
                html.lines.push((html.text.len(), bytes.start));
                html.text.to_mut().push_str(&text);
                return;
            }
            RawEvent::InlineHtml(text) => {
                let html = HtmlText {
                    lines: vec![(0, bytes.start)],
                    text: cow(text),
                };
                return self.writer.push_html(&html, true);
            }
            RawEvent::End(TagEnd::HtmlBlock) => {
                if let Some(html) = self.html.take() {
                    self.writer.push_html(&html, false);
                }
                Event::BlockEdge
            }
            RawEvent::Start(Tag::HtmlBlock) => Event::BlockEdge,
            RawEvent::Start(tag) => Event::Start(element(tag)),
            RawEvent::End(tag) => Event::End(element_kind(tag)),
            RawEvent::SoftBreak => Event::SoftBreak,
            RawEvent::HardBreak => Event::HardBreak,
            RawEvent::Rule => Event::Rule,
            RawEvent::TaskListMarker(_) => Event::TaskMarker,
            RawEvent::FootnoteReference(_) | RawEvent::InlineMath(_) | RawEvent::DisplayMath(_) => {
                Event::Unsearched
            }
        };
        self.writer.push(event, bytes);
    }
}

/// Keeps a borrowed text borrowed; `CowStr` may also hold short strings inline.
fn cow(text: CowStr<'_>) -> Cow<'_, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        CowStr::Boxed(text) => Cow::Owned(text.into_string()),
        CowStr::Inlined(text) => Cow::Owned(text.to_string()),
    }
}

/// Keeps the level of headings and the target of links; the anchor of a heading is
/// set when all of it is known.
fn element(tag: Tag<'_>) -> Element<'_> {
    match tag {
        Tag::Heading { level, .. } => Element::Heading {
            level: level as u8,
            anchor: None,
        },
        Tag::Link {
            dest_url,
            link_type,
            ..
        } => Element::Link {
            url: cow(dest_url),
            is_wiki_link: matches!(link_type, LinkType::WikiLink { .. }),
        },
        tag => Element::Plain(element_kind(tag.to_end())),
    }
}

/// The kind without its attributes. Blocks that no rule of the splitter needs to tell
/// apart are all `Block`, and light styles are all `Emphasis`.
fn element_kind(tag: TagEnd) -> ElementKind {
    match tag {
        TagEnd::Paragraph => ElementKind::Paragraph,
        TagEnd::Heading(_) => ElementKind::Heading,
        TagEnd::List(_) => ElementKind::List,
        TagEnd::Item => ElementKind::ListItem,
        TagEnd::Table => ElementKind::Table,
        TagEnd::TableHead => ElementKind::TableHead,
        TagEnd::TableRow => ElementKind::TableRow,
        TagEnd::TableCell => ElementKind::TableCell,
        TagEnd::CodeBlock => ElementKind::CodeBlock,
        TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => ElementKind::Aside,
        TagEnd::HtmlBlock
        | TagEnd::DefinitionList
        | TagEnd::DefinitionListTitle
        | TagEnd::DefinitionListDefinition
        | TagEnd::MetadataBlock(_) => ElementKind::Block,
        TagEnd::Strong => ElementKind::Strong,
        TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
            ElementKind::Emphasis
        }
        TagEnd::Link => ElementKind::Link,
        TagEnd::Image => ElementKind::Image,
    }
}

/// The byte range of the text of a code span, between the backticks and the optional
/// spaces inside them. Line breaks in the source are spaces in `code`. Falls back to
/// the whole `range` if the texts differ in any other way.
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
