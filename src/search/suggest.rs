//! How a word or a name goes on: completions from the index's own names and
//! words.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::query::Scope;
use super::{SearchError, Searcher};
use crate::document::one_line;
use crate::index::keyed_term_parts;
use crate::spelling::{other_layout, romanize, russian_spellings};

/// The most terms that are looked at for one beginning, of names and of words.
const MOST_TERMS: usize = 2000;

/// The most spellings of a beginning that are tried in the other script.
const MOST_SPELLINGS: usize = 8;

/// A completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The name or the word.
    pub text: String,
    /// The kind of document that is so called, or `word`.
    pub kind: String,
    /// How many documents are so called or have the word.
    pub documents: u32,
}

/// What may be a completion.
struct Candidate {
    /// The lower comes first.
    rank: u8,
    /// A word, or what a name is from the word on that begins so, folded.
    key: String,
    kind: String,
    documents: u32,
    /// The term by which the documents of this name are found.
    title: Option<String>,
}

impl Searcher<'_> {
    /// At most `limit` names and words that begin so, the likeliest first:
    /// names of projects, of sections and articles, then words, the frequent
    /// before the rare; and after all that, what begins so in the other
    /// keyboard layout or script.
    pub fn suggest(&self, prefix: &str, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        let own = self.analyzer.fold(prefix.trim_start());
        let mut beginnings = vec![own.clone()];
        if let Some(other) = other_layout(prefix.trim_start()) {
            beginnings.push(self.analyzer.fold(&other));
        }
        if own.is_ascii() {
            beginnings.extend(russian_spellings(&own).into_iter().take(MOST_SPELLINGS));
        } else {
            beginnings.push(romanize(&own));
        }
        let mut seen = HashSet::new();
        let mut suggestions = Vec::new();
        for beginning in beginnings.iter().filter(|beginning| !beginning.is_empty()) {
            for candidate in self.beginning_with(beginning)? {
                if suggestions.len() == limit {
                    return Ok(suggestions);
                }
                let text = self.text_of(&candidate)?;
                if seen.insert(text.to_lowercase()) {
                    suggestions.push(Suggestion {
                        text,
                        kind: candidate.kind,
                        documents: candidate.documents,
                    });
                }
            }
        }
        Ok(suggestions)
    }

    /// A name as it is written, a word as it is.
    fn text_of(&self, candidate: &Candidate) -> Result<String, SearchError> {
        let title = candidate.title.as_ref();
        let number = match title {
            Some(term) => self.first_having(self.index.fields().title, term)?,
            None => None,
        };
        Ok(match number {
            Some(number) => {
                let document = self.index.document(self.address(number))?;
                one_line(document.name.as_str())
            }
            None => candidate.key.clone(),
        })
    }

    fn beginning_with(&self, beginning: &str) -> Result<Vec<Candidate>, SearchError> {
        let title = self.index.fields().title;
        let (names, _) = self.terms_with_prefix(&[title], beginning, MOST_TERMS)?;
        let names = names.into_iter().filter_map(|entry| {
            let (key, kept) = keyed_term_parts(&entry.word)?;
            let (kind, whole) = match kept.split_once(' ') {
                Some((kind, _)) => (kind, true),
                None => (kept, false),
            };
            let rank = if kind == "project" { 0 } else { 2 };
            Some(Candidate {
                rank: rank + u8::from(!whole),
                key: key.to_owned(),
                kind: kind.to_owned(),
                documents: entry.documents,
                title: Some(entry.word.clone()),
            })
        });
        let (words, _) = self.words_with_prefix(beginning, Scope::Everywhere, MOST_TERMS)?;
        let words = words.into_iter().filter_map(|entry| {
            let tokens = self.tokens(&entry.word);
            let says_something = !tokens.first()?.common;
            says_something.then_some(Candidate {
                rank: 4,
                key: entry.word,
                kind: "word".to_owned(),
                documents: entry.documents,
                title: None,
            })
        });
        let mut found: Vec<Candidate> = names.chain(words).collect();
        found.sort_by_cached_key(|candidate| {
            let letters = candidate.key.chars().count();
            let frequent_first = Reverse(candidate.documents);
            (
                candidate.rank,
                frequent_first,
                letters,
                candidate.key.clone(),
            )
        });
        Ok(found)
    }
}
