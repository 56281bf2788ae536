//! The health of an index and its corpus.

use serde::Serialize;

use super::schema::SCHEMA_VERSION;
use crate::document::LanguageSource;

/// What an examination of an index and its corpus found.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct HealthReport {
    schema: u32,
    /// There are no problems.
    pub healthy: bool,
    /// A sentence each, which says what to do.
    pub problems: Vec<String>,
    /// Where the index is.
    pub path: String,
    /// `None` when it cannot be used.
    pub index: Option<IndexHealth>,
    /// The corpus, unless it is gone.
    pub corpus: Option<CorpusHealth>,
    /// The documents of the index.
    pub documents: Option<DocumentCounts>,
    /// The words of the index.
    pub vocabulary: Option<VocabularySize>,
    /// Whether the index has every word of its articles.
    pub coverage: Option<CoverageHealth>,
    /// Places in the articles that may not have been read as they were meant.
    pub warnings: Vec<Diagnostic>,
}

/// The files of an index.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct IndexHealth {
    /// How many times it was written.
    pub generation: u64,
    /// What wrote it.
    pub built_with: BuildVersions,
    /// The size of its files.
    pub bytes: u64,
    /// The number of its files.
    pub files: usize,
    /// tantivy's segments.
    pub segments: usize,
    /// Documents that are in a segment, and in the index no more.
    pub removed_documents: u64,
    /// Files of a writer that is at work or was killed.
    pub leftovers: Vec<String>,
}

/// The versions that an index was built with.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct BuildVersions {
    /// obzor.
    pub obzor: String,
    /// The format of the index.
    pub format: u32,
    /// The analyzer with its dictionary.
    pub analyzer: String,
    /// tantivy.
    pub tantivy: String,
}

/// The files that the index was built from, by what has become of them.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CorpusHealth {
    /// The files and folders that were given to be indexed.
    pub roots: Vec<String>,
    /// The maximum size of a file, in bytes.
    pub max_file_size: u64,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files that the index lacks.
    pub added: Vec<String>,
    /// Files that have another text.
    pub changed: Vec<String>,
    /// Files that are gone.
    pub removed: Vec<String>,
    /// What could not be read, a sentence each.
    pub unreadable: Vec<String>,
}

/// How many documents there are, by what they can be filtered by.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct DocumentCounts {
    /// All documents.
    pub total: usize,
    /// By kind.
    pub kinds: Vec<Count>,
    /// By language, the most frequent first.
    pub languages: Vec<Count>,
    /// Articles by what told their language.
    pub language_sources: Vec<Count>,
    /// The language of each article.
    pub article_languages: Vec<ArticleLanguage>,
    /// By tag, the most frequent first.
    pub tags: Vec<Count>,
    /// Projects by section.
    pub sections: Vec<Count>,
}

/// The language of an article.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ArticleLanguage {
    /// The path of the article in the corpus.
    pub path: String,
    /// Its language tag.
    pub lang: String,
    /// What told it.
    pub source: LanguageSource,
}

/// A number of documents.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Count {
    /// What was counted.
    pub name: String,
    /// How many documents.
    pub count: usize,
}

/// The words of an index.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct VocabularySize {
    /// Distinct words.
    pub words: usize,
    /// Words in the bodies of all documents.
    pub running_words: u64,
}

/// Whether every word of the articles is in a document.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct CoverageHealth {
    /// Visible words of the articles.
    pub words: usize,
    /// Visible words that no document has.
    pub missing: Vec<Diagnostic>,
}

/// A remark on a line of an article.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The path of the article in the corpus.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The remark.
    pub text: String,
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
