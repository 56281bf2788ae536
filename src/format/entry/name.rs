//! The name that a line of text begins with.
//!
//! A name is set off by a marker: bold, a link, code font. Signs, numbers,
//! badges and emoji may stand before it. The patterns tell what ends it and
//! whether a description follows. Knows one line; which lines are entries is for
//! its list to say.

use std::ops::Range;

use super::pattern::{self, NameSplit};
use crate::document::PlainText;
use crate::format::event::{ElementKind, Event};
use crate::format::tree::EventTree;

/// The maximum length of a name, in characters: what is longer is a sentence
/// that someone set off.
const MAX_NAME: usize = 120;

/// How the words that a line begins with are set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Bold,
    Link,
    BoldLink,
    Code,
    Italic,
    /// Bold that CommonMark leaves as literal asterisks, `**名称：**文字`.
    Asterisks,
    /// Quotation marks.
    Quoted,
    /// Nothing but the pattern behind it sets it off.
    Plain,
    /// The heading of an item.
    Heading,
    /// The last part of an address in the text.
    Address,
}

impl Marker {
    /// Whether the name leads somewhere.
    pub(super) fn is_link(self) -> bool {
        matches!(self, Marker::Link | Marker::BoldLink)
    }
}

/// A name at the beginning of a line.
pub(super) struct Named {
    pub(super) marker: Marker,
    pub(super) name: PlainText,
    /// Bytes of the source that are the name and its separator, sorted.
    pub(super) taken: Vec<Range<usize>>,
    /// The address of the name, or of the first link behind it.
    pub(super) url: Option<String>,
    /// How a description is set off from it; `None` where none of the patterns
    /// fits.
    pub(super) split: Option<NameSplit>,
    /// The text behind the name and its separator.
    pub(super) description: String,
}

impl Named {
    /// Whether text follows that says something.
    pub(super) fn is_described(&self) -> bool {
        self.split.is_some() && has_words(&self.description)
    }

    /// Whether nothing follows but marks.
    pub(super) fn is_bare(&self) -> bool {
        !has_words(&self.description)
    }
}

/// Finds the name that a run of inline events begins with, if its marker sets it
/// off.
pub(super) fn marked_name(tree: &EventTree<'_, '_>, run: Range<usize>) -> Option<Named> {
    let (marker, events) = find_marker(tree, run.clone())?;
    let behind = match marker {
        Marker::Asterisks => events.start..run.end,
        _ => events.end..run.end,
    };
    let (words, rest, rest_text) = match marker {
        Marker::Asterisks => {
            let text = tree.text(behind.clone());
            let close = 2 + text.as_str().strip_prefix("**")?.find("**")?;
            let rest = text.slice(close + 2..text.as_str().len());
            let words = text.slice(2..close);
            (words, rest.as_str().to_owned(), rest)
        }
        _ => {
            let rest = tree.text_without_images(behind.clone());
            let space = space_before(tree, behind.clone());
            let words = tree.text_without_images(events.clone());
            (words, format!("{space}{}", rest.as_str()), rest)
        }
    };
    let shift = rest.len() - rest_text.as_str().len();
    if !has_words(words.as_str()) || words.as_str().chars().count() > MAX_NAME {
        return None;
    }
    let split = pattern::split(marker, words.as_str(), &rest);
    let name = match &split {
        Some(split) => trimmed(&words, split.name),
        None => trimmed(&words, words.as_str().trim_end().len()),
    };
    let mut taken = match marker {
        Marker::Asterisks => {
            let bytes = words.source_range(0..words.as_str().len())?;
            vec![bytes.start - 2..bytes.end + 2]
        }
        _ => text_bytes(tree, events.clone()),
    };
    let separator = split.as_ref().map(|split| split.separator.clone());
    if let Some(separator) = separator.clone().filter(|separator| !separator.is_empty()) {
        let own = separator.start.max(shift) - shift..separator.end.max(shift) - shift;
        taken.extend(rest_text.source_range(own));
    }
    let description = match &separator {
        Some(separator) => format!("{}{}", &rest[..separator.start], &rest[separator.end..]),
        None => rest.clone(),
    };
    let own_url = events.clone().find_map(|at| own_link(tree, at));
    let url = own_url.or_else(|| link_behind(tree, behind.clone()));
    Some(Named {
        marker,
        name,
        taken,
        url,
        split,
        description,
    })
}

/// Finds the name that a line of plain text begins with: the words before a
/// separator, or all of a line of few words.
pub(super) fn plain_name(tree: &EventTree<'_, '_>, run: Range<usize>) -> Option<Named> {
    let run = skip_decoration(tree, run);
    let first = run
        .clone()
        .find(|&at| !matches!(tree.events[at].event, Event::Hidden))?;
    if !matches!(tree.events[first].event, Event::Text(_)) {
        return None;
    }
    let text = tree.text(run.clone());
    let line = text.as_str();
    if let Some((name, taken)) = pattern::quoted(line) {
        return Some(Named {
            marker: Marker::Quoted,
            name: text.slice(name),
            taken: Vec::from_iter(text.source_range(taken.clone())),
            url: link_behind(tree, run.clone()),
            split: Some(NameSplit {
                name: taken.end,
                separator: taken.end..taken.end,
            }),
            description: line[taken.end..].to_owned(),
        });
    }
    let (length, separator) = pattern::split_plain(line)?;
    let name = text.slice(0..length);
    let taken = text.source_range(0..separator.end)?;
    Some(Named {
        marker: Marker::Plain,
        taken: vec![taken],
        url: link_behind(tree, run.clone()),
        description: line[separator.end..].to_owned(),
        split: (separator.start < line.len()).then(|| NameSplit {
            name: name.as_str().len(),
            separator,
        }),
        name,
    })
}

/// The name of an item that is a heading.
pub(super) fn heading_name(tree: &EventTree<'_, '_>, run: Range<usize>) -> Option<Named> {
    if let Some(named) = marked_name(tree, run.clone()) {
        return Some(named);
    }
    let words = tree.text_without_images(run.clone());
    let name = trimmed(&words, words.as_str().len());
    has_words(name.as_str()).then(|| Named {
        marker: Marker::Heading,
        taken: text_bytes(tree, run.clone()),
        url: link_behind(tree, run),
        split: None,
        description: String::new(),
        name,
    })
}

/// The name that an address in a line gives: its last part, or its host. The
/// address stays in the text.
pub(super) fn address_name(tree: &EventTree<'_, '_>, run: Range<usize>) -> Option<Named> {
    let text = tree.text(run);
    let line = text.as_str();
    let address = super::address::find_address(line)?;
    let start = line.find(address)?;
    let own = super::address::own_part(address);
    Some(Named {
        marker: Marker::Address,
        name: text.slice(start + own.start..start + own.end),
        taken: Vec::new(),
        url: Some(address.to_owned()),
        split: None,
        description: line.replacen(address, "", 1),
    })
}

/// The marker that a run begins with, and the events of the words that it sets
/// off. Literal asterisks have no end that events could tell.
fn find_marker(tree: &EventTree<'_, '_>, run: Range<usize>) -> Option<(Marker, Range<usize>)> {
    let run = skip_decoration(tree, run);
    let at = run.start;
    if at >= run.end {
        return None;
    }
    if let Event::Text(text) = &tree.events[at].event {
        // The parser may give each asterisk by itself.
        let source = &tree.source.text[tree.events[at].bytes.start..];
        let is_bold = text.starts_with('*') && source.starts_with("**");
        return is_bold.then_some((Marker::Asterisks, at..run.end));
    }
    if matches!(tree.events[at].event, Event::Code(_)) {
        return Some((Marker::Code, at..at + 1));
    }
    let events = at..tree.end(at) + 1;
    match tree.starts(at)? {
        ElementKind::Link => {
            let bold = only_element(tree, at, &[ElementKind::Strong]).is_some()
                || begins_with(tree, at, ElementKind::Strong);
            Some((if bold { Marker::BoldLink } else { Marker::Link }, events))
        }
        ElementKind::Strong => {
            let link = only_element(tree, at, &[ElementKind::Link]).is_some();
            Some((if link { Marker::BoldLink } else { Marker::Bold }, events))
        }
        ElementKind::CodeSpan => Some((Marker::Code, events)),
        ElementKind::Emphasis => {
            // What is struck out or leaning is looked into: a marked name may
            // stand at its beginning.
            match find_marker(tree, tree.inside(at)) {
                Some((marker, inner)) if marker != Marker::Asterisks => Some((marker, inner)),
                _ => Some((Marker::Italic, events)),
            }
        }
        _ => None,
    }
}

/// Whether an element begins with another, its images and signs aside.
fn begins_with(tree: &EventTree<'_, '_>, start: usize, kind: ElementKind) -> bool {
    let inside = skip_decoration(tree, tree.inside(start));
    inside.start < inside.end && tree.starts(inside.start) == Some(kind)
}

/// The one element of some kinds inside another, signs and images aside.
fn only_element(tree: &EventTree<'_, '_>, start: usize, kinds: &[ElementKind]) -> Option<usize> {
    let mut found = None;
    for sibling in tree.siblings(tree.inside(start)) {
        match (
            &tree.events[sibling.start].event,
            tree.starts(sibling.start),
        ) {
            (_, Some(ElementKind::Image)) => {}
            (_, Some(kind)) if kinds.contains(&kind) && found.is_none() => {
                found = Some(sibling.start);
            }
            (Event::Text(text), _) if !has_words(text) => {}
            (Event::Hidden | Event::SoftBreak, _) => {}
            _ => return None,
        }
    }
    found
}

/// A run without what may stand before a name: images, badges, check boxes,
/// signs, emoji by name, and numbers.
fn skip_decoration(tree: &EventTree<'_, '_>, run: Range<usize>) -> Range<usize> {
    let mut at = run.start;
    while at < run.end {
        let source = &tree.source.text[tree.events[at].bytes.start..];
        let skips = match (&tree.events[at].event, tree.starts(at)) {
            (Event::Text(text), _) if text.starts_with('*') && source.starts_with("**") => false,
            (Event::Text(text), _) => pattern::is_decoration(text),
            (
                Event::Hidden
                | Event::TaskMarker
                | Event::SoftBreak
                | Event::HardBreak
                | Event::BlockEdge
                | Event::Unsearched,
                _,
            ) => true,
            (_, Some(ElementKind::Image)) => true,
            (_, Some(ElementKind::Link)) => tree.is_only_images(at),
            (_, Some(ElementKind::Emphasis | ElementKind::Strong)) => {
                !has_words(tree.text(tree.inside(at)).as_str())
            }
            _ => false,
        };
        if !skips {
            break;
        }
        at = tree.end(at) + 1;
    }
    at..run.end
}

/// The bytes of the text of some events, the descriptions of images aside.
fn text_bytes(tree: &EventTree<'_, '_>, events: Range<usize>) -> Vec<Range<usize>> {
    let texts = tree
        .without_images(events)
        .filter(|&at| matches!(tree.events[at].event, Event::Text(_) | Event::Code(_)));
    texts.map(|at| tree.events[at].bytes.clone()).collect()
}

/// The address of a link that shows more than images.
fn own_link(tree: &EventTree<'_, '_>, at: usize) -> Option<String> {
    let url = tree.link(at)?;
    (!tree.is_only_images(at)).then(|| url.to_owned())
}

/// The first link to another site in some text, badges aside, or else an address
/// that is written out.
pub(super) fn link_behind(tree: &EventTree<'_, '_>, events: Range<usize>) -> Option<String> {
    let link = events.clone().find_map(|at| {
        own_link(tree, at).filter(|url| url.starts_with("http") || url.starts_with("//"))
    });
    link.or_else(|| {
        let text = tree.text(events);
        super::address::find_address(text.as_str()).map(str::to_owned)
    })
}

/// White space between a name and the text behind it.
fn space_before(tree: &EventTree<'_, '_>, behind: Range<usize>) -> &'static str {
    let Some(first) = tree.events[behind.clone()]
        .iter()
        .find(|event| !matches!(event.event, Event::End(_)))
    else {
        return "";
    };
    match &first.event {
        Event::Text(_) | Event::Hidden => {
            let source = &tree.source.text[first.bytes.clone()];
            if source.starts_with(char::is_whitespace) {
                return " ";
            }
            ""
        }
        Event::SoftBreak => " ",
        Event::HardBreak => "\n",
        _ => "",
    }
}

/// The first `length` bytes of a name, without white space before them.
fn trimmed(name: &PlainText, length: usize) -> PlainText {
    let text = &name.as_str()[..length];
    let start = text.len() - text.trim_start_matches(pattern::is_sign).len();
    let start = if has_words(&text[start..]) { start } else { 0 };
    let end = start
        + text[start..]
            .trim_end_matches(pattern::is_sign_at_end)
            .len();
    let (start, end) = pattern::without_quotes(text, start, end);
    match has_words(&text[start..end]) {
        true => name.slice(start..end),
        false => name.slice(0..length),
    }
}

pub(super) fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}
