//! Each letter is a word: for scripts without spaces, of languages for which there is
//! no better segmenter.

use unicode_normalization::char::is_combining_mark;

use super::{Ranges, Segmenter};
use crate::analysis::unicode::{is_invisible, is_letter};

/// Gives each letter with its marks.
#[derive(Debug)]
pub(super) struct Characters;

impl Segmenter for Characters {
    fn segment<'t>(&self, run: &'t str) -> Ranges<'t> {
        let mut chars = run.char_indices().peekable();
        Box::new(std::iter::from_fn(move || {
            let (start, first) = chars.find(|&(_, c)| is_letter(c))?;
            let mut end = start + first.len_utf8();
            while let Some((at, c)) =
                chars.next_if(|&(_, c)| is_combining_mark(c) || is_invisible(c))
            {
                if !is_invisible(c) {
                    end = at + c.len_utf8();
                }
            }
            Some(start..end)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_words;
    use super::*;

    #[test]
    fn each_letter_is_a_word_with_its_marks() {
        assert_words(
            &Characters,
            &[
                ("去中心化", &["去", "中", "心", "化"]),
                ("カ\u{3099}ス", &["カ\u{3099}", "ス"]),
                ("ที่", &["ที่"]),
                ("去\u{200b}中", &["去", "中"]),
            ],
        );
    }
}
