//! Languages: their tags, how a text's is found, and how each is analyzed.
//!
//! Says what a language needs, in enums; `analysis` maps those to code.

mod detect;
mod table;
mod tag;

pub use self::detect::of_script;
pub use self::table::{
    LANGUAGES, Language, NormalizerKind, SegmenterKind, StemmerKind, StopWordList,
};
pub use self::tag::{of_path, parse_tag, primary};
