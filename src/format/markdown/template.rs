//! What site generators read as instructions and a reader never sees: shortcodes
//! (Hugo), tags (Jekyll, Nunjucks), comments (Obsidian), attribute lists
//! (kramdown, Python-Markdown), components (MDC).
//!
//! Finds their bytes; the text around them stays.

use super::html::prefix;

/// The maximum length of an instruction, in bytes.
const MAX_LENGTH: usize = 4096;

/// The length of the instruction that begins at byte `at`, if one does.
pub(super) fn hidden_length(source: &str, at: usize) -> Option<usize> {
    let text = prefix(&source[at..], MAX_LENGTH);
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("%%", "%%")] {
        if let Some(inner) = text.strip_prefix(open) {
            let end = inner.find(close)?;
            let is_line = !inner[..end].contains("\n\n");
            return is_line.then_some(open.len() + end + close.len());
        }
    }
    if text.starts_with('{') {
        return attribute_list(source, at, text);
    }
    component(source, at, text)
}

/// `{.class #id key=value}` behind an element, and `{: …}` anywhere.
fn attribute_list(source: &str, at: usize, text: &str) -> Option<usize> {
    let end = text.find('}')?;
    let inner = &text[1..end];
    let (is_marked, list) = match inner.strip_prefix(':') {
        Some(list) => (true, list),
        None => (false, inner),
    };
    let follows = source[..at].ends_with([')', '*', '_', '`', ']', '~']);
    let is_item = |item: &str| {
        let name = item.trim_start_matches(['.', '#']);
        let key = name.split('=').next().unwrap_or_default();
        let is_key = !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'));
        is_key && (is_marked || item.starts_with(['.', '#']) || item.contains('='))
    };
    let mut items = list.split_whitespace().peekable();
    let is_list = items.peek().is_some() && items.all(is_item) && !list.contains('\n');
    ((is_marked || follows) && is_list).then_some(end + 1)
}

/// `::name{key="value"}` and `::` on a line of their own.
fn component(source: &str, at: usize, text: &str) -> Option<usize> {
    let inner = text
        .strip_prefix("::")
        .filter(|inner| !inner.starts_with(':'))?;
    let line_start = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
    if !source[line_start..at].trim().is_empty() {
        return None;
    }
    let line = inner.lines().next().unwrap_or_default();
    let name = line
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .unwrap_or(line.len());
    let behind = line[name..].trim_end();
    let is_component = match behind.strip_prefix('{') {
        Some(attributes) => name > 0 && attributes.ends_with('}'),
        None => behind.is_empty(),
    };
    is_component.then(|| 2 + line.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_hidden_and_text_is_not() {
        for (source, at, hidden) in [
            ("{{< figure src=\"a.png\" >}} b", 0, Some(26)),
            ("{% include a.html %} b", 0, Some(20)),
            ("%% note %% b", 0, Some(10)),
            ("[a](b){target=_blank rel=noopener} c", 6, Some(28)),
            ("**a**{: .big } c", 5, Some(9)),
            ("{:toc}", 0, Some(6)),
            ("::card{title=\"a\"}\nb", 0, Some(17)),
            ("::\n", 0, Some(2)),
            ("a {b=c}", 2, None),
            ("set {a, b}", 4, None),
            ("100%% sure", 3, None),
            ("std::vector", 3, None),
        ] {
            assert_eq!(hidden_length(source, at), hidden, "{source}");
        }
    }
}
