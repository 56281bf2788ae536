//! Colors and links. Colors come from the terminal's own palette, which suits both
//! dark and light backgrounds. The console strips them where they are not wanted.

use anstyle::{AnsiColor, Style};

use super::sanitize::{clean_line, push_clean};
use crate::answer::{CharRange, DisplayPath, DocumentInfo};

/// Names of documents.
pub(super) const NAME: Style = Style::new().bold();
/// Matches, in red, as in grep; also warnings.
pub(super) const MATCH: Style = AnsiColor::Red.on_default().bold();
pub(super) const KIND: Style = AnsiColor::Cyan.on_default();
pub(super) const FAINT: Style = Style::new().dimmed();
const PLACE: Style = AnsiColor::Magenta.on_default();
const LINE: Style = AnsiColor::Green.on_default();

/// Marks `highlights` in `text`, which is escaped and put on one line. Highlights
/// are in code points of `text`, sorted and disjoint.
pub(super) fn mark(text: &str, highlights: &[CharRange], base: Style) -> String {
    let mut styled = base.to_string();
    let mut highlights = highlights.iter().peekable();
    for (at, c) in text.chars().enumerate() {
        if highlights.peek().is_some_and(|&&(start, _)| start == at) {
            styled += &format!("{base:#}{MATCH}");
        }
        match c {
            '\n' | '\t' => styled.push(' '),
            c => push_clean(&mut styled, c),
        }
        if highlights.next_if(|&&(_, end)| end == at + 1).is_some() {
            styled += &format!("{MATCH:#}{base}");
        }
    }
    styled + &format!("{base:#}")
}

/// `file:line`, with grep's colors. A link if `links` is set and the file's URL is
/// known.
pub(super) fn style_place(file: &DisplayPath, line: usize, links: bool) -> String {
    let path = clean_line(&file.path);
    let text = format!("{PLACE}{path}{PLACE:#}:{LINE}{line}{LINE:#}");
    match &file.url {
        // OSC 8: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
        Some(url) if links => format!("\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"),
        _ => text,
    }
}

/// The name of a document, or a placeholder for an empty one.
pub(super) fn visible_name(document: &DocumentInfo) -> &str {
    match document.name.as_str() {
        "" => "(no text)",
        name => name,
    }
}
