//! Finds the syntax of Docusaurus that readers never see: MDX comments, `import` and
//! `export` statements, tags with attributes in braces, and markers of admonitions.
//!
//! Works on bytes of the source, next to the Markdown parser, which knows none of it.
//! The text between the markers stays visible.

use std::ops::Range;

use super::html::{braces_end, prefix, tag_end};

/// The maximum length of a statement or HTML comment, in bytes, so that unclosed ones
/// do not make the search quadratic.
const MAX_STATEMENT: usize = 32 * 1024;

/// The bytes of a source that no reader sees.
#[derive(Default)]
pub(super) struct HiddenBytes {
    /// Sorted and disjoint. A range may extend past the block it starts in.
    pub(super) ranges: Vec<Range<usize>>,
    /// A comment was found that is never closed, so no later one is either: there is
    /// no need to search again.
    open_comment: bool,
}

impl HiddenBytes {
    /// Adds a range anywhere, in sorted order.
    pub(super) fn insert(&mut self, bytes: Range<usize>) {
        let before = |range: &Range<usize>| range.start < bytes.start;
        let at = self.ranges.partition_point(before);
        self.ranges.insert(at, bytes);
    }

    /// Adds what is hidden in a top-level block. Blocks must be added in order. `code`
    /// has the ranges of code in the block, in order, where nothing is hidden.
    /// Statements are recognized only at the start of a paragraph.
    pub(super) fn add_block(
        &mut self,
        source: &str,
        block: Range<usize>,
        is_paragraph: bool,
        code: &[Range<usize>],
    ) {
        let done = self.ranges.last().map_or(0, |range| range.end);
        let mut at = block.start.max(done);
        if at >= block.end {
            return;
        }
        if is_paragraph && at == block.start {
            at = hide_statements(source, block.clone(), &mut self.ranges);
        }
        let text = &source[block.clone()];
        if text.contains(['{', '<']) || text.contains(":::") {
            self.add_markup(source, at..block.end, code);
        }
    }

    /// Adds the comments, tags and markers of admonitions in `bytes`, outside of
    /// `code`.
    fn add_markup(&mut self, source: &str, bytes: Range<usize>, code: &[Range<usize>]) {
        let mut code = code.iter().peekable();
        let mut of_title = Vec::new();
        let mut at = bytes.start;
        while at < bytes.end {
            while code.next_if(|range| range.end <= at).is_some() {}
            if let Some(range) = code.peek()
                && range.contains(&at)
            {
                at = range.end;
                continue;
            }
            if let Some(range) = of_title.pop_if(|range: &mut Range<usize>| range.start == at) {
                at = range.end;
                self.ranges.push(range);
                continue;
            }
            let rest = &source.as_bytes()[at..bytes.end];
            if rest.starts_with(b"<!--")
                && let Some(close) = prefix(&source[at..bytes.end], MAX_STATEMENT).find("-->")
            {
                // Braces and tags in an HTML comment mean nothing.
                at += close + 3;
                continue;
            }
            let end = match rest[0] {
                b'{' => self.comment_end(source, at),
                b'<' => hidden_tag(&source[at..bytes.end]).map(|length| at + length),
                b':' if rest.starts_with(b":::") && begins_line(source, at) => {
                    let (end, title) = admonition_marker(source, at);
                    of_title = title;
                    Some(end)
                }
                _ => None,
            };
            at = match end {
                Some(end) => {
                    self.ranges.push(at..end);
                    end
                }
                None => at + 1,
            };
        }
    }

    /// The end of the comment at byte `at`, which may be past the end of its block.
    /// `None` if there is no comment, or it is never closed.
    fn comment_end(&mut self, source: &str, at: usize) -> Option<usize> {
        if self.open_comment || !source[at..].starts_with("{/*") {
            return None;
        }
        let close = source[at + 3..].find("*/}");
        self.open_comment = close.is_none();
        close.map(|found| at + 3 + found + 3)
    }
}

/// The length in bytes of the tag at the start of `text`, if it must be hidden: JSX
/// that the Markdown parser takes for text. Plain HTML is left to the parser.
fn hidden_tag(text: &str) -> Option<usize> {
    tag_end(text).filter(|&length| {
        let tag = &text[..length];
        tag.contains('{') || tag == "<>" || tag == "</>"
    })
}

/// Whether only white space and markers of block quotes precede byte `at` on its line.
fn begins_line(source: &str, at: usize) -> bool {
    let before = source[..at].trim_end_matches([' ', '\t', '>']);
    before.is_empty() || before.ends_with('\n') || before == "\u{feff}"
}

/// Splits `:::note[Title]{.class}` at byte `at`: the offset after the keyword, and the
/// ranges of the brackets and attributes around the title, last first.
fn admonition_marker(source: &str, at: usize) -> (usize, Vec<Range<usize>>) {
    // At the end of the source the line is empty.
    let line = source[at..].lines().next().unwrap_or_default();
    let keyword = line.trim_start_matches(':');
    let title =
        keyword.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let marker_end = at + line.len() - title.len();
    let mut around = Vec::new();
    let mut start = marker_end;
    if title.starts_with('[')
        && let Some(close) = title.rfind(']')
    {
        around.push(start..start + 1);
        around.push(start + close..start + close + 1);
        start += close + 1;
    }
    let rest = &source[start..at + line.len()];
    if let Some(open) = rest.find('{')
        && rest.trim_end().ends_with('}')
        && !rest[open..].starts_with("{/*")
    {
        around.push(start + open..start + rest.len());
    }
    around.reverse();
    (marker_end, around)
}

/// Hides the statements at the start of a paragraph. Returns the offset after them.
fn hide_statements(source: &str, block: Range<usize>, hidden: &mut Vec<Range<usize>>) -> usize {
    let mut at = block.start;
    while at < block.end && begins_line(source, at) {
        let Some(end) = statement_end(&source[at..]).map(|len| at + len) else {
            break;
        };
        hidden.push(at..end);
        at = end + source[end..].len() - source[end..].trim_start_matches(['\r', '\n']).len();
    }
    at
}

/// The length in bytes of the `import` or `export` statement at the start of `text`.
/// A prose line such as "import taxes rose" is no statement: it names no module.
fn statement_end(text: &str) -> Option<usize> {
    let text = prefix(text, MAX_STATEMENT);
    let line = text.lines().next()?;
    if let Some(rest) = line.strip_prefix("import ") {
        let rest = rest.trim_start();
        let quoted = |text: &str| text.trim_start().starts_with(['"', '\'']);
        if quoted(rest)
            || rest
                .split_once(" from ")
                .is_some_and(|(_, module)| quoted(module))
        {
            return Some(line.len());
        }
        if rest.starts_with('{') {
            let close = braces_end(text, text.find('{')?)?;
            // Nothing after the brace: an empty tail names no module.
            let tail = text[close..].lines().next().unwrap_or_default();
            return tail
                .trim_start()
                .strip_prefix("from")
                .filter(|module| quoted(module))
                .map(|_| close + tail.len());
        }
        return None;
    }
    let rest = line.strip_prefix("export ")?.trim_start();
    const HEADS: &[&str] = &[
        "default ",
        "const ",
        "let ",
        "var ",
        "function ",
        "class ",
        "async ",
        "{",
        "* from",
    ];
    if !HEADS.iter().any(|head| rest.starts_with(head)) {
        return None;
    }
    let mut end = 0;
    let mut open = 0i64;
    for line in text.split_inclusive('\n') {
        end += line.len();
        for byte in line.bytes() {
            match byte {
                b'{' | b'(' | b'[' => open += 1,
                b'}' | b')' | b']' => open -= 1,
                _ => {}
            }
        }
        if open <= 0 {
            return Some(end - (line.len() - line.trim_end().len()));
        }
    }
    Some(line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visible(source: &str) -> String {
        let mut hidden = HiddenBytes::default();
        hidden.add_block(source, 0..source.len(), true, &[]);
        let mut shown = String::new();
        let mut at = 0;
        for range in hidden.ranges {
            shown.push_str(&source[at..range.start]);
            at = range.end;
        }
        shown + &source[at..]
    }

    #[test]
    fn markup_of_mdx_is_hidden_and_its_text_stays() {
        assert_eq!(visible("a {/* truncate */} b"), "a  b");
        assert_eq!(visible("<Foo style={{a: 'b'}}>text</Foo>"), "text</Foo>");
        assert_eq!(visible("<>x</>"), "x");
        assert_eq!(visible("<!-- {/* --> a {/* b */} c"), "<!-- {/* --> a  c");
        assert_eq!(
            visible(":::note[Заметка]{.big}\ntext\n:::"),
            "Заметка\ntext\n"
        );
        assert_eq!(visible(":::tip Title here\ntext"), " Title here\ntext");
        assert_eq!(
            visible(
                "import A from 'a';\nimport {\n B,\n} from \"b\";\nexport const c = {\n\n d: 1,\n};\ntext"
            ),
            "\n\n\ntext"
        );
    }

    #[test]
    fn prose_that_looks_like_it_stays() {
        for prose in [
            "import duties from China",
            "export controls",
            "a < b > c {x}",
            "::: no",
            "<b>x</b>",
        ] {
            let expected = prose.trim_start_matches(":::");
            assert_eq!(visible(prose), expected);
        }
    }
}
