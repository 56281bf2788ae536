//! The text of an article, with an index of its lines.

use super::line_index::LineIndex;

/// The text that events point into.
pub(crate) struct SourceText<'s> {
    pub(super) text: &'s str,
    pub(super) lines: LineIndex,
}

impl<'s> SourceText<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        SourceText {
            text,
            lines: LineIndex::new(text),
        }
    }
}
