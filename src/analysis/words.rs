//! Where words begin and end.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// The words of a text as byte ranges: runs of letters and digits with their
/// marks. Invisible characters (soft hyphen, zero-width joiners) do not end a
/// word; in scripts written without spaces every letter is one.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        let alone = is_unspaced(first);
        while let Some(&(at, c)) = chars.peek() {
            let letter = c.is_alphanumeric() && !alone && !is_unspaced(c);
            if !letter && !is_combining_mark(c) && !is_invisible(c) {
                break;
            }
            chars.next();
            if !is_invisible(c) {
                end = at + c.len_utf8();
            }
        }
        Some(start..end)
    })
}

/// Characters that stand inside words unseen.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

fn is_unspaced(c: char) -> bool {
    // Nothing below the Thai block is written without spaces.
    c >= '\u{e00}'
        && matches!(
            c.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let cases: [(&str, &[&str]); 5] = [
            (
                "Web3, ERC20 — play-to-earn!",
                &["Web3", "ERC20", "play", "to", "earn"],
            ),
            (
                "то\u{ad}кен Кари\u{301}бский",
                &["то\u{ad}кен", "Кари\u{301}бский"],
            ),
            ("去中心化AI", &["去", "中", "心", "化", "AI"]),
            ("a\u{200b} b", &["a", "b"]),
            ("… ", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(
                words(text).map(|range| &text[range]).collect::<Vec<_>>(),
                expected,
                "{text:?}"
            );
        }
    }
}
