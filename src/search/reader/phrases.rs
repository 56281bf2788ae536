//! Postings of phrases.
//!
//! The postings of all terms advance together to the documents that they share;
//! positions are read only there. Each field is counted on its own: no phrase spans
//! two of them.

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
    for (field, fields) in segments.text_fields(phrase.scope) {
        for segment in segments.iter() {
            let Some(mut terms) = open(&segment, fields.words, phrase)? else {
                continue;
            };
            let mut document = next_common(&mut terms, 0);
            while document != TERMINATED {
                let count = count(&mut terms, phrase.slop);
                if count > 0 && !segment.reader.is_deleted(document) {
                    found.push(Posting {
                        doc_id: segment.base + document,
                        frequencies: FieldFrequencies::in_field(field, count),
                    });
                }
                document = next_common(&mut terms, document + 1);
            }
        }
    }
    Ok(merge(found, FieldFrequencies::plus))
}

/// Opens the postings of each term; `None` when the segment lacks one of them.
fn open(
    segment: &SnapshotSegment<'_>,
    field: Field,
    phrase: &QueryPhrase,
) -> Result<Option<Vec<SegmentPostings>>, SearchError> {
    let mut terms = Vec::with_capacity(phrase.terms.len());
    for term in &phrase.terms {
        let option = IndexRecordOption::WithFreqsAndPositions;
        match segment.postings(field, term, option)? {
            Some(postings) => terms.push(postings),
            None => return Ok(None),
        }
    }
    Ok(Some(terms).filter(|terms| !terms.is_empty()))
}

/// The first document from `from` on that contains all terms, or `TERMINATED`.
fn next_common(terms: &mut [SegmentPostings], from: u32) -> u32 {
    let mut document = from;
    loop {
        let mut furthest = document;
        for term in &mut *terms {
            // `seek` must not be called with a document already passed.
            let at = match term.doc() {
                at if at >= document => at,
                _ => term.seek(document),
            };
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
fn count(terms: &mut [SegmentPostings], slop: u32) -> u16 {
    let mut positions = vec![Vec::new(); terms.len()];
    for (term, positions) in terms.iter_mut().zip(&mut positions) {
        term.positions(positions);
    }
    let Some((first, rest)) = positions.split_first() else {
        return 0;
    };
    let starts = first.iter();
    let count = starts
        .filter(|&&start| follow(start, rest, slop, |_| ()))
        .count();
    u16::try_from(count).unwrap_or(u16::MAX)
}
