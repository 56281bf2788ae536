//! Counts of documents and words.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::document::DocumentKind;

/// How many documents a file or an index has, and how many words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DocumentTotals {
    pub(crate) articles: u64,
    pub(crate) sections: u64,
    pub(crate) projects: u64,
    pub(crate) points: u64,
    /// Words in the bodies of all documents.
    pub(crate) words: u64,
}

impl DocumentTotals {
    /// How many documents there are.
    pub(crate) fn documents(&self) -> u64 {
        self.articles + self.sections + self.projects + self.points
    }

    /// Counts a document with this many words.
    pub(super) fn add(&mut self, kind: DocumentKind, words: u64) {
        *match kind {
            DocumentKind::Article => &mut self.articles,
            DocumentKind::Section => &mut self.sections,
            DocumentKind::Project => &mut self.projects,
            DocumentKind::Point => &mut self.points,
        } += 1;
        self.words += words;
    }
}

impl AddAssign for DocumentTotals {
    fn add_assign(&mut self, other: DocumentTotals) {
        self.articles += other.articles;
        self.sections += other.sections;
        self.projects += other.projects;
        self.points += other.points;
        self.words += other.words;
    }
}
