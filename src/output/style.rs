//! How things look: colours of the terminal's own palette, so that they suit a
//! dark and a light one.

use anstyle::{AnsiColor, Style};

use super::clean::push_clean;
use super::{File, Page, clean};

pub(super) const NAME: Style = Style::new().bold();
pub(super) const MATCH: Style = AnsiColor::Red.on_default().bold();
pub(super) const KIND: Style = AnsiColor::Cyan.on_default();
pub(super) const FAINT: Style = Style::new().dimmed();
const PLACE: Style = AnsiColor::Magenta.on_default();
const LINE: Style = AnsiColor::Green.on_default();

/// `text`, cleaned and on one line, in `base` style with the given code points
/// of it marked.
pub(super) fn marked(text: &str, highlights: &[(usize, usize)], base: Style) -> String {
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

/// A file and a line of it, as a link where there may be links.
pub(super) fn place(file: &File, line: usize, page: &Page) -> String {
    let text = format!(
        "{PLACE}{}{PLACE:#}:{LINE}{line}{LINE:#}",
        clean::clean_line(&file.shown)
    );
    match &file.url {
        // OSC 8, see https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
        Some(url) if page.links => format!("\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"),
        _ => text,
    }
}
