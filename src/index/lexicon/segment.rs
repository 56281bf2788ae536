//! One lexicon file: the words that one or more updates added.
//!
//! ```text
//! words length    u64, little-endian
//! entries length  u64, little-endian
//! words           see [`super::lemmas`]
//! entries
//! expansions      see [`super::expansion`], up to the end
//! ```

use std::sync::Arc;

use super::error::LexiconError;
use super::expansion::ExpansionMap;
use super::lemmas::LemmaMap;
use super::slice::{Bytes, Slice};

/// Bytes of each length in front.
const LENGTH: usize = 8;

/// A lexicon file, read where it is looked at.
pub(crate) struct LexiconSegment {
    pub(super) lemmas: LemmaMap,
    pub(super) expansions: ExpansionMap<Slice>,
}

impl LexiconSegment {
    /// Reads the bytes of [`to_bytes`]. Checks their layout, not their checksum,
    /// which the commit has.
    pub(crate) fn from_bytes(bytes: Bytes) -> Result<Self, LexiconError> {
        let all = (*bytes).as_ref();
        let length = |at: usize| {
            // Cannot fail: the slice has the length of the array.
            let length = all.get(at..at + LENGTH)?.try_into().ok()?;
            // More than the address space is more than the file has.
            usize::try_from(u64::from_le_bytes(length)).ok()
        };
        let parts = || {
            let words = 2 * LENGTH;
            let entries = words.checked_add(length(0)?)?;
            let expansions = entries.checked_add(length(LENGTH)?)?;
            (expansions <= all.len()).then_some((words, entries, expansions))
        };
        let (words, entries, expansions) = parts().ok_or(LexiconError::Truncated)?;
        let end = all.len();
        let slice = |range| Slice::new(Arc::clone(&bytes), range);
        Ok(LexiconSegment {
            lemmas: LemmaMap::new(slice(words..entries), slice(entries..expansions))?,
            expansions: ExpansionMap::new(slice(expansions..end))?,
        })
    }
}

/// The bytes of a file with these parts.
pub(super) fn to_bytes(words: &[u8], entries: &[u8], expansions: &[u8]) -> Vec<u8> {
    let lengths = [words.len(), entries.len()].map(|length| (length as u64).to_le_bytes());
    [&lengths.concat(), words, entries, expansions].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_segment_are_refused() {
        for bytes in [
            &b""[..],
            b"1234567890123456",
            &[1; 40],
            &[0; 16],
            &[0xff; 16],
        ] {
            assert!(LexiconSegment::from_bytes(Arc::new(bytes)).is_err());
        }
    }
}
