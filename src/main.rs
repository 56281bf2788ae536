//! The `obzor` program: arguments in, exit status out.

use std::io;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use obzor::cli::Cli;
use obzor::commands::{Outcome, complete, run};

fn main() -> ExitCode {
    complete();
    let cli = Cli::try_parse().unwrap_or_else(|error| {
        let _ = error.print();
        if error.kind() == ErrorKind::MissingRequiredArgument {
            eprintln!("  tip: a query that begins with `-` needs `--` before it: obzor query -- -solana GPU");
        }
        std::process::exit(error.exit_code())
    });
    match run(&cli) {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        // A reader that has seen enough, as `head` has, is no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
