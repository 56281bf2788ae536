//! The words of scripts without spaces, by the dictionaries of ICU4X: the longest word
//! first.
//!
//! The only place that knows its crate.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use unicode_normalization::UnicodeNormalization;

use super::{Ranges, Segmenter};
use crate::analysis::unicode::is_letter;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Gives the words of the dictionaries, and single letters where they have none.
#[derive(Debug)]
pub(super) struct DictionaryWords;

impl Segmenter for DictionaryWords {
    fn segment<'t>(&self, run: &'t str) -> Ranges<'t> {
        match run.chars().any(is_half_width) {
            false => Box::new(words(run)),
            true => Box::new(half_width_words(run).into_iter()),
        }
    }
}

fn words(run: &str) -> impl Iterator<Item = Range<usize>> {
    let breaks = SEGMENTER.segment_str(run);
    let ranges = breaks.scan(0, |start, end| {
        let range = *start..end;
        *start = end;
        Some(range)
    });
    ranges.filter(|range| run[range.clone()].chars().any(is_letter))
}

/// The half-width forms of kana, which no dictionary has.
fn is_half_width(c: char) -> bool {
    ('\u{ff66}'..='\u{ff9f}').contains(&c)
}

/// Segments the run in full width, and gives the ranges in half.
fn half_width_words(run: &str) -> Vec<Range<usize>> {
    let mut full = String::with_capacity(run.len());
    // Where each character of the full run comes from, by the byte it starts at.
    let mut starts = Vec::with_capacity(run.len());
    let mut pending = String::new();
    let mut at = 0;
    for (offset, c) in run.char_indices() {
        // A voicing mark of half width is a character of its own.
        if !matches!(c, '\u{ff9e}' | '\u{ff9f}') || pending.is_empty() {
            flush(&mut pending, at, &mut full, &mut starts);
            at = offset;
        }
        pending.push(c);
    }
    flush(&mut pending, at, &mut full, &mut starts);
    starts.push((full.len(), run.len()));
    let place = |byte: usize| {
        let next = starts.partition_point(|(full, _)| *full < byte);
        starts.get(next).map_or(run.len(), |(_, own)| *own)
    };
    words(&full)
        .map(|range| place(range.start)..place(range.end))
        .collect()
}

fn flush(pending: &mut String, at: usize, full: &mut String, starts: &mut Vec<(usize, usize)>) {
    if !pending.is_empty() {
        starts.push((full.len(), at));
        full.extend(pending.nfkc());
        pending.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_words;
    use super::*;

    #[test]
    fn words_are_those_of_the_dictionaries() {
        assert_words(
            &DictionaryWords,
            &[
                ("去中心化", &["去", "中心", "化"]),
                ("レンダリング", &["レンダリング"]),
                ("データベース", &["データベース"]),
                ("全文搜索引擎", &["全文", "搜索", "引擎"]),
                ("東京都に住む", &["東京", "都", "に", "住む"]),
                ("เป็นประเทศที่สวยงาม", &["เป็น", "ประเทศ", "ที่", "สวยงาม"]),
                ("ﾃﾞｰﾀﾍﾞｰｽ", &["ﾃﾞｰﾀﾍﾞｰｽ"]),
            ],
        );
    }
}
