//! What is asked: words to find, and filters that every hit must pass.

use std::collections::HashSet;
use std::ops::Range;

use crate::analysis::{Analyzer, Token};
use crate::document::DocumentKind;

/// A parsed query: the distinct words of its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The words in the order of the text.
    pub words: Vec<QueryWord>,
}

/// One word of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryWord {
    /// Its bytes in the query's text.
    pub range: Range<usize>,
    /// What it is looked up as.
    pub term: String,
    /// It says little of what is asked (a preposition, a conjunction): it helps
    /// to rank what the other words find, and finds nothing by itself.
    pub common: bool,
}

impl Query {
    /// Reads a query. A word that is repeated counts once; small words count
    /// fully when there are no others («и», «не только»).
    pub fn parse(text: &str, analyzer: &Analyzer) -> Query {
        let mut seen = HashSet::new();
        let mut words = Vec::new();
        for Token { range, term, .. } in analyzer.analyze(text) {
            if seen.insert(term.clone()) {
                let common = analyzer.is_common(&text[range.clone()]);
                words.push(QueryWord {
                    range,
                    term,
                    common,
                });
            }
        }
        if words.iter().all(|word| word.common) {
            words.iter_mut().for_each(|word| word.common = false);
        }
        Query { words }
    }
}

/// Conditions on documents. Values of one condition are alternatives;
/// conditions that are empty let everything pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Kinds of documents.
    pub kinds: Vec<DocumentKind>,
    /// Texts of which one must stand, all its words, in a heading that holds
    /// the document (for a section: its own heading too).
    pub sections: Vec<String>,
    /// Tags, in any case.
    pub tags: Vec<String>,
    /// Language tags; `pt` lets `pt-br` pass.
    pub langs: Vec<String>,
    /// Paths: a file, a folder, or a glob.
    pub paths: Vec<String>,
}

/// How many hits, and of which documents.
#[derive(Clone, Debug)]
pub struct SearchOptions {
    /// The most hits to return.
    pub limit: usize,
    /// How many of the best to pass over.
    pub offset: usize,
    /// Hits must have every word of the query.
    pub all: bool,
    /// Conditions on the documents.
    pub filter: Filter,
    /// The most characters of text in a snippet.
    pub snippet_chars: usize,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            offset: 0,
            all: false,
            filter: Filter::default(),
            snippet_chars: 240,
        }
    }
}
