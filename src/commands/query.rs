//! `obzor query`: finds documents by words.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use super::Outcome;
use crate::analysis::Analyzer;
use crate::cli::{Format, QueryArgs};
use crate::output;
use crate::search::{Filter, Query, SearchOptions, Searcher};

pub(super) fn run(dir: &Path, args: &QueryArgs, out: &mut dyn Write) -> Result<Outcome> {
    let index = super::open_or_build(dir)?;
    let analyzer = Analyzer::load()?;
    let text = args.words.join(" ");
    let query = Query::parse(&text, &analyzer);
    if query.words.is_empty() {
        eprintln!("note: there is no word to find in {text:?}");
    }
    let options = SearchOptions {
        limit: args.limit,
        offset: args.offset,
        all: args.all,
        filter: Filter {
            kinds: args.kind.clone(),
            sections: args.section.clone(),
            tags: args.tag.clone(),
            langs: args.lang.clone(),
            paths: args.path.clone(),
        },
        ..SearchOptions::default()
    };
    let hits = Searcher::new(&index, &analyzer)?.search(&query, &options)?;
    match args.format {
        Format::Json => output::json::hits(out, &text, &hits)?,
        Format::Text => {
            let corpus = index.corpus().ok();
            let width = terminal_size::terminal_size_of(std::io::stdout())
                .map(|(width, _)| usize::from(width.0));
            output::text::hits(
                out,
                &hits,
                &|document| super::place_of(corpus.as_ref(), document),
                width,
            )?;
        }
    }
    Ok(if hits.total > 0 {
        Outcome::Found
    } else {
        Outcome::Nothing
    })
}
