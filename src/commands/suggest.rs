//! `obzor suggest`: how a word or a name goes on.

use std::io::Write;

use anyhow::Result;

use super::{Outcome, Settings, opening};
use crate::cli::{Format, SuggestArgs};
use crate::output;
use crate::search::Searcher;

pub(super) fn run(settings: &Settings, args: &SuggestArgs, out: &mut dyn Write) -> Result<Outcome> {
    let opened = opening::open(settings)?;
    let prefix = args.prefix.join(" ");
    let suggestions = Searcher::new(opened.index)?.suggest(&prefix, args.limit)?;
    match args.format {
        Format::Text => output::words::suggestions(out, &suggestions)?,
        Format::Json => output::json::suggestions(out, &prefix, &suggestions, &opened.gaps)?,
    }
    Ok(Outcome::of(!suggestions.is_empty()))
}
