//! The words of one corpus: their lemmas, and which of them share a lemma, stem,
//! prefix or phonetic key.
//!
//! Kept beside tantivy's segments, since tantivy has words as they are written
//! only. Like those, an index has several, the largest first, each a file of its
//! own; the commit names them. Knows bytes, not files.

mod builder;
mod error;
mod expansion;
mod fuzzy;
mod lemmas;
mod lookup;
mod recorder;
mod seen;
mod segment;
mod slice;

pub(crate) use self::builder::{LexiconBuilder, WordRecorder};
pub use self::error::LexiconError;
pub(crate) use self::lookup::Lexicon;
pub(crate) use self::segment::LexiconSegment;
