//! Locates matches in the source file: bytes, lines and columns.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::highlight::{DocumentHighlights, Highlight};
use crate::document::{Document, PlainText};
use crate::search::error::SearchError;
use crate::search::retriever::Retriever;

/// The source of a hit with the matches in it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SourceMatches {
    /// The whole file as it was indexed.
    pub source: Arc<str>,
    /// The matches in name and body, in source order. Text that is not in the file, such
    /// as a title derived from its path, has none.
    pub matches: Vec<SourceMatch>,
}

/// A match in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourceMatch {
    /// Byte range in the file.
    pub range: Range<usize>,
    /// The line where it begins, from 1.
    pub line: usize,
    /// The column where it begins, in code points from 1.
    pub column: usize,
    /// The match is in the document's name, not in its body.
    pub in_name: bool,
}

/// Caches the sources of the hits of one answer: many are from the same file.
#[derive(Default)]
pub(in crate::search) struct SourceTexts(HashMap<String, Option<Arc<str>>>);

impl SourceTexts {
    /// Locates the highlights of a document; `None` if the index has no source for it.
    pub(in crate::search) fn matches(
        &mut self,
        retriever: &dyn Retriever,
        document: &Document,
        highlights: &DocumentHighlights,
    ) -> Result<Option<SourceMatches>, SearchError> {
        let source = match self.0.get(&document.path) {
            Some(source) => source.clone(),
            None => {
                let source = retriever.source(&document.path)?.map(Arc::from);
                self.0.insert(document.path.clone(), source.clone());
                source
            }
        };
        Ok(source.map(|source| SourceMatches {
            matches: locate(document, highlights, &source),
            source,
        }))
    }
}

/// Maps highlights to the source and counts lines and columns in one pass.
fn locate(document: &Document, highlights: &DocumentHighlights, source: &str) -> Vec<SourceMatch> {
    let slices = |text: &PlainText, marks: &[Highlight], in_name: bool| {
        let ranges = marks.iter().map(|mark| mark.range.clone());
        let slices = ranges.filter_map(|range| text.source_slice(range, source));
        slices.map(|slice| (slice, in_name)).collect::<Vec<_>>()
    };
    let mut places = slices(&document.name, &highlights.name, true);
    places.extend(slices(&document.body, &highlights.body, false));
    places.sort_by_key(|(range, _)| (range.start, range.end));
    // Decoded text maps to the source as a whole, so that its matches coincide.
    places.dedup_by(|next, kept| next.0 == kept.0);
    let mut cursor = match places.first() {
        Some((first, _)) if first.start >= document.byte_start => {
            LineCursor::at_line_of(source, document)
        }
        _ => LineCursor::at_start(source),
    };
    let places = places.into_iter().map(|(range, in_name)| {
        cursor.advance(range.start);
        SourceMatch {
            range,
            line: cursor.line,
            column: cursor.column,
            in_name,
        }
    });
    places.collect()
}

/// Counts lines and columns while moving forward through a source.
struct LineCursor<'s> {
    source: &'s str,
    /// The byte offset reached.
    at: usize,
    line: usize,
    column: usize,
}

impl<'s> LineCursor<'s> {
    fn at_start(source: &'s str) -> Self {
        LineCursor {
            source,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// Starts at the first line of a document, whose number is known.
    fn at_line_of(source: &'s str, document: &Document) -> Self {
        let before = &source[..document.byte_start];
        LineCursor {
            source,
            at: before.rfind('\n').map_or(0, |newline| newline + 1),
            line: document.line,
            column: 1,
        }
    }

    /// Moves to a byte offset at or after the present one.
    fn advance(&mut self, at: usize) {
        let passed = &self.source[self.at..at];
        match passed.rfind('\n') {
            Some(newline) => {
                self.line += passed.matches('\n').count();
                self.column = passed[newline + 1..].chars().count() + 1;
            }
            None => self.column += passed.chars().count(),
        }
        self.at = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_in_code_points() {
        let source = "# Рынок\n\nаренда GPU\n";
        let mut cursor = LineCursor::at_start(source);
        for (word, line, column) in [("Рынок", 1, 3), ("аренда", 3, 1), ("GPU", 3, 8)] {
            cursor.advance(source.find(word).unwrap());
            assert_eq!((cursor.line, cursor.column), (line, column), "{word}");
        }
    }
}
