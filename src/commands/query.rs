//! `obzor query`: finds documents by words, for one query or for a batch.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::Outcome;
use crate::analysis::Analyzer;
use crate::cli::{HitFormat, QueryArgs};
use crate::corpus::Corpus;
use crate::evaluation::parse_topics;
use crate::index::Index;
use crate::output;
use crate::query::Parsed;
use crate::search::{Filter, Query, Reading, SearchOptions, Searcher};
use crate::synonyms;

/// The topic that a single query is in a TREC run.
const SINGLE_TOPIC: &str = "1";

pub(super) fn run(dir: &Path, args: &QueryArgs, out: &mut dyn Write) -> Result<Outcome> {
    let index = super::open_or_build(dir)?;
    let analyzer = Analyzer::new();
    let searcher = Searcher::new(&index, &analyzer)?.with_synonyms(synonyms_for(&index)?);
    let options = SearchOptions {
        limit: args.limit,
        offset: args.offset,
        all: args.all,
        filter: Filter {
            kinds: args.kind.clone(),
            sections: args.section.clone(),
            tags: args.tag.clone(),
            langs: args.lang.clone(),
            paths: args.path.clone(),
            authors: Vec::new(),
        },
        explain: args.explain,
        ..SearchOptions::default()
    };
    let reading = Reading {
        literal: args.literal,
        rescue: !args.no_rescue,
    };
    match &args.batch {
        Some(file) => {
            let format = args.format.unwrap_or(HitFormat::Jsonl);
            if !matches!(format, HitFormat::Jsonl | HitFormat::Trec) {
                bail!("--batch prints jsonl or trec");
            }
            let topics: Box<dyn BufRead> = if file.as_os_str() == "-" {
                Box::new(io::stdin().lock())
            } else {
                Box::new(BufReader::new(
                    File::open(file).with_context(|| format!("cannot read {}", file.display()))?,
                ))
            };
            let batch = Batch {
                searcher,
                reading,
                options,
                format,
            };
            batch.answer(topics, out)
        }
        None => answer(&index, &searcher, args, reading, &options, out),
    }
}

fn answer(
    index: &Index,
    searcher: &Searcher<'_>,
    args: &QueryArgs,
    reading: Reading,
    options: &SearchOptions,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let text = args.words.join(" ");
    if args.show_query {
        let parsed = if reading.literal {
            Parsed::literal(&text)
        } else {
            Parsed::of(&text)
        };
        output::words::parsed(out, &text, &parsed)?;
        return Ok(Outcome::Found);
    }
    let query = searcher.parse(&text, reading)?;
    if args.strict
        && let Some(note) = query.notes.first()
    {
        bail!("{}", output::words::marked_column(&text, note));
    }
    tell(&text, &query);
    let format = args.format.unwrap_or(HitFormat::Text);
    if format == HitFormat::Trec {
        let ranking = searcher.rank(&query, options)?;
        output::trec::ranking(out, SINGLE_TOPIC, &ranking, options.offset)?;
        return Ok(Outcome::of(!ranking.is_empty()));
    }
    let hits = searcher.search(&query, options)?;
    if hits.total == 0 {
        propose_less(searcher, &text, &query, options)?;
    }
    match format {
        HitFormat::Text => {
            let corpus = index.corpus().ok();
            let width = terminal_size::terminal_size_of(io::stdout())
                .map(|(width, _)| usize::from(width.0));
            output::text::hits(
                out,
                &text,
                &query,
                &hits,
                &|document| super::place_of(corpus.as_ref(), document),
                width,
            )?;
        }
        HitFormat::Json => output::json::hits(out, None, &text, &query, &hits)?,
        HitFormat::Jsonl => output::json::hit_lines(out, &text, &query, &hits)?,
        HitFormat::Trec => {}
    }
    Ok(Outcome::of(hits.total > 0))
}

/// Says on stderr which condition, left out, would let something be found.
fn propose_less(
    searcher: &Searcher<'_>,
    text: &str,
    query: &Query,
    options: &SearchOptions,
) -> Result<()> {
    let total = |options: &SearchOptions| -> Result<usize> {
        let options = SearchOptions {
            limit: 0,
            ..options.clone()
        };
        Ok(searcher.search(query, &options)?.total)
    };
    let unfiltered = SearchOptions {
        filter: Filter::default(),
        ..options.clone()
    };
    if options.filter != Filter::default() {
        let count = total(&unfiltered)?;
        if count > 0 {
            eprintln!("no document that passes the filters matches; without them {count} match");
            eprintln!("  tip: a query that begins with `-` needs `--` before it");
            return Ok(());
        }
    }
    if options.all {
        let count = total(&SearchOptions {
            all: false,
            ..options.clone()
        })?;
        if count > 0 {
            eprintln!(
                "no document has all the words; without --all {count} have some: obzor query {text}"
            );
        }
    }
    Ok(())
}

/// The synonyms listed beside the corpus and by the user.
fn synonyms_for(index: &Index) -> Result<Vec<synonyms::Group>> {
    let corpus = index.corpus().ok();
    let roots = corpus.as_ref().map_or(&[][..], Corpus::roots);
    let mut all = Vec::new();
    for file in synonyms::places(roots) {
        let (groups, bad) = synonyms::read(&file)?;
        all.extend(groups);
        for bad in bad {
            let file = super::seen_from_here(&file);
            eprintln!(
                "warning: {file}:{}: not `word = word`; passed over",
                bad.line
            );
        }
    }
    Ok(all)
}

/// Says on stderr what was understood otherwise than it was typed.
fn tell(text: &str, query: &Query) {
    for note in &query.notes {
        eprintln!("note: column {}: {}", note.column, note.message);
    }
    for correction in &query.corrections {
        eprintln!("{}", output::words::correction(correction));
    }
    if query.is_empty() {
        eprintln!("note: there is no word to find in {text:?}");
    }
}

/// Many queries on one open index.
struct Batch<'i> {
    searcher: Searcher<'i>,
    reading: Reading,
    options: SearchOptions,
    format: HitFormat,
}

impl Batch<'_> {
    /// Answers line by line, so that a reader need not wait for the last.
    fn answer(&self, topics: Box<dyn BufRead>, out: &mut dyn Write) -> Result<Outcome> {
        let mut outcome = Outcome::Nothing;
        for (at, line) in topics.split(b'\n').enumerate() {
            let line = line.context("cannot read the topics")?;
            let line = String::from_utf8_lossy(&line);
            let Some(topic) = parse_topics(&line).next() else {
                continue;
            };
            match topic {
                Err(bad) => {
                    eprintln!(
                        "error: line {} of the batch is not {}",
                        at + 1,
                        bad.expected
                    );
                    if self.format == HitFormat::Jsonl {
                        output::json::error(out, at + 1, &format!("not {}", bad.expected))?;
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
        output::json::hits(out, Some(id), text, &query, &hits)?;
        Ok(hits.total > 0)
    }
}
