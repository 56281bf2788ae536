//! The options of a search, independent of the query text: how to parse it, which
//! documents to consider, and what to return.

use crate::document::DocumentKind;

/// How a query's text is parsed and planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseOptions {
    /// Treats operators as plain text.
    pub literal: bool,
    /// Corrects words that the corpus does not contain.
    pub correct: bool,
}

impl Default for ParseOptions {
    fn default() -> Self {
        ParseOptions {
            literal: false,
            correct: true,
        }
    }
}

/// Conditions on documents. The values of one field are alternatives, all fields
/// are required, and an empty field accepts every document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Kinds of documents.
    pub kinds: Vec<DocumentKind>,
    /// Words that must all occur in the headings above the document, or in a
    /// section's own heading.
    pub sections: Vec<String>,
    /// Tags, in any case.
    pub tags: Vec<String>,
    /// Language tags; `pt` accepts `pt-br` too.
    pub langs: Vec<String>,
    /// Files, folders or globs, relative to the corpus.
    pub paths: Vec<String>,
    /// Words that must all occur in the names of the authors.
    pub authors: Vec<String>,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sort {
    /// Best first.
    #[default]
    Score,
    /// By path, then by position in the file.
    Path,
    /// Newest article first; undated articles come last.
    Date,
}

/// Which hits to return, and what to include in them.
#[derive(Clone, Debug)]
pub struct SearchOptions {
    /// The maximum number of hits.
    pub limit: usize,
    /// The number of leading hits to skip.
    pub offset: usize,
    /// The order of hits.
    pub sort: Sort,
    /// Returns only documents that contain every word by exact term or lemma.
    pub all: bool,
    /// Conditions on the documents.
    pub filter: Filter,
    /// Explains each score.
    pub explain: bool,
    /// Locates the matches in the source file of each hit.
    pub source_matches: bool,
    /// The maximum number of passages in a snippet.
    pub snippets: usize,
    /// The maximum length of a passage, in code points.
    pub snippet_chars: usize,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            offset: 0,
            sort: Sort::Score,
            all: false,
            filter: Filter::default(),
            explain: false,
            source_matches: false,
            snippets: 2,
            snippet_chars: 240,
        }
    }
}
