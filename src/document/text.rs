//! Plain text with a map to its source.

use std::ops::Range;

/// A run of plain text and the bytes of the source that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourceSpan {
    /// Bytes of the plain text.
    pub text: Range<usize>,
    /// Bytes of the source file.
    pub source: Range<usize>,
    /// The text is the source, except for line breaks that became spaces: offsets
    /// map one to one. Otherwise, as for a character reference or an escape, only
    /// the span as a whole maps.
    pub verbatim: bool,
    /// The text is code, inline or a block.
    pub code: bool,
}

/// Text as a reader sees it, without markup, and its map to the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainText {
    text: String,
    spans: Vec<SourceSpan>,
}

impl PlainText {
    /// Text with the spans that came from the source, in the order of the text.
    pub(crate) fn new(text: String, spans: Vec<SourceSpan>) -> Self {
        PlainText { text, spans }
    }

    /// Text that does not stand in the source, such as a file's name.
    pub fn unmapped(text: impl Into<String>) -> Self {
        PlainText {
            text: text.into(),
            spans: Vec::new(),
        }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The spans that came from the source, in the order of the text.
    pub fn spans(&self) -> &[SourceSpan] {
        &self.spans
    }

    /// Appends text that is in the source verbatim, at byte `start`.
    pub(crate) fn push_verbatim(&mut self, text: &str, start: usize, code: bool) {
        let source = start..start + text.len();
        if let Some(last) = self.spans.last_mut()
            && last.verbatim
            && last.code == code
            && last.text.end == self.text.len()
            && last.source.end == source.start
        {
            self.text.push_str(text);
            last.text.end = self.text.len();
            last.source.end = source.end;
            return;
        }
        self.push_span(text, source, true, code);
    }

    /// Appends text that the bytes `source` stand for, such as a character
    /// reference.
    pub(crate) fn push_decoded(&mut self, text: &str, source: Range<usize>, code: bool) {
        self.push_span(text, source, false, code);
    }

    fn push_span(&mut self, text: &str, source: Range<usize>, verbatim: bool, code: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.spans.push(SourceSpan {
            text: start..self.text.len(),
            source,
            verbatim,
            code,
        });
    }

    /// Appends text that is not in the source, such as the line break between two
    /// blocks.
    pub(crate) fn push_unmapped(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Cuts the text off at byte `len`.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
        while self.spans.last().is_some_and(|s| s.text.start >= len) {
            self.spans.pop();
        }
        if let Some(last) = self.spans.last_mut()
            && last.text.end > len
        {
            *last = cut(last, last.text.start..len);
        }
    }

    /// The part of the text in `range` (bytes, on character boundaries), with its map.
    pub(crate) fn slice(&self, range: Range<usize>) -> Self {
        let mut part = PlainText {
            text: self.text[range.clone()].to_owned(),
            spans: Vec::new(),
        };
        for span in self.overlapping(&range) {
            let mut slice = cut(
                span,
                span.text.start.max(range.start)..span.text.end.min(range.end),
            );
            slice.text = slice.text.start - range.start..slice.text.end - range.start;
            part.spans.push(slice);
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

    /// Like [`PlainText::source_range`], extended by the delimiters of markup that
    /// is half inside: `**A**kash` rather than `A**kash`. `source` is the file's
    /// text.
    pub fn source_slice(&self, range: Range<usize>, source: &str) -> Option<Range<usize>> {
        let mut slice = self.source_range(range.clone())?;
        let parts: Vec<&SourceSpan> = self.overlapping(&range).collect();
        let mut open: Vec<&str> = Vec::new();
        for pair in parts.windows(2) {
            let gap = source.get(pair[0].source.end..pair[1].source.start);
            // Parts out of order have nothing between them.
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
    ) -> impl Iterator<Item = &'a SourceSpan> + use<'a> {
        let (start, end) = (range.start, range.end);
        let first = self.spans.partition_point(|s| s.text.end <= start);
        self.spans[first..]
            .iter()
            .take_while(move |s| s.text.start < end)
    }
}

/// The part of a span with the text range `text`. Unless the span is verbatim,
/// the part keeps the whole source.
fn cut(span: &SourceSpan, text: Range<usize>) -> SourceSpan {
    let source = if span.verbatim {
        let start = span.source.start + (text.start - span.text.start);
        start..start + text.len()
    } else {
        span.source.clone()
    };
    SourceSpan {
        text,
        source,
        ..*span
    }
}

/// Whether `sign` closes the markup that `opened` opens: equal delimiters, link
/// brackets, or a tag and its end tag.
fn closes(opened: &str, sign: &str) -> bool {
    opened == sign
        || opened.starts_with('[') && sign.starts_with(']')
        || opened.starts_with('<') && sign.starts_with("</")
}

/// The length of the opening delimiter at the end of `before` that `sign` closes.
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
            text.push_verbatim(run, at, false);
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
