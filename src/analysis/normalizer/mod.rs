//! One spelling for each word: case, composition, look-alikes, and what a script or
//! language writes in several ways.
//!
//! Knows letters only, neither words nor what they mean. To add a normalizer, copy
//! `example.rs`.

mod arabic;
pub(super) mod by_script;
mod confusables;
mod cyrillic;
mod digits;
#[cfg(test)]
mod example;
mod hebrew;

use std::fmt::Debug;

/// Rewrites the letters of one script.
///
/// Words come decomposed (NFKD), without invisible characters, in the case of the text;
/// they are composed and put in lower case afterwards.
pub(super) trait Normalizer: Debug + Sync {
    /// Rewrites a word that has letters of the script. Letters of other scripts stay,
    /// and what is normalized stays as it is.
    fn normalize(&self, letters: &mut Vec<char>);
}
