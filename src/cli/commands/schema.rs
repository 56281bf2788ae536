//! `obzor schema`: prints the JSON Schema of an output format.

use std::io::Write;

use anyhow::{Result, bail};
use clap::Args;

use crate::answer::schema::{self, SCHEMAS};
use crate::cli::exit_status::ExitStatus;

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaArgs {
    /// The output: query, hit (a line of jsonl), batch, list, show, analyze,
    /// suggest or doctor
    #[arg(value_name = "OUTPUT")]
    pub output: String,
}

/// Prints the schema, self-contained. Needs no index.
pub(in crate::cli) fn run(args: &SchemaArgs, out: &mut dyn Write) -> Result<ExitStatus> {
    let found = SCHEMAS.iter().find(|(name, _)| *name == args.output);
    let Some((_, text)) = found else {
        let names = SCHEMAS.map(|(name, _)| name).join(", ");
        bail!("there is no schema {:?}, only {names}", args.output);
    };
    schema::print(out, text)?;
    Ok(ExitStatus::Found)
}
