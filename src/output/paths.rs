//! The files of hits, each once, as `grep -l` prints them.

use std::collections::HashSet;
use std::io::{self, Write};

use super::{Answer, clean_line};

/// Prints the files in the order of their first hits, each followed by a
/// newline, or by NUL and as it is.
pub(crate) fn files(out: &mut dyn Write, answer: &Answer<'_>, null: bool) -> io::Result<()> {
    let mut printed = HashSet::new();
    for hit in &answer.hits.hits {
        if printed.insert(hit.document.path.as_str()) {
            let file = (answer.files)(&hit.document).shown;
            match null {
                true => write!(out, "{file}\0")?,
                false => writeln!(out, "{}", clean_line(&file))?,
            }
        }
    }
    Ok(())
}
