//! What stands between an index and whoever asks it: a corpus, the user's own
//! lists, and the folders that the user has named.
//!
//! Prints nothing: the command line, and every other front end, decides what
//! is said.

pub(crate) mod folders;
pub(crate) mod known_roots;
pub(crate) mod location;
pub(crate) mod synonyms;
