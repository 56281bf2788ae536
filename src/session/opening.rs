//! From a place on the disk to an open index: as it is, brought up to date with
//! its corpus, built when there is none, or built anew when it cannot be used.
//! What keeps it from that becomes a gap, and the index is used as it is.

use std::sync::Arc;
use std::time::Instant;

use super::error::SessionError;
use super::event::SessionEvent;
use super::location::Locator;
use super::options::SessionOptions;
use super::snapshot::{Snapshot, gaps};
use super::synonyms;
use super::workspace::Workspace;
use crate::answer::Gap;
use crate::corpus::Corpus;
use crate::index::{self, Index, IndexError};
use crate::ingest::{self, UpdateOptions, UpdateReport};
use crate::search::Searcher;

/// The maximum of changes, in bytes, that are read before an answer.
const MAX_REFRESHED: u64 = 20 << 20;

/// An open index and what is known of its corpus.
pub(super) struct Opened {
    index: Index,
    corpus: Option<Corpus>,
    gaps: Vec<Gap>,
}

impl Opened {
    /// The index as it is.
    pub(super) fn as_it_is(workspace: &Workspace, index: Index) -> Opened {
        Opened {
            // Without its corpus an index answers all the same: what may have
            // changed is looked for only when a refresh is asked for.
            corpus: workspace.corpus_of(&index).ok(),
            gaps: gaps(&index.unreadable()),
            index,
        }
    }

    /// The index as it is, and why it may be behind the corpus.
    fn stale(index: Index, corpus: Option<Corpus>, why: &str) -> Opened {
        let mut gaps = gaps(&index.unreadable());
        let reason = format!("{why}: this is from the index as it is");
        gaps.insert(0, Gap { path: None, reason });
        Opened {
            index,
            corpus,
            gaps,
        }
    }
}

/// Opens the index of a session.
pub(super) fn open(
    options: &SessionOptions,
    observe: &mut dyn FnMut(SessionEvent),
) -> Result<Opened, SessionError> {
    let workspace = &options.workspace;
    let index = match Index::open(&workspace.index) {
        Ok(index) if options.refresh => return refresh(workspace, index, observe),
        Ok(index) => index,
        Err(IndexError::Missing(_)) if options.build => build(workspace, observe)?,
        Err(error) if options.heal && error.is_healed_by_rebuild() => {
            rebuild(options, error, observe)?
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Opened::as_it_is(workspace, index))
}

/// What a session serves of an open index.
pub(super) fn snapshot(
    options: &SessionOptions,
    opened: Opened,
    observe: &mut dyn FnMut(SessionEvent),
) -> Result<Snapshot, SessionError> {
    let index = Arc::new(opened.index);
    let searcher = Searcher::new(Arc::clone(&index))?.with_weights(options.weights.clone());
    let searcher = match options.synonyms {
        true => searcher.with_synonyms(read_synonyms(opened.corpus.as_ref(), observe)?),
        false => searcher,
    };
    Ok(Snapshot {
        searcher,
        index,
        locator: Locator::new(opened.corpus.clone()),
        corpus: opened.corpus,
        gaps: opened.gaps,
    })
}

/// The synonyms listed beside the corpus and by the user.
fn read_synonyms(
    corpus: Option<&Corpus>,
    observe: &mut dyn FnMut(SessionEvent),
) -> Result<Vec<Vec<String>>, SessionError> {
    let roots = corpus.map_or(&[][..], Corpus::roots);
    let mut all = Vec::new();
    for file in synonyms::places(roots) {
        let list = synonyms::read(&file).map_err(|source| SessionError::Synonyms {
            file: file.clone(),
            source,
        })?;
        all.extend(list.groups);
        for line in list.bad_lines {
            let file = file.clone();
            observe(SessionEvent::BadSynonym { file, line });
        }
    }
    Ok(all)
}

/// Brings an index up to date with its corpus.
fn refresh(
    workspace: &Workspace,
    index: Index,
    observe: &mut dyn FnMut(SessionEvent),
) -> Result<Opened, SessionError> {
    let Ok(corpus) = ingest::corpus_of(&index) else {
        return Ok(Opened::stale(
            index,
            None,
            "the corpus of the index is gone",
        ));
    };
    if let Err(error) = workspace.check_roots(&corpus) {
        return Ok(Opened::stale(index, None, &sentence(error)));
    }
    let changes = ingest::diff(&index, &corpus)?;
    if changes.is_empty() {
        return Ok(Opened {
            index,
            corpus: Some(corpus),
            gaps: gaps(&changes.unreadable),
        });
    }
    if changes.bytes > MAX_REFRESHED {
        let megabytes = changes.bytes >> 20;
        let why = format!("{megabytes} MB of the corpus have changed, run `obzor index`");
        return Ok(Opened::stale(index, Some(corpus), &why));
    }
    match update(workspace, &corpus, UpdateOptions::default(), observe) {
        Ok(report) => Ok(Opened {
            index: Index::open(&workspace.index)?,
            corpus: Some(corpus),
            gaps: gaps(&report.unreadable),
        }),
        Err(IndexError::Locked(_)) => {
            let why = "the corpus has changed, and another process is indexing it";
            Ok(Opened::stale(index, Some(corpus), why))
        }
        Err(error) => {
            let why = format!("the corpus has changed, but {}", sentence(error));
            Ok(Opened::stale(index, Some(corpus), &why))
        }
    }
}

/// An error with its causes.
fn sentence(error: impl Into<anyhow::Error>) -> String {
    format!("{:#}", error.into())
}

/// Builds an index where there is none.
fn build(
    workspace: &Workspace,
    observe: &mut dyn FnMut(SessionEvent),
) -> Result<Index, SessionError> {
    workspace.check_corpus()?;
    let corpus = workspace.own_corpus().map_err(|source| {
        let places = workspace
            .corpus
            .iter()
            .map(|place| place.display().to_string());
        SessionError::NoCorpus {
            places: places.collect::<Vec<_>>().join(", "),
            source: Box::new(source),
        }
    })?;
    let how = UpdateOptions {
        wait: true,
        require_files: true,
        ..UpdateOptions::default()
    };
    update(workspace, &corpus, how, observe)?;
    if let Err(error) = workspace.remember_roots(&corpus) {
        observe(SessionEvent::NotRemembered(error));
    }
    Ok(Index::open(&workspace.index)?)
}

/// Builds an index anew that cannot be used; the error stays when there is no
/// corpus for it, or too large a one.
fn rebuild(
    options: &SessionOptions,
    error: IndexError,
    observe: &mut dyn FnMut(SessionEvent),
) -> Result<Index, SessionError> {
    let workspace = &options.workspace;
    let corpus = match workspace.recorded_corpus() {
        Some(Ok(corpus)) => {
            workspace.check_roots(&corpus)?;
            corpus
        }
        None if options.build => match workspace.own_corpus() {
            Ok(corpus) => corpus,
            Err(_) => return Err(error.into()),
        },
        _ => return Err(error.into()),
    };
    let (files, _) = corpus.files();
    let sizes = files.iter().map(|file| std::fs::metadata(&file.location));
    // What cannot be looked at is said when it is read.
    let bytes: u64 = sizes.flatten().map(|metadata| metadata.len()).sum();
    if files.is_empty() || bytes > MAX_REFRESHED {
        return Err(error.into());
    }
    observe(SessionEvent::Rebuilding(error));
    let how = UpdateOptions {
        rebuild: true,
        wait: true,
        require_files: true,
    };
    update(workspace, &corpus, how, observe)?;
    Ok(Index::open(&workspace.index)?)
}

/// Builds a damaged index anew, if the options allow it. True when it did; false
/// when the index is sound or its state has other reasons.
pub fn mend(
    options: &SessionOptions,
    mut observe: impl FnMut(SessionEvent),
) -> Result<bool, SessionError> {
    match index::verify(&options.workspace.index) {
        Err(error @ IndexError::Damaged { .. }) if options.heal => {
            rebuild(options, error, &mut observe)?;
            Ok(true)
        }
        Err(error @ IndexError::Damaged { .. }) => Err(error.into()),
        _ => Ok(false),
    }
}

/// Makes the index of a workspace that of a corpus.
pub fn write_index(
    workspace: &Workspace,
    corpus: &Corpus,
    how: UpdateOptions,
    mut observe: impl FnMut(SessionEvent),
) -> Result<UpdateReport, SessionError> {
    Ok(update(workspace, corpus, how, &mut observe)?)
}

fn update(
    workspace: &Workspace,
    corpus: &Corpus,
    how: UpdateOptions,
    observe: &mut dyn FnMut(SessionEvent),
) -> Result<UpdateReport, IndexError> {
    let start = Instant::now();
    let report = ingest::update(&workspace.index, corpus, how, |event| {
        observe(SessionEvent::Indexing(event));
    })?;
    observe(SessionEvent::Indexed {
        report: report.clone(),
        took: start.elapsed(),
    });
    Ok(report)
}
