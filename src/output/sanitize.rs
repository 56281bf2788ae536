//! Escapes text of articles, so that it can neither control the terminal nor break
//! a line-based format. The set of unsafe characters is [`is_unsafe`]'s.

use crate::document::is_unsafe;

/// Escapes control characters except line breaks and tabs, and invisible
/// characters that reorder or break text: `\u{1b}`.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    text.chars().for_each(|c| push_clean(&mut clean, c));
    clean
}

/// Like [`clean`], but escapes line breaks and tabs, too: `\n`.
pub(crate) fn clean_line(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => clean.push_str("\\n"),
            '\r' => clean.push_str("\\r"),
            '\t' => clean.push_str("\\t"),
            c => push_clean(&mut clean, c),
        }
    }
    clean
}

/// Appends one character as [`clean`] shows it.
pub(super) fn push_clean(text: &mut String, c: char) {
    if c != '\n' && c != '\t' && is_unsafe(c) {
        text.extend(c.escape_unicode());
    } else {
        text.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_cannot_control_the_terminal() {
        assert_eq!(
            clean("a\u{1b}[31m\u{7}\u{202e}\u{9b}б\n"),
            "a\\u{1b}[31m\\u{7}\\u{202e}\\u{9b}б\n"
        );
        assert_eq!(clean_line("a\tb\nc\r"), "a\\tb\\nc\\r");
    }
}
