//! Apostrophes: some are part of a word, and some leave over what is none.

use std::ops::Range;

/// What English writes behind an apostrophe, besides the `t` of `n't`.
const ENDINGS: [&str; 6] = ["s", "ll", "re", "ve", "d", "m"];

/// What French and Italian write before one: articles, pronouns and conjunctions that lost
/// their vowel.
const ELISIONS: [&str; 24] = [
    "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu",
    "dell", "all", "nell", "dall", "sull", "un", "gl", "quell", "bell", "sant",
];

/// Whether an apostrophe goes on with a word: the Ukrainian and Belarusian one between a
/// consonant and a vowel with [j], that of `n't`, and the Irish one of names (`O'Reilly`).
/// `rest` begins with it.
pub(super) fn joins(word: &str, rest: &str) -> bool {
    let mut rest = rest.chars();
    if !rest.next().is_some_and(is_apostrophe) {
        return false;
    }
    let (next, after) = (rest.next(), rest.next());
    let ends_word = !after.is_some_and(char::is_alphanumeric);
    match (word.chars().next_back(), next) {
        _ if word == "O" && next.is_some_and(char::is_uppercase) => true,
        (Some('n' | 'N'), Some('t' | 'T')) => ends_word,
        (Some('а'..='я' | 'А'..='Я' | 'ґ' | 'Ґ'), Some(next)) => {
            "яюєїеёіЯЮЄЇЕЁІ".contains(next)
        }
        _ => false,
    }
}

/// Whether a word is what an apostrophe leaves over: the `s` of `it's`, the `l` of
/// `l'article`.
pub(super) fn is_left_over(text: &str, word: Range<usize>) -> bool {
    let surface = &text[word.clone()];
    let is = |known: &str| surface.eq_ignore_ascii_case(known);
    let mut before = text[..word.start].chars().rev();
    let mut after = text[word.end..].chars();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    ENDINGS.iter().any(|ending| is(ending))
        && before.next().is_some_and(is_apostrophe)
        && is_letter(before.next())
        || ELISIONS.iter().any(|elision| is(elision))
            && after.next().is_some_and(is_apostrophe)
            && is_letter(after.next())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '＇')
}
