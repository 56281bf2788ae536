//! How terms reach tantivy: the analyzer has found them, so a field's text is
//! its terms, one a line, and tantivy's tokenizer only has to cut it.
//!
//! Each line is one position further: of the kinds of terms only the exact
//! ones have positions that count, and of these each word has one.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// The name of the tokenizer in the schema. Only writers need it.
pub(super) const NAME: &str = "terms";

const SEPARATOR: char = '\n';

/// The tokenizers that a writer needs.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(NAME, Lines::default());
    manager
}

/// The text of a field with these terms.
pub(super) fn text_of<'t>(terms: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::new();
    terms.for_each(|term| push(&mut text, term));
    text
}

/// Adds a term to the text of a field.
pub(super) fn push(text: &mut String, term: &str) {
    debug_assert!(!term.contains(SEPARATOR));
    text.push_str(term);
    text.push(SEPARATOR);
}

#[derive(Clone, Default)]
struct Lines(Token);

struct Line<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = Line<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Line<'a> {
        self.0.reset();
        Line {
            rest: text,
            token: &mut self.0,
        }
    }
}

impl TokenStream for Line<'_> {
    fn advance(&mut self) -> bool {
        let Some((term, rest)) = self.rest.split_once(SEPARATOR) else {
            return false;
        };
        self.rest = rest;
        self.token.text.clear();
        self.token.text.push_str(term);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
