//! The words of a text: runs of letters, split by the segmenter of their script and
//! language, and the compounds that they make.
//!
//! Knows characters only, not what a word means. To add a segmenter, copy `example.rs`.

mod apostrophe;
pub(super) mod by_script;
pub(super) mod camel_case;
#[cfg(any(test, not(feature = "segmentation")))]
mod characters;
pub(super) mod compound;
#[cfg(feature = "segmentation")]
mod dictionary_words;
#[cfg(test)]
mod example;
mod numbers;
mod runs;
mod symbols;

use std::fmt::Debug;
use std::ops::Range;

/// Byte ranges of a text.
pub(super) type Ranges<'t> = Box<dyn Iterator<Item = Range<usize>> + 't>;

/// Splits a run of letters into words.
///
/// A run begins with a letter and has letters of the segmenter's scripts only, each
/// with the marks and invisible characters after it.
pub(super) trait Segmenter: Debug + Sync {
    /// The byte ranges of the words of `run`, in order, none of them empty. What no
    /// range covers is not indexed.
    fn segment<'t>(&self, run: &'t str) -> Ranges<'t>;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the words of runs, and what every segmenter owes.
    pub(super) fn assert_words(segmenter: &dyn Segmenter, cases: &[(&str, &[&str])]) {
        for (run, expected) in cases {
            let ranges: Vec<Range<usize>> = segmenter.segment(run).collect();
            let words: Vec<&str> = ranges.iter().map(|range| &run[range.clone()]).collect();
            assert_eq!(&words, expected, "{run}");
            assert!(ranges.iter().all(|range| !range.is_empty()), "{run}");
            let in_order = |pair: &[Range<usize>]| pair[0].end <= pair[1].start;
            assert!(ranges.windows(2).all(in_order), "{run}");
        }
    }
}
