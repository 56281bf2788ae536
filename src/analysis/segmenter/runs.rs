//! Words as runs of letters and digits with their marks, and the apostrophes that are
//! letters.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::Ranges;
use super::apostrophe;
use super::by_script::{Choice, Segmenters};
use super::symbols::{may_be_symbol, symbol_len};
use crate::analysis::unicode::{is_invisible, is_letter};

/// The byte ranges of the words of a text, in order.
///
/// A run ends where another segmenter takes over. Invisible characters (soft hyphen,
/// zero-width joiners) do not end it, and are no part of it at its end.
pub(super) fn words(text: &str, segmenters: Segmenters) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    let mut split: Option<(usize, Ranges<'_>)> = None;
    std::iter::from_fn(move || {
        loop {
            if let Some((offset, words)) = &mut split {
                if let Some(word) = words.next() {
                    return Some(*offset + word.start..*offset + word.end);
                }
                split = None;
            }
            let begins = |&(_, c): &(usize, char)| is_letter(c) || may_be_symbol(c);
            let (start, first) = chars.find(begins)?;
            if !is_letter(first) {
                let Some(len) = symbol_len(text, start) else {
                    continue;
                };
                while chars.next_if(|&(at, _)| at < start + len).is_some() {}
                return Some(start..start + len);
            }
            if is_note_mark(text, start) {
                continue;
            }
            let choice = segmenters.choose(first);
            let mut end = start + first.len_utf8();
            while let Some(&(at, c)) = chars.peek() {
                let continues = is_letter(c) && segmenters.choose(c) == choice;
                if c > '\u{7f}' && is_note_mark(text, at) {
                    break;
                }
                let joins = || apostrophe::joins(&text[start..at], &text[at..]);
                if !continues && !is_combining_mark(c) && !is_invisible(c) && !joins() {
                    break;
                }
                chars.next();
                if !is_invisible(c) {
                    end = at + c.len_utf8();
                }
            }
            match segmenters.get(choice) {
                None if apostrophe::is_left_over(text, start..end) => {}
                None => return Some(start..end),
                Some(segmenter) => split = Some((start, segmenter.segment(&text[start..end]))),
            }
        }
    })
}

/// Letters of a word behind which a small digit above the line is the mark of a note, not
/// a power: `термин¹` but `км²`.
const MIN_NOTED_LEN: usize = 3;

/// Whether the digit at a byte of the text is the mark of a note, or goes on with one.
fn is_note_mark(text: &str, at: usize) -> bool {
    let is_above = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    if !text[at..].starts_with(is_above) {
        return false;
    }
    let before = text[..at].trim_end_matches(is_above);
    let mut letters = before.chars().rev();
    letters
        .by_ref()
        .take(MIN_NOTED_LEN)
        .filter(|c| c.is_alphabetic())
        .count()
        == MIN_NOTED_LEN
}

/// True if the run that has a byte of the text is a word as it is.
pub(super) fn is_whole_run(text: &str, at: usize, segmenters: Segmenters) -> bool {
    let first = text[at..].chars().next();
    first.is_some_and(|c| segmenters.choose(c) == Choice::WholeRun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let cases: [(&str, &[&str]); 14] = [
            (
                "Web3, ERC20 — play-to-earn!",
                &["Web3", "ERC20", "play", "to", "earn"],
            ),
            (
                "то\u{ad}кен Кари\u{301}бский",
                &["то\u{ad}кен", "Кари\u{301}бский"],
            ),
            ("去,中AI", &["去", "中", "AI"]),
            ("AI去\u{200b} 中si", &["AI", "去", "中", "si"]),
            ("a\u{200b} b", &["a", "b"]),
            (
                "Akash™Network Nosana®, 10\u{a0}GPU",
                &["Akash", "Network", "Nosana", "10", "GPU"],
            ),
            ("«Рынок» “токенов”—день", &["Рынок", "токенов", "день"]),
            (
                "термин¹², слово³ 5 км² CO₂",
                &["термин", "слово", "5", "км²", "CO₂"],
            ),
            (
                "🚀💡GPU за $5, $HOME",
                &["🚀", "💡", "GPU", "за", "$", "5", "HOME"],
            ),
            (
                "п'ять п’ятниць, Д’Артаньян",
                &["п'ять", "п’ятниць", "Д", "Артаньян"],
            ),
            ("it's Banquo’s; don't", &["it", "Banquo", "don't"]),
            ("l'article qu’il O'Reilly", &["article", "il", "O'Reilly"]),
            ("'s' rock 'n' roll", &["s", "rock", "n", "roll"]),
            ("… ", &[]),
        ];
        for (text, expected) in cases {
            let words: Vec<&str> = words(text, Segmenters::default())
                .map(|range| &text[range])
                .collect();
            assert_eq!(words, expected, "{text:?}");
        }
    }
}
