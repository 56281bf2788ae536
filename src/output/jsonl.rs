//! JSON lines: one object a hit or, in a batch, one an answer.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{JsonPrinter, write_line};
use super::printer::{HitPrinter, Needs, PrintFormat};
use crate::answer::{Answer, AnswerHit, SCHEMA_VERSION};

/// One object a hit.
pub(super) const JSONL: PrintFormat = PrintFormat {
    name: "jsonl",
    help: "an object a hit, with --batch (its default) a topic's answer",
    needs: Needs::Matches,
    printer: |_| Box::new(JsonlPrinter),
    batch: Some(|| Box::new(JsonPrinter)),
};

struct JsonlPrinter;

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
