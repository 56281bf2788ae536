//! JSON lines: one object a hit, or in a batch one a query.

use std::io::{self, Write};

use serde::Serialize;

use super::Answer;
use super::json::{self, HitJson, SCHEMA};

#[derive(Serialize)]
struct LineJson<'a> {
    schema: u32,
    #[serde(flatten)]
    hit: HitJson<'a>,
}

/// Prints one hit a line.
pub(crate) fn hits(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    answer.hits.hits.iter().try_for_each(|hit| {
        let line = LineJson {
            schema: SCHEMA,
            hit: HitJson::new(answer, hit),
        };
        json::write(out, &line)
    })
}

/// Prints the answer to one query of a batch.
pub(crate) fn answer(out: &mut dyn Write, topic: &str, answer: &Answer<'_>) -> io::Result<()> {
    json::hits(out, Some(topic), answer)
}

/// Prints what is wrong with a line of a batch that could not be read.
pub(crate) fn error(out: &mut dyn Write, line: usize, message: &str) -> io::Result<()> {
    let object = serde_json::json!({ "schema": SCHEMA, "error": message, "line": line });
    json::write(out, &object)
}
