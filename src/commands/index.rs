//! `obzor index`: builds the index from the corpus.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::{DEFAULT_CORPUS, Outcome};
use crate::analysis::Analyzer;
use crate::cli::IndexArgs;
use crate::corpus::Corpus;
use crate::index::{self, Problem};

pub(super) fn run(dir: &Path, args: &IndexArgs) -> Result<Outcome> {
    let corpus = if !args.paths.is_empty() {
        Corpus::new(&args.paths)?
    } else if let Some(recorded) = index::recorded_corpus(dir) {
        recorded.context("the corpus that this index was built from is gone: name it anew with `obzor index PATH…`")?
    } else {
        Corpus::new(&[DEFAULT_CORPUS])
            .context("nothing to index: name files or folders with `obzor index PATH…`")?
    };
    build(dir, &corpus)
}

/// Builds the index and tells how it went on stderr.
pub(super) fn build(dir: &Path, corpus: &Corpus) -> Result<Outcome> {
    let start = Instant::now();
    let (files, errors) = corpus.files();
    let mut unreadable = errors.len();
    errors
        .into_iter()
        .for_each(|error| super::tell(&Problem::Unreadable(error)));
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
    let report = index::build(dir, corpus, &files, &Analyzer::new(), |problem| {
        super::tell(&problem)
    })?;
    unreadable += report.unreadable;
    super::report(&report, start.elapsed().as_secs_f32());
    Ok(if unreadable == 0 {
        Outcome::Found
    } else {
        Outcome::Incomplete
    })
}
