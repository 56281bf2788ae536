//! `obzor index`: builds the index from the corpus.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::{DEFAULT_CORPUS, Outcome};
use crate::analysis::Analyzer;
use crate::cli::IndexArgs;
use crate::corpus::Corpus;
use crate::index::{self, BuildReport};

pub(super) fn run(dir: &Path, args: &IndexArgs) -> Result<Outcome> {
    let corpus = if !args.paths.is_empty() {
        Corpus::new(&args.paths)?
    } else if let Some(recorded) = index::recorded_corpus(dir) {
        recorded.context("the corpus that this index was built from is gone: name it anew with `obzor index PATH…`")?
    } else {
        Corpus::new(&[DEFAULT_CORPUS])
            .context("nothing to index: name files or folders with `obzor index PATH…`")?
    };
    let report = build(dir, &corpus)?;
    Ok(if report.unreadable == 0 {
        Outcome::Found
    } else {
        Outcome::Incomplete
    })
}

/// Builds the index and tells how it went on stderr.
pub(super) fn build(dir: &Path, corpus: &Corpus) -> Result<BuildReport> {
    let start = Instant::now();
    let looked_in = || {
        let roots = corpus.roots().iter();
        roots
            .map(|root| super::seen_from_here(root))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (files, errors) = corpus.files();
    if files.is_empty() {
        for error in errors {
            eprintln!("error: {error:#}");
        }
        bail!(
            "no Markdown (.md, .markdown, .mdx) found in {}",
            looked_in()
        );
    }
    let report = index::build(dir, corpus, &Analyzer::load()?, |problem| {
        super::tell(&problem)
    })?;
    super::report(&report, start.elapsed().as_secs_f32());
    Ok(report)
}
