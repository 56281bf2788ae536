//! What a caller may ask of the search: how to read a query, which documents to
//! consider, and what to return. Plain values without a query in them.

use crate::document::DocumentKind;

/// How a query's text is parsed and planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseOptions {
    /// Treats operators as plain text.
    pub literal: bool,
    /// Replaces words without matches by likely corrections.
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

/// Conditions on documents. Values of one field are alternatives, fields are
/// all required, and an empty field accepts every document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Kinds of documents.
    pub kinds: Vec<DocumentKind>,
    /// Words that a heading above the document must all have; for a section its
    /// own heading counts too.
    pub sections: Vec<String>,
    /// Tags, in any case.
    pub tags: Vec<String>,
    /// Language tags; `pt` accepts `pt-br`.
    pub langs: Vec<String>,
    /// Files, folders or globs, relative to the corpus.
    pub paths: Vec<String>,
    /// Words that an author's name must all have.
    pub authors: Vec<String>,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Score,
    /// By path, then by place in the file.
    Path,
    /// Newest article first; undated articles come last.
    Date,
}

/// Which hits to return, and with what.
#[derive(Clone, Debug)]
pub struct SearchOptions {
    /// The maximum number of hits.
    pub limit: usize,
    /// The number of leading hits to skip.
    pub offset: usize,
    /// The order of hits.
    pub sort: Sort,
    /// Returns only documents with every word of the query.
    pub all: bool,
    /// Conditions on the documents.
    pub filter: Filter,
    /// Adds an explanation of each score.
    pub explain: bool,
    /// Adds the matches in each hit's source file.
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
