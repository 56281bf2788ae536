//! Wraps text to a width in terminal columns, in which an East Asian character
//! takes two. Lines break where the script allows it (UAX #14).
//!
//! Not `textwrap`, because highlights must move along with the text.

use crate::answer::CharRange;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Highlights of a line, in code points of that line.
pub(super) type Highlights = Vec<CharRange>;

/// The minimum width of a line, in columns. Narrower terminals overflow.
const MIN_WIDTH: usize = 16;

/// Breaks text into lines of at most `width` columns, without white space at their
/// ends, each with its highlights. A highlight across a break continues on the
/// next line.
///
/// `highlights` are in code points of `text`. `None` as width does not wrap. Words
/// wider than a line are broken between grapheme clusters.
pub(super) fn wrap(
    text: &str,
    highlights: &[(usize, usize)],
    width: Option<usize>,
) -> Vec<(String, Highlights)> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut counted = 0;
    for end in line_ends(text, width) {
        let line = text[start..end].trim_end();
        let length = line.chars().count();
        let inside = highlights
            .iter()
            .filter(|&&(from, to)| from < counted + length && to > counted);
        let moved = inside.map(|&(from, to)| {
            (
                from.max(counted) - counted,
                to.min(counted + length) - counted,
            )
        });
        lines.push((line.to_owned(), moved.collect()));
        counted += text[start..end].chars().count();
        start = end;
    }
    lines
}

/// The byte offsets at which lines end, after their white space. The last one is
/// the length of the text.
fn line_ends(text: &str, width: Option<usize>) -> Vec<usize> {
    let Some(width) = width.map(|width| width.max(MIN_WIDTH)) else {
        return if text.is_empty() {
            Vec::new()
        } else {
            vec![text.len()]
        };
    };
    let mut ends = Vec::new();
    let (mut start, mut fits) = (0, 0);
    for (at, opportunity) in linebreaks(text) {
        while text[start..at].trim_end().width() > width {
            if fits == start {
                // A single word is wider than the line.
                let letters = text[start..at].grapheme_indices(true).skip(1);
                let ends = letters.map(|(end, _)| start + end).chain([at]);
                let full = ends.take_while(|&end| text[start..end].width() <= width);
                fits = full.last().unwrap_or(at);
            }
            ends.push(fits);
            start = fits;
        }
        fits = at;
        if opportunity == BreakOpportunity::Mandatory {
            ends.push(at);
            start = at;
        }
    }
    ends
}

/// Cuts a text to `width` columns, the `…` at the end included.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.graphemes(true) {
        if kept.width() + letter.width() + 1 > width {
            break;
        }
        kept.push_str(letter);
    }
    kept.truncate(kept.trim_end().len());
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let lines = wrap(text, &[], Some(width)).into_iter();
        lines.map(|(line, _)| line).collect()
    }

    #[test]
    fn wrapped_lines_keep_their_highlights() {
        let lines = wrap(
            "Платформа аренды GPU для всех",
            &[(10, 16), (17, 20)],
            Some(20),
        );
        assert_eq!(
            lines,
            [
                ("Платформа аренды GPU".to_owned(), vec![(10, 16), (17, 20)]),
                ("для всех".to_owned(), vec![])
            ]
        );
        assert_eq!(wrap("", &[], Some(20)), []);
    }

    #[test]
    fn a_highlight_across_lines_goes_on() {
        let lines = wrap("Платформа облачных вычислений", &[(0, 29)], Some(20));
        assert_eq!(lines[0].1, [(0, 18)]);
        assert_eq!(lines[1], ("вычислений".to_owned(), vec![(0, 10)]));
    }

    #[test]
    fn wide_letters_take_two_columns_and_break_anywhere() {
        assert_eq!(
            lines("分散型計算の市場と人工知能", 16),
            ["分散型計算の市場", "と人工知能"]
        );
    }

    #[test]
    fn a_word_wider_than_a_line_is_cut_between_letters() {
        let word = "e\u{301}".repeat(30);
        for line in lines(&word, 16) {
            assert!(line.width() <= 16 && line.starts_with('e'), "{line}");
        }
        assert_eq!(lines(&word, 16).concat(), word);
        assert_eq!(cut("Рынки вычислений", 8), "Рынки в…");
    }
}
