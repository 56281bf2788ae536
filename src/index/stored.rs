//! Documents as the index keeps them: what is to be known of each, and the part
//! of its file that is its own, so that every byte of a file is kept once.
//!
//! A document's text is not kept beside its source but read from it again;
//! only what differs (an entity, a heading's own words) is. Knows nothing of
//! tantivy.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::{ArticleMeta, Document, DocumentKind, Link, PlainText, Segment};

/// The parts of a file that are in no other document that begins later, for
/// each of its documents; all of them together are the whole file, of `length`
/// bytes.
pub(super) fn own_parts(documents: &[Document], length: usize) -> Vec<Vec<Range<usize>>> {
    let mut parts = vec![Vec::new(); documents.len()];
    let is_article = |document: &Document| document.kind == DocumentKind::Article;
    let Some(article) = documents.iter().position(is_article) else {
        return parts;
    };
    let mut others: Vec<usize> = (0..documents.len()).filter(|&at| at != article).collect();
    others.sort_by_key(|&at| (documents[at].byte_start, Reverse(documents[at].byte_end)));
    let mut open = vec![(article, length)];
    let mut at = 0;
    let mut take = |document: usize, end: usize| {
        if at < end {
            parts[document].push(at..end);
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
    parts
}

/// The own part of a source: where its pieces stand, then the pieces.
pub(super) struct Part<'s> {
    pieces: Vec<Piece>,
    bytes: Cow<'s, [u8]>,
}

/// A piece of a source.
struct Piece {
    /// Its bytes in the file.
    place: Range<usize>,
    /// Where it begins among the part's own.
    at: usize,
}

/// Pieces by where they stand and how long they are.
fn pieces_of(places: impl Iterator<Item = (usize, usize)>) -> Option<(Vec<Piece>, usize)> {
    let mut at = 0_usize;
    let mut pieces = Vec::new();
    for (start, length) in places {
        let place = start..start.checked_add(length)?;
        pieces.push(Piece { place, at });
        at = at.checked_add(length)?;
    }
    Some((pieces, at))
}

impl<'s> Part<'s> {
    /// The part of a source in these ranges, which are in order.
    pub(super) fn of(source: &str, ranges: &[Range<usize>]) -> Part<'static> {
        let places = ranges.iter().map(|range| (range.start, range.len()));
        let slices = ranges.iter().map(|range| &source.as_bytes()[range.clone()]);
        Part {
            pieces: pieces_of(places).map_or(Vec::new(), |(pieces, _)| pieces),
            bytes: Cow::Owned(slices.collect::<Vec<_>>().concat()),
        }
    }

    pub(super) fn to_bytes(&self) -> postcard::Result<Vec<u8>> {
        let places = self.pieces.iter().map(|piece| &piece.place);
        let places: Vec<_> = places.map(|place| (place.start, place.len())).collect();
        let mut bytes = postcard::to_stdvec(&places)?;
        bytes.extend_from_slice(&self.bytes);
        Ok(bytes)
    }

    /// `None` for what [`Part::to_bytes`] did not write.
    pub(super) fn from_bytes(bytes: &'s [u8]) -> Option<Part<'s>> {
        let (places, bytes): (Vec<(usize, usize)>, _) = postcard::take_from_bytes(bytes).ok()?;
        let (pieces, length) = pieces_of(places.into_iter())?;
        (length == bytes.len()).then_some(Part {
            pieces,
            bytes: Cow::Borrowed(bytes),
        })
    }

    /// The pieces, each with its place in the file.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let pieces = self.pieces.iter();
        pieces.map(|piece| (piece.place.start, self.bytes_of(piece)))
    }

    fn bytes_of(&self, piece: &Piece) -> &[u8] {
        &self.bytes[piece.at..piece.at + piece.place.len()]
    }

    /// The text at bytes of the file that are in one piece.
    fn text_at(&self, range: &Range<usize>) -> Option<&str> {
        let before = |piece: &Piece| piece.place.end < range.end;
        let piece = self.pieces.get(self.pieces.partition_point(before))?;
        let start = range.start.checked_sub(piece.place.start)?;
        let bytes = self.bytes_of(piece).get(start..start + range.len())?;
        str::from_utf8(bytes).ok()
    }
}

/// The source that parts make together; `None` when some are missing.
pub(super) fn whole(mut pieces: Vec<(usize, Vec<u8>)>) -> Option<String> {
    pieces.sort_unstable_by_key(|(start, _)| *start);
    let mut source = Vec::new();
    for (start, piece) in pieces {
        if start != source.len() {
            return None;
        }
        source.extend(piece);
    }
    String::from_utf8(source).ok()
}

/// A text without what its source says: its runs, and all that is between them
/// or otherwise written.
#[derive(Serialize, Deserialize)]
struct Text(String, Vec<Run>);

/// How many bytes of text are before it since the last, its length, how far its
/// source is from that of the last, and what it is.
type Run = (usize, usize, isize, u8);

const CODE: u8 = 1;
/// It has spaces where its source has line breaks.
const ONE_LINE: u8 = 2;
/// Its text is kept, and of its source as many bytes follow as a run of their own.
const OTHERWISE: u8 = 4;

impl Text {
    fn of(text: &PlainText, part: &Part<'_>) -> Text {
        let mut kept = String::new();
        let mut runs = Vec::with_capacity(text.segments().len());
        let (mut at, mut source_at) = (0, 0);
        for segment in text.segments() {
            let written = &text.as_str()[segment.text.clone()];
            kept += &text.as_str()[at..segment.text.start];
            let verbatim = segment.text.len() == segment.source.len();
            let source = part.text_at(&segment.source).filter(|_| verbatim);
            let mut flags = if segment.code { CODE } else { 0 };
            match source {
                Some(source) if source == written => {}
                Some(source) if one_line(source) == written => flags |= ONE_LINE,
                _ => {
                    flags |= OTHERWISE;
                    kept += written;
                }
            }
            let gap = segment.text.start - at;
            let source_gap = segment.source.start as isize - source_at as isize;
            runs.push((gap, segment.text.len(), source_gap, flags));
            if flags & OTHERWISE > 0 {
                runs.push((0, segment.source.len(), 0, 0));
            }
            (at, source_at) = (segment.text.end, segment.source.end);
        }
        kept += &text.as_str()[at..];
        Text(kept, runs)
    }

    fn to_plain_text(&self, part: &Part<'_>) -> Option<PlainText> {
        let mut rest = self.0.as_str();
        let mut take = |length: usize| {
            let (taken, left) = rest.split_at_checked(length)?;
            rest = left;
            Some(taken)
        };
        let mut text = String::new();
        let mut segments = Vec::with_capacity(self.1.len());
        let mut source_at = 0_usize;
        let mut runs = self.1.iter();
        while let Some(&(gap, length, source_gap, flags)) = runs.next() {
            text += take(gap)?;
            let start = source_at.checked_add_signed(source_gap)?;
            let source_length = match flags & OTHERWISE > 0 {
                true => runs.next()?.1,
                false => length,
            };
            let source = start..start.checked_add(source_length)?;
            let from = text.len();
            match (flags & OTHERWISE > 0, flags & ONE_LINE > 0) {
                (true, _) => text += take(length)?,
                (_, true) => text += &one_line(part.text_at(&source)?),
                _ => text += part.text_at(&source)?,
            }
            source_at = source.end;
            segments.push(Segment {
                text: from..text.len(),
                source,
                code: flags & CODE > 0,
            });
        }
        text += rest;
        Some(PlainText::new(text, segments))
    }
}

fn one_line(source: &str) -> Cow<'_, str> {
    match source.contains('\n') {
        true => Cow::Owned(source.replace('\n', " ")),
        false => Cow::Borrowed(source),
    }
}

/// All that is known of a document besides its part of the source: its path,
/// what follows that in its id, its kind, name, headings, body and links, its
/// lines and bytes, and its article.
#[derive(Serialize, Deserialize)]
struct Record<'d>(
    Cow<'d, str>,
    Cow<'d, str>,
    DocumentKind,
    Text,
    Arc<[String]>,
    Text,
    Cow<'d, [Link]>,
    (usize, usize),
    (usize, usize),
    Arc<ArticleMeta>,
);

/// What is kept of a document beside its part of the source.
pub(super) fn record(document: &Document, part: &Part<'_>) -> postcard::Result<Vec<u8>> {
    let id = document.id.strip_prefix(&document.path);
    postcard::to_stdvec(&Record(
        Cow::Borrowed(&document.path),
        Cow::Borrowed(id.unwrap_or_default()),
        document.kind,
        Text::of(&document.name, part),
        Arc::clone(&document.headings),
        Text::of(&document.body, part),
        Cow::Borrowed(&document.links),
        (document.line, document.end_line),
        (document.byte_start, document.byte_end),
        Arc::clone(&document.article),
    ))
}

/// The id of the document that a record is of.
pub(super) fn id(record: &[u8]) -> Option<String> {
    let ((path, id), _): ((Cow<'_, str>, Cow<'_, str>), _) =
        postcard::take_from_bytes(record).ok()?;
    Some(format!("{path}{id}"))
}

/// The document that a record and a part of a source are of; `None` when they
/// are of none.
pub(super) fn document(record: &[u8], part: &[u8]) -> Option<Document> {
    let part = Part::from_bytes(part)?;
    let Record(path, id, kind, name, headings, body, links, lines, bytes, article) =
        postcard::from_bytes(record).ok()?;
    Some(Document {
        id: format!("{path}{id}"),
        kind,
        name: name.to_plain_text(&part)?,
        headings,
        body: body.to_plain_text(&part)?,
        links: links.into_owned(),
        path: path.into_owned(),
        line: lines.0,
        end_line: lines.1,
        byte_start: bytes.0,
        byte_end: bytes.1,
        article,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Article;
    use crate::ingest;

    fn split(path: &str, source: &str) -> Vec<Document> {
        let article = Article {
            path: path.to_owned(),
            source: source.to_owned(),
        };
        ingest::split(&article).0
    }

    /// Keeps the documents of a source and reads them again.
    fn check(source: &str) {
        let documents = split("a/b.md", source);
        let parts = own_parts(&documents, source.len());
        let mut pieces = Vec::new();
        for (document, ranges) in documents.iter().zip(&parts) {
            let part = Part::of(source, ranges);
            let kept = part.to_bytes().unwrap();
            let record = record(document, &part).unwrap();
            assert_eq!(super::document(&record, &kept).as_ref(), Some(document));
            assert_eq!(id(&record).as_ref(), Some(&document.id));
            let part = Part::from_bytes(&kept).unwrap();
            pieces.extend(part.pieces().map(|(start, piece)| (start, piece.to_vec())));
        }
        assert_eq!(whole(pieces).as_deref(), Some(source));
    }

    #[test]
    fn documents_and_their_file_are_read_as_they_were_kept() {
        check(include_str!(
            "../../corpus/decentralizing-ai-overview.ru.md"
        ));
        for source in [
            "",
            "\n\n",
            "no heading\r\nat &amp; all",
            "# A\n\nlead\ntwo lines\n\n## B\n\n- **C**: text\n  more &mdash; `code\nx`\n\nafter\n\n## D\n",
            "---\ntitle: T\n---\n\n| N | W |\n|---|---|\n| [x](y) | z\\|w |\n\n<!-- c -->\n",
        ] {
            check(source);
        }
    }

    #[test]
    fn of_one_file_every_byte_is_kept_once_and_a_lost_part_is_noticed() {
        let source = "# A\n\nlead\n\n## B\n\n- **C**: text\n\nafter\n";
        let documents = split("a.md", source);
        let parts = own_parts(&documents, source.len());
        let total: usize = parts.iter().flatten().map(Range::len).sum();
        assert_eq!(total, source.len());
        let others = parts.iter().skip(1).flatten();
        let pieces = others
            .map(|range| (range.start, source.as_bytes()[range.clone()].to_vec()))
            .collect();
        assert_eq!(whole(pieces), None);
    }
}
