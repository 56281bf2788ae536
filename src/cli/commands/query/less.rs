//! Advice for a query without hits: which condition excludes everything.

use anyhow::Result;

use super::run::QueryRun;
use crate::cli::messages::tell;
use crate::search::{Filter, Query, SearchOptions};

/// Counts the hits without the filters, then without `--all`, and reports the
/// first that has some. Says nothing if even those find nothing.
pub(super) fn tell_what_to_leave_out(run: &QueryRun<'_>, text: &str, query: &Query) -> Result<()> {
    let options = &run.options;
    let count =
        |options: SearchOptions| -> Result<usize> { Ok(run.snapshot.count(query, &options)?) };
    if options.filter != Filter::default() {
        let unfiltered = count(SearchOptions {
            filter: Filter::default(),
            ..options.clone()
        })?;
        if unfiltered > 0 {
            tell(format_args!(
                "no document that passes the filters matches; without them {unfiltered} match"
            ));
            tell(format_args!(
                "  tip: put `--` before a query that starts with `-`"
            ));
            return Ok(());
        }
    }
    if options.all {
        let any = count(SearchOptions {
            all: false,
            ..options.clone()
        })?;
        if any > 0 {
            tell(format_args!(
                "no document has all the words; without --all {any} have some: obzor query {text}"
            ));
        }
    }
    Ok(())
}
