//! A segmenter to copy. It splits a run into pairs of letters, which no language needs.
//!
//! To add a segmenter:
//! 1. Copy this file, and give the type the name of what it does.
//! 2. In `mod.rs`, declare the module; in `by_script.rs`, map a new variant to the type
//!    in `segmenter()`.
//! 3. In `language/table.rs`, add that variant to `SegmenterKind`, and give it to the
//!    rows of its languages. A language that is not there yet needs a row.
//! 4. Change `VERSION` in `dictionary.rs`: indexes with the old words are rebuilt.

use super::{Ranges, Segmenter};

/// Splits a run into pairs of characters, the last of which may be alone.
#[derive(Debug)]
pub(super) struct Pairs;

impl Segmenter for Pairs {
    fn segment<'t>(&self, run: &'t str) -> Ranges<'t> {
        let mut chars = run.char_indices();
        Box::new(std::iter::from_fn(move || {
            let (start, first) = chars.next()?;
            let (last_start, last) = chars.next().unwrap_or((start, first));
            Some(start..last_start + last.len_utf8())
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_words;
    use super::*;

    #[test]
    fn a_run_is_split_into_pairs() {
        assert_words(
            &Pairs,
            &[
                ("분산화는", &["분산", "화는"]),
                ("분산화", &["분산", "화"]),
                ("분", &["분"]),
            ],
        );
    }
}
