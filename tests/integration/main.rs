//! obzor from outside: what each capability promises, one file each.

mod building;
mod contract;
mod listing;
mod querying;
mod sandbox;
mod structure;
mod transcripts;
