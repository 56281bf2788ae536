//! What each command does, from arguments to output: the only place that sees
//! both ends of the way.

mod analyze;
mod batch;
mod completions;
mod console;
mod eval;
mod index;
mod list;
mod man;
mod progress;
mod query;
mod schema;
mod settings;
mod show;
mod suggest;

use std::path::Path;

use anyhow::{Context, Result};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

pub use self::completions::complete;
use self::console::Console;
use self::settings::Settings;
use crate::cli::{Cli, Command};
use crate::corpus::Corpus;
use crate::document::Document;
use crate::index::{BuildReport, Event, Index, IndexError};
use crate::output::File;

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something was found or done: exit 0.
    Found,
    /// Nothing was found: exit 1.
    Nothing,
    /// Done, but not for all of the input; stderr says what is missing: exit 2.
    Incomplete,
}

impl Outcome {
    fn of(found: bool) -> Self {
        if found {
            Outcome::Found
        } else {
            Outcome::Nothing
        }
    }
}

/// Runs what the command line says.
pub fn run(cli: &Cli) -> Result<Outcome> {
    let settings = Settings::of(cli)?;
    let mut out = match &cli.command {
        // What streams is not held back for a pager.
        Command::Query(args) if args.batch.is_some() => Console::new(settings.color, false),
        Command::Query(args) if args.null => Console::verbatim(),
        _ => Console::new(settings.color, settings.pager),
    };
    let outcome = match &cli.command {
        Command::Index(args) => index::run(&settings, args),
        Command::Query(args) => query::run(&settings, args, &mut out),
        Command::Eval(args) => eval::run(&settings, args, &mut out),
        Command::Analyze(args) => analyze::run(args, &mut out),
        Command::List(args) => list::run(&settings, args, &mut out),
        Command::Suggest(args) => suggest::run(&settings, args, &mut out),
        Command::Show(args) => show::run(&settings, args, &mut out),
        Command::Schema(args) => schema::run(args, &mut out),
        Command::Completions(args) => completions::run(args, &mut out),
        Command::Man(args) => man::run(args, &mut out),
    }?;
    out.finish()?;
    Ok(outcome)
}

/// Opens the index; one that was not named is built first when there is none.
fn open_or_build(settings: &Settings) -> Result<Index> {
    match Index::open(&settings.index) {
        Err(IndexError::Missing(_)) if settings.own_index => {
            let corpus = Corpus::new(&settings.corpus).with_context(|| no_corpus(settings))?;
            index::build(&settings.index, &corpus)?;
            Ok(Index::open(&settings.index)?)
        }
        opened => Ok(opened?),
    }
}

fn no_corpus(settings: &Settings) -> String {
    let places = settings
        .corpus
        .iter()
        .map(|place| place.display().to_string());
    let places = places.collect::<Vec<_>>().join(", ");
    format!(
        "there is no index, and no {places} to build it from: name the articles with `obzor index PATH…`"
    )
}

/// Says where the files of documents are, as the user can open them from here.
fn files_of(index: &Index) -> impl Fn(&Document) -> File {
    let corpus = index.corpus().ok();
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    move |document| {
        let corpus = corpus.as_ref();
        match corpus.and_then(|corpus| corpus.locate(&document.path)) {
            Some(location) => File {
                shown: near(&location, here.as_deref()),
                url: Some(file_url(&location)),
            },
            None => File {
                shown: document.path.clone(),
                url: None,
            },
        }
    }
}

/// What stands for itself in the path of an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

fn file_url(path: &Path) -> String {
    let path = path.to_string_lossy();
    format!("file://{}", utf8_percent_encode(&path, PATH))
}

/// A path as short as it can be opened from the working directory.
fn seen_from_here(path: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    near(path, here.as_deref())
}

/// A path as seen from a folder; far away, the whole path is the shorter reading.
fn near(path: &Path, here: Option<&Path>) -> String {
    let near = here.and_then(|here| pathdiff::diff_paths(path, here));
    let near = near.filter(|near| !near.starts_with("../../.."));
    let shown = near.as_deref().unwrap_or(path);
    shown.to_string_lossy().into_owned()
}

/// Tells on stderr what is wrong with a file.
fn tell(event: &Event) {
    match event {
        Event::Read => {}
        Event::Warning {
            file,
            line,
            message,
        } => eprintln!("warning: {}:{line}: {message}", seen_from_here(file)),
        Event::Unreadable(error) => eprintln!("error: {error:#}; not indexed"),
    }
}

/// Says what was indexed on stderr.
fn report(report: &BuildReport, seconds: f32) {
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    eprintln!(
        "indexed {}, {}, {} in {:.0} ms",
        count(report.articles, "article"),
        count(report.sections, "section"),
        count(report.projects, "project"),
        seconds * 1000.0
    );
}
