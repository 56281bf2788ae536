//! Cyrillic: ё is written as е by most, and stress marks by few.

use unicode_normalization::char::is_combining_mark;

use super::Normalizer;
use crate::spelling::is_cyrillic;

/// Removes stress marks and the dots of ё. Those of ї and the breve of й stay: they
/// make other letters.
#[derive(Debug)]
pub(super) struct Cyrillic;

impl Normalizer for Cyrillic {
    fn normalize(&self, letters: &mut Vec<char>) {
        let mut is_after_cyrillic = false;
        letters.retain(|&c| {
            let is_stress = is_after_cyrillic && matches!(c, '\u{300}' | '\u{301}' | '\u{308}');
            if !is_combining_mark(c) {
                is_after_cyrillic = is_cyrillic(c) && c != 'і' && c != 'І';
            }
            !is_stress
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::by_script::tests::assert_normalized;
    use super::*;

    #[test]
    fn stress_marks_and_the_dots_of_yo_go() {
        assert_normalized(
            &Cyrillic,
            &[
                ("Ребёнок", "Ребенок"),
                ("Кари\u{301}бский", "Карибский"),
                ("йод", "йод"),
                ("їжак", "їжак"),
                ("café", "café"),
            ],
        );
    }
}
