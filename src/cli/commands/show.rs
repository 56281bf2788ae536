//! `obzor show`: prints the Markdown of one document, as it was indexed, even if
//! the file has changed or is gone.

use std::iter;

use anyhow::Result;
use clap::Args;

use crate::cli::console::Console;
use crate::cli::exit_status::ExitStatus;
use crate::cli::messages::{MultilineError, tell};
use crate::cli::opening;
use crate::cli::options::OutputFormat;
use crate::cli::settings::Settings;
use crate::output::{json, outline};
use crate::session::location::path_from_here;

/// Arguments of `show`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    /// The document's id, or its name in any case
    #[arg(value_name = "ID|NAME", required = true)]
    pub document: Vec<String>,

    /// Print the document in this format
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: OutputFormat,
}

/// Several words are one name. A name that several documents share is an error
/// that lists their ids.
pub(in crate::cli) fn run(
    settings: &Settings,
    args: &ShowArgs,
    out: &mut Console,
) -> Result<ExitStatus> {
    let session = opening::open(settings.session_options())?;
    let snapshot = session.snapshot();
    let wanted = args.document.join(" ");
    let mut documents = snapshot.find(&wanted)?;
    let document = match documents.len() {
        0 => {
            tell(format_args!(
                "no document has the id or name {wanted:?}; `obzor list` lists all documents"
            ));
            return Ok(ExitStatus::NotFound);
        }
        1 => documents.remove(0),
        count => {
            let first = format!("{count} documents are named {wanted:?}; choose one by its id:");
            let ids = documents
                .iter()
                .map(|document| format!("  {}", document.id));
            return Err(MultilineError(iter::once(first).chain(ids).collect()).into());
        }
    };
    let shown = snapshot.show(&document)?;
    if let Some(file) = &shown.changed_file {
        tell(format_args!(
            "warning: {} has changed since it was indexed: run `obzor index`",
            path_from_here(file)
        ));
    }
    match args.format {
        OutputFormat::Json => json::write_line(out, &shown)?,
        OutputFormat::Text => {
            let links = out.terminal().links;
            outline::print_document(out, &shown, links)?;
        }
    }
    Ok(ExitStatus::Found)
}
