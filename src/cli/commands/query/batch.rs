//! `obzor query --batch`: many queries on one open index, answered line by line
//! in the order of the input. Memory does not grow with the number of queries.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::run::QueryRun;
use crate::answer::SCHEMA_VERSION;
use crate::cli::exit_status::ExitStatus;
use crate::cli::messages::tell;
use crate::evaluation::parse_topics;
use crate::output::{self, HitPrinter, Needs, PRINTERS, PrintFormat, json::write_line};

/// Opens a file of topics; `-` is standard input. It is read as a stream, so the
/// input may be a pipe that stays open.
pub(super) fn open(file: &Path) -> Result<Box<dyn BufRead>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Box::new(BufReader::new(opened)))
}

/// The first registered format that supports batches.
pub(super) fn default_format() -> &'static PrintFormat {
    let mut formats = PRINTERS.into_iter();
    let first = formats.find(|format| format.batch.is_some());
    first.unwrap_or(PRINTERS[0])
}

/// What the answers of a batch have in common.
pub(super) struct Batch<'a> {
    run: &'a QueryRun<'a>,
    printer: fn() -> Box<dyn HitPrinter>,
}

impl<'a> Batch<'a> {
    /// Fails if the format does not support batches: one JSON object, say, cannot
    /// hold answers that are still to come.
    pub(super) fn new(run: &'a QueryRun<'a>) -> Result<Batch<'a>> {
        let Some(printer) = run.format.batch else {
            let formats = PRINTERS.iter().filter(|format| format.batch.is_some());
            let names: Vec<_> = formats.map(|format| format.name).collect();
            bail!("--batch prints {}", names.join(" or "));
        };
        Ok(Batch { run, printer })
    }

    /// Answers each line as soon as it is read, and flushes. Found if any query
    /// has hits, failed if any line is not a topic; the others are answered still.
    pub(super) fn answer(
        &self,
        topics: Box<dyn BufRead>,
        out: &mut dyn Write,
    ) -> Result<ExitStatus> {
        let mut status = ExitStatus::NotFound;
        for (at, line) in topics.split(b'\n').enumerate() {
            let line = line.context("cannot read the topics")?;
            let line = String::from_utf8_lossy(&line);
            let Some(topic) = parse_topics(&line).next() else {
                continue;
            };
            match topic {
                Err(bad) => {
                    self.tell_unreadable(at + 1, bad.expected, out)?;
                    status = ExitStatus::Failed;
                }
                Ok(topic) => {
                    let found = self.answer_topic(topic.id, &topic.text, out)?;
                    if found && status == ExitStatus::NotFound {
                        status = ExitStatus::Found;
                    }
                }
            }
            out.flush()?;
        }
        Ok(status)
    }

    /// Prints one answer; true if it has hits.
    fn answer_topic(&self, id: String, text: &str, out: &mut dyn Write) -> Result<bool> {
        let query = self.run.snapshot.parse(text, self.run.reading)?;
        let mut answer = self.run.answer(text, &query)?;
        answer.topic = Some(id);
        output::print(&mut *(self.printer)(), out, &answer)?;
        Ok(answer.total > 0)
    }

    /// Reports a line, from 1, that is not a topic: on stderr, and as an object in
    /// the output of JSON formats, so that a reader can count answers.
    fn tell_unreadable(&self, line: usize, expected: &str, out: &mut dyn Write) -> Result<()> {
        tell(format_args!(
            "error: line {line} of the batch is not {expected}"
        ));
        if self.run.format.needs > Needs::Ids {
            let error = format!("not {expected}");
            write_line(
                out,
                &json!({ "schema": SCHEMA_VERSION, "error": error, "line": line }),
            )?;
        }
        Ok(())
    }
}
