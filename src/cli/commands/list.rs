//! `obzor list`: prints all documents, or those that pass a filter, as an outline.

use anyhow::Result;
use clap::Args;

use crate::cli::console::Console;
use crate::cli::exit_status::ExitStatus;
use crate::cli::opening;
use crate::cli::options::OutputFormat;
use crate::cli::settings::Settings;
use crate::document::DocumentKind;
use crate::output::{json, outline};
use crate::search::Filter;

/// Arguments of `list`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    /// List only documents of this kind (repeatable) [default: all but points]
    #[arg(short, long, value_name = "KIND", value_enum)]
    pub kind: Vec<DocumentKind>,

    /// List only documents under a heading with these words (repeatable)
    #[arg(short, long, value_name = "TEXT")]
    pub section: Vec<String>,

    /// List only documents of articles in this language (repeatable)
    #[arg(long, value_name = "LANG")]
    pub lang: Vec<String>,

    /// Print the documents in this format
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: OutputFormat,
}

/// Prints the documents in the order of the corpus; not found if none passes.
pub(in crate::cli) fn run(
    settings: &Settings,
    args: &ListArgs,
    out: &mut Console,
) -> Result<ExitStatus> {
    let session = opening::open(settings.session_options())?;
    let mut kinds = args.kind.clone();
    if kinds.is_empty() {
        kinds.extend(DocumentKind::ALL);
        kinds.retain(|&kind| kind != DocumentKind::Point);
    }
    let filter = Filter {
        kinds,
        sections: args.section.clone(),
        langs: args.lang.clone(),
        ..Filter::default()
    };
    let list = session.snapshot().list(&filter)?;
    match args.format {
        OutputFormat::Json => json::write_line(out, &list)?,
        OutputFormat::Text => {
            let links = out.terminal().links;
            outline::print_list(out, &list, links)?;
        }
    }
    Ok(ExitStatus::found(!list.documents.is_empty()))
}
