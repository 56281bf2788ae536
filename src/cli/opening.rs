//! Opens the session of a command and reports on stderr what happens meanwhile.
//!
//! Words and shows the events of a session; what to refresh or rebuild is the
//! session's own decision.

use anyhow::{Error, Result, bail};

use super::messages::{tell, tell_event, tell_report};
use super::panic::PanicError;
use super::progress::Progress;
use super::settings::Settings;
use crate::index::IndexError;
use crate::ingest::IngestEvent;
use crate::search::SearchError;
use crate::session::location::path_from_here;
use crate::session::{Session, SessionError, SessionEvent, SessionOptions, mend};

/// Opens a session, and notes on stderr if answers may be incomplete. Only the
/// first gap is named: a corpus may have thousands.
pub(super) fn open(options: SessionOptions) -> Result<Session> {
    let observer = Observer::default();
    let session = Session::open(options, |event| observer.observe(event))?;
    let snapshot = session.snapshot();
    if let Some((first, more)) = snapshot.gaps().split_first() {
        let more = match more.len() {
            0 => String::new(),
            more => format!(" (and {more} more: `obzor doctor` lists them)"),
        };
        tell(format_args!("note: incomplete: {first}{more}"));
    }
    Ok(session)
}

/// Rebuilds the index after a command failed, if the index turns out to be
/// damaged. `Ok` means that the command can be run again.
///
/// Returns `failure` if the error has another cause or healing is off. A command
/// that has already `printed` something cannot start over: then the rebuild
/// still happens, and the error says so.
pub(super) fn rebuild_after(settings: &Settings, failure: Error, printed: bool) -> Result<()> {
    let of_the_index = failure.chain().any(|cause| {
        cause.is::<PanicError>()
            || cause.is::<IndexError>()
            || cause.is::<SearchError>()
            || matches!(
                cause.downcast_ref(),
                Some(SessionError::Index(_) | SessionError::Search(_))
            )
    });
    let observer = Observer::default();
    let options = settings.session_options();
    if !of_the_index || !mend(&options, |event| observer.observe(event))? {
        return Err(failure);
    }
    if printed {
        bail!(
            "the index was damaged and has been rebuilt; the output above is incomplete: run the command again"
        );
    }
    Ok(())
}

/// Reports the events of a session, with a progress bar for long jobs.
#[derive(Default)]
pub(super) struct Observer {
    progress: Progress,
}

impl Observer {
    /// Reports one event. Messages go above the progress bar, not through it.
    pub(super) fn observe(&self, event: SessionEvent) {
        match event {
            SessionEvent::Indexing(IngestEvent::Reading(files)) => self.progress.begin(files),
            SessionEvent::Indexing(IngestEvent::Read) => self.progress.step(),
            SessionEvent::Indexing(problem) => self.progress.suspend(|| tell_event(&problem)),
            SessionEvent::Indexed { report, took } => {
                self.progress.clear();
                tell_report(&report, took);
            }
            SessionEvent::Rebuilding(error) => {
                tell(format_args!("{error}: rebuilding it"));
            }
            SessionEvent::NotRemembered(error) => tell_not_remembered(error.into()),
            SessionEvent::BadSynonym { file, line } => {
                let file = path_from_here(&file);
                tell(format_args!(
                    "warning: {file}:{line}: not `word = word`: ignored"
                ));
            }
        }
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.progress.clear();
    }
}

/// Warns that the user's choice of a corpus could not be saved.
pub(super) fn tell_not_remembered(error: Error) {
    tell(format_args!("warning: {error:#}"));
}
