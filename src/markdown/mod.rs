//! Splits an article into documents: its lead, its sections, its projects.
//!
//! Knows Markdown as GitHub and Docusaurus write it, and nothing of the index.
//! Works through the file one top-level block at a time, so that memory is
//! bounded by the largest block and not by the file's event count.

mod coverage;
mod entry;
mod fences;
mod front_matter;
mod html;
mod lines;
mod mdx;
mod outline;
mod pattern;
mod text;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag};

pub use self::coverage::{Coverage, coverage};
use self::entry::find_entries;
use self::front_matter::FrontMatter;
use self::lines::LineIndex;
use self::outline::{Anchors, Outline, entry_slug, number};
use self::text::{Located, Source, TextWriter};
use crate::document::{Article, ArticleMeta, Document, DocumentKind, PlainText, Warning, one_line};
use crate::language;

/// The documents below a heading carry so many characters of it.
const LONGEST_HEADING: usize = 1000;

/// Splits an article into its documents, in the order of the text: the article
/// first, then each section before its projects. Every word of the visible
/// text stands in the name or the body of exactly one of them. Never fails:
/// what could not be read as meant is in the warnings.
pub fn split(article: &Article) -> (Vec<Document>, Vec<Warning>) {
    let mut warnings = Vec::new();
    let front = front_matter::read(&article.source, &mut warnings);
    let mut splitter = Splitter::new(article, front.title.clone(), front.end, warnings);
    read_blocks(&article.source, front.end, |block| {
        splitter.read_block(block);
    });
    splitter.finish(article, front)
}

/// All that a reader of an article sees but its front matter, as one text.
fn visible_text(article: &Article) -> PlainText {
    let front = front_matter::read(&article.source, &mut Vec::new());
    let mut splitter = Splitter::new(article, None, front.end, Vec::new());
    let mut writer = TextWriter::default();
    read_blocks(&article.source, front.end, |block| {
        splitter.hide(block);
        if let Some((Event::Start(Tag::Heading { .. }), _)) = block.first() {
            // Its anchor is hidden too.
            splitter.heading_name(block);
        }
        for (event, range) in block {
            writer.write(&splitter.source, event, range);
        }
    });
    writer.finish().0
}

/// Gives the events of each top-level block, the Markdown beginning at a byte.
fn read_blocks(source: &str, start: usize, mut read: impl FnMut(&[Located<'_>])) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut block: Vec<Located<'_>> = Vec::new();
    let mut depth = 0usize;
    for (event, range) in Parser::new_ext(&source[start..], options).into_offset_iter() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        block.push((event, range.start + start..range.end + start));
        if depth == 0 {
            read(&block);
            block.clear();
        }
    }
}

/// A document being read.
struct Draft {
    kind: DocumentKind,
    name: PlainText,
    writer: TextWriter,
    span: Range<usize>,
    /// The drafts of the sections above it.
    parents: Vec<usize>,
    anchor: String,
}

struct Splitter<'s> {
    source: Source<'s>,
    warnings: Vec<Warning>,
    /// Title from the front matter, until an H1 repeats it; then from that H1.
    title: Option<PlainText>,
    title_heading_read: bool,
    /// An MDX comment was met that nothing closes.
    open_comment: bool,
    /// The article is the first.
    drafts: Vec<Draft>,
    outline: Outline,
    anchors: Anchors,
}

impl<'s> Splitter<'s> {
    fn new(
        article: &'s Article,
        title: Option<PlainText>,
        start: usize,
        warnings: Vec<Warning>,
    ) -> Self {
        let source = Source {
            text: &article.source,
            lines: LineIndex::new(&article.source),
            hidden: Vec::new(),
        };
        let article = Draft {
            kind: DocumentKind::Article,
            name: PlainText::default(),
            writer: TextWriter::default(),
            span: 0..start,
            parents: Vec::new(),
            anchor: String::new(),
        };
        Splitter {
            source,
            warnings,
            title,
            title_heading_read: false,
            open_comment: false,
            drafts: vec![article],
            outline: Outline::default(),
            anchors: Anchors::default(),
        }
    }

    fn read_block(&mut self, events: &[Located<'_>]) {
        let Some((first, range)) = events.first() else {
            return;
        };
        self.hide(events);
        match first {
            Event::Start(Tag::Heading { level, .. }) => return self.read_heading(*level, events),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => self.warn(
                fences::never_closed(&self.source.text[range.clone()]),
                range.start,
            ),
            Event::Start(Tag::Paragraph) => self.warn(
                fences::not_opened(&self.source.text[range.clone()]),
                range.start,
            ),
            _ => {}
        }
        let ends = matching_ends(events);
        let entries = find_entries(&self.source, events, &ends);
        let owner = self.outline.current().unwrap_or(0);
        let mut entries = entries.into_iter().peekable();
        let mut project: Option<(usize, usize)> = None;
        for (at, (event, range)) in events.iter().enumerate() {
            if let Some(entry) = entries.next_if(|entry| entry.events.start == at) {
                project = Some((self.drafts.len(), entry.events.end));
                let mut parents = self.drafts[owner].parents.clone();
                if owner > 0 {
                    parents.push(owner);
                }
                self.drafts.push(Draft {
                    kind: DocumentKind::Project,
                    anchor: entry_slug(entry.name.as_str()),
                    name: entry.name,
                    writer: TextWriter::without(entry.taken),
                    span: range.clone(),
                    parents,
                });
            }
            let draft = project.map_or(owner, |(draft, _)| draft);
            self.drafts[draft].writer.write(&self.source, event, range);
            if project.is_some_and(|(_, end)| end == at + 1) {
                project = None;
            }
        }
        let owner = &mut self.drafts[owner];
        owner.span.end = owner.span.end.max(range.end);
    }

    /// Finds what MDX hides in a block.
    fn hide(&mut self, events: &[Located<'_>]) {
        let Some((first, range)) = events.first() else {
            return;
        };
        let paragraph = matches!(first, Event::Start(Tag::Paragraph));
        let code = code_ranges(events);
        mdx::hide(
            self.source.text,
            range.clone(),
            paragraph,
            &code,
            &mut self.source.hidden,
            &mut self.open_comment,
        );
    }

    fn read_heading(&mut self, level: HeadingLevel, events: &[Located<'_>]) {
        let range = events[0].1.clone();
        let (name, custom) = self.heading_name(events);
        let slug = self.anchors.slug(name.as_str());
        if level == HeadingLevel::H1 && self.is_title(&name) {
            self.outline.clear();
            let article = &mut self.drafts[0];
            article.span.end = article.span.end.max(range.end);
            // The title again is no section either, but its words are not lost.
            if !self.title_heading_read {
                self.title_heading_read = true;
                self.title = Some(name);
                article.writer.leave_out(range);
            }
            return self.write(0, events);
        }
        if name.is_empty() {
            // Nothing to call a section by: what follows goes on with the text before.
            let owner = self.outline.current().unwrap_or(0);
            return self.write(owner, events);
        }
        let index = self.drafts.len();
        let parents = self.outline.open(level as u8, index);
        self.drafts.push(Draft {
            kind: DocumentKind::Section,
            name,
            writer: TextWriter::without(vec![range.clone()]),
            span: range,
            parents,
            anchor: custom.unwrap_or(slug),
        });
        // The links of a heading are its section's.
        self.write(index, events);
    }

    fn write(&mut self, draft: usize, events: &[Located<'_>]) {
        for (event, range) in events {
            self.drafts[draft].writer.write(&self.source, event, range);
        }
    }

    /// Without a title yet, the first H1 gives it; an H1 may also repeat it.
    fn is_title(&self, heading: &PlainText) -> bool {
        let folded = |text: &PlainText| one_line(text.as_str()).to_lowercase();
        match &self.title {
            Some(title) => folded(title) == folded(heading),
            None => !heading.is_empty(),
        }
    }

    /// A heading's text and the anchor that its author chose: `{#id}`,
    /// `{/*id*/}` or `<a name="id"></a>`.
    fn heading_name(&mut self, events: &[Located<'_>]) -> (PlainText, Option<String>) {
        let mut name = TextWriter::text_of(&self.source, events);
        if let Some(open) = name.as_str().rfind("{#")
            && name.as_str().ends_with('}')
        {
            let id = name.as_str()[open + 2..name.as_str().len() - 1].to_owned();
            if !id.is_empty() && !id.contains(char::is_whitespace) {
                if let Some(bytes) = name.source_range(open..name.as_str().len()) {
                    let hidden = &mut self.source.hidden;
                    let at = hidden.partition_point(|range| range.start < bytes.start);
                    hidden.insert(at, bytes);
                }
                name.truncate(name.as_str()[..open].trim_end().len());
                return (name, Some(id));
            }
        }
        let range = &events[0].1;
        let comment = self.source.text[range.clone()]
            .find("{/*")
            .and_then(|open| {
                let comment = &self.source.text[range.start + open + 3..range.end];
                let id = comment[..comment.find("*/}")?]
                    .trim()
                    .trim_start_matches('#');
                (!id.is_empty() && !id.contains(char::is_whitespace)).then(|| id.to_owned())
            });
        let tag = || {
            events.iter().find_map(|(event, _)| match event {
                Event::InlineHtml(tag) if html::tag_name(tag).eq_ignore_ascii_case("a") => {
                    let id = html::attribute(tag, "name").or_else(|| html::attribute(tag, "id"))?;
                    Some(tag[id].to_owned()).filter(|id| !id.is_empty())
                }
                _ => None,
            })
        };
        (name, comment.or_else(tag))
    }

    /// Takes down what a block's text, which begins at byte `start`, gave reason to.
    fn warn(&mut self, found: Option<(usize, String)>, start: usize) {
        self.warnings.extend(found.map(|(at, message)| Warning {
            line: self.source.lines.line(start + at),
            message,
        }));
    }

    fn finish(self, article: &Article, front: FrontMatter) -> (Vec<Document>, Vec<Warning>) {
        let Splitter {
            source,
            warnings,
            title,
            mut drafts,
            ..
        } = self;
        let title = title.unwrap_or_else(|| PlainText::unmapped(file_title(&article.path)));
        let texts: Vec<_> = drafts
            .iter_mut()
            .map(|draft| std::mem::take(&mut draft.writer).finish())
            .collect();
        let lang = front.lang.and_then(|lang| language::parse_tag(&lang));
        let lang = lang
            .or_else(|| language::of_path(&article.path))
            .unwrap_or_else(|| {
                let names = drafts.iter().map(|draft| draft.name.as_str());
                language::of_script(names.chain(texts.iter().map(|(body, _)| body.as_str())))
            });
        let meta = Arc::new(ArticleMeta {
            title: heading(title.as_str()),
            authors: front.authors,
            tags: front.tags,
            date: front.date,
            slug: front.slug,
            lang,
        });
        let names: Vec<String> = drafts
            .iter()
            .map(|draft| draft.name.as_str().to_owned())
            .collect();
        let mut anchors = vec![String::new(); drafts.len()];
        let mut seen = HashMap::new();
        let mut documents = Vec::with_capacity(drafts.len());
        let mut last: (Vec<usize>, Arc<[String]>) = Default::default();
        for (at, (draft, (body, links))) in drafts.into_iter().zip(texts).enumerate() {
            let fragment = match draft.kind {
                DocumentKind::Article => String::new(),
                DocumentKind::Section => draft.anchor,
                DocumentKind::Project => {
                    let section = draft
                        .parents
                        .last()
                        .map_or("", |&parent| anchors[parent].as_str());
                    format!("{section}/{}", draft.anchor)
                }
            };
            let (id, fragment) = match draft.kind {
                DocumentKind::Article => (article.path.clone(), fragment),
                _ => {
                    let fragment = number(&mut seen, fragment);
                    (format!("{}#{fragment}", article.path), fragment)
                }
            };
            anchors[at] = fragment;
            // The projects of a section share them.
            if at > 0 && (last.0 != draft.parents || last.1.is_empty()) {
                let parents = draft.parents.iter().map(|&parent| heading(&names[parent]));
                let headings = std::iter::once(meta.title.clone()).chain(parents).collect();
                last = (draft.parents, headings);
            }
            let end = source.text[..draft.span.end]
                .trim_end()
                .len()
                .max(draft.span.start);
            documents.push(Document {
                id,
                kind: draft.kind,
                name: if at == 0 { title.clone() } else { draft.name },
                headings: Arc::clone(&last.1),
                body,
                links,
                path: article.path.clone(),
                line: source.lines.line(draft.span.start),
                end_line: source
                    .lines
                    .line(end.saturating_sub(1).max(draft.span.start)),
                byte_start: draft.span.start,
                byte_end: end,
                article: Arc::clone(&meta),
            });
        }
        (documents, warnings)
    }
}

/// A title or heading as the documents below it carry it.
fn heading(name: &str) -> String {
    match name.char_indices().nth(LONGEST_HEADING) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// The name of a file without its ending and without a language before it.
fn file_title(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match stem.rsplit_once('.') {
        Some((title, _)) if language::of_path(path).is_some() => title.to_owned(),
        _ => stem.to_owned(),
    }
}

/// For each starting event the index of its end; for others their own.
fn matching_ends(events: &[Located<'_>]) -> Vec<usize> {
    let mut ends: Vec<usize> = (0..events.len()).collect();
    let mut open = Vec::new();
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => open.push(at),
            Event::End(_) => {
                if let Some(start) = open.pop() {
                    ends[start] = at;
                }
            }
            _ => {}
        }
    }
    ends
}

fn code_ranges(events: &[Located<'_>]) -> Vec<Range<usize>> {
    let is_code =
        |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
    events
        .iter()
        .filter(|(event, _)| is_code(event))
        .map(|(_, range)| range.clone())
        .collect()
}
