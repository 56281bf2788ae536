//! TREC runs, for the tools of retrieval evaluation.

use std::io::{self, Write};

use super::printer::{HitPrinter, Needs, PrintFormat};
use crate::answer::{Answer, AnswerHit};
use crate::evaluation::encode_id;

/// `topic Q0 id rank score obzor`, a hit a line; scores are not rounded.
pub(super) const TREC: PrintFormat = PrintFormat {
    name: "trec",
    help: "topic Q0 id rank score obzor",
    needs: Needs::Ids,
    printer: |_| Box::new(TrecPrinter),
    batch: Some(|| Box::new(TrecPrinter)),
};

/// The topic of a query that is not part of a batch.
const SINGLE_TOPIC: &str = "1";

/// The tag of the run.
const TAG: &str = "obzor";

struct TrecPrinter;

impl HitPrinter for TrecPrinter {
    fn hit(&mut self, out: &mut dyn Write, answer: &Answer, hit: &AnswerHit) -> io::Result<()> {
        let topic = answer.topic.as_deref().unwrap_or(SINGLE_TOPIC);
        let (id, rank, score) = (encode_id(&hit.document.id), hit.rank, hit.score);
        writeln!(out, "{topic} Q0 {id} {rank} {score} {TAG}")
    }
}
