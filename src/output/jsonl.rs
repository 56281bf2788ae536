//! JSON lines: one object per hit or, in a batch, one per answer.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{JsonPrinter, write_line};
use super::printer::{HitPrinter, Needs, PrintFormat};
use crate::answer::{Answer, AnswerHit, SCHEMA_VERSION};

/// One object per hit; in a batch, the objects of the `json` format.
pub(super) const JSONL: PrintFormat = PrintFormat {
    name: "jsonl",
    help: "one object per hit, or per topic with --batch",
    needs: Needs::Matches,
    printer: |_| Box::new(JsonlPrinter),
    batch: Some(|| Box::new(JsonPrinter)),
};

/// Prints each hit on its own, without the total or the notes of the answer.
struct JsonlPrinter;

/// The shape of `obzor schema hit`.
#[derive(Serialize)]
struct HitLine<'a> {
    schema: u32,
    #[serde(flatten)]
    hit: &'a AnswerHit,
}

impl HitPrinter for JsonlPrinter {
    fn hit(&mut self, out: &mut dyn Write, _: &Answer, hit: &AnswerHit) -> io::Result<()> {
        let line = HitLine {
            schema: SCHEMA_VERSION,
            hit,
        };
        write_line(out, &line)
    }
}
