//! Languages: their tags, how the language of a text is detected, and what each
//! needs for analysis.
//!
//! Names stemmers and normalizers by enums, which `analysis` maps to code. Must not
//! know that code.

mod detect;
mod known;
mod letters;
mod path;
mod table;
mod tag;

pub use self::detect::{DetectedLanguage, UNDETERMINED, detect, is_in_another_script, of_script};
pub use self::known::{parse_stated, share_a_script};
pub use self::path::{PathLanguages, title_of};
pub use self::table::{
    LANGUAGES, Language, NormalizerKind, SegmenterKind, StemmerKind, StopWordList,
};
pub use self::tag::{parse_tag, primary};
