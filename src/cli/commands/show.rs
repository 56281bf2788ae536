//! `obzor show`: one document's own Markdown, from the source.

use std::iter;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;

use crate::answer::ShownDocument;
use crate::cli::console::Console;
use crate::cli::exit_status::ExitStatus;
use crate::cli::messages::{MultilineError, tell};
use crate::cli::opening;
use crate::cli::options::OutputFormat;
use crate::cli::settings::Settings;
use crate::corpus::{Corpus, CorpusFile};
use crate::document::Document;
use crate::index::Index;
use crate::output::{json, outline};
use crate::search::Searcher;
use crate::session::location::{Locator, path_from_here};

/// Arguments of `show`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    /// A document's id, or its name in any case
    #[arg(value_name = "ID|NAME", required = true)]
    pub document: Vec<String>,

    /// How to print the document
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: OutputFormat,
}

pub(in crate::cli) fn run(
    settings: &Settings,
    args: &ShowArgs,
    out: &mut Console,
) -> Result<ExitStatus> {
    let opened = opening::open(settings)?;
    let corpus = opened.corpus.as_ref();
    let wanted = args.document.join(" ");
    let mut documents = find(&opened.index, &wanted)?;
    let document = match documents.len() {
        0 => {
            tell(format_args!(
                "no document has the id or name {wanted:?}; `obzor list` shows what there is"
            ));
            return Ok(ExitStatus::NotFound);
        }
        1 => documents.remove(0),
        count => {
            let first = format!("{count} documents are called {wanted:?}; choose one by its id:");
            let ids = documents
                .iter()
                .map(|document| format!("  {}", document.id));
            return Err(MultilineError(iter::once(first).chain(ids).collect()).into());
        }
    };
    let markdown = own_markdown(&opened.index, corpus, &document)?;
    let file = Locator::new(opened.corpus).locate(&document);
    let shown = ShownDocument::new(&document, file, markdown, opened.gaps);
    match args.format {
        OutputFormat::Json => json::write_line(out, &shown)?,
        OutputFormat::Text => {
            let links = out.terminal().links;
            outline::print_document(out, &shown, links)?;
        }
    }
    Ok(ExitStatus::Found)
}

/// The document with this id, else all with this name in any case.
fn find(index: &Arc<Index>, wanted: &str) -> Result<Vec<Document>> {
    let searcher = Searcher::new(Arc::clone(index))?;
    match searcher.document_by_id(wanted)? {
        Some(document) => Ok(vec![document]),
        None => Ok(searcher.documents_by_name(wanted)?),
    }
}

/// The document's part of its file as it was indexed; says when the file is
/// another by now.
fn own_markdown(index: &Index, corpus: Option<&Corpus>, document: &Document) -> Result<String> {
    let source = index
        .source(&document.path)?
        .with_context(|| format!("the index has lost {}: run `obzor index`", document.path))?;
    if let Some(corpus) = corpus
        && let Some(location) = corpus.locate(&document.path)
    {
        let now = corpus.read(&CorpusFile {
            location: location.clone(),
            path: document.path.clone(),
        });
        if !now.is_ok_and(|(article, _)| article.source == source) {
            tell(format_args!(
                "warning: {} has changed since it was indexed: run `obzor index`",
                path_from_here(&location)
            ));
        }
    }
    let markdown = source.get(document.byte_start..document.byte_end);
    Ok(markdown.unwrap_or_default().to_owned())
}
