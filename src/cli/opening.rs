//! Opens a session for a command and tells on stderr what happens meanwhile.

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

/// Opens the index for reading, and says what answers may lack.
pub(super) fn open(options: SessionOptions) -> Result<Session> {
    let observer = Observer::default();
    let session = Session::open(options, |event| observer.observe(event))?;
    let snapshot = session.snapshot();
    if let Some((first, more)) = snapshot.gaps().split_first() {
        let more = match more.len() {
            0 => String::new(),
            more => format!(" (and {more} more: `obzor doctor` names them)"),
        };
        tell(format_args!("note: incomplete: {first}{more}"));
    }
    Ok(session)
}

/// After a command failed: if the index turns out to be damaged, it is built
/// anew, so that the command may be tried again if it has `printed` nothing.
/// All else stays the error that it was.
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
        bail!("what was printed is not complete: run it again");
    }
    Ok(())
}

/// Tells what happens in a session, with a progress bar for long jobs.
#[derive(Default)]
pub(super) struct Observer {
    progress: Progress,
}

impl Observer {
    /// Tells one event.
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
                let reason = error.to_string();
                let reason = reason.split(": run `obzor index`").next();
                tell(format_args!(
                    "{}: building it anew",
                    reason.unwrap_or_default()
                ));
            }
            SessionEvent::NotRemembered(error) => tell_not_remembered(error.into()),
            SessionEvent::BadSynonym { file, line } => {
                let file = path_from_here(&file);
                tell(format_args!(
                    "warning: {file}:{line}: not `word = word`; passed over"
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

/// Says that the user's choice of a corpus is forgotten after this run.
pub(super) fn tell_not_remembered(error: Error) {
    tell(format_args!("warning: {error:#}"));
}
