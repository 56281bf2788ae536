//! Text for people: colours, alignment, places that a terminal can open.

use std::fmt::Display;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::document::{Document, DocumentKind};
use crate::search::{Explanation, Hits, Query};

pub(super) const NAME: Style = Style::new().bold();
const MATCH: Style = AnsiColor::Red.on_default().bold();
const PLACE: Style = AnsiColor::Magenta.on_default();
const LINE: Style = AnsiColor::Green.on_default();
pub(super) const KIND: Style = AnsiColor::Cyan.on_default();
pub(super) const FAINT: Style = Style::new().dimmed();

/// How wide text may be, in terminal columns; `None` in a pipe.
pub(crate) type Width = Option<usize>;

/// Prints the answer to a query. `place` says how to open a document's file.
pub(crate) fn hits(
    out: &mut dyn Write,
    text: &str,
    query: &Query,
    hits: &Hits,
    place: &dyn Fn(&Document) -> String,
    width: Width,
) -> io::Result<()> {
    let margin = hits.hits.last().map_or(1, |hit| hit.rank.to_string().len()) + 2;
    for hit in &hits.hits {
        let document = &hit.document;
        let name = marked(visible_name(document), &hit.name_highlights, NAME);
        write!(out, "{FAINT}{:>1$}{FAINT:#}  {name}", hit.rank, margin - 2)?;
        write!(out, "  {KIND}{}{KIND:#}", document.kind)?;
        if !document.headings.is_empty() {
            write!(
                out,
                " {FAINT}· {}{FAINT:#}",
                clean(&document.headings.join(" › "))
            )?;
        }
        writeln!(out)?;
        writeln!(
            out,
            "{:margin$}{}",
            "",
            styled_place(&place(document), document.line)
        )?;
        for (line, highlights) in wrap(
            &hit.snippet.text,
            &hit.snippet.highlights,
            width.map(|width| width.saturating_sub(margin + 1)),
        ) {
            writeln!(
                out,
                "{:margin$}{}",
                "",
                marked(&line, &highlights, Style::new())
            )?;
        }
        if let Some(explanation) = &hit.explanation {
            explained(out, text, query, hit.score, explanation, margin)?;
        }
        let missing = query.texts(text, &hit.missing);
        if !missing.is_empty() {
            let missing = clean(&missing.join(", "));
            writeln!(out, "{:margin$}{FAINT}missing: {missing}{FAINT:#}", "")?;
        }
        writeln!(out)?;
    }
    if hits.total > 0 {
        let documents = if hits.total == 1 {
            "document"
        } else {
            "documents"
        };
        writeln!(
            out,
            "{FAINT}{} of {} matching {documents}{FAINT:#}",
            hits.hits.len(),
            hits.total
        )?;
    }
    Ok(())
}

/// A score as a short tree.
fn explained(
    out: &mut dyn Write,
    text: &str,
    query: &Query,
    score: f32,
    explanation: &Explanation,
    margin: usize,
) -> io::Result<()> {
    let (base, coverage) = (explanation.base, explanation.coverage);
    writeln!(
        out,
        "{:margin$}{score:.3} = {base} + {coverage:.2} of the query:",
        ""
    )?;
    for part in &explanation.parts {
        let word = clean(&query.texts(text, &part.words).join(" "));
        let (score, how, field, times) = (part.score, part.how, part.field, part.frequency);
        writeln!(
            out,
            "{:margin$}  {score:7.3}  {word} · {how} in {field} ×{times}",
            ""
        )?;
    }
    Ok(())
}

/// Prints documents as an outline: articles, their sections, and the projects
/// of each with their places.
pub(crate) fn list(
    out: &mut dyn Write,
    documents: &[Document],
    place: &dyn Fn(&Document) -> String,
) -> io::Result<()> {
    let widest = documents
        .iter()
        .map(|document| indent(document) + visible_name(document).width())
        .max()
        .unwrap_or(0)
        .min(60);
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
        let name = clean(visible_name(document));
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
            styled_place(&place(document), document.line)
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
    place: &str,
) -> io::Result<()> {
    let headings = document
        .headings
        .iter()
        .map(String::as_str)
        .chain([visible_name(document)])
        .collect::<Vec<_>>();
    writeln!(out, "{}", styled_place(place, document.line))?;
    writeln!(out, "{FAINT}{}{FAINT:#}", clean(&headings.join(" › ")))?;
    writeln!(out)?;
    writeln!(out, "{}", clean(markdown.trim_end()))
}

fn indent(document: &Document) -> usize {
    match document.kind {
        DocumentKind::Article => 0,
        _ => document.headings.len() * 2,
    }
}

fn visible_name(document: &Document) -> &str {
    let name = document.name.as_str();
    if name.is_empty() { "(no text)" } else { name }
}

fn styled_place(file: &str, line: usize) -> impl Display {
    format!("{PLACE}{}{PLACE:#}:{LINE}{line}{LINE:#}", clean(file))
}

/// Content must not control the terminal: every control character but line
/// breaks and tabs, and every character that reorders text, is shown as an
/// escape of its code point.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    text.chars().for_each(|c| push_clean(&mut clean, c));
    clean
}

fn push_clean(text: &mut String, c: char) {
    let reorders =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if (c.is_control() && c != '\n' && c != '\t') || reorders {
        text.extend(c.escape_unicode());
    } else {
        text.push(c);
    }
}

/// `text`, cleaned, in `base` style with the given code points of it marked.
fn marked(text: &str, highlights: &[(usize, usize)], base: Style) -> String {
    let mut styled = base.to_string();
    let mut highlights = highlights.iter().peekable();
    for (at, c) in text.chars().enumerate() {
        if highlights.peek().is_some_and(|&&(start, _)| start == at) {
            styled += &format!("{base:#}{MATCH}");
        }
        push_clean(&mut styled, c);
        if highlights.next_if(|&&(_, end)| end == at + 1).is_some() {
            styled += &format!("{MATCH:#}{base}");
        }
    }
    styled + &format!("{base:#}")
}

/// Breaks text into lines of at most `width` columns, and moves the highlights along.
fn wrap(
    text: &str,
    highlights: &[(usize, usize)],
    width: Width,
) -> Vec<(String, Vec<(usize, usize)>)> {
    if text.is_empty() {
        return Vec::new();
    }
    let width = width.unwrap_or(usize::MAX).max(20);
    let mut lines: Vec<(String, usize)> = Vec::new();
    let mut line = String::new();
    let mut columns = 0;
    let (mut line_start, mut at) = (0, 0);
    for word in text.split_inclusive(' ') {
        let word_columns = word.trim_end().width();
        if columns > 0 && columns + word_columns > width {
            lines.push((std::mem::take(&mut line), line_start));
            line_start = at;
            columns = 0;
        }
        line.push_str(word);
        columns += word.width();
        at += word.chars().count();
    }
    lines.push((line, line_start));
    lines
        .into_iter()
        .map(|(line, start)| {
            let line = line.trim_end().to_owned();
            let end = start + line.chars().count();
            let inside = highlights
                .iter()
                .filter(|&&(from, to)| from < end && to > start);
            let moved = inside
                .map(|&(from, to)| (from.max(start) - start, to.min(end) - start))
                .collect();
            (line, moved)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_cannot_control_the_terminal() {
        assert_eq!(
            clean("a\u{1b}[31m\u{7}\u{202e}б\n"),
            "a\\u{1b}[31m\\u{7}\\u{202e}б\n"
        );
    }

    #[test]
    fn wrapped_lines_keep_their_highlights() {
        let lines = wrap(
            "Платформа аренды GPU для всех",
            &[(10, 16), (17, 20)],
            Some(20),
        );
        assert_eq!(
            lines,
            [
                ("Платформа аренды GPU".to_owned(), vec![(10, 16), (17, 20)]),
                ("для всех".to_owned(), vec![])
            ]
        );
        assert_eq!(wrap("", &[], Some(20)), []);
    }
}
