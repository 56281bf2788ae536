//! Answers one query, as far as its format needs. Shared by single queries and
//! batches.

use anyhow::Result;

use crate::answer::Answer;
use crate::output::{Needs, PrintFormat};
use crate::search::{ParseOptions, Query, SearchOptions};
use crate::session::Snapshot;

/// What all queries of a run have in common.
pub(super) struct QueryRun<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) reading: ParseOptions,
    pub(super) options: SearchOptions,
    pub(super) format: &'static PrintFormat,
}

impl QueryRun<'_> {
    /// Only ranks if the format prints ids and scores alone, which is many times
    /// faster than reading the documents.
    pub(super) fn answer(&self, text: &str, query: &Query) -> Result<Answer> {
        Ok(match self.format.needs {
            Needs::Ids => self.snapshot.rank(text, query, &self.options)?,
            _ => self.snapshot.answer(text, query, &self.options)?,
        })
    }
}
