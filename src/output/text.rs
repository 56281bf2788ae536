//! Hits for the eye: who, where, and why, wrapped to the terminal.

use std::io::{self, Write};
use std::time::Duration;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::outline::visible_name;
use super::style::{FAINT, KIND, NAME, marked, place};
use super::wrap::{cut, wrap};
use super::{Answer, Page, clean};
use crate::document::{DocumentKind, one_line};
use crate::search::{Explanation, Hit};

/// What stands between headings.
const BELOW: &str = " › ";

/// How hits are laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// What they are shown on.
    pub(crate) page: Page,
    /// They stand under the headings that hold them.
    pub(crate) grouped: bool,
    /// How many documents the index has.
    pub(crate) documents: usize,
}

/// Prints the answer to a query that took so long.
pub(crate) fn hits(
    out: &mut dyn Write,
    answer: &Answer<'_>,
    layout: &Layout,
    took: Duration,
) -> io::Result<()> {
    let hits = &answer.hits.hits;
    let widest = hits.iter().map(|hit| hit.rank).max().unwrap_or(0);
    let margin = widest.to_string().len() + 2;
    let mut group: Option<Vec<&str>> = None;
    for hit in in_layout(hits, layout) {
        if layout.grouped {
            let path = group_of(hit);
            if group.as_ref() != Some(&path) {
                let title = clean(&one_line(&path.join(BELOW)));
                let title = layout
                    .page
                    .width
                    .map_or(title.clone(), |width| cut(&title, width));
                writeln!(out, "{KIND}{title}{KIND:#}\n")?;
                group = Some(path);
            }
        }
        head(out, hit, layout, margin)?;
        let file = (answer.files)(&hit.document);
        let place = place(&file, hit.document.line, &layout.page);
        let missing = answer.query.texts(answer.text, &hit.missing);
        write!(out, "{:margin$}{place}", "")?;
        if !missing.is_empty() {
            let missing = clean(&one_line(&missing.join(", ")));
            write!(out, "  {FAINT}missing: {missing}{FAINT:#}")?;
        }
        writeln!(out)?;
        let width = layout.page.width.map(|width| width.saturating_sub(margin));
        for (line, highlights) in wrap(&hit.snippet.text, &hit.snippet.highlights, width) {
            let line = marked(&line, &highlights, Style::new());
            writeln!(out, "{:margin$}{line}", "")?;
        }
        if let Some(explanation) = &hit.explanation {
            explained(out, answer, hit.score, explanation, margin)?;
        }
        writeln!(out)?;
    }
    closing(out, answer, layout, took)
}

/// Hits in the order in which they are shown: those of one group together, in
/// the order of the first of each.
fn in_layout<'h>(hits: &'h [Hit], layout: &Layout) -> Vec<&'h Hit> {
    let mut ordered: Vec<&Hit> = hits.iter().collect();
    if layout.grouped {
        let first = |hit: &Hit| {
            hits.iter()
                .position(|other| group_of(other) == group_of(hit))
        };
        ordered.sort_by_cached_key(|hit| first(hit));
    }
    ordered
}

/// The headings down to the section that a document is or stands in.
fn group_of(hit: &Hit) -> Vec<&str> {
    let document = &hit.document;
    let headings = document.headings.iter().map(String::as_str);
    let own = match document.kind {
        DocumentKind::Project => None,
        DocumentKind::Article | DocumentKind::Section => Some(visible_name(document)),
    };
    headings.chain(own).collect()
}

/// Rank, name, kind and headings on one line; on a narrow page the outer
/// headings give way first.
fn head(out: &mut dyn Write, hit: &Hit, layout: &Layout, margin: usize) -> io::Result<()> {
    let document = &hit.document;
    let (rank, kind) = (hit.rank, document.kind);
    let name = marked(visible_name(document), &hit.name_highlights, NAME);
    let digits = margin - 2;
    write!(
        out,
        "{FAINT}{rank:>digits$}{FAINT:#}  {name}  {KIND}{kind}{KIND:#}"
    )?;
    if layout.grouped || document.headings.is_empty() {
        return writeln!(out);
    }
    let taken = margin + clean(visible_name(document)).width() + 2 + kind.as_str().len();
    let room = layout
        .page
        .width
        .map(|width| width.saturating_sub(taken + " · ".width()));
    let mut left_out = 0;
    let headings = &document.headings;
    if let Some(room) = room {
        let width = |from: usize| {
            let outer = if from > 0 { "… › ".width() } else { 0 };
            outer + one_line(&headings[from..].join(BELOW)).width()
        };
        while left_out + 1 < headings.len() && width(left_out) > room {
            left_out += 1;
        }
        if width(left_out) > room && room < 16 {
            return writeln!(out);
        }
    }
    write!(out, " {FAINT}·{FAINT:#} ")?;
    if left_out > 0 {
        write!(out, "{FAINT}…{BELOW}{FAINT:#}")?;
    }
    for at in left_out..headings.len() {
        if at > left_out {
            write!(out, "{FAINT}{BELOW}{FAINT:#}")?;
        }
        let heading = &headings[at];
        match room {
            Some(room) if left_out + 1 == headings.len() && heading.width() + 4 > room => {
                write!(
                    out,
                    "{FAINT}{}{FAINT:#}",
                    cut(&clean(&one_line(heading)), room.saturating_sub(4))
                )?;
            }
            _ => {
                let highlights = hit
                    .heading_highlights
                    .get(at)
                    .map_or(&[][..], Vec::as_slice);
                write!(out, "{}", marked(heading, highlights, FAINT))?;
            }
        }
    }
    writeln!(out)
}

/// How many were found, and how many of them are shown.
fn closing(
    out: &mut dyn Write,
    answer: &Answer<'_>,
    layout: &Layout,
    took: Duration,
) -> io::Result<()> {
    let (total, shown) = (answer.hits.total, &answer.hits.hits);
    if total == 0 {
        return Ok(());
    }
    let documents = layout.documents;
    let noun = if documents == 1 {
        "document"
    } else {
        "documents"
    };
    write!(
        out,
        "{FAINT}{total} of {documents} {noun}, {} ms",
        took.as_millis()
    )?;
    if shown.len() < total {
        let ranks = shown.iter().map(|hit| hit.rank);
        match (ranks.clone().min(), ranks.max()) {
            (Some(first), Some(last)) if first < last => write!(out, " ({first}–{last} shown)")?,
            (Some(only), _) => write!(out, " ({only} shown)")?,
            _ => write!(out, " (none shown)")?,
        }
    }
    writeln!(out, "{FAINT:#}")
}

/// A score as a short tree.
fn explained(
    out: &mut dyn Write,
    answer: &Answer<'_>,
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
    for part in &explanation.details {
        let word = clean(&answer.query.texts(answer.text, &part.words).join(" "));
        let (score, times) = (part.score, part.frequency);
        let (how, field) = (part.match_type.as_str(), part.field.as_str());
        writeln!(
            out,
            "{:margin$}  {score:7.3}  {word} · {how} in {field} ×{times}",
            ""
        )?;
    }
    Ok(())
}
