//! `file:line:column:text`, one match per line, the format of ripgrep's
//! `--vimgrep`, for the quickfix lists of editors. Columns are in bytes, from 1.

use std::io::{self, Write};

use super::printer::{HitPrinter, Needs, PrintFormat};
use super::sanitize::{clean, clean_line};
use crate::answer::{Answer, AnswerHit};

/// A line of the source with several matches is printed once for each.
pub(super) const VIMGREP: PrintFormat = PrintFormat {
    name: "vimgrep",
    help: "file:line:column:text, one match per line, columns in bytes, for editors",
    needs: Needs::Matches,
    printer: |_| Box::new(VimgrepPrinter),
    batch: None,
};

struct VimgrepPrinter;

impl HitPrinter for VimgrepPrinter {
    /// A hit that matches only in the headings above it is printed with its first
    /// line.
    fn hit(&mut self, out: &mut dyn Write, _: &Answer, hit: &AnswerHit) -> io::Result<()> {
        let file = clean_line(&hit.file.path);
        let first_line = hit.first_line.as_ref();
        let first_line = first_line.map(|line| (hit.document.line, line));
        let first_line = first_line.filter(|_| hit.matches.is_empty());
        let matches = hit.matches.iter().map(|found| (found.line, &found.source));
        for (line, source) in matches.chain(first_line) {
            let (column, text) = (source.byte_column, clean(&source.text));
            writeln!(out, "{file}:{line}:{column}:{text}")?;
        }
        Ok(())
    }
}
