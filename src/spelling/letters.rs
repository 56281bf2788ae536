//! Letters by script, for the scripts that are often mistaken for each other.

/// Cyrillic and its supplement, U+0400 to U+052F.
pub(crate) fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// True for a normalized word of Latin letters and digits.
pub(crate) fn is_latin(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_alphanumeric())
}
