//! Folded blocks: those whose summary begins with a name.

use std::ops::Range;

use super::address::Target;
use super::found::Entry;
use super::list::first_paragraph;
use super::name::marked_name;
use super::page::Page;
use crate::format::event::ElementKind;
use crate::format::parsed::EntryForm;

/// The folded blocks that are entries: their summary begins with a link to
/// another site.
pub(super) fn find(page: &Page<'_, '_, '_>, blocks: &[Range<usize>]) -> Vec<Entry> {
    let tree = page.tree;
    let folded = blocks
        .iter()
        .filter(|block| tree.starts(block.start) == Some(ElementKind::Details));
    let entries = folded.filter_map(|block| {
        let (summary, _) = first_paragraph(tree, block.clone());
        let named = marked_name(tree, summary)?;
        let url = named.url.clone().filter(|_| named.marker.is_link())?;
        (page.target(&url) == Target::External).then(|| Entry {
            events: block.clone(),
            name: named.name,
            taken: named.taken,
            form: EntryForm::Block,
            name_url: Some(url.clone()),
            group: blocks[0].start,
            url: Some(url),
            is_heading: false,
            is_record: false,
        })
    });
    entries.collect()
}
