//! Full-text search over *overviews*: Markdown files that list projects under
//! headings, such as awesome lists, tables of services, posts and notes.
//!
//! An article is split into article, section and project documents, which are
//! indexed with [tantivy](https://docs.rs/tantivy); a query finds the project,
//! the place where it stands, and why it matched.
//!
//! ```
//! use obzor::search::{ParseOptions, SearchOptions};
//! use obzor::session::{Session, SessionOptions, Workspace};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # std::fs::create_dir(folder.path().join("corpus"))?;
//! # std::fs::write(
//! #     folder.path().join("corpus/storage.md"),
//! #     "# Хранилища\n\n## Рынки\n\n- **[Sia](https://sia.tech)**: рынок дискового места\n",
//! # )?;
//! # std::env::set_current_dir(&folder)?;
//! // Builds the index of `corpus/` in `index/`, or brings it up to date.
//! let workspace = Workspace::new("index", ["corpus".into()]);
//! let session = Session::open(SessionOptions::new(workspace), |_| {})?;
//!
//! let answer = session.search("рынки", ParseOptions::default(), &SearchOptions::default())?;
//! for hit in &answer.hits {
//!     println!("{}:{} {}", hit.file.path, hit.document.line, hit.document.name);
//! }
//! # assert!(answer.hits.iter().any(|hit| hit.document.name == "Sia"));
//! # Ok(())
//! # }
//! ```
//!
//! [`session`] is the front door; [`answer`] has what it returns, and [`search`]
//! what it can be asked. The other modules are public for the tests of this
//! package only: they change without notice.
//!
//! The data goes one way. From the file: `corpus` finds files, `format` turns
//! their markup into events and documents, `ingest` hands these to the `index`.
//! From the query: `query` parses, `search` plans, retrieves and scores,
//! `session` makes an `answer` of it, `output` prints it. `analysis` turns text
//! into terms for both. Only `cli` prints, or reads the environment.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Messages go through `cli::messages`: these macros panic when nobody reads them.
#![deny(clippy::print_stderr, clippy::print_stdout)]

#[doc(hidden)]
pub mod analysis;
pub mod answer;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod corpus;
pub mod document;
#[doc(hidden)]
pub mod evaluation;
mod format;
#[doc(hidden)]
pub mod index;
#[doc(hidden)]
pub mod ingest;
#[doc(hidden)]
pub mod language;
mod output;
#[doc(hidden)]
pub mod query;
mod regular_file;
pub mod search;
pub mod session;
#[doc(hidden)]
pub mod spelling;
