//! The index that a command reads: as it is, brought up to date with its
//! corpus, built when there is none, or built anew when it cannot be used.
//! Whatever keeps it from that is said, and the index is used as it is.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Error, Result, bail};

use super::messages::{tell, tell_event, tell_report};
use super::panic::PanicError;
use super::progress::Progress;
use super::settings::Settings;
use crate::answer::Gap;
use crate::corpus::{Corpus, Unreadable};
use crate::index::{self, Event, Index, IndexError, Update, UpdateReport, recorded_corpus};
use crate::search::SearchError;
use crate::session::location::path_from_here;

/// More than this, in bytes, is not read before a query is answered.
const MOST_REFRESHED: u64 = 20 << 20;

/// An index, open for reading, and what belongs to it.
pub(super) struct Opened {
    pub(super) index: Arc<Index>,
    /// The corpus, unless it is gone, or this user never named it.
    pub(super) corpus: Option<Corpus>,
    /// What answers may lack.
    pub(super) gaps: Vec<Gap>,
}

/// Opens the index for reading, and says what answers may lack.
pub(super) fn open(settings: &Settings) -> Result<Opened> {
    settings.check_index()?;
    let opened = match Index::open(&settings.index) {
        Ok(index) if settings.refresh => refreshed(settings, index)?,
        Ok(index) => as_it_is(settings, index),
        Err(IndexError::Missing(_)) if settings.own_index => as_it_is(settings, built(settings)?),
        Err(error) if settings.heal && error.is_healed_by_rebuild() => {
            as_it_is(settings, healed(settings, error)?)
        }
        Err(error) => return Err(error.into()),
    };
    if let Some(first) = opened.gaps.first() {
        let more = match opened.gaps.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more: `obzor doctor` names them)"),
        };
        tell(format_args!("note: incomplete: {first}{more}"));
    }
    Ok(opened)
}

/// The corpus of an index, if it is there and the index may have it read.
pub(super) fn corpus_of(settings: &Settings, index: &Index) -> Result<Corpus> {
    let corpus = index.corpus()?;
    settings.check_roots(&corpus)?;
    Ok(corpus)
}

fn as_it_is(settings: &Settings, index: Index) -> Opened {
    let corpus = corpus_of(settings, &index).ok();
    let gaps = gaps(&index.unreadable());
    Opened {
        index: Arc::new(index),
        corpus,
        gaps,
    }
}

fn gaps(unreadable: &[Unreadable]) -> Vec<Gap> {
    let gaps = unreadable.iter().map(|place| Gap {
        path: Some(path_from_here(&place.location)),
        reason: place.reason.clone(),
    });
    gaps.collect()
}

fn built(settings: &Settings) -> Result<Index> {
    settings.check_corpus()?;
    let corpus = Corpus::new(&settings.corpus).with_context(|| no_corpus(settings))?;
    let how = Update {
        wait: true,
        some: true,
        ..Update::default()
    };
    update(settings, &corpus, how)?;
    remember(settings, &corpus);
    Ok(Index::open(&settings.index)?)
}

/// Remembers that this user named a corpus; that it cannot be is said.
pub(super) fn remember(settings: &Settings, corpus: &Corpus) {
    if let Err(error) = settings.remember_roots(corpus) {
        tell(format_args!("warning: {error:#}"));
    }
}

fn no_corpus(settings: &Settings) -> String {
    let places = settings
        .corpus
        .iter()
        .map(|place| place.display().to_string());
    let places = places.collect::<Vec<_>>().join(", ");
    format!(
        "there is no index, and no {places} to build it from: name the articles with `obzor index PATH…`"
    )
}

/// Builds an index anew that cannot be used.
fn healed(settings: &Settings, error: IndexError) -> Result<Index> {
    let corpus = match recorded_corpus(&settings.index) {
        Some(Ok(corpus)) => {
            settings.check_roots(&corpus)?;
            corpus
        }
        None if settings.own_index && settings.check_corpus().is_ok() => {
            match Corpus::new(&settings.corpus) {
                Ok(corpus) => corpus,
                Err(_) => return Err(error.into()),
            }
        }
        _ => return Err(error.into()),
    };
    let (files, _) = corpus.files();
    let sizes = files.iter().map(|file| std::fs::metadata(&file.location));
    let bytes: u64 = sizes.flatten().map(|metadata| metadata.len()).sum();
    if files.is_empty() || bytes > MOST_REFRESHED {
        return Err(error.into());
    }
    let reason = error.to_string();
    let reason = reason
        .split(": run `obzor index`")
        .next()
        .unwrap_or(&reason);
    tell(format_args!("{reason}: building it anew"));
    let how = Update {
        anew: true,
        wait: true,
        some: true,
    };
    update(settings, &corpus, how)?;
    Ok(Index::open(&settings.index)?)
}

/// After a command failed: if the index turns out to be damaged, it is built
/// anew, so that the command may be tried again if it has `printed` nothing.
/// All else stays the error that it was.
pub(super) fn rebuild_after(settings: &Settings, failure: Error, printed: bool) -> Result<()> {
    let of_the_index = failure.chain().any(|cause| {
        cause.is::<PanicError>() || cause.is::<IndexError>() || cause.is::<SearchError>()
    });
    if !of_the_index {
        return Err(failure);
    }
    match index::verify(&settings.index) {
        Err(error @ IndexError::Damaged { .. }) if settings.heal => {
            healed(settings, error)?;
            if printed {
                bail!("what was printed is not complete: run it again");
            }
            Ok(())
        }
        Err(error @ IndexError::Damaged { .. }) => Err(error.into()),
        _ => Err(failure),
    }
}

/// Brings an index up to date with its corpus.
fn refreshed(settings: &Settings, index: Index) -> Result<Opened> {
    let Ok(corpus) = index.corpus() else {
        return Ok(stale(index, None, "the corpus of the index is gone"));
    };
    if let Err(error) = settings.check_roots(&corpus) {
        return Ok(stale(index, None, &format!("{error:#}")));
    }
    let changes = index.changes(&corpus)?;
    if changes.is_empty() {
        return Ok(Opened {
            index: Arc::new(index),
            corpus: Some(corpus),
            gaps: gaps(&changes.unreadable),
        });
    }
    if changes.bytes > MOST_REFRESHED {
        let megabytes = changes.bytes >> 20;
        let why = format!("{megabytes} MB of the corpus have changed, run `obzor index`");
        return Ok(stale(index, Some(corpus), &why));
    }
    match update(settings, &corpus, Update::default()) {
        Ok(report) => Ok(Opened {
            index: Arc::new(Index::open(&settings.index)?),
            corpus: Some(corpus),
            gaps: gaps(&report.unreadable),
        }),
        Err(IndexError::Locked(_)) => {
            let why = "the corpus has changed, and another process is indexing it";
            Ok(stale(index, Some(corpus), why))
        }
        Err(error) => {
            let error = anyhow::Error::from(error);
            let why = format!("the corpus has changed, but {error:#}");
            Ok(stale(index, Some(corpus), &why))
        }
    }
}

/// The index as it is, and why it may be behind the corpus.
fn stale(index: Index, corpus: Option<Corpus>, why: &str) -> Opened {
    let mut gaps = gaps(&index.unreadable());
    let reason = format!("{why}: this is from the index as it is");
    gaps.insert(0, Gap { path: None, reason });
    Opened {
        index: Arc::new(index),
        corpus,
        gaps,
    }
}

/// Writes the index and tells on stderr how it goes and what was done.
fn update(settings: &Settings, corpus: &Corpus, how: Update) -> Result<UpdateReport, IndexError> {
    let start = Instant::now();
    let report = update_quietly(settings, corpus, how)?;
    tell_report(&report, start.elapsed());
    Ok(report)
}

/// Writes the index and tells on stderr how it goes.
pub(super) fn update_quietly(
    settings: &Settings,
    corpus: &Corpus,
    how: Update,
) -> Result<UpdateReport, IndexError> {
    let progress = Progress::default();
    let report = index::update(&settings.index, corpus, how, |event| match event {
        Event::Reading(files) => progress.begin(files),
        Event::Read => progress.step(),
        problem => progress.suspend(|| tell_event(&problem)),
    });
    progress.clear();
    report
}
