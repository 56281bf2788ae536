//! Documents as text: `list` prints an outline, `show` one document.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::sanitize::clean;
use super::style::{FAINT, NAME, style_place, visible_name};
use crate::answer::{DocumentInfo, DocumentList, ShownDocument};
use crate::document::{DocumentKind, one_line};

/// The maximum width of the column of names, in terminal columns. A wider name
/// moves only its own place to the right.
const MAX_NAME_WIDTH: usize = 60;

/// Prints documents as an outline, indented by heading level, each with its
/// `file:line`, and an article with its language. With `links`, places are links (OSC 8).
pub(crate) fn print_list(out: &mut dyn Write, list: &DocumentList, links: bool) -> io::Result<()> {
    let documents = list.documents.iter().map(|span| &span.document);
    let width = documents
        .map(|document| indent(document) + shown_name(document).width())
        .max()
        .unwrap_or(0)
        .min(MAX_NAME_WIDTH);
    let mut previous: Option<&DocumentInfo> = None;
    for span in &list.documents {
        let document = &span.document;
        if previous.is_some_and(|previous| begins_group(document, previous)) {
            writeln!(out)?;
        }
        let indent = indent(document);
        let name = shown_name(document);
        let style = match document.kind {
            DocumentKind::Project | DocumentKind::Point => Style::new(),
            DocumentKind::Article | DocumentKind::Section => NAME,
        };
        let padding = width.saturating_sub(indent + name.width());
        let place = style_place(&span.file, document.line, links);
        write!(
            out,
            "{:indent$}{style}{name}{style:#}{:padding$}  {place}",
            "", ""
        )?;
        match document.kind {
            DocumentKind::Article => writeln!(out, "  {FAINT}{}{FAINT:#}", clean(&document.lang))?,
            _ => writeln!(out)?,
        }
        previous = Some(document);
    }
    Ok(())
}

/// Prints the place and headings of a document, an empty line, and its Markdown
/// unchanged except for control characters.
pub(crate) fn print_document(
    out: &mut dyn Write,
    shown: &ShownDocument,
    links: bool,
) -> io::Result<()> {
    let document = &shown.span.document;
    let headings = document.headings.iter().map(String::as_str);
    let headings: Vec<_> = headings.chain([visible_name(document)]).collect();
    let headings = clean(&one_line(&headings.join(" › ")));
    let place = style_place(&shown.span.file, document.line, links);
    writeln!(out, "{place}\n{FAINT}{headings}{FAINT:#}\n")?;
    writeln!(out, "{}", clean(shown.markdown.trim_end()))
}

/// Whether an empty line precedes a document: a section or article after an
/// entry, or the first document of an article.
fn begins_group(document: &DocumentInfo, previous: &DocumentInfo) -> bool {
    !document.kind.is_entry() && (previous.kind.is_entry() || previous.path != document.path)
}

/// In columns: two for each heading above the document.
fn indent(document: &DocumentInfo) -> usize {
    match document.kind {
        DocumentKind::Article => 0,
        DocumentKind::Section | DocumentKind::Project | DocumentKind::Point => {
            document.headings.len() * 2
        }
    }
}

/// The name on one line, escaped. Its width is measured after that.
fn shown_name(document: &DocumentInfo) -> String {
    clean(&one_line(visible_name(document)))
}
