//! The files of all hits, as `grep -l` prints them.

use std::collections::HashSet;
use std::io::{self, Write};

use super::printer::{HitPrinter, Needs, PrintFormat, PrintOptions};
use super::sanitize::clean_line;
use crate::answer::{Answer, AnswerHit};

/// Chosen by `-l`, not by `--format`. Each file once, in the order of its
/// first hit.
pub(crate) const PATHS: PrintFormat = PrintFormat {
    name: "files",
    help: "only the files of all hits",
    needs: Needs::Hits,
    printer: |options| {
        Box::new(PathPrinter {
            options,
            printed: HashSet::new(),
        })
    },
    batch: None,
};

/// Prints a name as it is only with NUL and into a pipe, where `xargs -0` needs
/// the exact bytes. Elsewhere control characters are escaped.
struct PathPrinter {
    options: PrintOptions,
    /// Corpus paths, which are unique, unlike shown paths.
    printed: HashSet<String>,
}

impl HitPrinter for PathPrinter {
    fn hit(&mut self, out: &mut dyn Write, _: &Answer, hit: &AnswerHit) -> io::Result<()> {
        if !self.printed.insert(hit.document.path.clone()) {
            return Ok(());
        }
        let path = &hit.file.path;
        match self.options {
            PrintOptions { null: false, .. } => writeln!(out, "{}", clean_line(path)),
            PrintOptions { raw: false, .. } => write!(out, "{}\0", clean_line(path)),
            _ => write!(out, "{path}\0"),
        }
    }
}
