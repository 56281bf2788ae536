//! The answer to a query, as much of it as its format needs.

use anyhow::Result;

use crate::answer::Answer;
use crate::output::{Needs, PrintFormat};
use crate::search::{ParseOptions, Query, SearchOptions};
use crate::session::Snapshot;

/// What all queries of a run share.
pub(super) struct QueryRun<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) reading: ParseOptions,
    pub(super) options: SearchOptions,
    pub(super) format: &'static PrintFormat,
}

impl QueryRun<'_> {
    /// Asks the index as much as the format needs.
    pub(super) fn answer(&self, text: &str, query: &Query) -> Result<Answer> {
        Ok(match self.format.needs {
            Needs::Ids => self.snapshot.rank(text, query, &self.options)?,
            _ => self.snapshot.answer(text, query, &self.options)?,
        })
    }
}
