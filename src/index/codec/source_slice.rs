//! The bytes of a file that are stored with one of its documents.
//!
//! ```text
//! count of extents                          varint
//! for each extent:  start in the file       varint
//!                   length                  varint
//! the bytes of all extents, one after another
//! ```

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::{Document, DocumentKind};

/// The own bytes of each document of a file: those of no document inside it.
/// Together they are the whole file, of `length` bytes.
pub(in crate::index) fn own_bytes(documents: &[Document], length: usize) -> Vec<Vec<Range<usize>>> {
    let mut own = vec![Vec::new(); documents.len()];
    let is_article = |document: &Document| document.kind == DocumentKind::Article;
    let Some(article) = documents.iter().position(is_article) else {
        return own;
    };
    let mut others: Vec<usize> = (0..documents.len()).filter(|&at| at != article).collect();
    others.sort_by_key(|&at| (documents[at].byte_start, Reverse(documents[at].byte_end)));
    let mut open = vec![(article, length)];
    let mut at = 0;
    let mut take = |document: usize, end: usize| {
        if at < end {
            own[document].push(at..end);
            at = end;
        }
    };
    for next in others {
        let start = documents[next].byte_start.min(length);
        while let Some(&(document, end)) = open.last()
            && end <= start
            && open.len() > 1
        {
            take(document, end);
            open.pop();
        }
        let around = open.last().map_or(article, |&(document, _)| document);
        take(around, start);
        open.push((next, documents[next].byte_end.min(length)));
    }
    while let Some((document, end)) = open.pop() {
        take(document, end);
    }
    own
}

/// Extents of a file and their bytes.
pub(in crate::index) struct SourceSlice<'s> {
    extents: Vec<SourceExtent>,
    bytes: Cow<'s, [u8]>,
}

/// A contiguous range of a file.
struct SourceExtent {
    /// Its bytes in the file.
    place: Range<usize>,
    /// Its start in the bytes of the slice.
    at: usize,
}

/// An encoded extent.
#[derive(Serialize, Deserialize)]
struct StoredExtent {
    start: usize,
    length: usize,
}

impl<'s> SourceSlice<'s> {
    /// Copies ranges of a source, which are in order.
    pub(in crate::index) fn cut(source: &str, ranges: &[Range<usize>]) -> SourceSlice<'static> {
        let stored = ranges.iter().map(|range| StoredExtent {
            start: range.start,
            length: range.len(),
        });
        let bytes = ranges.iter().map(|range| &source.as_bytes()[range.clone()]);
        SourceSlice {
            // Ranges of a text in memory do not overflow.
            extents: extents(stored).map_or(Vec::new(), |(extents, _)| extents),
            bytes: Cow::Owned(bytes.collect::<Vec<_>>().concat()),
        }
    }

    pub(in crate::index) fn to_bytes(&self) -> postcard::Result<Vec<u8>> {
        let stored = self.extents.iter().map(|extent| StoredExtent {
            start: extent.place.start,
            length: extent.place.len(),
        });
        let mut bytes = postcard::to_stdvec(&stored.collect::<Vec<_>>())?;
        bytes.extend_from_slice(&self.bytes);
        Ok(bytes)
    }

    pub(in crate::index) fn from_bytes(bytes: &'s [u8]) -> Option<SourceSlice<'s>> {
        // Whatever the codec says of it, the slice is damaged: the caller reports that.
        let (stored, bytes) = postcard::take_from_bytes::<Vec<StoredExtent>>(bytes).ok()?;
        let (extents, length) = extents(stored.into_iter())?;
        (length == bytes.len()).then_some(SourceSlice {
            extents,
            bytes: Cow::Borrowed(bytes),
        })
    }

    /// The extents: start in the file, and bytes.
    pub(in crate::index) fn extents(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let extents = self.extents.iter();
        extents.map(|extent| (extent.place.start, self.bytes_of(extent)))
    }

    fn bytes_of(&self, extent: &SourceExtent) -> &[u8] {
        &self.bytes[extent.at..extent.at + extent.place.len()]
    }

    /// The text at a range of the file; `None` unless one extent contains it.
    pub(super) fn text_at(&self, range: &Range<usize>) -> Option<&str> {
        let before = |extent: &SourceExtent| extent.place.end < range.end;
        let extent = self.extents.get(self.extents.partition_point(before))?;
        let start = range.start.checked_sub(extent.place.start)?;
        let bytes = self.bytes_of(extent).get(start..start + range.len())?;
        // Bytes that are not UTF-8 are damage, too.
        str::from_utf8(bytes).ok()
    }
}

/// Decoded extents and their total length; `None` when that overflows.
fn extents(stored: impl Iterator<Item = StoredExtent>) -> Option<(Vec<SourceExtent>, usize)> {
    let mut at = 0_usize;
    let mut extents = Vec::new();
    for StoredExtent { start, length } in stored {
        let place = start..start.checked_add(length)?;
        extents.push(SourceExtent { place, at });
        at = at.checked_add(length)?;
    }
    Some((extents, at))
}

/// Joins the extents of a file; `None` when some are missing.
pub(in crate::index) fn join(mut extents: Vec<(usize, Vec<u8>)>) -> Option<String> {
    extents.sort_unstable_by_key(|(start, _)| *start);
    let mut source = Vec::new();
    for (start, bytes) in extents {
        if start != source.len() {
            return None;
        }
        source.extend(bytes);
    }
    // Bytes that are not UTF-8 are damage, too.
    String::from_utf8(source).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_found_in_the_extent_that_holds_it() {
        let slice = SourceSlice::cut("abcdefgh", &[0..2, 4..7]);
        for (range, text) in [
            (0..2, Some("ab")),
            (5..7, Some("fg")),
            (4..4, Some("")),
            (1..5, None),
            (6..8, None),
            (2..4, None),
        ] {
            assert_eq!(slice.text_at(&range), text, "{range:?}");
        }
    }
}
