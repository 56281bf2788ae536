//! obzor from outside: what each capability promises, one file each.

mod analyzing;
mod asking;
mod building;
mod contract;
mod coverage;
mod evaluating;
mod highlighting;
mod listing;
mod querying;
mod rescuing;
mod sandbox;
mod splitting;
mod structure;
mod terminal;
mod transcripts;
mod yardstick;
