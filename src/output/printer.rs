//! The seam for output formats: a printer, and what it needs of an answer.
//!
//! A new format is a [`HitPrinter`] and a [`PrintFormat`] in a file of its own,
//! listed in the registry.

use std::io::{self, Write};

use crate::answer::{Answer, AnswerHit};

/// Prints the hits of one answer. A printer is used once, so it may keep state
/// between hits.
pub(crate) trait HitPrinter {
    /// Called before the first hit, with the whole answer, to measure columns.
    fn begin(&mut self, _out: &mut dyn Write, _answer: &Answer) -> io::Result<()> {
        Ok(())
    }

    /// Called for each hit, best first or in the order asked for.
    fn hit(&mut self, out: &mut dyn Write, answer: &Answer, hit: &AnswerHit) -> io::Result<()>;

    /// Called last, even if there are no hits.
    fn end(&mut self, _out: &mut dyn Write, _answer: &Answer) -> io::Result<()> {
        Ok(())
    }
}

/// How much of an answer a format prints, least first. The search leaves the rest
/// empty, because it takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Needs {
    /// Ids and scores.
    Ids,
    /// Documents and snippets.
    Hits,
    /// Documents, snippets, and matches located in the source.
    Matches,
}

/// What a printer must know of the output and of the command line.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PrintOptions {
    /// The width of the terminal, in columns; `None` in a pipe: do not wrap.
    pub(crate) width: Option<usize>,
    /// Whether places are links (OSC 8).
    pub(crate) links: bool,
    /// Whether hits are printed under the headings of their sections.
    pub(crate) grouped: bool,
    /// Whether paths end with NUL instead of a line break.
    pub(crate) null: bool,
    /// Whether file names keep their control characters. Only if a program reads
    /// the output.
    pub(crate) raw: bool,
}

/// An output format of `query`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PrintFormat {
    /// The value of `--format`. Unique: formats are equal if their names are.
    pub(crate) name: &'static str,
    /// Its description in the help, a phrase without a full stop.
    pub(crate) help: &'static str,
    /// What to fill in of the answer.
    pub(crate) needs: Needs,
    /// Makes a printer for a single answer.
    pub(crate) printer: fn(PrintOptions) -> Box<dyn HitPrinter>,
    /// Makes a printer for each answer of a batch; `None` if answers of this
    /// format cannot follow one another.
    pub(crate) batch: Option<fn() -> Box<dyn HitPrinter>>,
}

/// Prints an answer. The writer is not flushed.
pub(crate) fn print(
    printer: &mut dyn HitPrinter,
    out: &mut dyn Write,
    answer: &Answer,
) -> io::Result<()> {
    printer.begin(out, answer)?;
    for hit in &answer.hits {
        printer.hit(out, answer, hit)?;
    }
    printer.end(out, answer)
}

impl PartialEq for PrintFormat {
    fn eq(&self, other: &PrintFormat) -> bool {
        self.name == other.name
    }
}
