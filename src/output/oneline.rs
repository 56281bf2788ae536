//! One hit per line, for fuzzy finders: `file:line:name  heading  snippet`. An
//! editor opens the first two fields; the finder searches all of the line.

use std::io::{self, Write};

use anstyle::Style;

use super::printer::{HitPrinter, Needs, PrintFormat, PrintOptions};
use super::sanitize::clean_line;
use super::style::{FAINT, NAME, mark, style_place, visible_name};
use crate::answer::{Answer, AnswerHit};

/// Chosen by `--oneline`, not by `--format`.
pub(crate) const ONELINE: PrintFormat = PrintFormat {
    name: "oneline",
    help: "file:line:name, for fzf",
    needs: Needs::Hits,
    printer: |options| Box::new(OnelinePrinter(options)),
    batch: None,
};

/// Shows the innermost heading only: the line is long enough.
struct OnelinePrinter(PrintOptions);

impl HitPrinter for OnelinePrinter {
    fn hit(&mut self, out: &mut dyn Write, _: &Answer, hit: &AnswerHit) -> io::Result<()> {
        let document = &hit.document;
        let place = style_place(&hit.file, document.line, self.0.links);
        let name = mark(visible_name(document), &hit.name_highlights, NAME);
        let snippet = mark(&hit.snippet.text, &hit.snippet.highlights, Style::new());
        let heading = match document.headings.last().map_or("", String::as_str) {
            "" => String::new(),
            heading => format!("  {FAINT}{}{FAINT:#}", clean_line(heading)),
        };
        writeln!(out, "{place}:{name}{heading}  {snippet}")
    }
}
