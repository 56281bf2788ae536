//! How good a ranking is: topics, judgements, runs, and the usual measures.
//!
//! Compares lists of ids; knows nothing of the index.

mod measures;
mod trec;

pub use self::measures::{Measures, Qrels, Run, evaluate};
pub use self::trec::{
    Topic, TrecError, decode_id, encode_id, parse_qrels, parse_run, parse_topics,
};
