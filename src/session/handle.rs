//! The library's entry point: opens an index with its corpus, keeps it up to date,
//! and answers queries.

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

/// An open index with its corpus. Can be shared between threads: while one opens a
/// newer commit, the others get answers from the previous one.
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
    /// Locked only while the pointer is copied or replaced.
    current: RwLock<Arc<Snapshot>>,
}

impl Session {
    /// Opens the index, and builds, refreshes or rebuilds it first as the options
    /// say. `observe` receives what happens meanwhile, on this thread.
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

    /// The commit that is served now. It does not change when the session opens
    /// another.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&current)
    }

    /// The index's directory.
    pub fn index(&self) -> &Path {
        &self.options.workspace.index
    }

    /// Parses and answers a query, with snippets. For ids alone,
    /// [`Snapshot::rank`] is faster.
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

    /// Updates the index from its corpus as the options say, and serves the
    /// result. On an error, the session keeps serving what it did.
    pub fn refresh(&self, mut observe: impl FnMut(SessionEvent)) -> Result<(), SessionError> {
        let opened = opening::open(&self.options, &mut observe)?;
        self.serve(opened, &mut observe)
    }

    /// Serves the newest commit if another process has made one; true if so. Does
    /// not look at the corpus.
    pub fn reload(&self, mut observe: impl FnMut(SessionEvent)) -> Result<bool, SessionError> {
        if !self.snapshot().index.is_outdated()? {
            return Ok(false);
        }
        let opened = Opened::as_it_is(&self.options.workspace, Index::open(self.index())?);
        self.serve(opened, &mut observe)?;
        Ok(true)
    }

    /// Opens everything that belongs to an index, then swaps it in.
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
