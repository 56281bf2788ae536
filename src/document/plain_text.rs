//! Plain text that knows where in its source it stands.

use std::ops::Range;

/// A run of plain text and the place in the source that it was read from.
///
/// Where both have the same length the text stands in the source verbatim (a
/// line break may have become a space) and offsets inside it map one to one;
/// otherwise (an entity, an escape) only the run as a whole maps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of the plain text.
    pub text: Range<usize>,
    /// Bytes of the source file.
    pub source: Range<usize>,
    /// The run is code, inline or a block.
    pub code: bool,
}

/// Text as a reader sees it, without markup, and the way back to the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainText {
    text: String,
    segments: Vec<Segment>,
}

impl PlainText {
    /// Text with the runs that came from the source, in the order of the text.
    pub fn new(text: String, segments: Vec<Segment>) -> Self {
        PlainText { text, segments }
    }

    /// Text that stands nowhere in the Markdown, such as a file's name.
    pub fn unmapped(text: impl Into<String>) -> Self {
        PlainText {
            text: text.into(),
            segments: Vec::new(),
        }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// True when there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The runs that came from the source, in the order of the text.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Appends text read from `source`, a byte range of the file.
    pub fn push(&mut self, text: &str, source: Range<usize>, code: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let verbatim = text.len() == source.len();
        if let Some(last) = self.segments.last_mut() {
            let last_verbatim = last.text.len() == last.source.len();
            if verbatim
                && last_verbatim
                && last.code == code
                && last.text.end == start
                && last.source.end == source.start
            {
                last.text.end = self.text.len();
                last.source.end = source.end;
                return;
            }
        }
        self.segments.push(Segment {
            text: start..self.text.len(),
            source,
            code,
        });
    }

    /// Appends text that markup stood for, a line break or a column's edge:
    /// it has no place of its own in the source.
    pub fn push_unmapped(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Cuts the text off at byte `len`.
    pub fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
        while self.segments.last().is_some_and(|s| s.text.start >= len) {
            self.segments.pop();
        }
        if let Some(last) = self.segments.last_mut()
            && last.text.end > len
        {
            *last = cut(last, last.text.start..len);
        }
    }

    /// The part of the text in `range` (bytes, on character boundaries), with its map.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let mut part = PlainText {
            text: self.text[range.clone()].to_owned(),
            segments: Vec::new(),
        };
        for segment in self.overlapping(&range) {
            let mut piece = cut(
                segment,
                segment.text.start.max(range.start)..segment.text.end.min(range.end),
            );
            piece.text = piece.text.start - range.start..piece.text.end - range.start;
            part.segments.push(piece);
        }
        part
    }

    /// The bytes of the source that the text in `range` was read from: from the
    /// first byte of its first character to the last of its last one, markup
    /// between them included. `None` for text that is not in the source.
    pub fn source_range(&self, range: Range<usize>) -> Option<Range<usize>> {
        let mut parts = self.overlapping(&range);
        let first = parts.next()?;
        let last = parts.last().unwrap_or(first);
        let start = cut(first, range.start.max(first.text.start)..first.text.end)
            .source
            .start;
        let end = cut(last, last.text.start..range.end.min(last.text.end))
            .source
            .end;
        Some(start..end)
    }

    /// Like [`PlainText::source_range`], with the signs of markup that is only
    /// half inside: of `**A**kash` all, not `A**kash`. `source` is the file's text.
    pub fn source_slice(&self, range: Range<usize>, source: &str) -> Option<Range<usize>> {
        let mut slice = self.source_range(range.clone())?;
        let parts: Vec<&Segment> = self.overlapping(&range).collect();
        let mut open: Vec<&str> = Vec::new();
        for pair in parts.windows(2) {
            let gap = source.get(pair[0].source.end..pair[1].source.start);
            let gap = gap.unwrap_or_default();
            match open.iter().position(|opened| closes(opened, gap)) {
                Some(at) => drop(open.remove(at)),
                None if !gap.is_empty() => open.push(gap),
                None => {}
            }
        }
        for half in open {
            let (before, after) = (source.get(..slice.start)?, source.get(slice.end..)?);
            if let Some(length) = opened_by(before, half) {
                slice.start -= length;
            } else if after.starts_with(half) {
                slice.end += half.len();
            }
        }
        Some(slice)
    }

    fn overlapping<'a>(
        &'a self,
        range: &Range<usize>,
    ) -> impl Iterator<Item = &'a Segment> + use<'a> {
        let (start, end) = (range.start, range.end);
        let first = self.segments.partition_point(|s| s.text.end <= start);
        self.segments[first..]
            .iter()
            .take_while(move |s| s.text.start < end)
    }
}

/// The part of a segment whose text is `text`; a run that is not verbatim stays whole.
fn cut(segment: &Segment, text: Range<usize>) -> Segment {
    let source = if segment.text.len() == segment.source.len() {
        let start = segment.source.start + (text.start - segment.text.start);
        start..start + text.len()
    } else {
        segment.source.clone()
    };
    Segment {
        text,
        source,
        code: segment.code,
    }
}

/// True when one sign of markup ends what the other began: they are the same,
/// or a tag and its end.
fn closes(opened: &str, sign: &str) -> bool {
    opened == sign
        || opened.starts_with('[') && sign.starts_with(']')
        || opened.starts_with('<') && sign.starts_with("</")
}

/// How many bytes before a sign of markup are those that it ends.
fn opened_by(before: &str, sign: &str) -> Option<usize> {
    if sign.starts_with(']') {
        return before.ends_with('[').then_some(1);
    }
    if sign.starts_with("</") {
        let tag = before.rfind('<')?;
        let whole = before.ends_with('>') && !before[tag..].starts_with("</");
        return whole.then_some(before.len() - tag);
    }
    before.ends_with(sign).then_some(sign.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of runs of letters, each as it stands in the source.
    fn plain(source: &str, runs: &[&str]) -> PlainText {
        let mut text = PlainText::default();
        let mut from = 0;
        for run in runs {
            let at = from + source[from..].find(run).expect("a run of the source");
            from = at + run.len();
            text.push(run, at..from, false);
        }
        text
    }

    #[test]
    fn a_slice_holds_the_markup_that_is_half_inside() {
        for (source, runs, slice) in [
            ("- **A**kash x", &["A", "kash x"][..], "**A**kash"),
            ("Aka**sh** x", &["Aka", "sh", " x"], "Aka**sh**"),
            ("A**ka**sh x", &["A", "ka", "sh x"], "A**ka**sh"),
            ("**Akash** x", &["Akash", " x"], "Akash"),
            ("[A](u)kash x", &["A", "kash x"], "[A](u)kash"),
            ("<b>A</b>kash x", &["A", "kash x"], "<b>A</b>kash"),
        ] {
            let range = plain(source, runs).source_slice(0..5, source);
            assert_eq!(&source[range.expect("a place")], slice, "{source}");
        }
    }
}
