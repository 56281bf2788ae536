//! obzor from outside: what each capability promises, one file each.

mod analyzing;
mod asking;
mod building;
mod configuring;
mod contract;
mod coverage;
mod doctoring;
mod embedding;
mod evaluating;
mod formats;
mod gaps;
mod helping;
mod highlighting;
mod hostile;
mod listing;
mod messaging;
mod numbers;
#[path = "../fuzz/properties.rs"]
mod properties;
mod querying;
mod readme;
mod refreshing;
mod replaying;
mod rescuing;
mod safe;
mod sandbox;
mod splitting;
mod strangers;
mod structure;
mod surviving;
mod terminal;
mod transcripts;
mod yardstick;
