//! A normalizer to copy. It removes the macrons of Greek vowels, which only textbooks
//! write.
//!
//! To add a normalizer:
//! 1. Copy this file, and give the type the name of what it normalizes.
//! 2. In `mod.rs`, declare the module; in `by_script.rs`, map a new variant to the type
//!    in `normalizer()`.
//! 3. In `language/table.rs`, add that variant to `NormalizerKind`, and give it to the
//!    rows of its languages. Those of the first row of a script apply to that script in
//!    all texts.
//! 4. Change `VERSION` in `dictionary.rs`: indexes with the old terms are rebuilt.

use super::Normalizer;

/// Removes macrons.
#[derive(Debug)]
pub(super) struct GreekMacrons;

impl Normalizer for GreekMacrons {
    fn normalize(&self, letters: &mut Vec<char>) {
        let mut is_after_greek = false;
        letters.retain(|&c| {
            let is_macron = c == '\u{304}';
            if !is_macron {
                is_after_greek = ('\u{370}'..='\u{3ff}').contains(&c);
            }
            !(is_macron && is_after_greek)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::by_script::tests::assert_normalized;
    use super::*;

    #[test]
    fn macrons_of_greek_vowels_go() {
        assert_normalized(
            &GreekMacrons,
            &[("ᾱ", "α"), ("Ῡ", "Υ"), ("ά", "ά"), ("ā", "ā")],
        );
    }
}
