//! Documents for the eye: an outline of the articles, and one document whole.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::style::{FAINT, NAME, place};
use super::{File, Page, clean};
use crate::document::{Document, DocumentKind, one_line};

/// Names wider than this do not push the places of all others to the right.
const WIDEST: usize = 60;

/// Prints documents as an outline: articles, their sections, and the projects
/// of each with their places.
pub(crate) fn list(
    out: &mut dyn Write,
    documents: &[Document],
    files: &dyn Fn(&Document) -> File,
    page: &Page,
) -> io::Result<()> {
    let widest = documents
        .iter()
        .map(|document| indent(document) + shown_name(document).width())
        .max()
        .unwrap_or(0)
        .min(WIDEST);
    let mut previous: Option<&Document> = None;
    for document in documents {
        let new_group = previous.is_some_and(|previous| {
            document.kind != DocumentKind::Project
                && (previous.kind == DocumentKind::Project || previous.path != document.path)
        });
        if new_group {
            writeln!(out)?;
        }
        let indent = indent(document);
        let name = shown_name(document);
        let style = if document.kind == DocumentKind::Project {
            Style::new()
        } else {
            NAME
        };
        let padding = widest.saturating_sub(indent + name.width());
        writeln!(
            out,
            "{:indent$}{style}{name}{style:#}{:padding$}  {}",
            "",
            "",
            place(&files(document), document.line, page)
        )?;
        previous = Some(document);
    }
    Ok(())
}

/// Prints one document: where it stands, then its Markdown as it is.
pub(crate) fn document(
    out: &mut dyn Write,
    document: &Document,
    markdown: &str,
    file: &File,
    page: &Page,
) -> io::Result<()> {
    let headings = document
        .headings
        .iter()
        .map(String::as_str)
        .chain([visible_name(document)])
        .collect::<Vec<_>>();
    writeln!(out, "{}", place(file, document.line, page))?;
    writeln!(
        out,
        "{FAINT}{}{FAINT:#}",
        clean(&one_line(&headings.join(" › ")))
    )?;
    writeln!(out)?;
    writeln!(out, "{}", clean(markdown.trim_end()))
}

fn indent(document: &Document) -> usize {
    match document.kind {
        DocumentKind::Article => 0,
        _ => document.headings.len() * 2,
    }
}

fn shown_name(document: &Document) -> String {
    clean(&one_line(visible_name(document)))
}

/// The name, or what stands for one.
pub(super) fn visible_name(document: &Document) -> &str {
    let name = document.name.as_str();
    if name.is_empty() { "(no text)" } else { name }
}
