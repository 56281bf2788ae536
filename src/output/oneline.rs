//! A hit a line, for fuzzy finders: `file:line:name  headings  snippet`, so
//! that the first two say where to go and all the rest can be searched.

use std::io::{self, Write};

use anstyle::Style;

use super::outline::visible_name;
use super::style::{FAINT, NAME, marked, place};
use super::{Answer, Page, clean_line};

/// Prints the answer to a query.
pub(crate) fn hits(out: &mut dyn Write, answer: &Answer<'_>, page: &Page) -> io::Result<()> {
    for hit in &answer.hits.hits {
        let document = &hit.document;
        let place = place(&(answer.files)(document), document.line, page);
        let name = marked(visible_name(document), &hit.name_highlights, NAME);
        let inner = document.headings.last().map_or("", String::as_str);
        let snippet = marked(&hit.snippet.text, &hit.snippet.highlights, Style::new());
        let headings = match inner {
            "" => String::new(),
            inner => format!("  {FAINT}{}{FAINT:#}", clean_line(inner)),
        };
        writeln!(out, "{place}:{name}{headings}  {snippet}")?;
    }
    Ok(())
}
