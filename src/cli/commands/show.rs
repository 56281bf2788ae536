//! `obzor show`: prints the Markdown of one document, as it was indexed, even if
//! the file has changed or is gone.

use std::io::Write;
use std::iter;

use anyhow::Result;
use clap::Args;

use crate::answer::ShownDocument;
use crate::cli::console::Console;
use crate::cli::exit_status::ExitStatus;
use crate::cli::messages::{MultilineError, tell};
use crate::cli::opening;
use crate::cli::options::OutputFormat;
use crate::cli::settings::Settings;
use crate::document::{Document, DocumentKind};
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
/// that lists their ids, unless all are one project.
pub(in crate::cli) fn run(
    settings: &Settings,
    args: &ShowArgs,
    out: &mut Console,
) -> Result<ExitStatus> {
    let session = opening::open(settings.session_options())?;
    let snapshot = session.snapshot();
    let wanted = args.document.join(" ");
    let documents = snapshot.find(&wanted)?;
    let is_one_thing = documents
        .windows(2)
        .all(|pair| is_same_entry(&pair[0], &pair[1]));
    match documents.len() {
        0 => {
            tell(format_args!(
                "no document has the id or name {wanted:?}; `obzor list` lists all documents"
            ));
            return Ok(ExitStatus::NotFound);
        }
        _ if is_one_thing => {}
        count => {
            let first = format!("{count} documents are named {wanted:?}; choose one by its id:");
            let ids = documents
                .iter()
                .map(|document| format!("  {}", document.id));
            return Err(MultilineError(iter::once(first).chain(ids).collect()).into());
        }
    }
    for (at, document) in documents.iter().enumerate() {
        let shown = snapshot.show(document)?;
        if at > 0 && args.format == OutputFormat::Text {
            writeln!(out)?;
        }
        print(&shown, args.format, out)?;
    }
    Ok(ExitStatus::Found)
}

/// Whether an article lists one project twice, as in a table and below it.
fn is_same_entry(a: &Document, b: &Document) -> bool {
    a.kind == DocumentKind::Project
        && (a.kind, &a.path, a.name.as_str()) == (b.kind, &b.path, b.name.as_str())
        && a.url().is_some()
        && a.url() == b.url()
}

fn print(shown: &ShownDocument, format: OutputFormat, out: &mut Console) -> Result<()> {
    if let Some(file) = &shown.changed_file {
        tell(format_args!(
            "warning: {} has changed since it was indexed: run `obzor index`",
            path_from_here(file)
        ));
    }
    match format {
        OutputFormat::Json => json::write_line(out, shown)?,
        OutputFormat::Text => {
            let links = out.terminal().links;
            outline::print_document(out, shown, links)?;
        }
    }
    Ok(())
}
