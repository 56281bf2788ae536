//! What the shapes know of the page that they look at, and of the place in it.

use std::collections::{HashMap, HashSet};

use super::address::{Target, target};
use crate::format::event::{Element, Event};
use crate::format::tree::EventTree;

/// What is known of the place that is looked at.
#[derive(Clone, Default)]
pub(super) struct Context {
    /// Headings above are those of a table of contents, a licence and the like,
    /// or what stands here are the properties of an entry.
    pub(super) is_boilerplate: bool,
    /// It is inside an entry: properties and remarks are expected.
    pub(super) is_in_entry: bool,
    /// How many lists and blocks it is inside of.
    pub(super) depth: usize,
}

/// A page: its events and its addresses.
pub(super) struct Page<'t, 'a, 's> {
    pub(super) tree: &'t EventTree<'a, 's>,
    anchors: HashSet<&'t str>,
    /// The addresses of the page itself, as its table of contents has them.
    own_addresses: HashSet<&'t str>,
    /// Where the first heading of the first level starts: the title.
    pub(super) title: Option<usize>,
}

impl<'t, 'a, 's> Page<'t, 'a, 's> {
    /// `anchors` are those of the headings.
    pub(super) fn new(tree: &'t EventTree<'a, 's>, anchors: &'t [String]) -> Self {
        let anchors: HashSet<&str> = anchors.iter().map(String::as_str).collect();
        let mut page = Page {
            own_addresses: own_addresses(tree, &anchors),
            tree,
            anchors,
            title: None,
        };
        let mut events = 0..tree.events.len();
        page.title = events.find(|&at| page.heading_level(at) == Some(1));
        page
    }

    /// Where an address leads.
    pub(super) fn target(&self, url: &str) -> Target {
        if let Some((page, _)) = url.split_once('#')
            && self.own_addresses.contains(page)
        {
            return Target::Anchor;
        }
        target(url, |fragment| self.anchors.contains(fragment))
    }

    pub(super) fn heading_level(&self, at: usize) -> Option<u8> {
        match &self.tree.events[at].event {
            Event::Start(Element::Heading { level, .. }) => Some(*level),
            _ => None,
        }
    }
}

/// The addresses before fragments of which several are anchors of the page.
fn own_addresses<'t>(tree: &'t EventTree<'_, '_>, anchors: &HashSet<&str>) -> HashSet<&'t str> {
    let mut counts: HashMap<&'t str, usize> = HashMap::new();
    for event in tree.events {
        if let Event::Start(Element::Link { url, .. }) = &event.event
            && let Some((page, fragment)) = url.split_once('#')
            && anchors.contains(fragment)
        {
            *counts.entry(page).or_default() += 1;
        }
    }
    counts.retain(|page, count| *count > 1 && !page.is_empty());
    counts.into_keys().collect()
}
