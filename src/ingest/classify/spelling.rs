//! What the spelling of a single word tells: its script, its case, the signs of a brand.

/// Whether a word is written as no common word is.
pub(super) fn is_brand(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let pairs = || chars.windows(2).map(|pair| (pair[0], pair[1]));
    let inner_capital = pairs().any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let capitals = chars.iter().take_while(|c| c.is_uppercase()).count();
    let tail = &chars[capitals..];
    let capitals_first = capitals > 1 && tail.len() > 1 && tail.iter().all(|c| c.is_lowercase());
    inner_capital || capitals_first || is_dotted(word) || is_snake(word) || has_digit(&chars)
}

/// As `io.net`, not `e.g`.
fn is_dotted(word: &str) -> bool {
    let Some((before, after)) = word.split_once('.') else {
        return false;
    };
    let is_word = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let is_end = after.len() > 1 && after.chars().all(|c| c.is_ascii_alphabetic());
    before.starts_with(|c: char| c.is_ascii_alphabetic()) && is_word(before) && is_end
}

/// As `assert_cmd`.
fn is_snake(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    word.trim_matches('_').contains('_') && word.chars().all(is_part)
}

/// A digit next to two letters, as `Mars4`, not `L2` or `2nd`.
fn has_digit(chars: &[char]) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let ordinal = chars.first().is_some_and(char::is_ascii_digit);
    chars.windows(3).any(|run| {
        is_letter(run[0]) && is_letter(run[1]) && run[2].is_ascii_digit()
            || !ordinal && run[0].is_ascii_digit() && is_letter(run[1]) && is_letter(run[2])
    })
}

pub(super) fn is_lower(word: &str) -> bool {
    word.chars().next().is_some() && word.chars().all(|c| !c.is_uppercase()) && has_case(word)
}

fn has_case(word: &str) -> bool {
    word.chars().any(char::is_lowercase)
}

pub(super) fn is_latin(word: &str) -> bool {
    let is_latin = |c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) || c == '’';
    word.chars().any(char::is_alphabetic) && word.chars().all(is_latin)
}

/// How many words a word in another script is: about two characters each where words
/// are not set apart. A number is none.
pub(super) fn count_unspaced(word: &str) -> usize {
    let is_unspaced = |c: &char| matches!(c, '\u{e00}'..'\u{e80}' | '\u{3040}'..'\u{3100}' | '\u{3400}'..'\u{a000}');
    match word.chars().filter(is_unspaced).count() {
        0 => usize::from(word.contains(char::is_alphabetic)),
        count => count.div_ceil(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brands_are_told_by_capitals_dots_and_digits_inside() {
        for (word, expected) in [
            ("GamerHash", true),
            ("iExec", true),
            ("CUDOScloud", true),
            ("io.net", true),
            ("assert_cmd", true),
            ("Mars4", true),
            ("APIs", false),
            ("e.g", false),
            ("L2", false),
            ("2nd", false),
            ("Network", false),
            ("GPU", false),
            ("_", false),
        ] {
            assert_eq!(is_brand(word), expected, "{word}");
        }
    }

    #[test]
    fn words_that_are_not_set_apart_count_by_their_length() {
        for (word, expected) in [
            ("сеть", 1),
            ("情色角色扮演禁令", 4),
            ("ツール", 2),
            ("2024", 0),
        ] {
            assert_eq!(count_unspaced(word), expected, "{word}");
        }
    }
}
