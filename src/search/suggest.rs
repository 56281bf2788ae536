//! How a word or a name goes on: completions from the index's own names and
//! words.

use std::collections::HashSet;

use super::query::Scope;
use super::{SearchError, Searcher};
use crate::analysis::{other_layout, romanize, russian_spellings};
use crate::index::kept_by;

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
            for suggestion in self.beginning_with(beginning)? {
                if suggestions.len() == limit {
                    return Ok(suggestions);
                }
                if seen.insert(suggestion.text.to_lowercase()) {
                    suggestions.push(suggestion);
                }
            }
        }
        Ok(suggestions)
    }

    fn beginning_with(&self, beginning: &str) -> Result<Vec<Suggestion>, SearchError> {
        let title = self.index.fields().title;
        let (names, _) = self.terms_with_prefix(&[title], beginning, MOST_TERMS)?;
        let names = names.into_iter().filter_map(|entry| {
            let (kind, name) = kept_by(&entry.word)?.split_once(' ')?;
            let whole = self.analyzer.fold(name).starts_with(beginning);
            let rank = if kind == "project" { 0 } else { 2 };
            let suggestion = Suggestion {
                text: name.to_owned(),
                kind: kind.to_owned(),
                documents: entry.documents,
            };
            Some((rank + u8::from(!whole), suggestion))
        });
        let (words, _) = self.words_with_prefix(beginning, Scope::Everywhere, MOST_TERMS)?;
        let words = words.into_iter().filter_map(|entry| {
            let tokens = self.tokens(&entry.word);
            let says_something = !tokens.first()?.common;
            let suggestion = Suggestion {
                text: entry.word,
                kind: "word".to_owned(),
                documents: entry.documents,
            };
            says_something.then_some((4, suggestion))
        });
        let mut found: Vec<(u8, Suggestion)> = names.chain(words).collect();
        found.sort_by(|(rank, a), (other, b)| {
            let by_frequency = b.documents.cmp(&a.documents);
            let by_length = a.text.chars().count().cmp(&b.text.chars().count());
            let by_text = a.text.cmp(&b.text);
            rank.cmp(other)
                .then(by_frequency)
                .then(by_length)
                .then(by_text)
        });
        Ok(found
            .into_iter()
            .map(|(_, suggestion)| suggestion)
            .collect())
    }
}
