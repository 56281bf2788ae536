//! The options of a session.

use super::workspace::Workspace;
use crate::search::Weights;

/// How to open a session and keep it up to date.
#[derive(Clone, Debug)]
pub struct SessionOptions {
    /// Where the index and the corpus are.
    pub workspace: Workspace,
    /// Whether to build a missing index from the workspace's corpus.
    pub build: bool,
    /// Whether to update the index from its corpus, unless more than 20 MiB have
    /// changed.
    pub refresh: bool,
    /// Whether to rebuild an unusable index, unless its corpus has more than
    /// 20 MiB.
    pub heal: bool,
    /// Whether queries also match the synonyms listed beside the corpus and by the
    /// user (`synonyms.txt`).
    pub synonyms: bool,
    /// The weights of the ranking.
    pub weights: Weights,
}

impl SessionOptions {
    /// Builds, refreshes and heals, with synonyms and the default weights.
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
