//! Words typed in the wrong keyboard layout.

use crate::spelling::other_layout;

/// What the same keys type in the other layout; `None` when that cannot be a word.
pub(super) fn retype(typed: &str) -> Option<String> {
    other_layout(typed).filter(|other| may_be_word(other))
}

/// False when letters became signs, as ж becomes a semicolon. At the end of a word
/// these may be punctuation.
fn may_be_word(text: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let word = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    word.chars().all(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_retyped_when_it_may_be_a_word_then() {
        for (typed, expected) in [
            ("hsyjr", Some("рынок")),
            ("флфыр", Some("akash")),
            ("hsyjr?", Some("рынок,")),
            ("жук", None),
            ("2024", None),
        ] {
            assert_eq!(retype(typed).as_deref(), expected, "{typed}");
        }
    }
}
