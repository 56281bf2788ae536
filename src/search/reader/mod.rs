//! The local index as a retriever, and the only part of the search that names
//! tantivy.
//!
//! ```text
//! segments     one range of document numbers over all segments
//! terms        the term dictionaries: existence, prefixes, edit distance, sound
//! postings     postings by kind of term, each read once per query
//! phrases      postings of exact terms in sequence
//! filter       filters as bit sets
//! order        columns: corpus order and field lengths
//! names        documents by id and by name
//! candidates   all of these for one query
//! local        the retriever itself
//! ```
//!
//! Must not know weights or how a query was written.

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
