//! TREC run files, for trec_eval and similar tools.

use std::io::{self, Write};

use super::printer::{HitPrinter, Needs, PrintFormat};
use crate::answer::{Answer, AnswerHit};
use crate::evaluation::encode_id;

/// `topic Q0 id rank score obzor`, one hit per line. Scores are not rounded, so
/// that ties stay ties.
pub(super) const TREC: PrintFormat = PrintFormat {
    name: "trec",
    help: "topic Q0 id rank score obzor",
    needs: Needs::Ids,
    printer: |_| Box::new(TrecPrinter),
    batch: Some(|| Box::new(TrecPrinter)),
};

/// The topic id of a query outside of a batch.
const SINGLE_TOPIC: &str = "1";

/// The name of the run, in the last column.
const TAG: &str = "obzor";

/// Ids are percent-encoded: the format separates columns by spaces.
struct TrecPrinter;

impl HitPrinter for TrecPrinter {
    fn hit(&mut self, out: &mut dyn Write, answer: &Answer, hit: &AnswerHit) -> io::Result<()> {
        let topic = answer.topic.as_deref().unwrap_or(SINGLE_TOPIC);
        let (id, rank, score) = (encode_id(&hit.document.id), hit.rank, hit.score);
        writeln!(out, "{topic} Q0 {id} {rank} {score} {TAG}")
    }
}
