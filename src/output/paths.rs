//! The files of hits, each once, as `grep -l` prints them.

use std::collections::HashSet;
use std::io::{self, Write};

use super::{Answer, clean_line};

/// How files are told apart.
#[derive(Clone, Copy)]
pub(crate) enum Ending {
    /// A line each.
    Newline,
    /// NUL after each, for a terminal.
    Null,
    /// NUL after each, for a program: names are as they are.
    RawNull,
}

/// Prints the files in the order of their first hits.
pub(crate) fn files(out: &mut dyn Write, answer: &Answer<'_>, ending: Ending) -> io::Result<()> {
    let mut printed = HashSet::new();
    for hit in &answer.hits.hits {
        if printed.insert(hit.document.path.as_str()) {
            let file = (answer.files)(&hit.document).shown;
            match ending {
                Ending::Newline => writeln!(out, "{}", clean_line(&file))?,
                Ending::Null => write!(out, "{}\0", clean_line(&file))?,
                Ending::RawNull => write!(out, "{file}\0")?,
            }
        }
    }
    Ok(())
}
