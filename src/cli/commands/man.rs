//! `obzor man`: manual pages, from the definitions of the command line.

use std::io::Write;

use anyhow::{Context, Result};
use clap::{Args, Command};

use crate::cli::exit_status::ExitStatus;

/// Arguments of `man`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ManArgs {
    /// The command
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Prints the page of `cli`, the whole command line, or of one command in it.
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
            let unknown = || format!("there is no command {name:?}; `obzor --help` names them");
            command.with_context(unknown)?.clone()
        }
    };
    // A manual leaves nothing out.
    let command = command.mut_args(|arg| arg.hide_short_help(false));
    let page = clap_mangen::Man::new(command).manual("obzor");
    let version = concat!("obzor ", env!("CARGO_PKG_VERSION"));
    page.source(version).render(out)?;
    Ok(ExitStatus::Found)
}
