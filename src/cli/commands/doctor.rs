//! `obzor doctor`: checks the index and the corpus. Read-only: repairs are up to
//! `obzor index`.

use anyhow::Result;
use clap::Args;

use crate::cli::console::Console;
use crate::cli::exit_status::ExitStatus;
use crate::cli::options::OutputFormat;
use crate::cli::settings::Settings;
use crate::output::{health, json};
use crate::session;

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DoctorArgs {
    /// Print the report in this format
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: OutputFormat,
}

/// Prints the report; not found if there are problems, as grep fails on no match.
pub(in crate::cli) fn run(
    settings: &Settings,
    args: &DoctorArgs,
    out: &mut Console,
) -> Result<ExitStatus> {
    let report = session::examine(&settings.workspace)?;
    match args.format {
        OutputFormat::Json => json::write_line(out, &report)?,
        OutputFormat::Text => health::print(out, &report)?,
    }
    Ok(ExitStatus::found(report.healthy))
}
