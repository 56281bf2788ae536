//! The `obzor` program: arguments in, exit status out.

#![deny(clippy::print_stderr, clippy::print_stdout)]

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use obzor::cli::{Cli, quoting_safely};
use obzor::commands::{Outcome, complete, run, tell, tell_failure};

fn main() -> ExitCode {
    complete();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return unread(error),
    };
    match run(&cli) {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        Err(error) => failed(&error),
    }
}

/// Prints the help that was asked for, or what is wrong with the arguments.
fn unread(error: clap::Error) -> ExitCode {
    let error = quoting_safely(error);
    let printed = error.print().and_then(|()| io::stdout().flush());
    if !error.use_stderr() {
        return match printed {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => failed(&error.into()),
        };
    }
    if error.kind() == ErrorKind::MissingRequiredArgument {
        tell(format_args!(
            "  tip: a query that begins with `-` needs `--` before it: obzor query -- -solana GPU"
        ));
    }
    ExitCode::from(2)
}

fn failed(error: &anyhow::Error) -> ExitCode {
    // A reader that has seen enough, as `head` has, is no error.
    if is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    tell_failure(error);
    ExitCode::from(2)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
