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
    clap_mangen::Man::new(command).render(out)?;
    Ok(Outcome::Found)
}
