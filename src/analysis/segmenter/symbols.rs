//! Signs that are words: emoji, and the signs of currencies beside a number.

use crate::analysis::unicode::is_invisible;

/// Whether the word that begins at a byte of the text is a sign.
pub(super) fn is_symbol(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(may_be_symbol)
}

/// Whether a character may begin a sign. Cheap for letters of any script.
pub(super) fn may_be_symbol(c: char) -> bool {
    is_currency(c) || is_emoji(c)
}

/// The bytes of the sign that begins at a byte of the text, if it is a word there.
pub(super) fn symbol_len(text: &str, at: usize) -> Option<usize> {
    let mut chars = text[at..].chars();
    let first = chars.next()?;
    if is_currency(first) {
        return counts(text, at, first).then_some(first.len_utf8());
    }
    if !is_emoji(first) {
        return None;
    }
    let mut len = first.len_utf8();
    // A sequence is one picture: a person and what they do, a flag of two letters.
    let (mut is_joined, mut is_flag) = (false, is_regional(first));
    for c in chars {
        let continues = match c {
            _ if is_regional(c) && is_flag => {
                is_flag = false;
                true
            }
            '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}' => true,
            _ if is_invisible(c) => true,
            _ => is_joined && is_emoji(c),
        };
        if !continues {
            break;
        }
        is_joined = c == '\u{200d}';
        len += c.len_utf8();
    }
    Some(text[at..at + len].trim_end_matches(is_invisible).len())
}

/// Whether the sign of a currency stands beside a number or alone, unlike that of `$HOME`.
fn counts(text: &str, at: usize, sign: char) -> bool {
    let (before, after) = (&text[..at], &text[at + sign.len_utf8()..]);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    is_digit(before.trim_end().chars().next_back())
        || is_digit(after.trim_start().chars().next())
        || is_space(before.chars().next_back()) && is_space(after.chars().next())
}

/// The currency signs of Unicode, but for those of a script's own block.
fn is_currency(c: char) -> bool {
    matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{e3f}' | '\u{20a0}'..='\u{20c0}')
}

/// Emoji, and the signs like them that are shown as pictures: no arrows, no bullets.
fn is_emoji(c: char) -> bool {
    matches!(
        c,
        '\u{1f000}'..='\u{1faff}'
            | '\u{2600}'..='\u{2793}'
            | '\u{2795}'..='\u{2797}'
            | '\u{231a}' | '\u{231b}'
            | '\u{23e9}'..='\u{23fa}'
            | '\u{2b50}' | '\u{2b55}'
    )
}

fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emoji_is_a_word_with_all_that_belongs_to_it() {
        for (text, expected) in [
            ("🚀 launch", Some("🚀")),
            ("🚀🎉", Some("🚀")),
            ("👨\u{200d}💻 x", Some("👨\u{200d}💻")),
            ("👍🏽!", Some("👍🏽")),
            ("🇩🇪🇫🇷", Some("🇩🇪")),
            ("❤\u{fe0f} x", Some("❤")),
            ("→ x", None),
            ("™", None),
            ("a", None),
        ] {
            let found = symbol_len(text, 0).map(|len| &text[..len]);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_currency_counts_beside_a_number_or_alone() {
        for (text, expected) in [
            ("$100", true),
            ("100 $", true),
            ("€", true),
            ("a ₽ b", true),
            ("$HOME", false),
            ("US$", false),
        ] {
            let at = text.find(is_currency).unwrap();
            assert_eq!(symbol_len(text, at).is_some(), expected, "{text}");
        }
    }
}
