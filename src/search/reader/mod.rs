//! The local index as a retriever, and the only place in the search that knows
//! tantivy: its segments, term dictionaries, postings and columns. Must not know
//! weights, nor how a query was written.

mod candidates;
mod filter;
mod local;
mod names;
mod order;
mod phrases;
mod postings;
mod segments;
mod terms;

pub(super) use self::local::LocalRetriever;
