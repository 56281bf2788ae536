//! `obzor man`: manual pages in roff, generated from the definition of the command
//! line.

use std::io::Write;

use anyhow::{Context, Result};
use clap::{Args, Command};

use crate::cli::exit_status::ExitStatus;

/// Arguments of `man`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ManArgs {
    /// The command to document [default: obzor itself]
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Prints the page of `cli`, the whole command line, or of one of its commands.
pub(in crate::cli) fn run(
    mut cli: Command,
    args: &ManArgs,
    out: &mut dyn Write,
) -> Result<ExitStatus> {
    cli.build();
    let command = match &args.command {
        None => cli,
        Some(name) => {
            let command = cli.find_subcommand(name);
            let unknown = || format!("there is no command {name:?}; see `obzor --help`");
            command.with_context(unknown)?.clone()
        }
    };
    // A manual also has the options that the short help hides.
    let command = command.mut_args(|arg| arg.hide_short_help(false));
    let page = clap_mangen::Man::new(command).manual("obzor");
    let version = concat!("obzor ", env!("CARGO_PKG_VERSION"));
    page.source(version).render(out)?;
    Ok(ExitStatus::Found)
}
