//! Hits for people: which document, where, and why, wrapped to the terminal.
//!
//! ```text
//!  1  Akash Network  project · Обзор › Рынки
//!     corpus/article.md:42
//!     … passages with the matches in red …
//! ```

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::printer::{HitPrinter, Needs, PrintFormat, PrintOptions};
use super::sanitize::clean;
use super::style::{FAINT, KIND, NAME, mark, style_place, visible_name};
use super::wrap::{cut, wrap};
use crate::answer::{Answer, AnswerHit, ExplanationInfo};
use crate::document::one_line;

/// The default format.
pub(super) const TEXT: PrintFormat = PrintFormat {
    name: "text",
    help: "for people",
    needs: Needs::Hits,
    printer: |options| Box::new(TextPrinter::new(options)),
    batch: None,
};

/// Between the headings of a path.
const SEPARATOR: &str = " › ";

/// Replaces outer headings that do not fit.
const OMITTED: &str = "…";

/// The minimum room for headings, in columns. With less, none is shown.
const MIN_HEADING_WIDTH: usize = 16;

/// Prints one hit after another, with a closing line.
struct TextPrinter {
    options: PrintOptions,
    /// The indent of a hit's lines, in columns: the width of the highest rank and
    /// two spaces.
    margin: usize,
    /// The section of the hit before, when hits are grouped.
    section: Option<Vec<String>>,
}

impl HitPrinter for TextPrinter {
    fn begin(&mut self, _: &mut dyn Write, answer: &Answer) -> io::Result<()> {
        let ranks = answer.hits.iter().map(|hit| hit.rank);
        self.margin = ranks.max().unwrap_or(0).to_string().len() + 2;
        Ok(())
    }

    fn hit(&mut self, out: &mut dyn Write, _: &Answer, hit: &AnswerHit) -> io::Result<()> {
        let margin = self.margin;
        self.print_section(out, hit)?;
        self.print_head(out, hit)?;
        let place = style_place(&hit.file, hit.document.line, self.options.links);
        write!(out, "{:margin$}{place}", "")?;
        if !hit.missing.is_empty() {
            let missing = clean(&one_line(&hit.missing.join(", ")));
            write!(out, "  {FAINT}missing: {missing}{FAINT:#}")?;
        }
        writeln!(out)?;
        let snippet = &hit.snippet;
        let width = self.options.width.map(|width| width.saturating_sub(margin));
        for (line, highlights) in wrap(&snippet.text, &snippet.highlights, width) {
            let line = mark(&line, &highlights, Style::new());
            writeln!(out, "{:margin$}{line}", "")?;
        }
        if let Some(explanation) = &hit.explain {
            self.print_explanation(out, hit.score, explanation)?;
        }
        writeln!(out)
    }

    fn end(&mut self, out: &mut dyn Write, answer: &Answer) -> io::Result<()> {
        if answer.total == 0 {
            return Ok(());
        }
        let (total, searched, took) = (answer.total, answer.searched, answer.took.as_millis());
        let noun = if searched == 1 {
            "document"
        } else {
            "documents"
        };
        write!(out, "{FAINT}{total} of {searched} {noun}, {took} ms")?;
        if answer.hits.len() < total {
            let ranks = answer.hits.iter().map(|hit| hit.rank);
            match (ranks.clone().min(), ranks.max()) {
                (Some(first), Some(last)) if first < last => {
                    write!(out, " ({first}–{last} shown)")?;
                }
                (Some(only), _) => write!(out, " ({only} shown)")?,
                _ => write!(out, " (none shown)")?,
            }
        }
        writeln!(out, "{FAINT:#}")
    }
}

impl TextPrinter {
    /// The margin is set once the ranks are known.
    fn new(options: PrintOptions) -> TextPrinter {
        TextPrinter {
            options,
            margin: 0,
            section: None,
        }
    }

    /// Prints the headings of a section above its first hit, when hits are
    /// grouped. Hits of one section must be adjacent.
    fn print_section(&mut self, out: &mut dyn Write, hit: &AnswerHit) -> io::Result<()> {
        if !self.options.grouped {
            return Ok(());
        }
        let section = hit.section();
        if self.section.as_ref() == Some(&section) {
            return Ok(());
        }
        let mut names: Vec<&str> = section.iter().map(String::as_str).collect();
        if !hit.document.kind.is_entry() {
            names.pop();
            names.push(visible_name(&hit.document));
        }
        let title = clean(&one_line(&names.join(SEPARATOR)));
        let title = match self.options.width {
            Some(width) => cut(&title, width),
            None => title,
        };
        writeln!(out, "{KIND}{title}{KIND:#}\n")?;
        self.section = Some(section);
        Ok(())
    }

    /// Prints rank, name, kind and headings on one line. Headings get what room
    /// the others leave; names are never cut.
    fn print_head(&self, out: &mut dyn Write, hit: &AnswerHit) -> io::Result<()> {
        let document = &hit.document;
        let (rank, kind) = (hit.rank, document.kind);
        let name = mark(visible_name(document), &hit.name_highlights, NAME);
        let digits = self.margin - 2;
        write!(
            out,
            "{FAINT}{rank:>digits$}{FAINT:#}  {name}  {KIND}{kind}{KIND:#}"
        )?;
        if !self.options.grouped && !document.headings.is_empty() {
            let name_width = clean(visible_name(document)).width();
            let taken = self.margin + name_width + 2 + kind.as_str().len() + " · ".width();
            let room = self.options.width.map(|width| width.saturating_sub(taken));
            print_headings(out, hit, room)?;
        }
        writeln!(out)
    }

    /// Prints the sum behind a score, for `--explain`, a term of it per line:
    /// `0.812  рынок · form in body ×3`.
    fn print_explanation(
        &self,
        out: &mut dyn Write,
        score: f32,
        explanation: &ExplanationInfo,
    ) -> io::Result<()> {
        let margin = self.margin;
        let (base, coverage) = (explanation.base, explanation.coverage);
        writeln!(
            out,
            "{:margin$}{score:.3} = {base} + {coverage:.2} of the query:",
            ""
        )?;
        for part in &explanation.parts {
            let word = clean(&part.word);
            let (score, how, field, times) = (part.score, &part.how, &part.field, part.frequency);
            writeln!(
                out,
                "{:margin$}  {score:7.3}  {word} · {how} in {field} ×{times}",
                ""
            )?;
        }
        Ok(())
    }
}

/// Prints the headings of a hit in `room` columns. Outer headings are dropped
/// first, because the inner ones say more; the last one is cut if it must be.
fn print_headings(out: &mut dyn Write, hit: &AnswerHit, room: Option<usize>) -> io::Result<()> {
    let headings = &hit.document.headings;
    let first = room.map_or(0, |room| first_that_fits(headings, room));
    if room.is_some_and(|room| width_from(headings, first) > room && room < MIN_HEADING_WIDTH) {
        return Ok(());
    }
    write!(out, " {FAINT}·{FAINT:#} ")?;
    if first > 0 {
        write!(out, "{FAINT}{OMITTED}{SEPARATOR}{FAINT:#}")?;
    }
    for (at, heading) in headings.iter().enumerate().skip(first) {
        if at > first {
            write!(out, "{FAINT}{SEPARATOR}{FAINT:#}")?;
        }
        let omitted = OMITTED.width() + SEPARATOR.width();
        match room {
            Some(room) if first + 1 == headings.len() && heading.width() + omitted > room => {
                let heading = clean(&one_line(heading));
                let heading = cut(&heading, room.saturating_sub(omitted));
                write!(out, "{FAINT}{heading}{FAINT:#}")?;
            }
            _ => {
                let highlights = hit.heading_highlights.get(at);
                let highlights = highlights.map_or(&[][..], Vec::as_slice);
                write!(out, "{}", mark(heading, highlights, FAINT))?;
            }
        }
    }
    Ok(())
}

/// The index of the outermost heading that fits in `room` columns together with
/// all inner ones; the last index if none fits.
fn first_that_fits(headings: &[String], room: usize) -> usize {
    let mut first = 0;
    while first + 1 < headings.len() && width_from(headings, first) > room {
        first += 1;
    }
    first
}

/// The width of the headings from index `first`, in columns, with separators and
/// the mark for what is omitted.
fn width_from(headings: &[String], first: usize) -> usize {
    let omitted = match first {
        0 => 0,
        _ => OMITTED.width() + SEPARATOR.width(),
    };
    omitted + one_line(&headings[first..].join(SEPARATOR)).width()
}
