//! An overview with its index, opened, kept fresh and asked: what the command
//! line, and every other front end, stands on.
//!
//! Decides which places may be read and written, when the index is refreshed or
//! built anew, and what an answer may lack. Prints nothing and reads no
//! configuration: what happens is told by values.

mod advice;
mod error;
mod event;
pub(crate) mod folders;
mod handle;
mod health;
mod known_roots;
pub(crate) mod location;
mod opening;
mod options;
mod snapshot;
mod synonyms;
pub(crate) mod trust;
mod workspace;

pub use self::error::SessionError;
pub use self::event::SessionEvent;
pub use self::handle::Session;
pub use self::health::examine;
pub use self::opening::{mend, write_index};
pub use self::options::SessionOptions;
pub use self::snapshot::Snapshot;
pub use self::workspace::Workspace;
