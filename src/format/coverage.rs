//! Whether the documents of an article contain all of its visible text.

use std::ops::Range;

use super::markup::Format;
use super::split::visible_text;
use crate::document::{Document, PlainText};

/// How much of an article's visible text its documents contain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextCoverage {
    /// How many words a reader sees: runs of letters and digits.
    pub words: usize,
    /// The words that stand in no name and no body, with their lines.
    pub missing: Vec<(usize, String)>,
}

/// Looks for each visible word of a text in the names and bodies of its
/// documents, by its place in the source.
pub(crate) fn coverage<'d>(
    format: &dyn Format,
    source: &str,
    documents: impl IntoIterator<Item = &'d Document>,
) -> TextCoverage {
    let contained = contained_bytes(documents);
    let contains = |place: &Range<usize>| {
        let behind = contained.partition_point(|range| range.start <= place.start);
        behind > 0 && contained[behind - 1].end >= place.end
    };
    let visible = visible_text(format, source);
    let mut coverage = TextCoverage::default();
    for word in words(visible.as_str()) {
        let Some(ends) = ends_in_source(&visible, &word) else {
            continue;
        };
        coverage.words += 1;
        if !ends.iter().all(contains) {
            let line = source[..ends[0].start].matches('\n').count() + 1;
            let word = visible.as_str()[word].to_owned();
            coverage.missing.push((line, word));
        }
    }
    coverage
}

/// The bytes of the source that documents contain, sorted and joined.
fn contained_bytes<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Vec<Range<usize>> {
    let texts = documents
        .into_iter()
        .flat_map(|document| [&document.name, &document.body]);
    let mut bytes: Vec<_> = texts
        .flat_map(PlainText::spans)
        .map(|span| span.source.clone())
        .collect();
    bytes.sort_by_key(|range| (range.start, range.end));
    bytes.dedup_by(|next, last| {
        let joined = next.start <= last.end;
        if joined {
            last.end = last.end.max(next.end);
        }
        joined
    });
    bytes
}

/// The bytes of each run of letters and digits.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let words = text.split(|c: char| !c.is_alphanumeric()).map(move |word| {
        let range = at..at + word.len();
        // The separator may have several bytes.
        let separator = text[range.end..].chars().next();
        at = range.end + separator.map_or(0, char::len_utf8);
        range
    });
    words.filter(|word| !word.is_empty())
}

/// The bytes of the source of a word's first and last character. Markup may
/// stand between the two. `None` for text that is not in the source.
fn ends_in_source(text: &PlainText, word: &Range<usize>) -> Option<[Range<usize>; 2]> {
    let letters = &text.as_str()[word.clone()];
    let first = letters.chars().next()?.len_utf8();
    let last = letters.chars().next_back()?.len_utf8();
    Some([
        text.source_range(word.start..word.start + first)?,
        text.source_range(word.end - last..word.end)?,
    ])
}
