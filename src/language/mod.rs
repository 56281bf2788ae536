//! Languages: their tags, how the language of a text is detected, and what each
//! needs for analysis.
//!
//! Names stemmers and normalizers by enums, which `analysis` maps to code. Must not
//! know that code.

mod detect;
mod table;
mod tag;

pub use self::detect::of_script;
pub use self::table::{
    LANGUAGES, Language, NormalizerKind, SegmenterKind, StemmerKind, StopWordList,
};
pub use self::tag::{of_path, parse_tag, primary};
