//! `obzor query`: finds documents by words, for one query or for a batch.

use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Result, bail};

use super::batch::{self, Batch};
use super::console::Console;
use super::messages::Lines;
use super::{Outcome, Settings, opening, tell};
use crate::cli::{HitFormat, QueryArgs, SortOrder};
use crate::corpus::Corpus;
use crate::document::Document;
use crate::output::paths::Ending;
use crate::output::text::Layout;
use crate::output::{self, Answer, File, Gap};
use crate::query;
use crate::search::{Filter, ParseOptions, Query, SearchOptions, Searcher, Sort};
use crate::synonyms;

/// Shorter passages have no room for a word.
const FEWEST_CHARS: usize = 10;

/// The topic that a single query is in a TREC run.
const SINGLE_TOPIC: &str = "1";

pub(super) fn run(settings: &Settings, args: &QueryArgs, out: &mut Console) -> Result<Outcome> {
    let opened = opening::open(settings)?;
    let corpus = opened.corpus.as_ref();
    let searcher = Searcher::new(Arc::clone(&opened.index))?;
    let searcher = searcher.with_synonyms(synonyms_for(corpus)?);
    let files = super::files_of(corpus);
    let reading = ParseOptions {
        literal: args.literal,
        correct: !args.no_rescue && settings.config.rescue.unwrap_or(true),
    };
    let options = options(settings, args);
    if options.snippet_chars < FEWEST_CHARS {
        bail!(
            "a passage of fewer than {FEWEST_CHARS} characters shows nothing: give --snippet-chars more"
        );
    }
    match &args.batch {
        Some(file) => {
            let batch = Batch {
                searcher: &searcher,
                files: &files,
                gaps: &opened.gaps,
                reading,
                options,
                format: args.format.unwrap_or(HitFormat::Jsonl),
            };
            batch.answer(batch::open(file)?, out)
        }
        None => {
            let asked = Asked {
                args,
                searcher: &searcher,
                files: &files,
                gaps: &opened.gaps,
                reading,
                options: &options,
                start: Instant::now(),
            };
            asked.answer(out)
        }
    }
}

fn options(settings: &Settings, args: &QueryArgs) -> SearchOptions {
    let usual = SearchOptions::default();
    let config = &settings.config;
    let limit = args.limit.or(config.limit).unwrap_or(usual.limit);
    let format = args.format.unwrap_or(match args.batch {
        Some(_) => HitFormat::Jsonl,
        None => HitFormat::Text,
    });
    SearchOptions {
        limit: match (args.count || args.quiet, args.files, args.limit) {
            (true, ..) => 0,
            // As with grep, all files that have it, unless a number is given.
            (_, true, None) => usize::MAX,
            _ => limit,
        },
        offset: args.offset,
        sort: match args.sort {
            SortOrder::Score => Sort::Score,
            SortOrder::Path => Sort::Path,
            SortOrder::Date => Sort::Date,
        },
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
        source_matches: matches!(
            format,
            HitFormat::Json | HitFormat::Jsonl | HitFormat::Vimgrep
        ),
        snippets: args.snippets.or(config.snippets).unwrap_or(usual.snippets),
        snippet_chars: args
            .snippet_chars
            .or(config.snippet_chars)
            .unwrap_or(usual.snippet_chars),
    }
}

/// One query, and what it takes to answer it.
struct Asked<'a> {
    args: &'a QueryArgs,
    searcher: &'a Searcher,
    files: &'a dyn Fn(&Document) -> File,
    gaps: &'a [Gap],
    reading: ParseOptions,
    options: &'a SearchOptions,
    /// When the index was open.
    start: Instant,
}

impl Asked<'_> {
    fn answer(&self, out: &mut Console) -> Result<Outcome> {
        let Asked { args, searcher, .. } = self;
        let text = args.words.join(" ");
        if args.show_query {
            let parsed = if self.reading.literal {
                query::parse_literal(&text)
            } else {
                query::parse(&text)
            };
            output::words::parsed(out, &text, &parsed)?;
            return Ok(Outcome::Found);
        }
        let query = searcher.parse(&text, self.reading)?;
        if args.strict
            && let Some(note) = query.notes.first()
        {
            return Err(Lines(output::words::marked_column(&text, note)).into());
        }
        tell_reading(&text, &query);
        if args.format == Some(HitFormat::Trec) {
            let ranking = searcher.rank(&query, self.options)?;
            output::trec::ranking(out, SINGLE_TOPIC, &ranking, self.options.offset)?;
            return Ok(Outcome::of(!ranking.is_empty()));
        }
        let hits = searcher.search(&query, self.options)?;
        if hits.total == 0 && !args.quiet {
            propose_less(searcher, &text, &query, self.options)?;
        }
        let answer = Answer {
            text: &text,
            query: &query,
            hits: &hits,
            files: self.files,
            gaps: self.gaps,
        };
        self.print(&answer, out)?;
        Ok(Outcome::of(hits.total > 0))
    }

    fn print(&self, answer: &Answer<'_>, out: &mut Console) -> Result<()> {
        let Asked { args, searcher, .. } = self;
        let page = out.page();
        match args.format.unwrap_or(HitFormat::Text) {
            _ if args.quiet => {}
            _ if args.count => writeln!(out, "{}", answer.hits.total)?,
            _ if args.files => {
                let ending = match (args.null, out.is_terminal()) {
                    (false, _) => Ending::Newline,
                    (true, true) => Ending::Null,
                    (true, false) => Ending::RawNull,
                };
                output::paths::files(out, answer, ending)?;
            }
            _ if args.oneline => output::oneline::hits(out, answer, &page)?,
            HitFormat::Text => {
                let layout = Layout {
                    page,
                    grouped: args.group_by.is_some(),
                    documents: searcher.document_count(),
                };
                output::text::hits(out, answer, &layout, self.start.elapsed())?;
            }
            HitFormat::Json => output::json::hits(out, None, answer)?,
            HitFormat::Jsonl => output::jsonl::hits(out, answer)?,
            HitFormat::Tsv => output::tsv::hits(out, answer)?,
            HitFormat::Vimgrep => output::vimgrep::hits(out, answer)?,
            // It was answered without the documents.
            HitFormat::Trec => {}
        }
        Ok(())
    }
}

/// Says on stderr which condition, left out, would let something be found.
fn propose_less(
    searcher: &Searcher,
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
            tell(format_args!(
                "no document that passes the filters matches; without them {count} match"
            ));
            tell(format_args!(
                "  tip: a query that begins with `-` needs `--` before it"
            ));
            return Ok(());
        }
    }
    if options.all {
        let count = total(&SearchOptions {
            all: false,
            ..options.clone()
        })?;
        if count > 0 {
            tell(format_args!(
                "no document has all the words; without --all {count} have some: obzor query {text}"
            ));
        }
    }
    Ok(())
}

/// The synonyms listed beside the corpus and by the user.
fn synonyms_for(corpus: Option<&Corpus>) -> Result<Vec<synonyms::Group>> {
    let roots = corpus.map_or(&[][..], Corpus::roots);
    let mut all = Vec::new();
    for file in synonyms::places(roots) {
        let (groups, bad) = synonyms::read(&file)?;
        all.extend(groups);
        for bad in bad {
            let file = super::seen_from_here(&file);
            tell(format_args!(
                "warning: {file}:{}: not `word = word`; passed over",
                bad.line
            ));
        }
    }
    Ok(all)
}

/// Says on stderr what was understood otherwise than it was typed.
fn tell_reading(text: &str, query: &Query) {
    for note in &query.notes {
        tell(format_args!("note: column {}: {}", note.column, note.kind));
    }
    for correction in &query.corrections {
        tell(format_args!("{}", output::words::correction(correction)));
    }
    if query.is_empty() {
        tell(format_args!("note: there is no word to find in {text:?}"));
    }
}
