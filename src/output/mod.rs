//! Answers as text: one file a format.
//!
//! Writes finished answers to a writer; searches nothing and reads no files.

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
