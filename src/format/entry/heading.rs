//! Headings that are entries: the heading of one thing, with what is said of it
//! below.
//!
//! Most headings are sections. One that links to another site names a thing;
//! others are judged together with their siblings, by what stands below them:
//! properties, or a link of the same name.

use std::collections::HashMap;
use std::ops::Range;

use super::address::Target;
use super::found::Entry;
use super::keys::keys_of;
use super::marker::{Marker, has_words};
use super::name::{Named, link_behind, marked_name, source_of};
use super::page::{Context, Page};
use super::plain;
use super::vocabulary;
use crate::document::PlainText;
use crate::format::event::ElementKind;
use crate::format::parsed::EntryForm;
use crate::format::tree::EventTree;

/// A heading among its siblings.
struct Candidate {
    level: u8,
    /// The heading's own events.
    heading: Range<usize>,
    /// From the heading to the next one that is not below it.
    events: Range<usize>,
    /// The headings above, as indices.
    parent: Option<usize>,
    marked: Option<Named>,
    name: PlainText,
    is_numbered: bool,
    /// It links to another site.
    is_link: bool,
    /// Headings stand below that are no properties.
    has_sections: bool,
    /// What stands below are properties.
    is_keyed: bool,
    /// A link below has the name of the heading.
    own_link: Option<String>,
}

/// The entries among the headings of some siblings.
pub(super) fn find(
    page: &Page<'_, '_, '_>,
    siblings: &[Range<usize>],
    context: &Context,
) -> Vec<Entry> {
    if context.is_in_entry || context.is_boilerplate {
        return Vec::new();
    }
    let mut candidates = candidates(page, siblings);
    mark_shared_keys(page.tree, &mut candidates);
    let mut groups: HashMap<(Option<usize>, u8), Vec<usize>> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let group = (candidate.parent, candidate.level);
        groups.entry(group).or_default().push(at);
    }
    let mut entries = Vec::new();
    let mut accepted: Vec<usize> = groups
        .values()
        .flat_map(|group| accepted_of(&candidates, group))
        .collect();
    accepted.sort_unstable();
    let mut end = 0;
    for at in accepted {
        let candidate = &candidates[at];
        // A heading below an entry belongs to its text.
        if candidate.heading.start >= end {
            end = candidate.events.end;
            // Headings of one level below one heading are a group.
            let first = &candidates[groups[&(candidate.parent, candidate.level)][0]];
            entries.push(candidate.entry(page, first.heading.start));
        }
    }
    entries
}

/// The headings of a group that are entries.
fn accepted_of(candidates: &[Candidate], group: &[usize]) -> Vec<usize> {
    let is_leaf = |at: &&usize| !candidates[**at].has_sections;
    let is_told = |at: &usize| {
        let candidate = &candidates[*at];
        candidate.is_keyed || candidate.own_link.is_some()
    };
    let leaves: Vec<usize> = group.iter().filter(is_leaf).copied().collect();
    let numbered: Vec<usize> = leaves
        .iter()
        .filter(|at| candidates[**at].is_numbered)
        .copied()
        .collect();
    let told = leaves.iter().filter(|at| is_told(at)).count();
    let numbered_told = numbered.iter().filter(|at| is_told(at)).count();
    let by_number = numbered_told > 0 && numbered_told * 2 >= numbered.len();
    let by_content = told > 1 && told * 2 >= leaves.len();
    leaves
        .into_iter()
        .filter(|at| {
            let candidate = &candidates[*at];
            candidate.is_link || by_number && candidate.is_numbered || by_content && is_told(at)
        })
        .collect()
}

fn candidates(page: &Page<'_, '_, '_>, siblings: &[Range<usize>]) -> Vec<Candidate> {
    let end = siblings.last().map_or(0, |last| last.end);
    let headings: Vec<(Range<usize>, u8)> = siblings
        .iter()
        .filter_map(|sibling| Some((sibling.clone(), page.heading_level(sibling.start)?)))
        .collect();
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, (heading, level)) in headings.iter().enumerate() {
        let next = headings[at + 1..].iter().find(|(_, next)| next <= level);
        let events = heading.start..next.map_or(end, |(next, _)| next.start);
        while open
            .last()
            .is_some_and(|&above| candidates[above].level >= *level)
        {
            open.pop();
        }
        let mut candidate = Candidate::new(page, heading.clone(), events, *level);
        let name = candidate.name.as_str();
        let is_plain_part = vocabulary::is_boilerplate(name) || vocabulary::is_property(name);
        // The title of the page, and what is boilerplate, name no entry.
        let is_title = *level == 1 && Some(heading.start) == page.title;
        if is_title || is_plain_part {
            candidate.is_link = false;
            candidate.is_keyed = false;
            candidate.own_link = None;
            candidate.has_sections = true;
        }
        candidate.parent = open.last().copied();
        if let Some(&parent) = open.last()
            && !vocabulary::is_property(candidate.name.as_str())
        {
            candidates[parent].has_sections = true;
        }
        open.push(candidates.len());
        candidates.push(candidate);
    }
    candidates
}

impl Candidate {
    fn new(
        page: &Page<'_, '_, '_>,
        heading: Range<usize>,
        events: Range<usize>,
        level: u8,
    ) -> Candidate {
        let tree = page.tree;
        let inside = tree.inside(heading.start);
        let marked = marked_name(tree, inside.clone());
        let whole = tree.text_without_images(inside.clone());
        let (name, is_numbered) = without_number(&whole);
        let below = heading.end..events.end;
        let is_link = marked.as_ref().is_some_and(|named| {
            let url = named.url.as_deref().filter(|_| named.marker.is_link());
            url.is_some_and(|url| page.target(url) == Target::External)
        });
        let told = match &marked {
            Some(named) if named.marker != Marker::Plain => named.name.as_str().to_owned(),
            _ => name.as_str().to_owned(),
        };
        Candidate {
            own_link: own_link(tree, below.clone(), &told),
            is_keyed: is_keyed(tree, &below),
            level,
            heading,
            events,
            parent: None,
            marked,
            name,
            is_numbered,
            is_link,
            has_sections: false,
        }
    }

    fn entry(&self, page: &Page<'_, '_, '_>, group: usize) -> Entry {
        let tree = page.tree;
        let below = self.heading.end..self.events.end;
        let inside = tree.inside(self.heading.start);
        let (name, taken, own) = match &self.marked {
            Some(named) => (named.name.clone(), named.taken.clone(), named.url.clone()),
            None => {
                let name = bracketless(&self.name);
                let taken = source_of(&name, 0..name.as_str().len());
                (name, taken, None)
            }
        };
        let url = own
            .or_else(|| link_behind(tree, inside))
            .or_else(|| self.own_link.clone())
            .or_else(|| link_behind(tree, below));
        Entry {
            events: self.events.clone(),
            name,
            taken,
            url,
            form: EntryForm::Block,
            name_url: self.marked.as_ref().and_then(Named::name_url),
            group,
            is_heading: true,
            is_record: self.is_keyed,
        }
    }
}

/// A name without the remark in brackets behind it.
fn bracketless(name: &PlainText) -> PlainText {
    let text = name.as_str();
    match text
        .find([' ', '\u{a0}'])
        .and_then(|_| text.rfind(['(', '（']))
    {
        Some(open) if open > 0 && text.ends_with([')', '）']) => {
            name.slice(0..text[..open].trim_end().len())
        }
        _ => name.clone(),
    }
}

/// A heading without the number and the signs before it, and whether it had a
/// number.
fn without_number(heading: &PlainText) -> (PlainText, bool) {
    let text = heading.as_str();
    let start = text.len() - text.trim_start_matches(plain::is_sign).len();
    let digits = text[start..]
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len() - start);
    let behind = &text[start + digits..];
    let mark = behind.chars().next().filter(|c| ".)、．:".contains(*c));
    match mark {
        Some(mark) if digits > 0 => {
            let rest = behind[mark.len_utf8()..].trim_start_matches(plain::is_sign);
            match has_words(rest) {
                true => (heading.slice(text.len() - rest.len()..text.len()), true),
                false => (heading.clone(), false),
            }
        }
        _ => (heading.slice(start.min(text.len())..text.len()), false),
    }
}

/// The address of a link below with the text of the heading.
fn own_link(tree: &EventTree<'_, '_>, below: Range<usize>, name: &str) -> Option<String> {
    let folded = name.to_lowercase();
    below.into_iter().find_map(|at| {
        let url = tree.link(at).filter(|url| url.starts_with("http"))?;
        let text = tree.text_without_images(tree.inside(at));
        let same = text.as_str().to_lowercase() == folded && !folded.is_empty();
        same.then(|| url.to_owned())
    })
}

/// Whether the first list, table or lines below a heading are properties.
fn is_keyed(tree: &EventTree<'_, '_>, below: &Range<usize>) -> bool {
    for block in tree.siblings(below.clone()) {
        if tree.starts(block.start) == Some(ElementKind::Heading) {
            return false;
        }
        let keys = keys_of(tree, &block).unwrap_or_default();
        let properties = keys.iter().filter(|key| vocabulary::is_property(key));
        if properties.count() * 2 > keys.len() && !keys.is_empty() {
            return true;
        }
    }
    false
}

/// Marks the headings whose first keys are those of most of their siblings: they
/// head records.
fn mark_shared_keys(tree: &EventTree<'_, '_>, candidates: &mut [Candidate]) {
    const MIN_SIBLINGS: usize = 3;
    let mut leaves: HashMap<(Option<usize>, u8), Vec<usize>> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        if !candidate.has_sections {
            let group = (candidate.parent, candidate.level);
            leaves.entry(group).or_default().push(at);
        }
    }
    for group in leaves.values().filter(|group| group.len() >= MIN_SIBLINGS) {
        let keys: Vec<Vec<String>> = group
            .iter()
            .map(|&at| record_keys(tree, &candidates[at]))
            .collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for key in keys.iter().flatten() {
            *counts.entry(key).or_default() += 1;
        }
        for (&at, keys) in group.iter().zip(&keys) {
            let shared = keys
                .iter()
                .filter(|key| counts[key.as_str()] * 2 > group.len());
            candidates[at].is_keyed |= shared.count() > 1;
        }
    }
}

/// The distinct keys of the first list, table or lines below a heading, without
/// the name of the heading in them.
fn record_keys(tree: &EventTree<'_, '_>, candidate: &Candidate) -> Vec<String> {
    let name = candidate.name.as_str().to_lowercase();
    let below = candidate.heading.end..candidate.events.end;
    let keys = tree.siblings(below).into_iter().find_map(|block| {
        let keys = keys_of(tree, &block)?;
        (keys.len() > 1).then_some(keys)
    });
    let mut keys: Vec<String> = keys
        .unwrap_or_default()
        .iter()
        .map(|key| key.to_lowercase().replace(&name, "").trim().to_owned())
        .filter(|key| has_words(key))
        .collect();
    keys.sort();
    keys.dedup();
    keys
}
