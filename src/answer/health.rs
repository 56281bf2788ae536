//! The health of an index and its corpus.

use serde::Serialize;

use super::schema::SCHEMA_VERSION;

/// What an examination of an index and its corpus found.
#[derive(Serialize)]
pub(crate) struct HealthReport {
    schema: u32,
    /// There are no problems.
    pub(crate) healthy: bool,
    /// A sentence each, which says what to do.
    pub(crate) problems: Vec<String>,
    /// Where the index is.
    pub(crate) path: String,
    /// `None` when it cannot be used.
    pub(crate) index: Option<IndexHealth>,
    pub(crate) corpus: Option<CorpusHealth>,
    pub(crate) documents: Option<DocumentCounts>,
    pub(crate) vocabulary: Option<VocabularySize>,
    pub(crate) coverage: Option<CoverageHealth>,
    /// Places in the articles that may not have been read as they were meant.
    pub(crate) warnings: Vec<Diagnostic>,
}

#[derive(Serialize)]
pub(crate) struct IndexHealth {
    pub(crate) generation: u64,
    pub(crate) built_with: BuildVersions,
    pub(crate) bytes: u64,
    pub(crate) files: usize,
    pub(crate) segments: usize,
    pub(crate) removed_documents: u64,
    /// Files of a writer that is at work or was killed.
    pub(crate) leftovers: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct BuildVersions {
    pub(crate) obzor: String,
    pub(crate) format: u32,
    pub(crate) analyzer: String,
    pub(crate) tantivy: String,
}

/// The files that the index was built from, by what has become of them.
#[derive(Serialize)]
pub(crate) struct CorpusHealth {
    pub(crate) roots: Vec<String>,
    pub(crate) max_file_size: u64,
    pub(crate) unchanged: usize,
    pub(crate) added: Vec<String>,
    pub(crate) changed: Vec<String>,
    pub(crate) removed: Vec<String>,
    pub(crate) unreadable: Vec<String>,
}

#[derive(Default, Serialize)]
pub(crate) struct DocumentCounts {
    pub(crate) total: usize,
    pub(crate) kinds: Vec<Count>,
    pub(crate) languages: Vec<Count>,
    pub(crate) tags: Vec<Count>,
    /// Projects by section.
    pub(crate) sections: Vec<Count>,
}

#[derive(Serialize)]
pub(crate) struct Count {
    pub(crate) name: String,
    pub(crate) count: usize,
}

#[derive(Serialize)]
pub(crate) struct VocabularySize {
    /// Distinct words.
    pub(crate) words: usize,
    /// Words in the bodies of all documents.
    pub(crate) running_words: u64,
}

#[derive(Default, Serialize)]
pub(crate) struct CoverageHealth {
    /// Visible words of the articles.
    pub(crate) words: usize,
    /// Visible words that no document has.
    pub(crate) missing: Vec<Diagnostic>,
}

/// A remark on a line of an article.
#[derive(Serialize)]
pub(crate) struct Diagnostic {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) text: String,
}

impl HealthReport {
    /// A report on the index at `path`, before anything was examined.
    pub(crate) fn new(path: String) -> HealthReport {
        HealthReport {
            schema: SCHEMA_VERSION,
            healthy: false,
            problems: Vec::new(),
            path,
            index: None,
            corpus: None,
            documents: None,
            vocabulary: None,
            coverage: None,
            warnings: Vec::new(),
        }
    }
}
