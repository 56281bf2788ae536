//! Character classes that both segmenters and normalizers need.

use unicode_script::{Script, UnicodeScript};

/// A letter or digit by Unicode; the most common without a table.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' => true,
        '\u{a0}' | '«' | '»' | '\u{2000}'..='\u{206f}' | '№' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Characters inside words that have no width: soft hyphen, joiners, direction marks,
/// variation selectors.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// The script that all characters of a normalized word are in. `None` if they are in
/// several, as those of words with digits are.
pub(super) fn script_of(word: &str) -> Option<Script> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(Script::Latin);
    }
    let mut scripts = word
        .chars()
        .map(|c| c.script())
        .filter(|script| *script != Script::Inherited);
    let first = scripts.next()?;
    scripts.all(|script| script == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_what_unicode_has_for_letters_and_digits() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn a_word_has_a_script_if_all_its_letters_do() {
        for (word, script) in [
            ("market", Some(Script::Latin)),
            ("café", Some(Script::Latin)),
            ("рынок", Some(Script::Cyrillic)),
            ("หนี้", Some(Script::Thai)),
            ("gpuшный", None),
            ("web3", None),
            ("2024", Some(Script::Common)),
        ] {
            assert_eq!(script_of(word), script, "{word}");
        }
    }
}
