//! What each command does, from arguments to output: the only place that sees
//! both ends of the way.

mod analyze;
mod eval;
mod index;
mod list;
mod query;
mod show;
mod suggest;

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;

use crate::cli::{Cli, ColorChoice, Command};
use crate::corpus::Corpus;
use crate::document::Document;
use crate::index::{BuildReport, Index, IndexError, Problem};

/// The index that is built when a query finds none.
const DEFAULT_INDEX: &str = "index";

/// The corpus that is indexed when none is named.
const DEFAULT_CORPUS: &str = "corpus";

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
    let color = match cli.color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    let mut out = io::BufWriter::new(anstream::AutoStream::new(io::stdout().lock(), color));
    let outcome = match &cli.command {
        Command::Index(args) => index::run(&cli.index, args),
        Command::Query(args) => query::run(&cli.index, args, &mut out),
        Command::Eval(args) => eval::run(&cli.index, args, &mut out),
        Command::Analyze(args) => analyze::run(args, &mut out),
        Command::List(args) => list::run(&cli.index, args, &mut out),
        Command::Suggest(args) => suggest::run(&cli.index, args, &mut out),
        Command::Show(args) => show::run(&cli.index, args, &mut out),
    }?;
    out.flush()?;
    Ok(outcome)
}

/// Opens the index; at the default place it is built first when there is none.
fn open_or_build(dir: &Path) -> Result<Index> {
    match Index::open(dir) {
        Err(IndexError::Missing(_)) if dir == Path::new(DEFAULT_INDEX) => {
            index::build(dir, &Corpus::new(&[DEFAULT_CORPUS]).map_err(no_corpus)?)?;
            Ok(Index::open(dir)?)
        }
        opened => Ok(opened?),
    }
}

fn no_corpus(error: anyhow::Error) -> anyhow::Error {
    error.context(format!("there is no index and no {DEFAULT_CORPUS}/ to build it from: name the articles with `obzor index PATH…`"))
}

/// Where a document's file is, as the user can open it from here.
fn place_of(corpus: Option<&Corpus>, document: &Document) -> String {
    let location = corpus.and_then(|corpus| corpus.locate(&document.path));
    location.map_or_else(
        || document.path.clone(),
        |location| seen_from_here(&location),
    )
}

/// A path as short as it can be opened from the working directory.
fn seen_from_here(path: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    let near = here.and_then(|here| pathdiff::diff_paths(path, here));
    // Far away, the whole path is the shorter reading.
    let near = near.filter(|near| !near.starts_with("../../.."));
    near.as_deref()
        .unwrap_or(path)
        .to_string_lossy()
        .into_owned()
}

/// Tells a problem on stderr.
fn tell(problem: &Problem) {
    match problem {
        Problem::Warning {
            file,
            line,
            message,
        } => eprintln!("warning: {}:{line}: {message}", seen_from_here(file)),
        Problem::Unreadable(error) => eprintln!("error: {error:#}; not indexed"),
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
