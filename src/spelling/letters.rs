//! Tests for letters of the two scripts that are often mistaken for each other.

/// Whether a character is in the Cyrillic blocks, U+0400 to U+052F.
pub(crate) fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// Whether a normalized word has only ASCII letters and digits.
pub(crate) fn is_latin(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_alphanumeric())
}
