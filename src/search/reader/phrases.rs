//! Postings of phrases.
//!
//! The postings of all words advance together to the documents that they share;
//! positions are read only there. Each field is counted on its own: no phrase spans
//! two of them.

use std::collections::BTreeSet;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED};

use super::postings::merge;
use super::segments::{Segments, SnapshotSegment};
use crate::search::error::SearchError;
use crate::search::plan::QueryPhrase;
use crate::search::proximity::follow;
use crate::search::retriever::{FieldFrequencies, Posting};

/// The documents with a phrase, and how often they have it.
pub(super) fn postings(
    segments: &Segments,
    phrase: &QueryPhrase,
) -> Result<Vec<Posting>, SearchError> {
    let mut found: Vec<Posting> = Vec::new();
    let words = spellings(segments, phrase);
    for (field, fields) in segments.text_fields(phrase.scope) {
        for segment in segments.iter() {
            let Some(mut opened) = open(&segment, fields.words, &words)? else {
                continue;
            };
            let mut document = next_common(&mut opened, 0);
            while document != TERMINATED {
                let count = count(&mut opened, document, phrase.slop);
                if count > 0 && !segment.reader.is_deleted(document) {
                    found.push(Posting {
                        doc_id: segment.base + document,
                        frequencies: FieldFrequencies::in_field(field, count),
                    });
                }
                document = next_common(&mut opened, document + 1);
            }
        }
    }
    Ok(merge(found, FieldFrequencies::plus))
}

/// Opens the postings of each word; `None` when the segment lacks one of them.
fn open(
    segment: &SnapshotSegment<'_>,
    field: Field,
    words: &[BTreeSet<String>],
) -> Result<Option<Vec<WordPostings>>, SearchError> {
    let mut opened = Vec::with_capacity(words.len());
    for spellings in words {
        let mut word = WordPostings(Vec::new());
        for spelling in spellings {
            let option = IndexRecordOption::WithFreqsAndPositions;
            word.0.extend(segment.postings(field, spelling, option)?);
        }
        if word.0.is_empty() {
            return Ok(None);
        }
        opened.push(word);
    }
    Ok(Some(opened).filter(|words| !words.is_empty()))
}

/// The spellings by which each word of a phrase is indexed.
fn spellings(segments: &Segments, phrase: &QueryPhrase) -> Vec<BTreeSet<String>> {
    let lexicon = segments.index().lexicon();
    let words = phrase.terms.iter();
    words
        .map(|terms| {
            terms
                .iter()
                .flat_map(|term| lexicon.words_with(term))
                .collect()
        })
        .collect()
}

/// The postings of a word in all its spellings.
struct WordPostings(Vec<SegmentPostings>);

impl WordPostings {
    /// The first document from `document` on, or `TERMINATED`.
    fn seek(&mut self, document: u32) -> u32 {
        let spellings = self.0.iter_mut().map(|postings| match postings.doc() {
            // `seek` must not be called with a document already passed.
            at if at >= document => at,
            _ => postings.seek(document),
        });
        spellings.min().unwrap_or(TERMINATED)
    }

    /// The positions in a document that was sought, ascending.
    fn positions(&mut self, document: u32) -> Vec<u32> {
        let (mut all, mut some) = (Vec::new(), Vec::new());
        for postings in self
            .0
            .iter_mut()
            .filter(|postings| postings.doc() == document)
        {
            postings.positions(&mut some);
            all.append(&mut some);
        }
        all.sort_unstable();
        all
    }
}

/// The first document from `from` on that contains all words, or `TERMINATED`.
fn next_common(words: &mut [WordPostings], from: u32) -> u32 {
    let mut document = from;
    loop {
        let mut furthest = document;
        for word in &mut *words {
            let at = word.seek(document);
            if at == TERMINATED {
                return TERMINATED;
            }
            furthest = furthest.max(at);
        }
        if furthest == document {
            return document;
        }
        document = furthest;
    }
}

/// The number of occurrences in the document at which all postings stand.
fn count(words: &mut [WordPostings], document: u32, slop: u32) -> u16 {
    let words = words.iter_mut().map(|word| word.positions(document));
    let positions: Vec<Vec<u32>> = words.collect();
    let Some((first, rest)) = positions.split_first() else {
        return 0;
    };
    let starts = first.iter();
    let count = starts
        .filter(|&&start| follow(start, rest, slop, |_| ()))
        .count();
    u16::try_from(count).unwrap_or(u16::MAX)
}
