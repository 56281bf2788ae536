//! The commands, one file each: its arguments, and a `run` that returns the exit
//! status. A command never prints an error itself.

pub(super) mod analyze;
pub(super) mod completions;
pub(super) mod doctor;
pub(super) mod eval;
pub(super) mod index;
pub(super) mod list;
pub(super) mod man;
pub(super) mod query;
pub(super) mod schema;
pub(super) mod show;
pub(super) mod suggest;
