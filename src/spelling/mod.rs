//! What a word may look like when it is typed on another keyboard layout or written
//! in another script.
//!
//! Pure functions on normalized words; nothing here knows which words exist.

mod keyboard;
mod phonetic;
mod transliteration;

pub use self::keyboard::other_layout;
pub use self::phonetic::{phonetic_key, phonetic_keys};
pub use self::transliteration::{romanize, russian_spellings};

/// Cyrillic and its supplement, U+0400 to U+052F.
pub(crate) fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// True for a normalized word of Latin letters and digits.
pub(crate) fn is_latin(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_alphanumeric())
}
