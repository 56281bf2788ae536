//! What is asked: words to find, and filters that every hit must pass.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::{Analyzer, Reading, Term, TermKind, Token};
use crate::document::DocumentKind;

/// A parsed query: the distinct words of its text, and the names among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The words in the order of the text.
    pub words: Vec<QueryWord>,
    /// What some of the words are when they are read as one name.
    pub names: Vec<QueryName>,
}

/// One word of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryWord {
    /// Its bytes in the query's text.
    pub range: Range<usize>,
    /// What it is looked up as.
    pub terms: Vec<Term>,
    /// It says little of what is asked (a preposition, the `.net` of `io.net`):
    /// it helps to rank what the other words find, and finds nothing by itself.
    pub common: bool,
}

/// Words that are written together, or may be: `io.net`, «octa space». A
/// document that has the name has its words.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryName {
    /// The words, by their numbers in [`Query::words`].
    pub words: Vec<usize>,
    /// What the name is looked up as.
    pub terms: Vec<Term>,
}

/// The most words that are tried as one name.
const LONGEST_NAME: usize = 3;

impl Query {
    /// Reads a query. A word that is repeated counts once; small words count
    /// fully when there are no others («и», «не только»).
    pub fn parse(text: &str, analyzer: &Analyzer) -> Query {
        let mut query = Query::default();
        let (names, words): (Vec<Token>, Vec<Token>) = analyzer
            .analyze(text)
            .into_iter()
            .partition(|token| token.reading == Reading::Name);
        let mut known = HashMap::new();
        // The numbers in `query.words` of the words of the text.
        let numbers: Vec<usize> = words
            .iter()
            .map(|token| {
                let likeness = token.terms.iter().find(|term| term.kind == TermKind::Form);
                let key = likeness.or(token.terms.first()).cloned();
                *known.entry(key).or_insert_with(|| {
                    query.words.push(QueryWord {
                        range: token.range.clone(),
                        terms: token.terms.clone(),
                        common: token.common,
                    });
                    query.words.len() - 1
                })
            })
            .collect();
        if query.words.iter().all(|word| word.common) {
            query.words.iter_mut().for_each(|word| word.common = false);
        }
        for name in names {
            let parts = words[name.position..].iter();
            let parts = parts.take_while(|part| part.range.start < name.range.end);
            let count = parts.count();
            query.add_name(&numbers[name.position..][..count], name.terms);
        }
        for length in 2..=LONGEST_NAME {
            for (parts, numbers) in words.windows(length).zip(numbers.windows(length)) {
                let spaced = parts
                    .windows(2)
                    .all(|pair| &text[pair[0].range.end..pair[1].range.start] == " ");
                let spellings: Vec<&str> =
                    parts.iter().map(|part| &text[part.range.clone()]).collect();
                if let Some(term) = analyzer.joined(&spellings).filter(|_| spaced) {
                    query.add_name(numbers, vec![term]);
                }
            }
        }
        query
    }

    fn add_name(&mut self, words: &[usize], terms: Vec<Term>) {
        let mut words = words.to_vec();
        words.sort_unstable();
        words.dedup();
        let name = QueryName { words, terms };
        if !self.names.contains(&name) {
            self.names.push(name);
        }
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
