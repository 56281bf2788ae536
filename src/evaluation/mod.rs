//! Evaluates rankings as TREC does: topics, relevance judgements (qrels), runs, and
//! measures.
//!
//! A development tool. Compares lists of ids; must not know the index.

mod measures;
mod trec;

pub use self::measures::{Measures, Qrels, Run, evaluate};
pub use self::trec::{
    Topic, TrecError, decode_id, encode_id, parse_qrels, parse_run, parse_topics,
};
