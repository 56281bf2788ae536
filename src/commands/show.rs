//! `obzor show`: one document's own Markdown, from the source.

use std::iter;
use std::sync::Arc;

use anyhow::{Context, Result};

use super::console::Console;
use super::messages::Lines;
use super::{Outcome, Settings, opening, tell};
use crate::cli::{Format, ShowArgs};
use crate::corpus::{Corpus, CorpusFile};
use crate::document::{Document, one_line};
use crate::index::Index;
use crate::output;
use crate::search::{Filter, Searcher};

pub(super) fn run(settings: &Settings, args: &ShowArgs, out: &mut Console) -> Result<Outcome> {
    let opened = opening::open(settings)?;
    let corpus = opened.corpus.as_ref();
    let wanted = args.document.join(" ");
    let mut documents = find(&opened.index, &wanted)?;
    let document = match documents.len() {
        0 => {
            tell(format_args!(
                "no document has the id or name {wanted:?}; `obzor list` shows what there is"
            ));
            return Ok(Outcome::Nothing);
        }
        1 => documents.remove(0),
        count => {
            let first = format!("{count} documents are called {wanted:?}; choose one by its id:");
            let ids = documents
                .iter()
                .map(|document| format!("  {}", document.id));
            return Err(Lines(iter::once(first).chain(ids).collect()).into());
        }
    };
    let markdown = own_markdown(&opened.index, corpus, &document)?;
    match args.format {
        Format::Json => output::json::document(out, &document, &markdown, &opened.gaps)?,
        Format::Text => {
            let (page, file) = (out.page(), super::files_of(corpus)(&document));
            output::outline::document(out, &document, &markdown, &file, &page)?;
        }
    }
    Ok(Outcome::Found)
}

/// The document with this id, else all with this name in any case.
fn find(index: &Arc<Index>, wanted: &str) -> Result<Vec<Document>> {
    let mut documents = Searcher::new(Arc::clone(index))?.list(&Filter::default())?;
    if let Some(at) = documents.iter().position(|document| document.id == wanted) {
        return Ok(vec![documents.swap_remove(at)]);
    }
    let folded = |name: &str| one_line(name).to_lowercase();
    let wanted = folded(wanted);
    documents.retain(|document| folded(document.name.as_str()) == wanted);
    Ok(documents)
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
                super::seen_from_here(&location)
            ));
        }
    }
    let markdown = source.get(document.byte_start..document.byte_end);
    Ok(markdown.unwrap_or_default().to_owned())
}
