//! From a corpus to the index: files are read, split into documents, and given
//! to an update of the index.
//!
//! ```text
//! corpus ─► diff ─► pipeline: read ─► format ─► article, classify ─► index
//! ```
//!
//! Decides what depends on a file's path and on the article as a whole: ids,
//! titles, dates, languages and kinds. Knows neither queries nor the terminal,
//! and prints nothing: progress and problems are [`IngestEvent`]s.

mod article;
mod classify;
mod diff;
mod language;
mod origin;
mod pipeline;
mod report;
mod update;

pub use self::article::{coverage, split};
pub use self::diff::{CorpusDiff, diff};
pub use self::origin::{corpus_of, recorded_corpus};
pub use self::report::{IngestEvent, UpdateOptions, UpdateReport};
pub use self::update::update;
