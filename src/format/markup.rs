//! The seam for markup languages.

use super::event::SpannedEvent;
use super::parsed::FrontMatter;
use super::source_text::SourceText;
use crate::document::Warning;

/// A markup language. [`Markdown`](super::markdown::Markdown) is the first.
///
/// An implementation translates syntax to [events](super::event) and nothing
/// more: entries, sections, ids, links and snippets follow from the events. A
/// second one, say for AsciiDoc, takes these steps:
///
/// 1. A folder `format/asciidoc/` with a type that implements this trait.
///    `read_blocks` runs the language's parser and reports one top-level block
///    after another.
/// 2. Each construct becomes the event that means the same: a delimited listing
///    is a `CodeBlock`, a cross reference a `Link`, a comment `Hidden`. Every
///    event has the bytes of the source that it stands for; text that differs
///    from its source, such as a character reference, has its own event.
/// 3. `ingest::article` chooses the format by the file's extension, and `corpus`
///    takes the extension.
/// 4. The test of coverage over a folder of articles shows what was lost.
pub(crate) trait Format: Sync {
    /// Reads the metadata in front of the text. Warns of what cannot be read as
    /// it was meant.
    fn front_matter(&self, source: &str, warnings: &mut Vec<Warning>) -> FrontMatter;

    /// Calls `read` with the events of each top-level block, in order, of the
    /// markup that begins at byte `start`; it may take them. Accepts any text.
    fn read_blocks<'s>(
        &self,
        source: &SourceText<'s>,
        start: usize,
        warnings: &mut Vec<Warning>,
        read: &mut dyn FnMut(&mut Vec<SpannedEvent<'s>>),
    );
}
