//! Passes terms to tantivy. The analyzer has found them already: the text of a
//! field is its terms, one a line, and tantivy's tokenizer splits the lines.
//!
//! Each line is one position further than the last. Only exact terms are asked
//! for their positions, and each word has one of these.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// The tokenizer's name in the schema. Only writers register it.
pub(super) const TOKENIZER: &str = "terms";

const SEPARATOR: char = '\n';

/// The tokenizers that a writer needs.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(TOKENIZER, LineTokenizer::default());
    manager
}

/// Appends a term to the text of a field.
pub(super) fn push(text: &mut String, term: &str) {
    debug_assert!(!term.contains(SEPARATOR));
    text.push_str(term);
    text.push(SEPARATOR);
}

#[derive(Clone, Default)]
struct LineTokenizer(Token);

struct LineStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for LineTokenizer {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        self.0.reset();
        LineStream {
            rest: text,
            token: &mut self.0,
        }
    }
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((term, rest)) = self.rest.split_once(SEPARATOR) else {
            return false;
        };
        self.rest = rest;
        self.token.text.clear();
        self.token.text.push_str(term);
        // The position before the first is `usize::MAX`.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_token_at_the_next_position() {
        let mut text = String::new();
        ["one", "two words"]
            .iter()
            .for_each(|term| push(&mut text, term));
        let mut tokenizer = LineTokenizer::default();
        let mut tokens = Vec::new();
        let mut stream = tokenizer.token_stream(&text);
        while stream.advance() {
            tokens.push((stream.token().text.clone(), stream.token().position));
        }
        let expected = [("one".to_owned(), 0), ("two words".to_owned(), 1)];
        assert_eq!(tokens, expected);
    }
}
