//! The name that a line of text begins with.
//!
//! A name is set off by a marker: bold, a link, code font. Signs, numbers,
//! badges and emoji may stand before it. The patterns tell what ends it and
//! whether a description follows. Knows one line; which lines are entries is for
//! its list to say.

use std::ops::Range;

use super::marker::{Marker, find_marker, has_words, skip_decoration};
use super::pattern::{self, NameSplit};
use super::{address, plain};
use crate::document::PlainText;
use crate::format::event::Event;
use crate::format::parsed::EntryForm;
use crate::format::tree::EventTree;

/// The maximum length of a name, in characters: what is longer is a sentence
/// that someone set off.
const MAX_NAME: usize = 120;

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
    /// The name stood in quotation marks.
    pub(super) is_quoted: bool,
    /// It is a link to a page by its name.
    pub(super) is_wiki_link: bool,
    /// The sign that sets off the description of a plain name.
    pub(super) separator_mark: Option<char>,
}

impl Named {
    /// How the name is written, as far as that tells what it names.
    pub(super) fn form(&self) -> EntryForm {
        let rest = self.description.trim_start();
        match self.marker {
            Marker::Code => EntryForm::Code,
            _ if self.is_wiki_link => EntryForm::WikiLink,
            Marker::Quoted => EntryForm::Title,
            _ if self.is_quoted => EntryForm::Title,
            Marker::Plain if plain::is_credit(rest) => EntryForm::Title,
            _ if self.begins_sentence() => EntryForm::Sentence,
            _ => EntryForm::Item,
        }
    }

    /// Where the link leads that is the name.
    pub(super) fn name_url(&self) -> Option<String> {
        self.url.clone().filter(|_| self.marker.is_link())
    }

    /// Whether text follows that says something.
    pub(super) fn is_described(&self) -> bool {
        self.split.is_some() && has_words(&self.description)
    }

    /// Whether the name is bold and a sentence goes on behind it.
    pub(super) fn begins_sentence(&self) -> bool {
        let is_bold = matches!(self.marker, Marker::Bold | Marker::BoldLink);
        let rest = self.description.trim_start();
        let is_word = |c: char| c.is_alphabetic() && !c.is_uppercase();
        let goes_on = rest.starts_with(|c: char| is_word(c) || matches!(c, ',' | '，' | '、'));
        is_bold && self.split.is_none() && goes_on
    }

    /// Whether a colon sets off the description.
    pub(super) fn is_closed_by_colon(&self) -> bool {
        self.separator_mark == Some(':')
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
            let (words, rest) = between_asterisks(tree, behind.clone())?;
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
    let url = url_of(tree, events.clone(), behind);
    if !may_be_name(words.as_str(), url.as_deref()) {
        return None;
    }
    let split = pattern::split(marker, words.as_str(), &rest);
    let name = match &split {
        Some(split) => trimmed(&words, split.name),
        None => trimmed(&words, words.as_str().trim_end().len()),
    };
    let is_quoted = plain::quoted(words.as_str().trim())
        .is_some_and(|(inner, _)| inner.len() >= name.as_str().trim().len());
    let mut taken = match marker {
        Marker::Asterisks => {
            let bytes = words.source_range(0..words.as_str().len())?;
            let outer = bytes.start - 2..bytes.end + 2;
            Vec::from([outer])
        }
        _ => text_bytes(tree, events.clone()),
    };
    let separator = split.as_ref().map(|split| split.separator.clone());
    if let Some(separator) = separator.clone().filter(|separator| !separator.is_empty()) {
        let own = separator.start.max(shift) - shift..separator.end.max(shift) - shift;
        taken.extend(source_of(&rest_text, own));
    }
    let description = match &separator {
        Some(separator) => format!("{}{}", &rest[..separator.start], &rest[separator.end..]),
        None => rest.clone(),
    };
    Some(Named {
        marker,
        is_wiki_link: marker.is_link() && tree.has_wiki_link(events),
        name,
        taken,
        url,
        split,
        description,
        is_quoted,
        separator_mark: None,
    })
}

/// The text between literal asterisks, and the text behind them.
fn between_asterisks(
    tree: &EventTree<'_, '_>,
    events: Range<usize>,
) -> Option<(PlainText, PlainText)> {
    let text = tree.text(events);
    let close = 2 + text.as_str().strip_prefix("**")?.find("**")?;
    let rest = text.slice(close + 2..text.as_str().len());
    Some((text.slice(2..close), rest))
}

/// Whether words are neither too long nor an address in angle brackets, but for that of
/// a page on the Web.
fn may_be_name(words: &str, url: Option<&str>) -> bool {
    let is_address = url == Some(words) && words.contains(':') && !words.starts_with("http");
    has_words(words) && words.chars().count() <= MAX_NAME && !is_address
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
    if let Some((name, taken)) = plain::quoted(line) {
        return Some(Named {
            marker: Marker::Quoted,
            is_quoted: true,
            is_wiki_link: false,
            separator_mark: None,
            name: text.slice(name),
            taken: source_of(&text, taken.clone()),
            url: link_behind(tree, run.clone()),
            split: Some(NameSplit {
                name: taken.end,
                separator: taken.end..taken.end,
            }),
            description: line[taken.end..].to_owned(),
        });
    }
    let (length, separator) = plain::split_plain(line)?;
    let name = text.slice(0..length);
    let mut taken = source_of(&text, 0..length);
    taken.extend(source_of(&text, separator.clone()));
    Some(Named {
        marker: Marker::Plain,
        is_quoted: false,
        is_wiki_link: false,
        separator_mark: line[separator.clone()].chars().next(),
        taken,
        url: link_behind(tree, run.clone()),
        description: format!(
            "{}{}",
            &line[length..separator.start],
            &line[separator.end..]
        ),
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
        is_quoted: false,
        is_wiki_link: false,
        separator_mark: None,
        name,
    })
}

/// The name that an address in a line gives: its last part, or its host. The rest
/// of the address stays in the text.
pub(super) fn address_name(tree: &EventTree<'_, '_>, run: Range<usize>) -> Option<Named> {
    let text = tree.text(run);
    let line = text.as_str();
    let address = address::find_address(line)?;
    let start = line.find(address)?;
    let own = address::own_part(address);
    Some(Named {
        marker: Marker::Address,
        name: text.slice(start + own.start..start + own.end),
        taken: source_of(&text, start + own.start..start + own.end),
        url: Some(address.to_owned()),
        split: None,
        description: line.replacen(address, "", 1),
        is_quoted: false,
        is_wiki_link: false,
        separator_mark: None,
    })
}

/// The bytes of the text of some events, the descriptions of images aside.
fn text_bytes(tree: &EventTree<'_, '_>, events: Range<usize>) -> Vec<Range<usize>> {
    let texts = tree
        .without_images(events)
        .filter(|&at| matches!(tree.events[at].event, Event::Text(_) | Event::Code(_)));
    texts.map(|at| tree.events[at].bytes.clone()).collect()
}

/// The address of a name, or else of what stands behind it.
fn url_of(tree: &EventTree<'_, '_>, name: Range<usize>, behind: Range<usize>) -> Option<String> {
    let own = name.into_iter().find_map(|at| own_link(tree, at));
    own.or_else(|| link_behind(tree, behind))
}

/// The address of a link that shows more than images.
fn own_link(tree: &EventTree<'_, '_>, at: usize) -> Option<String> {
    let url = tree.link(at)?;
    (!tree.is_only_images(at)).then(|| url.to_owned())
}

/// The bytes of the source that a part of a text stands for, without what lies
/// between its pieces, such as the description of an image.
pub(super) fn source_of(text: &PlainText, part: Range<usize>) -> Vec<Range<usize>> {
    let pieces = text.spans().iter().filter_map(|span| {
        let start = span.text.start.max(part.start);
        let end = span.text.end.min(part.end);
        (start < end)
            .then(|| text.source_range(start..end))
            .flatten()
    });
    pieces.collect()
}

/// The first link to another site in some text, badges aside, or else an address
/// that is written out.
pub(super) fn link_behind(tree: &EventTree<'_, '_>, events: Range<usize>) -> Option<String> {
    let link = events.clone().find_map(|at| {
        own_link(tree, at).filter(|url| url.starts_with("http") || url.starts_with("//"))
    });
    link.or_else(|| {
        let text = tree.text(events);
        address::find_address(text.as_str()).map(str::to_owned)
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
    let start = text.len() - text.trim_start_matches(plain::is_sign).len();
    let start = if has_words(&text[start..]) { start } else { 0 };
    let end = start + text[start..].trim_end_matches(plain::is_sign_at_end).len();
    let (start, end) = plain::without_quotes(text, start, end);
    match has_words(&text[start..end]) {
        true => name.slice(start..end),
        false => name.slice(0..length),
    }
}
