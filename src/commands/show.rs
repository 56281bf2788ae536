//! `obzor show`: one document's own Markdown, from the source.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::Outcome;
use crate::analysis::Analyzer;
use crate::cli::{Format, ShowArgs};
use crate::corpus::{self, CorpusFile};
use crate::document::{Document, one_line};
use crate::index::{Index, hash_source};
use crate::output;
use crate::search::{Filter, Searcher};

pub(super) fn run(dir: &Path, args: &ShowArgs, out: &mut dyn Write) -> Result<Outcome> {
    let index = super::open_or_build(dir)?;
    let wanted = args.document.join(" ");
    let mut documents = find(&index, &wanted)?;
    let document = match documents.len() {
        0 => {
            eprintln!(
                "no document has the id or name {wanted:?}; `obzor list` shows what there is"
            );
            return Ok(Outcome::Nothing);
        }
        1 => documents.remove(0),
        count => {
            let ids: Vec<_> = documents
                .iter()
                .map(|document| format!("\n  {}", document.id))
                .collect();
            bail!(
                "{count} documents are called {wanted:?}; choose one by its id:{}",
                ids.concat()
            );
        }
    };
    let markdown = own_markdown(&index, &document)?;
    match args.format {
        Format::Json => output::json::document(out, &document, &markdown)?,
        Format::Text => {
            let corpus = index.corpus().ok();
            output::text::document(
                out,
                &document,
                &markdown,
                &super::place_of(corpus.as_ref(), &document),
            )?;
        }
    }
    Ok(Outcome::Found)
}

/// The document with this id, else all with this name in any case.
fn find(index: &Index, wanted: &str) -> Result<Vec<Document>> {
    let mut documents = Searcher::new(index, &Analyzer::new())?.list(&Filter::default())?;
    if let Some(at) = documents.iter().position(|document| document.id == wanted) {
        return Ok(vec![documents.swap_remove(at)]);
    }
    let folded = |name: &str| one_line(name).to_lowercase();
    let wanted = folded(wanted);
    documents.retain(|document| folded(document.name.as_str()) == wanted);
    Ok(documents)
}

fn own_markdown(index: &Index, document: &Document) -> Result<String> {
    let corpus = index.corpus().context("the corpus of this index is gone")?;
    let location = corpus
        .locate(&document.path)
        .with_context(|| format!("{} is not in the corpus", document.path))?;
    let (article, _) = corpus::read(&CorpusFile {
        location: location.clone(),
        path: document.path.clone(),
    })?;
    let unchanged = index.source_hash(&document.id)? == Some(hash_source(&article.source));
    match article.source.get(document.byte_start..document.byte_end) {
        Some(markdown) if unchanged => Ok(markdown.to_owned()),
        _ => bail!(
            "{} has changed since it was indexed: run `obzor index` first",
            location.display()
        ),
    }
}
