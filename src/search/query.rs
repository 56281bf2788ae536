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
    /// fully when there are no others («и», «не только»). A word is looked up as
    /// each of `langs` would have it; what none of them knows is read as in
    /// Russian and English.
    pub fn parse(text: &str, analyzer: &Analyzer, langs: &[String]) -> Query {
        let mut query = Query::default();
        let (names, words): (Vec<Token>, Vec<Token>) = tokens(text, analyzer, langs)
            .into_iter()
            .partition(|token| token.reading == Reading::Name);
        let mut known = HashMap::new();
        // The numbers in `query.words` of the words of the text.
        let mut numbers = Vec::with_capacity(words.len());
        for token in &words {
            let form = token.terms.iter().find(|term| term.kind == TermKind::Form);
            let number = *known
                .entry(form.or(token.terms.first()))
                .or_insert_with(|| {
                    query.words.push(QueryWord {
                        range: token.range.clone(),
                        terms: token.terms.clone(),
                        common: token.common,
                    });
                    query.words.len() - 1
                });
            numbers.push(number);
        }
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
                let gaps = parts
                    .windows(2)
                    .map(|pair| pair[0].range.end..pair[1].range.start);
                if gaps.into_iter().all(|gap| &text[gap] == " ") {
                    let parts = parts.iter().map(|part| &text[part.range.clone()]);
                    let terms = analyzer.joined(&parts.collect::<Vec<_>>(), "");
                    query.add_name(numbers, terms);
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
        if !name.terms.is_empty() && !self.names.contains(&name) {
            self.names.push(name);
        }
    }
}

/// The tokens of a query with the terms that they have in any of the languages.
fn tokens(text: &str, analyzer: &Analyzer, langs: &[String]) -> Vec<Token> {
    let mut tokens = analyzer.analyze(text, "");
    for lang in langs.iter().filter(|lang| analyzer.tells_apart(lang)) {
        // Languages differ in terms, not in where words begin and end.
        for (token, other) in tokens.iter_mut().zip(analyzer.analyze(text, lang)) {
            token.common &= other.common;
            for term in other.terms {
                if !token.terms.contains(&term) {
                    token.terms.push(term);
                }
            }
        }
    }
    tokens
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
