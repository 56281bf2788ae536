//! `obzor suggest`: completes a prefix from the words and names of the index.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use crate::cli::exit_status::ExitStatus;
use crate::cli::opening;
use crate::cli::options::OutputFormat;
use crate::cli::settings::Settings;
use crate::output::{json, suggestions};

/// Arguments of `suggest`.
#[derive(Debug, Args)]
pub(in crate::cli) struct SuggestArgs {
    /// The prefix to complete
    #[arg(value_name = "PREFIX", required = true)]
    pub prefix: Vec<String>,

    /// Print at most this many completions
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub limit: usize,

    /// Print the completions one per line, or as one JSON object
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: OutputFormat,
}

/// Several words are one prefix, of a name. Not found if nothing starts with it.
pub(in crate::cli) fn run(
    settings: &Settings,
    args: &SuggestArgs,
    out: &mut dyn Write,
) -> Result<ExitStatus> {
    let session = opening::open(settings.session_options())?;
    let prefix = args.prefix.join(" ");
    let list = session.snapshot().suggest(&prefix, args.limit)?;
    match args.format {
        OutputFormat::Text => suggestions::print(out, &list)?,
        OutputFormat::Json => json::write_line(out, &list)?,
    }
    Ok(ExitStatus::found(!list.suggestions.is_empty()))
}
