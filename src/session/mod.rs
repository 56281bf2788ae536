//! Sessions: an index with its corpus, kept up to date and queried. The base of the
//! command line and of any other front end.
//!
//! Decides which places may be read and written, when to refresh or rebuild the
//! index, and what an answer may lack. Prints nothing and reads no configuration
//! files: options come in as [`SessionOptions`], reports go out as
//! [`SessionEvent`]s.

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
