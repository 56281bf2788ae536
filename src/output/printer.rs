//! What a format of hits is: a printer, and what that needs of an answer.

use std::io::{self, Write};

use crate::answer::{Answer, AnswerHit};

/// Prints the hits of an answer.
pub(crate) trait HitPrinter {
    /// Called first.
    fn begin(&mut self, _out: &mut dyn Write, _answer: &Answer) -> io::Result<()> {
        Ok(())
    }

    /// Called for each hit in order.
    fn hit(&mut self, out: &mut dyn Write, answer: &Answer, hit: &AnswerHit) -> io::Result<()>;

    /// Called last, also when there are no hits.
    fn end(&mut self, _out: &mut dyn Write, _answer: &Answer) -> io::Result<()> {
        Ok(())
    }
}

/// What an answer must have for a format; fields beyond that are left empty,
/// because they take time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Needs {
    /// Ids and scores.
    Ids,
    /// Documents and snippets.
    Hits,
    /// Matches in the source, too.
    Matches,
}

/// What hits are printed on.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PrintOptions {
    /// Columns of the terminal; `None` in a pipe.
    pub(crate) width: Option<usize>,
    /// Places are links (OSC 8).
    pub(crate) links: bool,
    /// Hits stand under the headings of their sections.
    pub(crate) grouped: bool,
    /// Paths end with NUL instead of a line break.
    pub(crate) null: bool,
    /// Names of files are printed byte by byte, control characters included:
    /// for programs only.
    pub(crate) raw: bool,
}

/// A format of hits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PrintFormat {
    /// What `--format` calls it.
    pub(crate) name: &'static str,
    /// What the help says of it.
    pub(crate) help: &'static str,
    pub(crate) needs: Needs,
    /// Makes a printer for the answer to a query.
    pub(crate) printer: fn(PrintOptions) -> Box<dyn HitPrinter>,
    /// Makes a printer for each answer of a batch, if the format has answers
    /// that can follow one another.
    pub(crate) batch: Option<fn() -> Box<dyn HitPrinter>>,
}

/// Prints an answer.
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
