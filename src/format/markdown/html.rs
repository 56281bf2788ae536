//! A tokenizer for HTML in Markdown: separates text from tags and comments.
//!
//! Implements only as much of HTML as that takes, plus JSX attributes in braces. Builds
//! no tree. All offsets are in bytes.

use std::ops::Range;

/// A token of an HTML fragment. Ranges are bytes of the fragment.
#[derive(Debug, PartialEq)]
pub(super) enum HtmlToken {
    /// Text, entities not yet decoded.
    Text(Range<usize>),
    /// An opening, closing or empty tag.
    Tag(Range<usize>),
}

/// Splits a fragment into text and tags, in order. Comments, declarations and the
/// contents of `script` and `style` are left out. A `<` that starts no tag is text.
pub(super) fn tokens(html: &str) -> Vec<HtmlToken> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut text_start = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[open..];
        let end = if rest.starts_with("<!--") {
            Some(end_after(html, open + 4, "-->"))
        } else if rest.starts_with("<![CDATA[") {
            Some(end_after(html, open, "]]>"))
        } else if rest.starts_with("<?") {
            Some(end_after(html, open, "?>"))
        } else if rest.starts_with("<!") || rest.starts_with("</ ") {
            Some(end_after(html, open, ">"))
        } else {
            tag_end(rest).map(|len| open + len)
        };
        let Some(mut end) = end else {
            at = open + 1;
            continue;
        };
        if text_start < open {
            tokens.push(HtmlToken::Text(text_start..open));
        }
        if !matches!(rest.as_bytes()[1], b'!' | b'?') && !rest.starts_with("</ ") {
            tokens.push(HtmlToken::Tag(open..end));
            let name = tag_name(rest).to_ascii_lowercase();
            if matches!(name.as_str(), "script" | "style")
                && !rest.starts_with("</")
                && !html[..end].ends_with("/>")
            {
                let close = format!("</{name}");
                end = find_ignoring_case(html, end, &close).unwrap_or(html.len());
            }
        }
        at = end;
        text_start = end;
    }
    if text_start < html.len() {
        tokens.push(HtmlToken::Text(text_start..html.len()));
    }
    tokens
}

/// The offset after the next `close`, or the end of the text: an unclosed comment
/// hides the rest, as in browsers.
fn end_after(html: &str, from: usize, close: &str) -> usize {
    html.get(from..)
        .and_then(|rest| rest.find(close))
        .map_or(html.len(), |at| from + at + close.len())
}

/// The offset of an ASCII `needle`, ignoring ASCII case, from byte `from`.
fn find_ignoring_case(html: &str, from: usize, needle: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    (from..(bytes.len() + 1).saturating_sub(needle.len()))
        .find(|&at| bytes[at..at + needle.len()].eq_ignore_ascii_case(needle.as_bytes()))
}

/// The maximum length of a tag, in bytes. A longer one has an unclosed quote or brace.
/// The limit also keeps the search linear.
const MAX_TAG: usize = 16 * 1024;

/// The length in bytes of the tag at the start of `text`, in HTML, or in JSX with
/// values in braces. `None` if there is no tag. `text` must start with `<`.
pub(super) fn tag_end(text: &str) -> Option<usize> {
    let text = prefix(text, MAX_TAG);
    let bytes = text.as_bytes();
    let mut at = 1;
    if bytes.get(at) == Some(&b'/') {
        at += 1;
    }
    match bytes.get(at)? {
        // A JSX fragment: <> or </>.
        b'>' => return Some(at + 1),
        byte if byte.is_ascii_alphabetic() => {}
        _ => return None,
    }
    while bytes
        .get(at)
        .is_some_and(|&b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':' | b'_'))
    {
        at += 1;
    }
    // A colon may be part of a name, but not its end: <https://…> is an autolink.
    if !matches!(
        bytes.get(at)?,
        b'>' | b'/' | b'{' | b' ' | b'\t' | b'\n' | b'\r'
    ) || bytes[at - 1] == b':'
    {
        return None;
    }
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'>' => return Some(at + 1),
            b'"' | b'\'' => at + 2 + bytes[at + 1..].iter().position(|&b| b == byte)?,
            b'{' => braces_end(text, at)?,
            b'<' => return None,
            _ => at + 1,
        };
    }
    None
}

/// At most the first `max` bytes of a text, ending at a character boundary.
pub(super) fn prefix(text: &str, max: usize) -> &str {
    let mut end = max.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The offset after the brace that closes the one at byte `open`, ignoring braces in
/// string literals. `None` if it is never closed.
pub(super) fn braces_end(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0usize, open);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'"' | b'\'' | b'`' => {
                // An apostrophe in prose starts no string: skip only quotes that close
                // on the same line.
                let rest = &bytes[at + 1..];
                let stop = rest
                    .iter()
                    .position(|&b| b == byte || (b == b'\n' && byte != b'`'));
                if let Some(stop) = stop.filter(|&stop| rest[stop] == byte) {
                    at += stop + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The name of a tag as written, of a closing tag, too; empty for a JSX fragment
/// (`<>`).
pub(super) fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<').trim_start_matches('/');
    let end = name
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '{'))
        .unwrap_or(name.len());
    &name[..end]
}

/// The byte range of an attribute's value in its tag, without quotes. Names are
/// compared ignoring case; the first one wins.
pub(super) fn attribute(tag: &str, name: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = find_ignoring_case(tag, at, name) {
        at = found + name.len();
        let before = tag[..found].chars().next_back();
        let rest = &tag[at..];
        let after = rest.trim_start();
        if !before.is_some_and(char::is_whitespace) || !after.starts_with('=') {
            continue;
        }
        let value = after[1..].trim_start();
        let start = tag.len() - value.len();
        return match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].find(quote).map(|len| start + 1..start + 1 + len),
            _ => {
                let len = value
                    .find(|c: char| c.is_whitespace() || c == '>')
                    .unwrap_or(value.len());
                Some(start..start + len)
            }
        };
    }
    None
}

/// Whether an element is part of a line of text: `<b>` does not end a word, `<div>`
/// does. HTML's phrasing content, without images and controls.
pub(super) fn is_phrasing(name: &str) -> bool {
    const PHRASING: &[&str] = &[
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr",
    ];
    PHRASING
        .iter()
        .any(|phrasing| phrasing.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        let tokens = tokens(html);
        tokens
            .iter()
            .filter_map(|p| {
                if let HtmlToken::Text(range) = p {
                    Some(&html[range.clone()])
                } else {
                    None
                }
            })
            .collect()
    }

    #[test]
    fn tags_comments_and_scripts_are_not_text() {
        assert_eq!(
            text("<a href=\"x>y\">A</a><!-- no --> b<script>let a = '<p>';</script>c"),
            "A bc"
        );
        assert_eq!(
            text("1 < 2 <Tabs x={a > b}>d</Tabs> <3 <unclosed"),
            "1 < 2 d <3 <unclosed"
        );
        assert_eq!(text("<!-- never closed"), "");
    }

    #[test]
    fn attributes_are_found_whatever_their_quotes() {
        let tag = "<img data-alt='no' ALT = \"да\" id=x>";
        assert_eq!(&tag[attribute(tag, "alt").unwrap()], "да");
        assert_eq!(&tag[attribute(tag, "id").unwrap()], "x");
        assert_eq!(attribute(tag, "src"), None);
    }

    #[test]
    fn an_autolink_is_no_tag() {
        assert_eq!(tag_end("<https://a.b>"), None);
        assert_eq!(tag_end("<Foo bar={{a: '}'}} />"), Some(22));
    }
}
