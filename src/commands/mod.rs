//! What each command does, from arguments to output: the only place that sees
//! both ends of the way.

mod analyze;
mod batch;
mod completions;
mod console;
mod doctor;
mod eval;
mod guard;
mod index;
mod list;
mod man;
mod messages;
mod opening;
mod progress;
mod query;
mod schema;
mod settings;
mod show;
mod suggest;

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

pub use self::completions::complete;
use self::console::Console;
use self::guard::guarded;
pub use self::messages::{tell, tell_failure};
use self::settings::Settings;
use crate::cli::{Cli, Command};
use crate::corpus::{self, Corpus, Unreadable};
use crate::document::Document;
use crate::index::{Event, UpdateReport};
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
    let mut outcome = guarded(|| execute(cli, &settings, &mut out));
    if let Err(failure) = outcome {
        opening::heal_after(&settings, failure, out.is_touched())?;
        outcome = guarded(|| execute(cli, &settings, &mut out));
    }
    out.finish()?;
    outcome
}

fn execute(cli: &Cli, settings: &Settings, out: &mut Console) -> Result<Outcome> {
    match &cli.command {
        Command::Index(args) => index::run(settings, args, out),
        Command::Query(args) => query::run(settings, args, out),
        Command::Eval(args) => eval::run(settings, args, out),
        Command::Analyze(args) => analyze::run(args, out),
        Command::List(args) => list::run(settings, args, out),
        Command::Suggest(args) => suggest::run(settings, args, out),
        Command::Show(args) => show::run(settings, args, out),
        Command::Doctor(args) => doctor::run(settings, args, out),
        Command::Schema(args) => schema::run(args, out),
        Command::Completions(args) => completions::run(args, out),
        Command::Man(args) => man::run(args, out),
    }
}

/// Says where the files of documents are, as the user can open them from here.
fn files_of(corpus: Option<&Corpus>) -> impl Fn(&Document) -> File {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    move |document| match corpus.and_then(|corpus| corpus.locate(&document.path)) {
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

/// What stands for itself in the path of an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

fn file_url(path: &Path) -> String {
    let path = path.as_os_str().as_encoded_bytes();
    format!("file://{}", percent_encode(path, PATH))
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
    corpus::shown(near.as_deref().unwrap_or(path))
}

/// Tells on stderr what happens to a file, and what is wrong with it.
fn tell_event(event: &Event) {
    match event {
        Event::Reading(_) | Event::Read => {}
        Event::Waiting => tell(format_args!(
            "another process is writing the index: waiting for it"
        )),
        Event::Warning {
            file,
            line,
            message,
        } => {
            let file = seen_from_here(file);
            tell(format_args!("warning: {file}:{line}: {message}"));
        }
        Event::Unreadable(place) => tell_unreadable(place),
    }
}

fn tell_unreadable(place: &Unreadable) {
    let Unreadable { location, reason } = place;
    let location = seen_from_here(location);
    tell(format_args!("error: {location} {reason}; not indexed"));
}

/// Says what was indexed on stderr, and what had changed.
fn report(report: &UpdateReport, took: Duration) {
    let count = |n: u64, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let files = [
        (report.added, "added"),
        (report.changed, "changed"),
        (report.removed, "removed"),
        (report.unchanged, "unchanged"),
    ];
    let files = files.iter().filter(|(count, _)| *count > 0);
    let files: Vec<_> = files
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let changed = report.added + report.changed + report.removed > 0;
    tell(format_args!(
        "{} {}, {}, {} in {} ms (files: {})",
        if changed { "indexed" } else { "up to date:" },
        count(report.articles, "article"),
        count(report.sections, "section"),
        count(report.projects, "project"),
        took.as_millis(),
        if files.is_empty() {
            "none".to_owned()
        } else {
            files.join(", ")
        }
    ));
}
