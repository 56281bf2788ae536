//! `obzor man`: manual pages, from the definitions of the command line.

use std::io::Write;

use anyhow::{Context, Result};
use clap::CommandFactory;

use super::Outcome;
use crate::cli::{Cli, ManArgs};

pub(super) fn run(args: &ManArgs, out: &mut dyn Write) -> Result<Outcome> {
    let mut cli = Cli::command();
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
    Ok(Outcome::Found)
}
