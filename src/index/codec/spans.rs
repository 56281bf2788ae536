//! A text as spans of its source, plus the characters that the source lacks.
//!
//! ```text
//! literal                       length, then UTF-8: what is not in the source
//! count of spans                varint
//! for each span:  gap           varint   bytes of `literal` before it
//!                 length        varint   bytes of text
//!                 source gap    varint, zigzag   from the end of the last source
//!                 code          1 byte
//!                 origin        1 byte: 0 source, 1 source on one line, 2 literal;
//!                               behind 2 the length of the source and `verbatim`
//! ```

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::source_slice::SourceSlice;
use crate::document::{PlainText, SourceSpan};

/// An encoded text.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredText {
    literal: String,
    spans: Vec<TextSpan>,
}

/// A span, relative to the end of the one before.
#[derive(Serialize, Deserialize)]
struct TextSpan {
    gap: usize,
    length: usize,
    source_gap: isize,
    code: bool,
    origin: SpanOrigin,
}

/// Where the text of a span is found.
#[derive(Serialize, Deserialize)]
enum SpanOrigin {
    Source,
    /// In the source, with spaces for its line breaks.
    OneLine,
    /// In the literal: it differs from the source, or another document has it.
    Literal {
        source_length: usize,
        verbatim: bool,
    },
}

impl StoredText {
    /// Encodes a text of the document whose own bytes of its file are `slice`.
    pub(super) fn new(text: &PlainText, slice: &SourceSlice<'_>) -> StoredText {
        let mut literal = String::new();
        let mut spans = Vec::with_capacity(text.spans().len());
        let (mut at, mut source_at) = (0, 0);
        for span in text.spans() {
            literal += &text.as_str()[at..span.text.start];
            let written = &text.as_str()[span.text.clone()];
            let source = slice.text_at(&span.source).filter(|_| span.verbatim);
            let origin = match source {
                Some(source) if source == written => SpanOrigin::Source,
                Some(source) if one_line(source) == written => SpanOrigin::OneLine,
                _ => {
                    literal += written;
                    SpanOrigin::Literal {
                        source_length: span.source.len(),
                        verbatim: span.verbatim,
                    }
                }
            };
            spans.push(TextSpan {
                gap: span.text.start - at,
                length: span.text.len(),
                source_gap: span.source.start as isize - source_at as isize,
                code: span.code,
                origin,
            });
            (at, source_at) = (span.text.end, span.source.end);
        }
        literal += &text.as_str()[at..];
        StoredText { literal, spans }
    }

    pub(super) fn to_plain_text(&self, slice: &SourceSlice<'_>) -> Option<PlainText> {
        let mut rest = self.literal.as_str();
        let mut take = |length: usize| {
            let (taken, left) = rest.split_at_checked(length)?;
            rest = left;
            Some(taken)
        };
        let mut text = String::new();
        let mut spans = Vec::with_capacity(self.spans.len());
        let mut source_at = 0_usize;
        for span in &self.spans {
            text += take(span.gap)?;
            let start = source_at.checked_add_signed(span.source_gap)?;
            let (source_length, verbatim) = match span.origin {
                SpanOrigin::Source | SpanOrigin::OneLine => (span.length, true),
                SpanOrigin::Literal {
                    source_length,
                    verbatim,
                } => (source_length, verbatim),
            };
            let source = start..start.checked_add(source_length)?;
            let from = text.len();
            match span.origin {
                SpanOrigin::Source => text += slice.text_at(&source)?,
                SpanOrigin::OneLine => text += &one_line(slice.text_at(&source)?),
                SpanOrigin::Literal { .. } => text += take(span.length)?,
            }
            source_at = source.end;
            spans.push(SourceSpan {
                text: from..text.len(),
                source,
                verbatim,
                code: span.code,
            });
        }
        text += rest;
        Some(PlainText::new(text, spans))
    }
}

fn one_line(source: &str) -> Cow<'_, str> {
    match source.contains('\n') {
        true => Cow::Owned(source.replace('\n', " ")),
        false => Cow::Borrowed(source),
    }
}
