//! Evaluates filters to bit sets over the documents of the snapshot.
//!
//! Each condition is a union of postings, and the conditions are intersected. Path
//! patterns first become the indexed paths that match them.

use fixedbitset::FixedBitSet;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED};

use super::segments::Segments;
use crate::search::error::SearchError;
use crate::search::plan::{DocumentFilter, PathMatcher, PathPattern, RequiredWords};

/// The documents that pass a filter; `None` for a filter without conditions.
/// Includes deleted documents, which cost nothing here and have no postings later.
pub(super) fn evaluate(
    segments: &Segments,
    filter: &DocumentFilter,
) -> Result<Option<FixedBitSet>, SearchError> {
    let fields = segments.fields();
    let mut conditions = Vec::new();
    if !filter.kinds.is_empty() {
        let kinds = filter.kinds.iter().map(|kind| kind.as_str());
        conditions.push(with_any(segments, fields.kind, kinds)?);
    }
    for (field, values) in [(fields.tag, &filter.tags), (fields.lang, &filter.languages)] {
        if !values.is_empty() {
            let values = values.iter().map(String::as_str);
            conditions.push(with_any(segments, field, values)?);
        }
    }
    for (field, texts) in [
        (fields.section, &filter.sections),
        (fields.author, &filter.authors),
    ] {
        if !texts.is_empty() {
            conditions.push(with_words(segments, field, texts)?);
        }
    }
    if !filter.paths.is_empty() {
        let paths = matching_paths(segments, &filter.paths)?;
        let paths = paths.iter().map(String::as_str);
        conditions.push(with_any(segments, fields.path, paths)?);
    }
    Ok(conditions.into_iter().reduce(|mut all, other| {
        all.intersect_with(&other);
        all
    }))
}

/// The documents with all words of any of the texts.
fn with_words(
    segments: &Segments,
    field: Field,
    texts: &[RequiredWords],
) -> Result<FixedBitSet, SearchError> {
    let mut passing = FixedBitSet::with_capacity(segments.max_doc());
    for RequiredWords(words) in texts {
        let mut all: Option<FixedBitSet> = None;
        for terms in words {
            let terms = terms.iter().map(String::as_str);
            let having = with_any(segments, field, terms)?;
            match &mut all {
                Some(all) => all.intersect_with(&having),
                None => all = Some(having),
            }
        }
        if let Some(all) = all {
            passing.union_with(&all);
        }
    }
    Ok(passing)
}

/// The documents with any of the terms.
fn with_any<'t>(
    segments: &Segments,
    field: Field,
    terms: impl Iterator<Item = &'t str>,
) -> Result<FixedBitSet, SearchError> {
    let mut having = FixedBitSet::with_capacity(segments.max_doc());
    for term in terms {
        for segment in segments.iter() {
            let postings = segment.postings(field, term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED {
                having.insert((segment.base + postings.doc()) as usize);
                postings.advance();
            }
        }
    }
    Ok(having)
}

/// The indexed paths that match any of the patterns. Reads all paths: a glob may
/// match anywhere.
fn matching_paths(
    segments: &Segments,
    patterns: &[PathPattern],
) -> Result<Vec<String>, SearchError> {
    let matchers = patterns.iter().map(PathPattern::matcher);
    let matchers = matchers.collect::<Result<Vec<PathMatcher>, _>>()?;
    let mut paths = Vec::new();
    for segment in segments.iter() {
        let inverted = segment.inverted(segments.fields().path)?;
        let terms = inverted.terms().stream();
        let mut terms = terms.map_err(|source| segment.io_failed(source))?;
        while terms.advance() {
            let path = String::from_utf8_lossy(terms.key());
            if matchers.iter().any(|matcher| matcher.is_match(&path)) {
                paths.push(path.into_owned());
            }
        }
    }
    Ok(paths)
}
