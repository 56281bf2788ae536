//! Completions, one per line, without their kinds, for use in shell scripts.

use std::io::{self, Write};

use super::sanitize::clean_line;
use crate::answer::SuggestionList;

/// Prints completions, likeliest first.
pub(crate) fn print(out: &mut dyn Write, list: &SuggestionList) -> io::Result<()> {
    let mut suggestions = list.suggestions.iter();
    suggestions.try_for_each(|suggestion| writeln!(out, "{}", clean_line(&suggestion.text)))
}
