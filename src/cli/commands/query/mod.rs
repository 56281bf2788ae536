//! `obzor query`: finds documents by words, for one query or for a batch.
//!
//! Turns arguments into search options and picks the printer. The search itself
//! is the session's, the layout the printer's.

mod args;
mod batch;
mod less;
mod run;

use std::io::Write;
use std::time::Instant;

use anyhow::{Result, bail};

pub(in crate::cli) use self::args::QueryArgs;
use self::args::SortOrder;
use self::batch::Batch;
use self::less::tell_what_to_leave_out;
use self::run::QueryRun;
use crate::answer::Answer;
use crate::cli::console::Console;
use crate::cli::exit_status::ExitStatus;
use crate::cli::messages::{MultilineError, point_at, tell_reading};
use crate::cli::opening;
use crate::cli::settings::Settings;
use crate::output::{self, Needs, ONELINE, PATHS, PRINTERS, PrintFormat, PrintOptions, query_tree};
use crate::query;
use crate::search::{Filter, ParseOptions, SearchOptions, Sort};
use crate::session::SessionOptions;

/// The minimum length of a passage, in code points: less has no room for a word.
const MIN_SNIPPET_CHARS: usize = 10;

/// Opens the session, with synonyms, then answers one query or a batch.
pub(in crate::cli) fn run(
    settings: &Settings,
    args: &QueryArgs,
    out: &mut Console,
) -> Result<ExitStatus> {
    let session = opening::open(SessionOptions {
        synonyms: true,
        ..settings.session_options()
    })?;
    let snapshot = session.snapshot();
    let format = format_of(args);
    let run = QueryRun {
        snapshot: &snapshot,
        reading: ParseOptions {
            literal: args.literal,
            correct: !args.no_rescue && settings.config.rescue.unwrap_or(true),
        },
        options: options(settings, args, format),
        format,
    };
    if run.options.snippet_chars < MIN_SNIPPET_CHARS {
        bail!("--snippet-chars must be at least {MIN_SNIPPET_CHARS}");
    }
    match &args.batch {
        Some(file) => Batch::new(&run)?.answer(batch::open(file)?, out),
        None => answer_words(&run, args, out),
    }
}

/// The format that `--format`, `--oneline` or `-l` chose. clap rejects two of them
/// at once.
fn format_of(args: &QueryArgs) -> &'static PrintFormat {
    match args {
        _ if args.files => &PATHS,
        _ if args.oneline => &ONELINE,
        QueryArgs {
            format: Some(format),
            ..
        } => format,
        QueryArgs { batch: Some(_), .. } => batch::default_format(),
        _ => PRINTERS[0],
    }
}

/// Command line over configuration over the library's defaults. Asks the search
/// for no more than the format prints: locating matches reads the source.
fn options(settings: &Settings, args: &QueryArgs, format: &PrintFormat) -> SearchOptions {
    let usual = SearchOptions::default();
    let config = &settings.config;
    let limit = args.limit.or(config.limit).unwrap_or(usual.limit);
    let snippet_chars = args.snippet_chars.or(config.snippet_chars);
    SearchOptions {
        limit: match (args.count || args.quiet, args.files, args.limit) {
            (true, ..) => 0,
            // All matching files, as grep does, unless a limit is given.
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
        source_matches: format.needs >= Needs::Matches,
        snippets: args.snippets.or(config.snippets).unwrap_or(usual.snippets),
        snippet_chars: snippet_chars.unwrap_or(usual.snippet_chars),
    }
}

/// Answers the query on the command line. The time printed starts here, after
/// the index was opened.
fn answer_words(run: &QueryRun<'_>, args: &QueryArgs, out: &mut Console) -> Result<ExitStatus> {
    let start = Instant::now();
    let text = args.words.join(" ");
    if args.show_query {
        let parsed = if run.reading.literal {
            query::parse_literal(&text)
        } else {
            query::parse(&text)
        };
        query_tree::print(out, &text, &parsed)?;
        return Ok(ExitStatus::Found);
    }
    let query = run.snapshot.parse(&text, run.reading)?;
    if args.strict
        && let Some(note) = query.notes.first()
    {
        return Err(MultilineError(point_at(&text, note)).into());
    }
    tell_reading(&text, &query);
    let mut answer = run.answer(&text, &query)?;
    let found = answer.total > 0;
    if !found && !args.quiet && run.format.needs > Needs::Ids {
        tell_what_to_leave_out(run, &text, &query)?;
    }
    if args.group_by.is_some() {
        answer.group_by_section();
    }
    answer.took = start.elapsed();
    print(run.format, args, &answer, out)?;
    Ok(ExitStatus::found(found))
}

/// Prints the answer, its count, or nothing. Raw file names are for pipes only.
fn print(format: &PrintFormat, args: &QueryArgs, answer: &Answer, out: &mut Console) -> Result<()> {
    if args.quiet {
        return Ok(());
    }
    if args.count {
        return Ok(writeln!(out, "{}", answer.total)?);
    }
    let terminal = out.terminal();
    let options = PrintOptions {
        width: terminal.width,
        links: terminal.links,
        grouped: args.group_by.is_some(),
        null: args.null,
        raw: !out.is_terminal(),
    };
    let mut printer = (format.printer)(options);
    Ok(output::print(&mut *printer, out, answer)?)
}
