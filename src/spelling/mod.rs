//! Other spellings of a word: typed on another keyboard layout, or written in
//! another script.
//!
//! Pure functions on normalized words (lower case). Must not know which
//! words exist: `search::correction` compares the candidates with the corpus.

mod keyboard;
mod letters;
mod phonetic;
mod transliteration;

pub use self::keyboard::other_layout;
pub(crate) use self::letters::{is_cyrillic, is_latin};
pub use self::phonetic::{phonetic_key, phonetic_keys};
pub use self::transliteration::{romanize, russian_spellings};
