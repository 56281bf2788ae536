//! What a text is analysed as, and how a word can be completed.

use serde::Serialize;

use super::gap::Gap;
use super::schema::SCHEMA_VERSION;
use crate::analysis::{Term, TermKind, Token};
use crate::search::Suggestion;

/// The tokens of a text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TokenList {
    schema: u32,
    text: String,
    lang: String,
    pub(crate) tokens: Vec<TokenInfo>,
}

/// A token and its terms.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TokenInfo {
    /// Among the words of the text, from 0.
    pub(crate) position: usize,
    pub(crate) surface: String,
    /// In code points of the text.
    start: usize,
    end: usize,
    pub(crate) why: &'static str,
    common: bool,
    pub(crate) terms: Vec<TermInfo>,
}

/// A term that a token is indexed or searched as.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TermInfo {
    pub(crate) kind: &'static str,
    pub(crate) term: String,
}

impl TokenList {
    pub(crate) fn new(text: &str, lang: &str, tokens: &[Token]) -> TokenList {
        // Tokens are ordered by their starts, so that each character is counted
        // once.
        let (mut counted_bytes, mut counted_chars) = (0, 0);
        let tokens = tokens.iter().map(|token| {
            counted_chars += text[counted_bytes..token.range.start].chars().count();
            counted_bytes = token.range.start;
            let surface = &text[token.range.clone()];
            let terms = token.terms.iter().chain(token.parts.iter());
            // Most words have no marks, and fold to themselves.
            let is_itself = |term: &Term| {
                term.kind == TermKind::Folded && token.spelling() == Some(&*term.text)
            };
            let terms = terms.filter(|term| !is_itself(term));
            TokenInfo {
                position: token.position,
                surface: surface.to_owned(),
                start: counted_chars,
                end: counted_chars + surface.chars().count(),
                why: token.token_type.as_str(),
                common: token.is_stop_word,
                terms: terms
                    .map(|term| TermInfo {
                        kind: term.kind.as_str(),
                        term: term.text.clone(),
                    })
                    .collect(),
            }
        });
        TokenList {
            schema: SCHEMA_VERSION,
            text: text.to_owned(),
            lang: lang.to_owned(),
            tokens: tokens.collect(),
        }
    }
}

/// Completions of a word or a name.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SuggestionList {
    schema: u32,
    /// What was typed.
    pub prefix: String,
    /// What the list may lack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub incomplete: Vec<Gap>,
    /// The completions, the likeliest first.
    pub suggestions: Vec<SuggestionInfo>,
}

/// A completion.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SuggestionInfo {
    /// The word or name.
    pub text: String,
    /// `project`, `section`, `article` or `word`.
    pub kind: String,
    /// How many documents have it.
    pub documents: u32,
}

impl SuggestionList {
    pub(crate) fn new(
        prefix: &str,
        suggestions: Vec<Suggestion>,
        incomplete: Vec<Gap>,
    ) -> SuggestionList {
        let suggestions = suggestions.into_iter().map(|suggestion| SuggestionInfo {
            text: suggestion.text,
            kind: suggestion.kind.as_str().to_owned(),
            documents: suggestion.documents,
        });
        SuggestionList {
            schema: SCHEMA_VERSION,
            prefix: prefix.to_owned(),
            incomplete,
            suggestions: suggestions.collect(),
        }
    }
}
