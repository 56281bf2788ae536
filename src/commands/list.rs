//! `obzor list`: the documents in the order of the articles.

use anyhow::Result;

use super::console::Console;
use super::{Outcome, Settings, opening};
use crate::cli::{Format, ListArgs};
use crate::output;
use crate::search::{Filter, Searcher};

pub(super) fn run(settings: &Settings, args: &ListArgs, out: &mut Console) -> Result<Outcome> {
    let opened = opening::open(settings)?;
    let filter = Filter {
        kinds: args.kind.clone(),
        sections: args.section.clone(),
        ..Filter::default()
    };
    let documents = Searcher::new(opened.index)?.list(&filter)?;
    match args.format {
        Format::Json => output::json::list(out, &documents, &opened.gaps)?,
        Format::Text => {
            let page = out.page();
            output::outline::list(
                out,
                &documents,
                &super::files_of(opened.corpus.as_ref()),
                &page,
            )?;
        }
    }
    Ok(Outcome::of(!documents.is_empty()))
}
