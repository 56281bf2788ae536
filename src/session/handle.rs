//! The library's front door: an index with its corpus, kept fresh, and asked.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use super::error::SessionError;
use super::event::SessionEvent;
use super::opening::{self, Opened};
use super::options::SessionOptions;
use super::snapshot::Snapshot;
use crate::answer::Answer;
use crate::index::Index;
use crate::search::{ParseOptions, SearchOptions};

/// An open index with its corpus. Answers any number of threads at once: while
/// a newer commit is being opened, they get answers from the one before.
///
/// ```
/// use obzor::search::{ParseOptions, SearchOptions};
/// use obzor::session::{Session, SessionOptions, Workspace};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// let articles = folder.path().join("articles");
/// std::fs::create_dir(&articles)?;
/// std::fs::write(
///     articles.join("storage.md"),
///     "# Storage\n\n- [Sia](https://sia.tech): a market for disk space\n",
/// )?;
/// let workspace = Workspace::new(folder.path().join("index"), [articles]);
/// let session = Session::open(SessionOptions::new(workspace), |_| {})?;
/// let answer = session.search("market", ParseOptions::default(), &SearchOptions::default())?;
/// assert_eq!(answer.hits[0].document.name, "Sia");
/// # Ok(())
/// # }
/// ```
pub struct Session {
    options: SessionOptions,
    /// Locked for as long as a pointer takes to copy.
    current: RwLock<Arc<Snapshot>>,
}

impl Session {
    /// Opens the index, which is built, refreshed or built anew as the options
    /// say. `observe` is told what happens meanwhile.
    pub fn open(
        options: SessionOptions,
        mut observe: impl FnMut(SessionEvent),
    ) -> Result<Session, SessionError> {
        options.workspace.check_index()?;
        let opened = opening::open(&options, &mut observe)?;
        let snapshot = opening::snapshot(&options, opened, &mut observe)?;
        let current = RwLock::new(Arc::new(snapshot));
        Ok(Session { options, current })
    }

    /// The state that is served at this moment. It stays as it is, whatever the
    /// session opens later.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&current)
    }

    /// The index's directory.
    pub fn index(&self) -> &Path {
        &self.options.workspace.index
    }

    /// Parses a query and answers it.
    pub fn search(
        &self,
        text: &str,
        parse: ParseOptions,
        options: &SearchOptions,
    ) -> Result<Answer, SessionError> {
        let snapshot = self.snapshot();
        let query = snapshot.parse(text, parse)?;
        Ok(snapshot.answer(text, &query, options)?)
    }

    /// Brings the index up to date with its corpus as the options say, and
    /// serves what is there afterwards.
    pub fn refresh(&self, mut observe: impl FnMut(SessionEvent)) -> Result<(), SessionError> {
        let opened = opening::open(&self.options, &mut observe)?;
        self.serve(opened, &mut observe)
    }

    /// Serves the newest commit, should another process have made one. True
    /// when it did.
    pub fn reload(&self, mut observe: impl FnMut(SessionEvent)) -> Result<bool, SessionError> {
        if !self.snapshot().index.is_outdated()? {
            return Ok(false);
        }
        let opened = Opened::as_it_is(&self.options.workspace, Index::open(self.index())?);
        self.serve(opened, &mut observe)?;
        Ok(true)
    }

    /// Opens all that belongs to an index before anybody sees it.
    fn serve(
        &self,
        opened: Opened,
        observe: &mut dyn FnMut(SessionEvent),
    ) -> Result<(), SessionError> {
        let next = Arc::new(opening::snapshot(&self.options, opened, observe)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }
}
