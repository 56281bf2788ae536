//! Whether the documents of an article have all of its visible text.

use std::ops::Range;

use super::visible_text;
use crate::document::{Article, Document};

/// How much of an article's visible text its documents have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The words that a reader sees: runs of letters and digits.
    pub words: usize,
    /// Those that stand in no name and no body, with their lines.
    pub missing: Vec<(usize, String)>,
}

/// Looks for each visible word of an article in the names and bodies of its
/// documents, by its place in the source.
pub fn coverage<'d>(
    article: &Article,
    documents: impl IntoIterator<Item = &'d Document>,
) -> Coverage {
    let texts = documents
        .into_iter()
        .flat_map(|document| [&document.name, &document.body]);
    let mut had: Vec<_> = texts
        .flat_map(|text| text.segments())
        .map(|segment| segment.source.clone())
        .collect();
    had.sort_by_key(|range| (range.start, range.end));
    had.dedup_by(|next, last| {
        let joined = next.start <= last.end;
        if joined {
            last.end = last.end.max(next.end);
        }
        joined
    });
    let visible = visible_text(article);
    let text = visible.as_str();
    let mut coverage = Coverage::default();
    let mut at = 0;
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let start = at;
        at += word.len();
        let end = at;
        // The separator may have several bytes.
        at += text[end..].chars().next().map_or(0, char::len_utf8);
        let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) else {
            continue;
        };
        // Markup may stand between the two.
        let ends = [start..start + first.len_utf8(), end - last.len_utf8()..end];
        let places: Option<Vec<_>> = ends
            .map(|end| visible.source_range(end))
            .into_iter()
            .collect();
        let Some(places) = places else {
            continue;
        };
        coverage.words += 1;
        let has = |place: &Range<usize>| {
            let behind = had.partition_point(|range| range.start <= place.start);
            behind > 0 && had[behind - 1].end >= place.end
        };
        if !places.iter().all(has) {
            let before = &article.source[..places[0].start];
            let line = before.matches('\n').count() + 1;
            coverage.missing.push((line, word.to_owned()));
        }
    }
    coverage
}
