//! `obzor query --batch`: many queries on one open index, answered line by
//! line in the order of the input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::{Outcome, tell};
use crate::cli::HitFormat;
use crate::document::Document;
use crate::evaluation::parse_topics;
use crate::output::{self, Answer, Gap};
use crate::search::{ParseOptions, SearchOptions, Searcher};

/// What is the same for all queries of a batch.
pub(super) struct Batch<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) files: &'a dyn Fn(&Document) -> output::File,
    pub(super) gaps: &'a [Gap],
    pub(super) reading: ParseOptions,
    pub(super) options: SearchOptions,
    pub(super) format: HitFormat,
}

/// Opens a file of topics; `-` is standard input.
pub(super) fn open(file: &Path) -> Result<Box<dyn BufRead>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Box::new(BufReader::new(opened)))
}

impl Batch<'_> {
    /// Answers each line at once, so that a reader need not wait for the last.
    pub(super) fn answer(&self, topics: Box<dyn BufRead>, out: &mut dyn Write) -> Result<Outcome> {
        if !matches!(self.format, HitFormat::Jsonl | HitFormat::Trec) {
            bail!("--batch prints jsonl or trec");
        }
        let mut outcome = Outcome::Nothing;
        for (at, line) in topics.split(b'\n').enumerate() {
            let line = line.context("cannot read the topics")?;
            let line = String::from_utf8_lossy(&line);
            let Some(topic) = parse_topics(&line).next() else {
                continue;
            };
            match topic {
                Err(bad) => {
                    let expected = bad.expected;
                    tell(format_args!(
                        "error: line {} of the batch is not {expected}",
                        at + 1
                    ));
                    if self.format == HitFormat::Jsonl {
                        output::jsonl::error(out, at + 1, &format!("not {expected}"))?;
                    }
                    outcome = Outcome::Incomplete;
                }
                Ok(topic) => {
                    let found = self.answer_topic(&topic.id, &topic.text, out)?;
                    if found && outcome == Outcome::Nothing {
                        outcome = Outcome::Found;
                    }
                }
            }
            out.flush()?;
        }
        Ok(outcome)
    }

    fn answer_topic(&self, id: &str, text: &str, out: &mut dyn Write) -> Result<bool> {
        let query = self.searcher.parse(text, self.reading)?;
        if self.format == HitFormat::Trec {
            let ranking = self.searcher.rank(&query, &self.options)?;
            output::trec::ranking(out, id, &ranking, self.options.offset)?;
            return Ok(!ranking.is_empty());
        }
        let hits = self.searcher.search(&query, &self.options)?;
        let answer = Answer {
            text,
            query: &query,
            hits: &hits,
            files: self.files,
            gaps: self.gaps,
        };
        output::jsonl::answer(out, id, &answer)?;
        Ok(hits.total > 0)
    }
}
