//! Completes prefixes to titles and words of the corpus. Must not know the shell or
//! the editor that asks.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::error::SearchError;
use super::plan::Scope;
use super::query_analyzer::QueryAnalyzer;
use super::retriever::{Retriever, TermEntry, TitleEntry, WordLookup};
use crate::document::{DocumentKind, one_line};
use crate::spelling::{other_layout, romanize, russian_spellings};

/// The maximum number of titles, and of words, read for one prefix.
const MAX_TERMS: usize = 2000;

/// The maximum number of spellings of a prefix in the other script.
const MAX_SPELLINGS: usize = 8;

/// A completion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suggestion {
    /// The name as written, or the normalized word.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// The number of documents with this name or word.
    pub documents: u32,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SuggestionKind {
    /// The name of a document of this kind.
    Name(DocumentKind),
    /// A word.
    Word,
}

impl SuggestionKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            SuggestionKind::Name(kind) => kind.as_str(),
            SuggestionKind::Word => "word",
        }
    }
}

/// Completes a prefix, then its spellings in the other keyboard layout and script,
/// until there are `limit` completions.
pub(super) fn suggest(
    analyzer: &QueryAnalyzer,
    retriever: &dyn Retriever,
    prefix: &str,
    limit: usize,
) -> Result<Vec<Suggestion>, SearchError> {
    let mut seen = HashSet::new();
    let mut suggestions = Vec::new();
    for prefix in spellings(analyzer, prefix) {
        for candidate in candidates(analyzer, retriever, &prefix)? {
            if suggestions.len() == limit {
                return Ok(suggestions);
            }
            let text = candidate.text(retriever)?;
            if seen.insert(text.to_lowercase()) {
                suggestions.push(Suggestion {
                    text,
                    kind: candidate.kind(),
                    documents: candidate.documents(),
                });
            }
        }
    }
    Ok(suggestions)
}

/// The normalized spellings of a prefix, the typed one first.
fn spellings(analyzer: &QueryAnalyzer, prefix: &str) -> Vec<String> {
    let typed = prefix.trim_start();
    let own = analyzer.normalize(typed);
    let mut spellings = vec![own.clone()];
    spellings.extend(other_layout(typed).map(|other| analyzer.normalize(&other)));
    if own.is_ascii() {
        let russian = russian_spellings(&own).into_iter();
        spellings.extend(russian.take(MAX_SPELLINGS));
    } else {
        spellings.push(romanize(&own));
    }
    spellings.retain(|spelling| !spelling.is_empty());
    spellings
}

/// A completion before its document is loaded.
enum Completion {
    Title(TitleEntry),
    Word(TermEntry),
}

/// The sort key of completions of one prefix, compared field by field.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct CompletionRank {
    tier: u8,
    documents: Reverse<u32>,
    /// In code points.
    length: usize,
    key: String,
}

impl Completion {
    fn kind(&self) -> SuggestionKind {
        match self {
            Completion::Title(title) => SuggestionKind::Name(title.kind),
            Completion::Word(_) => SuggestionKind::Word,
        }
    }

    fn documents(&self) -> u32 {
        match self {
            Completion::Title(title) => title.documents,
            Completion::Word(word) => word.documents,
        }
    }

    fn key(&self) -> &str {
        match self {
            Completion::Title(title) => &title.key,
            Completion::Word(word) => &word.word,
        }
    }

    /// Projects precede other documents, and these precede words. Names that begin with
    /// the prefix precede those where a later word does.
    fn tier(&self) -> u8 {
        match self {
            Completion::Title(title) => {
                let kind = match title.kind {
                    DocumentKind::Project => 0,
                    _ => 2,
                };
                kind + u8::from(!title.is_whole)
            }
            Completion::Word(_) => 4,
        }
    }

    fn rank(&self) -> CompletionRank {
        CompletionRank {
            tier: self.tier(),
            documents: Reverse(self.documents()),
            length: self.key().chars().count(),
            key: self.key().to_owned(),
        }
    }

    /// The text to show. A title is normalized, so its name is read from a document.
    fn text(&self, retriever: &dyn Retriever) -> Result<String, SearchError> {
        let document = match self {
            Completion::Title(title) => retriever.document_with_title(title)?,
            Completion::Word(_) => None,
        };
        Ok(match document {
            Some(document) => one_line(document.name.as_str()),
            None => self.key().to_owned(),
        })
    }
}

/// The sorted completions of one spelling. Stop words are left out.
fn candidates(
    analyzer: &QueryAnalyzer,
    retriever: &dyn Retriever,
    prefix: &str,
) -> Result<Vec<Completion>, SearchError> {
    let titles = retriever.titles(prefix, MAX_TERMS)?.into_iter();
    let words = retriever.words(&WordLookup::Prefix {
        prefix,
        scope: Scope::Everywhere,
        limit: MAX_TERMS,
    })?;
    let words = words.entries.into_iter().filter(|entry| {
        let tokens = analyzer.tokens(&entry.word);
        tokens.first().is_some_and(|token| !token.is_stop_word)
    });
    let titles = titles.map(Completion::Title);
    let mut found: Vec<Completion> = titles.chain(words.map(Completion::Word)).collect();
    found.sort_by_cached_key(Completion::rank);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;

    fn title(key: &str, kind: DocumentKind, is_whole: bool, documents: u32) -> Completion {
        Completion::Title(TitleEntry {
            key: key.to_owned(),
            kind,
            is_whole,
            documents,
        })
    }

    fn word(word: &str, documents: u32) -> Completion {
        Completion::Word(TermEntry {
            word: word.to_owned(),
            documents,
            in_name: false,
        })
    }

    #[test]
    fn projects_come_first_and_words_last() {
        use DocumentKind::{Project, Section};
        let mut found = [
            word("akash", 9),
            title("akash sections", Section, true, 1),
            title("akash network", Project, false, 1),
            title("akashic", Project, true, 1),
            title("akash", Project, true, 1),
            title("akash net", Project, true, 2),
        ];
        found.sort_by_cached_key(Completion::rank);
        let keys: Vec<&str> = found.iter().map(Completion::key).collect();
        assert_eq!(
            keys,
            [
                "akash net",
                "akash",
                "akashic",
                "akash network",
                "akash sections",
                "akash"
            ]
        );
    }

    #[test]
    fn a_prefix_is_tried_in_the_other_layout_and_script() {
        let analyzer = QueryAnalyzer::new(Analyzer::new(), &Default::default());
        let spellings = |prefix| spellings(&analyzer, prefix);
        assert_eq!(spellings("  Акаш")[0], "акаш");
        assert!(spellings("Акаш").contains(&"akash".to_owned()));
        assert!(spellings("hsyj").contains(&"рыно".to_owned()));
        assert!(spellings("  ").is_empty());
    }
}
