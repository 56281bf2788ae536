//! Full-text search over overview articles: Markdown files that list projects
//! under headings.
//!
//! The data goes one way: `corpus` reads files into articles, `markdown`
//! splits them into documents, `index` stores them, `search` ranks them, and
//! `output` shows the hits. `analysis` serves the index, the search and the
//! snippets alike. Only `commands` sees both ends.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
// What is said goes through `commands::tell`: these panic where it cannot be said.
#![deny(clippy::print_stderr, clippy::print_stdout)]

pub mod analysis;
mod answer;
pub mod cli;
pub mod corpus;
pub mod document;
pub mod evaluation;
mod format;
pub mod index;
pub mod ingest;
pub mod language;
mod output;
pub mod query;
mod regular_file;
pub mod search;
mod session;
pub mod spelling;
