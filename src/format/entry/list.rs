//! Lists: which of their items are entries.
//!
//! A list is judged as a whole first: a table of contents, a switch between
//! languages, the properties of the thing above have none.

use std::ops::Range;

use super::address::Target;
use super::found::Entry;
use super::marker::Marker;
use super::name::{Named, address_name, heading_name, link_behind, marked_name, plain_name};
use super::page::{Context, Page};
use super::vocabulary;
use crate::format::event::{ElementKind, Event};
use crate::format::tree::EventTree;

/// An item and the name that it begins with.
struct Item {
    events: Range<usize>,
    named: Option<Named>,
    target: Option<Target>,
    /// Blocks stand behind its first paragraph.
    has_more: bool,
    /// A list stands inside.
    has_list: bool,
}

/// The entries of the list that starts at `start`, those inside its items not
/// looked for.
pub(super) fn find(page: &Page<'_, '_, '_>, start: usize, context: &Context) -> Vec<Entry> {
    let tree = page.tree;
    let items = tree.children(start, &[ElementKind::ListItem]);
    let items: Vec<Item> = items
        .into_iter()
        .map(|item| Item::new(page, item))
        .collect();
    if is_no_list_of_things(&items, context) {
        return Vec::new();
    }
    let list = Shares::of(&items);
    let entries = items.iter().filter(|item| item.is_entry(&list, context));
    entries
        .filter_map(|item| {
            let named = item.named.as_ref()?;
            let url = named.url.clone().or_else(|| nested_link(tree, item));
            Some(Entry {
                events: item.events.clone(),
                name: named.name.clone(),
                taken: named.taken.clone(),
                url,
                name_url: named.name_url(),
                form: named.form(),
                group: start,
                is_heading: false,
                is_record: false,
            })
        })
        .collect()
}

/// Whether a list is a table of contents, a switch between languages or the
/// properties of what stands above.
fn is_no_list_of_things(items: &[Item], context: &Context) -> bool {
    let named = || items.iter().filter_map(|item| item.named.as_ref());
    let count = |is: &dyn Fn(&Item) -> bool| items.iter().filter(|item| is(item)).count();
    let anchors = count(&|item| item.target == Some(Target::Anchor));
    let links = count(&|item| item.target.is_some());
    if anchors > 0 && anchors * 2 >= links {
        return true;
    }
    let names = named().count();
    let languages = named().filter(|named| vocabulary::is_language(named.name.as_str()));
    if names > 1 && languages.count() == names {
        return true;
    }
    let properties = named().filter(|named| is_property(named)).count();
    let most = if context.is_in_entry {
        1
    } else {
        properties * 2
    };
    properties > 0 && (properties * 2 > names || context.is_in_entry && most > 0)
}

fn is_property(named: &Named) -> bool {
    vocabulary::is_property(named.name.as_str())
}

/// What the items of a list are, as shares of all.
struct Shares {
    items: usize,
    described: usize,
    external: usize,
    relative: usize,
    /// Items that begin with a name of any kind.
    named: usize,
    plain: usize,
    /// Items that are named by an address in their text.
    addresses: usize,
    /// Items that are a marked name and nothing else.
    bare: usize,
    /// Items whose name begins a sentence.
    sentences: usize,
    /// Items whose description begins with an article: "a scheduler".
    defined: usize,
}

impl Shares {
    fn of(items: &[Item]) -> Shares {
        let count = |is: &dyn Fn(&Item, &Named) -> bool| {
            let named = items
                .iter()
                .filter_map(|item| Some((item, item.named.as_ref()?)));
            named.filter(|(item, named)| is(item, named)).count()
        };
        let is_plain = |named: &Named| named.marker == Marker::Plain;
        Shares {
            items: items.len(),
            described: count(&|_, named| named.is_described() && !is_plain(named)),
            external: count(&|item, _| item.target == Some(Target::External)),
            relative: count(&|item, _| item.target == Some(Target::Relative)),
            named: count(&|item, named| !is_plain(named) || named.is_described() || item.has_list),
            plain: count(&|_, named| is_plain(named)),
            sentences: count(&|_, named| named.begins_sentence()),
            defined: count(&|_, named| {
                let text = named.description.trim_start().to_lowercase();
                ["a ", "an ", "the "]
                    .iter()
                    .any(|article| text.starts_with(article))
            }),
            bare: count(&|_, named| named.is_bare() && !is_plain(named)),
            addresses: count(&|_, named| named.marker == Marker::Address),
        }
    }

    fn is_most(&self, part: usize) -> bool {
        part * 2 > self.items
    }
}

impl Item {
    fn new(page: &Page<'_, '_, '_>, events: Range<usize>) -> Item {
        let tree = page.tree;
        let (lead, rest) = first_paragraph(tree, events.clone());
        let is_heading =
            lead.start > 0 && tree.starts(lead.start - 1) == Some(ElementKind::Heading);
        let named = match is_heading {
            true => heading_name(tree, lead),
            false => marked_name(tree, lead.clone())
                .or_else(|| plain_name(tree, lead.clone()))
                .filter(|named| {
                    !named.is_bare() || named.marker != Marker::Plain || named.url.is_none()
                })
                .or_else(|| address_name(tree, lead)),
        };
        let is_link = |named: &&Named| named.marker.is_link();
        let url = named
            .as_ref()
            .filter(is_link)
            .and_then(|named| named.url.as_deref());
        Item {
            target: url.map(|url| page.target(url)),
            has_more: rest
                .clone()
                .any(|at| matches!(tree.events[at].event, Event::Text(_) | Event::Code(_))),
            has_list: rest
                .clone()
                .any(|at| tree.starts(at) == Some(ElementKind::List)),
            events,
            named,
        }
    }

    fn is_entry(&self, list: &Shares, context: &Context) -> bool {
        let Some(named) = &self.named else {
            return false;
        };
        let name = named.name.as_str();
        if vocabulary::is_boilerplate(name) || context.is_in_entry && is_property(named) {
            return false;
        }
        if self.target == Some(Target::Anchor) {
            return false;
        }
        // What stands inside an entry is more of its text, but for names that
        // lead elsewhere.
        let is_address = name.contains("://");
        if context.is_in_entry && (self.target != Some(Target::External) || is_address) {
            return false;
        }
        match named.marker {
            Marker::Plain => self.is_plain_entry(named, list, context),
            Marker::Link | Marker::BoldLink => {
                let external = list.is_most(list.external) || list.external > 0 && list.items == 1;
                let relative = list.is_most(list.relative) && list.relative > 2;
                let is_site = self.target == Some(Target::External);
                named.is_described()
                    || list.is_most(list.described) && named.is_bare()
                    || is_site
                        && external
                        && !(context.is_in_entry && named.is_bare() && list.items == 1)
                    || is_site && named.marker == Marker::BoldLink
                    || !is_site && relative && !context.is_in_entry
            }
            Marker::Address => list.is_most(list.addresses + list.external),
            Marker::Heading => self.has_more,
            // Words in code font are parameters and commands more often than names:
            // a definition or a link tells.
            Marker::Code => {
                named.url.is_some() || list.is_most(list.defined) || list.is_most(list.external)
            }
            _ => {
                named.is_described()
                    || named.begins_sentence() && list.is_most(list.sentences + list.described)
                    || named.is_bare()
                        && (list.is_most(list.described)
                            || list.bare > 2 && list.bare == list.items
                            || self.has_more && !self.has_list
                            || list.is_most(list.external))
            }
        }
    }

    /// A plain name is one where the whole list is written so.
    fn is_plain_entry(&self, named: &Named, list: &Shares, context: &Context) -> bool {
        if context.is_in_entry {
            return false;
        }
        let all = list.named * 3 >= list.items * 2;
        let mixed = list.named > list.plain && list.is_most(list.named);
        match named.is_described() {
            // A colon follows all kinds of words; a dash and an author follow names.
            true if named.is_closed_by_colon() => mixed,
            true => all && list.items > 1 || mixed,
            false => named.is_bare() && !self.has_list && list.is_most(list.external),
        }
    }
}

/// The first link to another site in the lists inside an item.
fn nested_link(tree: &EventTree<'_, '_>, item: &Item) -> Option<String> {
    link_behind(tree, item.events.clone())
}

/// The inline events of an item's first paragraph or heading, and the events
/// behind it.
pub(super) fn first_paragraph(
    tree: &EventTree<'_, '_>,
    item: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let inside = item.start + 1..item.end - 1;
    let mut at = inside.start;
    while at < inside.end && is_before_text(tree, at) {
        at += 1;
    }
    if at < inside.end
        && matches!(
            tree.starts(at),
            Some(ElementKind::Paragraph | ElementKind::Heading)
        )
    {
        let end = tree.end(at);
        return (at + 1..end, end + 1..inside.end);
    }
    let start = at;
    while at < inside.end {
        match tree.starts(at) {
            Some(kind) if kind.is_inline() => at = tree.end(at) + 1,
            Some(_) => break,
            None if tree.events[at].event == Event::Rule => break,
            None => at += 1,
        }
    }
    (start..at, at..inside.end)
}

fn is_before_text(tree: &EventTree<'_, '_>, at: usize) -> bool {
    match &tree.events[at].event {
        Event::TaskMarker | Event::BlockEdge => true,
        Event::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}
