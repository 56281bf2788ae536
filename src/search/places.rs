//! Matches as places in the source: bytes, lines and columns.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::highlight::{Mark, Marks};
use crate::document::{Document, PlainText};
use crate::index::{Index, IndexError};

/// The text of a hit's file, and where it matches.
#[derive(Clone, Debug)]
pub struct Place {
    /// The whole file as it was indexed.
    pub source: Arc<str>,
    /// The matches in its name and body, in the order of the source. Those in
    /// text that stands nowhere in the file, as a title taken from its name,
    /// are left out.
    pub matches: Vec<SourceMatch>,
}

/// A match in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMatch {
    /// Its bytes in the file.
    pub range: Range<usize>,
    /// The line that it begins on, from 1.
    pub line: usize,
    /// The code points before it on that line, and one.
    pub column: usize,
    /// The match is in the document's name.
    pub in_name: bool,
}

/// The files of the hits so far.
#[derive(Default)]
pub(super) struct Sources(HashMap<String, Option<Arc<str>>>);

impl Sources {
    /// Where a document matches; `None` when the index has lost its file.
    pub(super) fn place(
        &mut self,
        index: &Index,
        document: &Document,
        marks: &Marks,
    ) -> Result<Option<Place>, IndexError> {
        let source = match self.0.get(&document.path) {
            Some(source) => source.clone(),
            None => {
                let source = index.source(&document.path)?.map(Arc::from);
                self.0.insert(document.path.clone(), source.clone());
                source
            }
        };
        Ok(source.map(|source| Place {
            matches: in_source(document, marks, &source),
            source,
        }))
    }
}

fn in_source(document: &Document, marks: &Marks, source: &str) -> Vec<SourceMatch> {
    let slices = |text: &PlainText, marks: &[Mark], in_name: bool| {
        let ranges = marks.iter().map(|mark| mark.range.clone());
        let slices = ranges.filter_map(|range| text.source_slice(range, source));
        slices.map(|slice| (slice, in_name)).collect::<Vec<_>>()
    };
    let mut places = slices(&document.name, &marks.name, true);
    places.extend(slices(&document.body, &marks.body, false));
    places.sort_by_key(|(range, _)| (range.start, range.end));
    // Of text that maps only as a whole, several matches are one place.
    places.dedup_by(|next, kept| next.0 == kept.0);
    let mut counter = Counter {
        source,
        at: 0,
        line: 1,
        column: 1,
    };
    if places
        .first()
        .is_some_and(|(first, _)| first.start >= document.byte_start)
    {
        counter.start_at(document);
    }
    let places = places.into_iter().map(|(range, in_name)| {
        counter.go_to(range.start);
        SourceMatch {
            range,
            line: counter.line,
            column: counter.column,
            in_name,
        }
    });
    places.collect()
}

/// Counts lines and columns on the way through a source.
struct Counter<'s> {
    source: &'s str,
    at: usize,
    line: usize,
    column: usize,
}

impl Counter<'_> {
    /// Skips to the line that a document begins on.
    fn start_at(&mut self, document: &Document) {
        let before = &self.source[..document.byte_start];
        self.at = before.rfind('\n').map_or(0, |newline| newline + 1);
        self.line = document.line;
    }

    fn go_to(&mut self, at: usize) {
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
