//! How an update is asked for, and what it tells.

use std::path::PathBuf;

use super::diff::CorpusDiff;
use crate::document::Unreadable;
use crate::index::DocumentTotals;

/// How an index is updated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UpdateOptions {
    /// Indexes all files, whatever the index has.
    pub rebuild: bool,
    /// Waits while another process writes, instead of failing.
    pub wait: bool,
    /// Fails when the corpus has no files, instead of building an empty index.
    pub require_files: bool,
}

/// What happens while an index is updated.
#[derive(Debug)]
#[non_exhaustive]
pub enum IngestEvent {
    /// Another process is writing; the update waits.
    Waiting,
    /// This many files will be read.
    Reading(usize),
    /// A file was read, or could not be read.
    Read,
    /// A file was indexed, but not all of it was read as its author may have
    /// meant.
    Warning {
        /// The file, as it can be opened.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and how it was read.
        message: String,
    },
    /// A file or folder was not indexed.
    Unreadable(Unreadable),
}

/// What an update changed, and what the index has now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpdateReport {
    /// New files.
    pub added: usize,
    /// Files that were indexed again.
    pub changed: usize,
    /// Files that are gone.
    pub removed: usize,
    /// Files that were left alone.
    pub unchanged: usize,
    /// Article documents: as many as files that could be read.
    pub articles: u64,
    /// Section documents.
    pub sections: u64,
    /// Project documents.
    pub projects: u64,
    /// Point documents.
    pub points: u64,
    /// What could not be read. The index has the documents that it had before.
    pub unreadable: Vec<Unreadable>,
}

impl UpdateReport {
    pub(super) fn new(diff: &CorpusDiff) -> UpdateReport {
        UpdateReport {
            added: diff.added.len(),
            changed: diff.changed.len(),
            removed: diff.removed.len(),
            unchanged: diff.unchanged.len(),
            unreadable: diff.unreadable.clone(),
            ..UpdateReport::default()
        }
    }

    pub(super) fn with_totals(self, totals: DocumentTotals) -> UpdateReport {
        UpdateReport {
            articles: totals.articles,
            sections: totals.sections,
            projects: totals.projects,
            points: totals.points,
            ..self
        }
    }

    /// Calls `tell` for all that could not be read.
    pub(super) fn tell_unreadable(&self, tell: &mut impl FnMut(IngestEvent)) {
        let unreadable = self.unreadable.iter().cloned();
        unreadable.map(IngestEvent::Unreadable).for_each(tell);
    }
}
