//! Tab-separated values, a hit a line: rank, score, kind, id, file, line, name,
//! headings, snippet. No header; tabs and line breaks inside are escaped.

use std::io::{self, Write};

use super::{Answer, clean_line};

/// Prints the answer to a query.
pub(crate) fn hits(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    for hit in &answer.hits.hits {
        let document = &hit.document;
        let texts = [
            document.id.as_str(),
            &(answer.files)(document).shown,
            &document.line.to_string(),
            document.name.as_str(),
            &document.headings.join(" › "),
            &hit.snippet.text,
        ];
        let texts = texts.map(clean_line).join("\t");
        writeln!(
            out,
            "{}\t{}\t{}\t{texts}",
            hit.rank, hit.score, document.kind
        )?;
    }
    Ok(())
}
