//! `obzor list`: the documents in the order of the articles.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use super::Outcome;
use crate::analysis::Analyzer;
use crate::cli::{Format, ListArgs};
use crate::output;
use crate::search::{Filter, Searcher};

pub(super) fn run(dir: &Path, args: &ListArgs, out: &mut dyn Write) -> Result<Outcome> {
    let index = super::open_or_build(dir)?;
    let analyzer = Analyzer::new();
    let filter = Filter {
        kinds: args.kind.clone(),
        sections: args.section.clone(),
        ..Filter::default()
    };
    let documents = Searcher::new(&index, &analyzer)?.list(&filter)?;
    match args.format {
        Format::Json => output::json::list(out, &documents)?,
        Format::Text => {
            let corpus = index.corpus().ok();
            output::text::list(out, &documents, &|document| {
                super::place_of(corpus.as_ref(), document)
            })?;
        }
    }
    Ok(Outcome::of(!documents.is_empty()))
}
