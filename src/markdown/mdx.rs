//! What Docusaurus adds to Markdown and a reader never sees: MDX comments,
//! import and export statements, tags with attributes in braces, and the
//! markers of admonitions. Finds their bytes; the text between them stays.

use std::ops::Range;

use super::html::{braces_end, prefix, tag_end};

/// A statement is looked for no further than this many bytes.
const MAX_STATEMENT: usize = 32 * 1024;

/// Adds to `hidden` the bytes of one top-level block that are no text. `code`
/// lists the block's code, where nothing is hidden; both are sorted. A comment
/// or statement may run on past the block. `open_comment` is set once a
/// comment was found that nothing closes: no later one can be closed either.
pub(super) fn hide(
    source: &str,
    block: Range<usize>,
    paragraph: bool,
    code: &[Range<usize>],
    hidden: &mut Vec<Range<usize>>,
    open_comment: &mut bool,
) {
    let text = &source[block.clone()];
    let done = hidden.last().map_or(0, |range| range.end);
    let mut at = block.start.max(done);
    if at >= block.end {
        return;
    }
    if paragraph && at == block.start {
        at = hide_statements(source, block.clone(), hidden);
    }
    if !text.contains(['{', '<']) && !text.contains(":::") {
        return;
    }
    let bytes = source.as_bytes();
    let mut code = code.iter().peekable();
    let mut of_title = Vec::new();
    while at < block.end {
        while code.next_if(|range| range.end <= at).is_some() {}
        if let Some(range) = code.peek()
            && range.contains(&at)
        {
            at = range.end;
            continue;
        }
        if let Some(range) = of_title.pop_if(|range: &mut Range<usize>| range.start == at) {
            at = range.end;
            hidden.push(range);
            continue;
        }
        if bytes[at] == b'<'
            && source[at..].starts_with("<!--")
            && let Some(close) = prefix(&source[at..block.end], MAX_STATEMENT).find("-->")
        {
            // What stands in an HTML comment opens nothing.
            at += close + 3;
            continue;
        }
        let end = match bytes[at] {
            b'{' if !*open_comment && source[at..].starts_with("{/*") => {
                let close = source[at + 3..].find("*/}");
                *open_comment = close.is_none();
                close.map(|found| at + 3 + found + 3)
            }
            // Plain HTML is the parser's; only what it cannot read as a tag is left to hide.
            b'<' => tag_end(&source[at..block.end])
                .map(|len| at + len)
                .filter(|&end| {
                    let tag = &source[at..end];
                    tag.contains('{') || tag == "<>" || tag == "</>"
                }),
            b':' if source[at..].starts_with(":::") && begins_line(source, at) => {
                let (end, title) = admonition_marker(source, at);
                of_title = title;
                Some(end)
            }
            _ => None,
        };
        at = match end {
            Some(end) => {
                hidden.push(at..end);
                end
            }
            None => at + 1,
        };
    }
}

fn begins_line(source: &str, at: usize) -> bool {
    let before = source[..at].trim_end_matches([' ', '\t', '>']);
    before.is_empty() || before.ends_with('\n') || before == "\u{feff}"
}

/// `:::note[Title]{.class}`: where the colons and the keyword end, and the
/// brackets and attributes around the title, the last first.
fn admonition_marker(source: &str, at: usize) -> (usize, Vec<Range<usize>>) {
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

/// Hides the statements that a paragraph begins with; returns where they end.
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

/// The length of the `import` or `export` statement that `text` begins with.
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
        let mut hidden = Vec::new();
        hide(source, 0..source.len(), true, &[], &mut hidden, &mut false);
        let mut shown = String::new();
        let mut at = 0;
        for range in hidden {
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
