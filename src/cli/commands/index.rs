//! `obzor index`: brings the index up to date with the corpus.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::cli::exit_status::ExitStatus;
use crate::cli::messages::{tell, tell_unreadable, with_hint};
use crate::cli::opening::{Observer, tell_not_remembered};
use crate::cli::settings::Settings;
use crate::corpus::Corpus;
use crate::index::{Index, IndexError};
use crate::ingest::{self, UpdateOptions};
use crate::output::clean_line;
use crate::session::location::path_from_here;
use crate::session::{SessionError, SessionEvent, write_index};

/// Arguments of `index`.
#[derive(Debug, Args)]
pub(in crate::cli) struct IndexArgs {
    /// Files and folders to index
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Read all files, not only those that changed
    #[arg(long, conflicts_with = "check")]
    pub rebuild: bool,

    /// Print what has changed and exit with 1 if anything has; write nothing
    #[arg(long)]
    pub check: bool,

    /// Fail if another process is writing the index, instead of waiting
    #[arg(long)]
    pub no_wait: bool,

    /// Report problems only
    #[arg(short, long)]
    pub quiet: bool,

    /// Skip files larger than this, with a warning [default: 64]
    #[arg(long, value_name = "MB")]
    pub max_file_size: Option<u64>,
}

/// Indexes the paths given, else the corpus recorded in the index, else the one
/// of the configuration. Files that could not be read fail the command, although
/// the rest is indexed.
pub(in crate::cli) fn run(
    settings: &Settings,
    args: &IndexArgs,
    out: &mut dyn Write,
) -> Result<ExitStatus> {
    let workspace = &settings.workspace;
    workspace.check_index()?;
    let recorded = workspace
        .recorded_corpus()
        .filter(|_| args.paths.is_empty());
    let named = recorded.is_none();
    let corpus = if !args.paths.is_empty() {
        Corpus::new(&args.paths)?
    } else if let Some(recorded) = recorded {
        let corpus = recorded.context("the corpus that this index was built from is gone: name a corpus with `obzor index PATH…`")?;
        workspace.check_roots(&corpus)?;
        corpus
    } else {
        workspace.check_corpus()?;
        workspace
            .own_corpus()
            .context("nothing to index: name files or folders with `obzor index PATH…`")?
    };
    // A recorded corpus was checked when the user named it.
    let no_text = |root: &&PathBuf| !args.paths.is_empty() && corpus.is_no_text(root);
    if let Some(root) = corpus.roots().iter().find(no_text) {
        bail!("{} is not text: nothing was indexed", path_from_here(root));
    }
    let corpus = match args.max_file_size {
        Some(megabytes) => corpus.with_max_file_size(megabytes.saturating_mul(1 << 20)),
        None => corpus,
    };
    if args.check {
        return check(&settings.workspace.index, &corpus, out);
    }
    let how = UpdateOptions {
        rebuild: args.rebuild,
        wait: !args.no_wait,
        require_files: true,
    };
    let observer = Observer::default();
    let written = write_index(workspace, &corpus, how, |event| match event {
        SessionEvent::Indexed { .. } if args.quiet => {}
        event => observer.observe(event),
    });
    let report = match written {
        Err(SessionError::Index(IndexError::Empty)) => {
            let roots = corpus.roots().iter().map(|root| path_from_here(root));
            bail!(
                "no Markdown (.md, .markdown, .mdx) found in {}",
                roots.collect::<Vec<_>>().join(", ")
            );
        }
        report => report?,
    };
    if named && let Err(error) = workspace.remember_roots(&corpus) {
        tell_not_remembered(error.into());
    }
    Ok(if report.unreadable.is_empty() {
        ExitStatus::Found
    } else {
        ExitStatus::Failed
    })
}

/// Prints `added`, `changed` or `removed`, a tab, and the path of each file that
/// differs from the index. Found, that is, exit status 0, means no differences.
fn check(index: &Path, corpus: &Corpus, out: &mut dyn Write) -> Result<ExitStatus> {
    let index = match Index::open(index) {
        Err(error @ (IndexError::Missing(_) | IndexError::Foreign { .. })) => {
            return Err(error.into());
        }
        Err(error) if error.is_healed_by_rebuild() => {
            tell(format_args!("{}", with_hint(&error.into())));
            return Ok(ExitStatus::NotFound);
        }
        opened => opened?,
    };
    let changes = ingest::diff(&index, corpus)?;
    for (what, files) in [("added", &changes.added), ("changed", &changes.changed)] {
        for file in files {
            writeln!(out, "{what}\t{}", clean_line(&file.path))?;
        }
    }
    for path in &changes.removed {
        writeln!(out, "removed\t{}", clean_line(path))?;
    }
    for place in &changes.unreadable {
        tell_unreadable(place);
    }
    Ok(match changes.unreadable.is_empty() {
        true => ExitStatus::found(changes.is_empty()),
        false => ExitStatus::Failed,
    })
}
