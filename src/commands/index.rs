//! `obzor index`: builds the index from the corpus.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::progress::Progress;
use super::{Outcome, Settings};
use crate::analysis::Analyzer;
use crate::cli::IndexArgs;
use crate::corpus::Corpus;
use crate::index::{self, Event};

pub(super) fn run(settings: &Settings, args: &IndexArgs) -> Result<Outcome> {
    let corpus = if !args.paths.is_empty() {
        Corpus::new(&args.paths)?
    } else if let Some(recorded) = index::recorded_corpus(&settings.index) {
        recorded.context("the corpus that this index was built from is gone: name it anew with `obzor index PATH…`")?
    } else {
        Corpus::new(&settings.corpus)
            .context("nothing to index: name files or folders with `obzor index PATH…`")?
    };
    build(&settings.index, &corpus)
}

/// Builds the index and tells how it went on stderr.
pub(super) fn build(dir: &Path, corpus: &Corpus) -> Result<Outcome> {
    let start = Instant::now();
    let (files, errors) = corpus.files();
    let mut unreadable = errors.len();
    errors
        .into_iter()
        .for_each(|error| eprintln!("error: {error:#}; not indexed"));
    if files.is_empty() {
        let roots = corpus
            .roots()
            .iter()
            .map(|root| super::seen_from_here(root));
        bail!(
            "no Markdown (.md, .markdown, .mdx) found in {}",
            roots.collect::<Vec<_>>().join(", ")
        );
    }
    let progress = Progress::new(files.len());
    let report = index::build(dir, corpus, &files, &Analyzer::new(), |event| match event {
        Event::Read => progress.step(),
        problem => progress.aside(|| super::tell(&problem)),
    });
    progress.clear();
    let report = report?;
    unreadable += report.unreadable;
    super::report(&report, start.elapsed().as_secs_f32());
    Ok(if unreadable == 0 {
        Outcome::Found
    } else {
        Outcome::Incomplete
    })
}
