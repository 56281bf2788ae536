//! The answer to a query, as much of it as its format needs.

use anyhow::Result;

use crate::answer::{Answer, Gap};
use crate::output::{Format, Needs};
use crate::search::{ParseOptions, Query, SearchOptions, Searcher};
use crate::session::location::Locator;

/// What all queries of a run share.
pub(super) struct QueryRun<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) locator: Locator,
    pub(super) gaps: &'a [Gap],
    pub(super) reading: ParseOptions,
    pub(super) options: SearchOptions,
    pub(super) format: &'static Format,
}

impl QueryRun<'_> {
    /// Asks the index as much as the format needs.
    pub(super) fn answer(&self, text: &str, query: &Query) -> Result<Answer> {
        if self.format.needs == Needs::Ids {
            let ranking = self.searcher.rank(query, &self.options)?;
            return Ok(Answer::from_ranking(text, ranking, self.options.offset));
        }
        let hits = self.searcher.search(query, &self.options)?;
        let locate = |document: &_| self.locator.locate(document);
        let mut answer = Answer::new(text, query, &hits, locate, self.gaps.to_vec());
        answer.searched = self.searcher.document_count();
        Ok(answer)
    }
}
