//! Tab-separated values, one hit per line, without a header. Tabs and line breaks
//! in values are escaped as `\t` and `\n`.

use std::io::{self, Write};

use super::printer::{HitPrinter, Needs, PrintFormat};
use super::sanitize::clean_line;
use crate::answer::{Answer, AnswerHit};

/// Rank, score, kind, id, file, line, name, headings, snippet.
pub(super) const TSV: PrintFormat = PrintFormat {
    name: "tsv",
    help: "rank, score, kind, id, file, line, name, headings, snippet, separated by tabs",
    needs: Needs::Hits,
    printer: |_| Box::new(TsvPrinter),
    batch: None,
};

/// Headings are joined by ` › `, outermost first.
struct TsvPrinter;

impl HitPrinter for TsvPrinter {
    fn hit(&mut self, out: &mut dyn Write, _: &Answer, hit: &AnswerHit) -> io::Result<()> {
        let document = &hit.document;
        let texts = [
            document.id.as_str(),
            &hit.file.path,
            &document.line.to_string(),
            &document.name,
            &document.headings.join(" › "),
            &hit.snippet.text,
        ];
        let texts = texts.map(clean_line).join("\t");
        let (rank, score, kind) = (hit.rank, hit.score, document.kind);
        writeln!(out, "{rank}\t{score}\t{kind}\t{texts}")
    }
}
