//! `file:line:column:text`, a match a line, as ripgrep's `--vimgrep`: for the
//! quickfix lists of editors. Columns count bytes, from 1.

use std::io::{self, Write};

use super::{Answer, clean, clean_line};

/// Prints the answer to a query. A hit that matches nowhere in its own text,
/// but in the headings above it, is given by its first line.
pub(crate) fn hits(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    for hit in &answer.hits.hits {
        let document = &hit.document;
        let Some(place) = &hit.source_matches else {
            continue;
        };
        let source = &*place.source;
        let own = (document.byte_start, document.line);
        let matches = place
            .matches
            .iter()
            .map(|found| (found.range.start, found.line));
        let matches: Vec<(usize, usize)> = matches.collect();
        let places = if matches.is_empty() {
            vec![own]
        } else {
            matches
        };
        let file = clean_line(&(answer.files)(document).shown);
        for (at, line) in places {
            let start = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
            let end = source[at..]
                .find('\n')
                .map_or(source.len(), |newline| at + newline);
            let text = clean(source[start..end].trim_end());
            writeln!(out, "{file}:{line}:{}:{text}", at - start + 1)?;
        }
    }
    Ok(())
}
