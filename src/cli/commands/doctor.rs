//! `obzor doctor`: whether index and corpus are as they should be. Writes
//! nothing, and mends nothing.

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
    /// How to print what was found out
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: OutputFormat,
}

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
