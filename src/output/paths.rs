//! The files of hits, each once, as `grep -l` prints them.

use std::collections::HashSet;
use std::io::{self, Write};

use super::printer::{HitPrinter, Needs, PrintFormat, PrintOptions};
use super::sanitize::clean_line;
use crate::answer::{Answer, AnswerHit};

/// Files in the order of their first hits.
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

struct PathPrinter {
    options: PrintOptions,
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
