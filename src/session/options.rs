//! What whoever opens a session decides.

use super::workspace::Workspace;
use crate::search::Weights;

/// How a session is opened and kept fresh.
#[derive(Clone, Debug)]
pub struct SessionOptions {
    /// Where the index and the corpus are.
    pub workspace: Workspace,
    /// An index that is not there is built from the workspace's corpus.
    pub build: bool,
    /// The index is brought up to date with its corpus, unless more than 20 MB
    /// have changed.
    pub refresh: bool,
    /// An index that cannot be used is built anew, unless its corpus has more
    /// than 20 MB.
    pub heal: bool,
    /// Queries mean the synonyms listed beside the corpus and by the user, too.
    pub synonyms: bool,
    /// How documents are scored.
    pub weights: Weights,
}

impl SessionOptions {
    /// Builds, refreshes and heals, with the usual weights.
    pub fn new(workspace: Workspace) -> SessionOptions {
        SessionOptions {
            workspace,
            build: true,
            refresh: true,
            heal: true,
            synonyms: true,
            weights: Weights::default(),
        }
    }
}
