//! How good a ranking is: topics, judgements, runs and the usual measures.
//!
//! Knows nothing of the index: it compares lists of ids.

mod measures;
mod trec;

use std::collections::HashMap;

pub use self::measures::{Measures, evaluate};
pub use self::trec::{BadLine, Topic, decode_id, encode_id, parse_qrels, parse_run, parse_topics};

/// Relevance of documents by topic: 0 is not relevant, higher is better.
pub type Qrels = HashMap<String, HashMap<String, u32>>;

/// For each topic the found documents with their scores.
pub type Run = HashMap<String, Vec<(String, f64)>>;
