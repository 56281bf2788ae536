//! The `obzor` command: arguments in, output and exit status out.
//!
//! The only module that prints, and the only one that reads the command line,
//! the environment and configuration files. Not a public API: the library's entry
//! point is [`crate::session`].

mod args;
mod commands;
mod config;
mod console;
mod exit_status;
mod help;
mod hints;
mod messages;
mod opening;
mod options;
mod pager;
mod panic;
mod progress;
mod quoting;
mod settings;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use self::args::{Cli, Command};
use self::commands::{
    analyze, completions, doctor, eval, index, list, man, query, schema, show, suggest,
};
use self::console::Console;
use self::exit_status::ExitStatus;
use self::messages::{tell, tell_failure};
use self::panic::catch_panic;
use self::settings::Settings;

/// The definition of the command line, for tests of the documentation and for
/// completions.
#[doc(hidden)]
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the program: the body of `main`.
#[doc(hidden)]
pub fn main() -> ExitCode {
    completions::complete(command);
    match Cli::try_parse() {
        Ok(cli) => match run(&cli) {
            Ok(status) => status.into(),
            Err(error) => exit_failed(&error),
        },
        Err(error) => print_usage(error),
    }
}

/// Runs a command, and runs it once more if it failed on a damaged index that
/// could be rebuilt.
fn run(cli: &Cli) -> Result<ExitStatus> {
    let settings = Settings::new(&cli.options)?;
    let mut out = match &cli.command {
        // A pager would hold back the answers of a batch until the last.
        Command::Query(args) if args.batch.is_some() => Console::new(settings.color, false),
        Command::Query(args) if args.null => Console::verbatim(),
        _ => Console::new(settings.color, settings.pager),
    };
    let mut result = catch_panic(|| execute(cli, &settings, &mut out));
    if let Err(failure) = result {
        opening::rebuild_after(&settings, failure, out.has_printed())?;
        result = catch_panic(|| execute(cli, &settings, &mut out));
    }
    out.finish()?;
    result
}

/// Dispatches to the command. Called a second time after an index was rebuilt.
fn execute(cli: &Cli, settings: &Settings, out: &mut Console) -> Result<ExitStatus> {
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
        Command::Man(args) => man::run(Cli::command(), args, out),
    }
}

/// Prints clap's help, version or usage error. Clap reports all three as errors;
/// only the last goes to stderr and fails.
fn print_usage(error: clap::Error) -> ExitCode {
    let error = quoting::escape_arguments(error);
    let printed = error.print().and_then(|()| io::stdout().flush());
    if !error.use_stderr() {
        return match printed {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => exit_failed(&error.into()),
        };
    }
    if error.kind() == ErrorKind::MissingRequiredArgument {
        tell(format_args!("  {}", messages::DASH_TIP));
    }
    ExitStatus::Failed.into()
}

/// Reports an error, and returns exit status 2.
fn exit_failed(error: &anyhow::Error) -> ExitCode {
    // A reader such as `head` stops when it has seen enough: no failure.
    if is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    tell_failure(error);
    ExitStatus::Failed.into()
}

/// Whether a write failed because the reader of a pipe is gone.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
