//! An entry, as all shapes give it.

use std::ops::Range;

use crate::document::PlainText;
use crate::format::parsed::EntryForm;

/// A part of a text that names a thing.
#[derive(Debug)]
pub(in crate::format) struct Entry {
    /// The events from its start to its end.
    pub(in crate::format) events: Range<usize>,
    pub(in crate::format) name: PlainText,
    /// Bytes of the source that are the name and its separator, sorted.
    pub(in crate::format) taken: Vec<Range<usize>>,
    /// Its own link.
    pub(in crate::format) url: Option<String>,
    /// Where the link leads that is its name.
    pub(in crate::format) name_url: Option<String>,
    pub(in crate::format) form: EntryForm,
    /// The list, the table or the run of blocks that it stands in, as the place of
    /// its start; to be judged together.
    pub(in crate::format) group: usize,
    /// It begins with a heading: those below belong to its text.
    pub(in crate::format) is_heading: bool,
    /// What stands below it are its properties.
    pub(super) is_record: bool,
}
