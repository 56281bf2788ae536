//! Prints answers: one file per format.
//!
//! Writes finished answers to a writer. Must not search, read files, or know
//! whether the writer is a terminal: that comes with [`PrintOptions`]. All text of
//! articles passes through [`clean`] or [`clean_line`].

pub(crate) mod health;
pub(crate) mod json;
mod jsonl;
mod oneline;
pub(crate) mod outline;
mod paths;
mod printer;
pub(crate) mod query_tree;
mod registry;
mod sanitize;
mod style;
pub(crate) mod suggestions;
mod text;
pub(crate) mod token_table;
mod trec;
mod tsv;
mod vimgrep;
mod wrap;

pub(crate) use self::oneline::ONELINE;
pub(crate) use self::paths::PATHS;
pub(crate) use self::printer::{HitPrinter, Needs, PrintFormat, PrintOptions, print};
pub(crate) use self::registry::PRINTERS;
pub(crate) use self::sanitize::{clean, clean_line};
