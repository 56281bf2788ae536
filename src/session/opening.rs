//! Opens an index: as it is, updated from its corpus, built if missing, or rebuilt
//! if unusable.
//!
//! A failed update is no error: the index is used as it is, and the reason becomes
//! a gap in every answer.

use std::sync::Arc;
use std::time::Instant;

use super::advice::sentence;
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

/// The maximum size of changed files, in bytes, that are indexed before an answer,
/// so that no query waits long. More is left to an explicit update.
const MAX_REFRESHED: u64 = 20 << 20;

/// An open index and the state of its corpus.
pub(super) struct Opened {
    index: Index,
    corpus: Option<Corpus>,
    gaps: Vec<Gap>,
}

impl Opened {
    /// The index as it is, with the gaps recorded in it.
    pub(super) fn as_it_is(workspace: &Workspace, index: Index) -> Opened {
        Opened {
            // An index answers without its corpus, too. Only a refresh needs it, and
            // reports if it is gone.
            corpus: workspace.corpus_of(&index).ok(),
            gaps: gaps(&index.unreadable()),
            index,
        }
    }

    /// The index as it is, with the reason why it may be behind the corpus.
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

/// Opens the index of a session. An unusable index is rebuilt if `heal` is set and
/// its corpus is small enough.
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

/// Makes the snapshot that a session serves of an open index.
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

/// Reads the lists of synonyms beside the corpus and of the user.
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

/// Updates an index from its corpus, unless there is too much to read, the corpus
/// is gone, or another process is at it already: then the index is stale.
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
        return Ok(Opened::stale(index, None, &sentence(&error)));
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
            let why = format!("the corpus has changed, but {}", sentence(&error.into()));
            Ok(Opened::stale(index, Some(corpus), &why))
        }
    }
}

/// Builds a missing index from the workspace's corpus.
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

/// Rebuilds an unusable index. Returns `error` if no corpus is known, or it has more
/// than [`MAX_REFRESHED`] bytes.
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
    // Files without metadata are reported when they are read.
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

/// Verifies every byte of an index, and rebuilds it if it is damaged and the
/// options allow it. True if it was rebuilt, false if it is not damaged.
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

/// Updates the index of a workspace to a corpus, which may be a new one.
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
