//! TREC runs, for the tools of retrieval evaluation.

use std::io::{self, Write};

use crate::evaluation::encode_id;

/// What the last column says.
const TAG: &str = "obzor";

/// Prints the ranking of one topic, `topic Q0 document rank score tag` a line;
/// ranks begin behind `offset`, scores are not rounded.
pub(crate) fn ranking(
    out: &mut dyn Write,
    topic: &str,
    ranking: &[(String, f32)],
    offset: usize,
) -> io::Result<()> {
    for (at, (id, score)) in ranking.iter().enumerate() {
        writeln!(
            out,
            "{topic} Q0 {} {} {score} {TAG}",
            encode_id(id),
            offset + at + 1
        )?;
    }
    Ok(())
}
