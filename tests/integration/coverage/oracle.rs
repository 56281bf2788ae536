//! A second opinion on what a reader sees of a Markdown file, written apart
//! from the splitter: it shares the parser with it, and nothing else.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use obzor::document::{Document, DocumentKind};

/// How often each word stands in a text.
pub type Words = BTreeMap<String, usize>;

/// The words of a text: its runs of letters and digits.
pub fn words(text: &str, into: &mut Words) {
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *into.entry(word.to_owned()).or_default() += 1;
    }
}

/// The words of all names and bodies. A title that stands outside the Markdown
/// (in the front matter, in the file's name) is no text of the article.
pub fn words_of(source: &str, documents: &[Document]) -> Words {
    let mut found = Words::new();
    let start = front_matter_end(source);
    for document in documents {
        let place = document.name.spans().first();
        let outside = document.kind == DocumentKind::Article
            && place.is_none_or(|span| span.source.start < start);
        if !outside {
            words(document.name.as_str(), &mut found);
        }
        words(document.body.as_str(), &mut found);
    }
    found
}

/// The words that a reader of the rendered file sees.
pub fn visible_words(source: &str) -> Words {
    let mut found = Words::new();
    words(&visible_text(source), &mut found);
    found
}

/// What differs, as `word: seen -> found`.
pub fn difference(seen: &Words, found: &Words) -> Vec<String> {
    let mut all: Vec<&String> = seen.keys().chain(found.keys()).collect();
    all.sort();
    all.dedup();
    let count = |words: &Words, word: &String| words.get(word).copied().unwrap_or(0);
    all.into_iter()
        .filter(|word| count(seen, word) != count(found, word))
        .map(|word| format!("{word}: {} -> {}", count(seen, word), count(found, word)))
        .collect()
}

fn visible_text(source: &str) -> String {
    let start = front_matter_end(source);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM;
    let events: Vec<_> = Parser::new_ext(&source[start..], options)
        .into_offset_iter()
        .map(|(event, range)| (event, range.start + start..range.end + start))
        .collect();
    let hidden = mdx_mask(source, &events);
    let mut out = String::new();
    let mut html: Option<String> = None;
    for (event, range) in &events {
        match event {
            Event::Text(text) => match &mut html {
                _ if source.get(range.clone()) != Some(text) && hidden[range.start] => {}
                _ if source.get(range.clone()) != Some(text) => out.push_str(text),
                _ => push_seen(source, range.clone(), &hidden, &mut out),
            },
            Event::Code(text) if !hidden[range.start] => out.push_str(text),
            Event::Html(_) => {
                push_seen(source, range.clone(), &hidden, html.get_or_insert_default())
            }
            Event::InlineHtml(text) if !hidden[range.start] => {
                let component = text
                    .trim_start_matches(['<', '/'])
                    .starts_with(char::is_uppercase);
                if !component {
                    strip_tags(text, &mut out);
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::Rule => out.push(' '),
            Event::Start(tag) if !inline(tag) => out.push(' '),
            Event::End(TagEnd::HtmlBlock) => {
                strip_tags(&html.take().unwrap_or_default(), &mut out);
                out.push(' ');
            }
            Event::End(
                TagEnd::Link
                | TagEnd::Image
                | TagEnd::Strong
                | TagEnd::Emphasis
                | TagEnd::Strikethrough,
            ) => {}
            Event::End(TagEnd::Heading(_)) => {
                // {#id} behind a heading is its anchor.
                let line = out.trim_end().rfind('\u{0}').map_or(0, |at| at + 1);
                if let Some(open) = out[line..].rfind("{#")
                    && out.trim_end().ends_with('}')
                    && !out[line + open + 2..].trim_end().contains(' ')
                    && out[line + open..].trim_end().len() > 3
                {
                    out.truncate(line + open);
                }
                out.push(' ');
            }
            Event::End(_) => out.push(' '),
            _ => {}
        }
        if matches!(event, Event::Start(Tag::Heading { .. })) {
            out.push('\u{0}');
        }
    }
    out
}

fn inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Link { .. } | Tag::Image { .. } | Tag::Strong | Tag::Emphasis | Tag::Strikethrough
    )
}

fn push_seen(source: &str, range: Range<usize>, hidden: &[bool], out: &mut String) {
    for (at, c) in source[range.clone()].char_indices() {
        if !hidden[range.start + at] {
            out.push(c);
        }
    }
}

fn front_matter_end(source: &str) -> usize {
    let bom = source.len() - source.trim_start_matches('\u{feff}').len();
    let mut at = bom;
    let mut fence = "";
    let mut begins_with_key = None;
    for line in source[bom..].split_inclusive('\n') {
        at += line.len();
        let text = line.trim_end();
        if fence.is_empty() {
            match text {
                "" => continue,
                "---" | "+++" => fence = text,
                _ => return bom,
            }
        } else if text == fence || (fence == "---" && text == "...") {
            return if begins_with_key.unwrap_or(true) {
                at
            } else {
                bom
            };
        } else if !text.is_empty() && !text.starts_with('#') {
            // Otherwise two rules with text between them.
            begins_with_key.get_or_insert_with(|| {
                let key = text.split([':', '=']).next().unwrap_or_default();
                key.len() < text.len()
                    && key
                        .chars()
                        .all(|c| c.is_alphanumeric() || " _-.".contains(c))
            });
        }
    }
    bom
}

/// The bytes that MDX and Docusaurus read as their own syntax.
fn mdx_mask(source: &str, events: &[(Event<'_>, Range<usize>)]) -> Vec<bool> {
    let mut hidden = vec![false; source.len() + 1];
    let mut code = vec![false; source.len() + 1];
    let mut depth = 0usize;
    let mut top = Vec::new();
    for (event, range) in events {
        if matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))) {
            code[range.clone()].fill(true);
        }
        if depth == 0 && matches!(event, Event::Start(Tag::Paragraph)) {
            top.push(range.start);
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    for start in top {
        if hidden[start] {
            continue;
        }
        let mut at = start;
        // Statements stand one behind another at the head of a paragraph.
        while let Some(len) = statement(&source[at..]) {
            hidden[at..at + len].fill(true);
            at += len;
            at += source[at..].len() - source[at..].trim_start_matches(['\r', '\n']).len();
        }
    }
    let mut at = events
        .first()
        .map_or(source.len(), |(_, range)| range.start);
    while at < source.len() {
        let rest = &source.as_bytes()[at..];
        let text = |len: usize| String::from_utf8_lossy(&rest[..len]).into_owned();
        let mut len = 1;
        if code[at] || hidden[at] {
        } else if rest.starts_with(b"<!--") {
            len = find(rest, b"-->").map_or(1, |close| close + 3);
        } else if rest.starts_with(b"{/*") {
            if let Some(found) = find(rest, b"*/}") {
                len = found + 3;
                hidden[at..at + len].fill(true);
            }
        } else if rest[0] == b'<' {
            if let Some(end) = jsx_tag(rest)
                && (text(end).contains('{') || end < 4 && matches!(&*text(end), "<>" | "</>"))
                && !source[at..at + end].contains("\n\n")
            {
                len = end;
                hidden[at..at + len].fill(true);
            }
        } else if rest.starts_with(b":::") {
            let line = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
            if source[line..at].chars().all(|c| " \t>\u{feff}".contains(c)) {
                len = rest.iter().take_while(|&&b| b == b':').count();
                len += rest[len..]
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric() || b"-_".contains(b))
                    .count();
                hidden[at..at + len].fill(true);
                let end = find(rest, b"\n").unwrap_or(rest.len());
                if let Some(open) = find(&rest[len..end], b"{")
                    && text(end).trim_end().ends_with('}')
                {
                    hidden[at + len + open..at + end].fill(true);
                }
            }
        }
        at += len;
    }
    hidden
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|part| part == needle)
}

fn statement(text: &str) -> Option<usize> {
    let line = text.lines().next()?;
    let import = line.starts_with("import ")
        && (line.contains('\'') || line.contains('"') || line.contains("import {"))
        && (line.contains(" from ") || line[7..].trim_start().starts_with(['"', '\'', '{']));
    let export = ["default ", "const ", "let ", "var ", "function ", "{"]
        .iter()
        .any(|head| {
            line.strip_prefix("export ")
                .is_some_and(|rest| rest.starts_with(head))
        });
    if !import && !export {
        return None;
    }
    let mut depth = 0;
    let mut len = 0;
    for line in text.split_inclusive('\n') {
        len += line.len();
        for c in line.chars() {
            match c {
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => depth -= 1,
                _ => {}
            }
        }
        if depth <= 0 {
            break;
        }
    }
    Some(text[..len].trim_end().len())
}

fn jsx_tag(bytes: &[u8]) -> Option<usize> {
    let letter = bytes
        .get(1)
        .is_some_and(|b| b.is_ascii_alphabetic() || b"/>".contains(b));
    if !letter {
        return None;
    }
    let scheme = bytes[1..]
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    if bytes[1 + scheme..].starts_with(b"://") {
        return None;
    }
    let mut depth = 0usize;
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate().take(5000).skip(1) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'`') if depth > 0 => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.checked_sub(1)?,
            (None, b'>') if depth == 0 => return Some(at + 1),
            (None, b'<') if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Appends the text between tags, with the texts of images.
fn strip_tags(html: &str, out: &mut String) {
    const JOINED: &str = " a abbr b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s \
                          samp small span strike strong sub sup time tt u var wbr img ";
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let to = |close: &str| rest.find(close).map_or(rest.len(), |at| at + close.len());
        let end = if rest.starts_with("<!--") {
            rest.get(4..)
                .and_then(|inner| inner.find("-->"))
                .map_or(rest.len(), |at| at + 7)
        } else if rest.starts_with("<?") {
            to("?>")
        } else if rest.starts_with("<!") {
            to(">")
        } else if let Some(end) = jsx_tag(rest.as_bytes()) {
            let tag = &rest[..end];
            let name: String = tag
                .trim_start_matches(['<', '/'])
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric())
                .collect::<String>()
                .to_lowercase();
            if !JOINED.contains(&format!(" {name} ")) {
                text.push(' ');
            }
            if name == "img" {
                text.push_str(alt(tag));
            }
            let opens = !tag.starts_with("</") && !tag.ends_with("/>");
            if opens && (name == "script" || name == "style") {
                let close = rest.to_lowercase().find(&format!("</{name}"));
                close.unwrap_or(rest.len())
            } else {
                end
            }
        } else {
            text.push('<');
            1
        };
        rest = &rest[end..];
    }
    text.push_str(rest);
    out.push_str(&html_escape::decode_html_entities(&text));
}

fn alt(tag: &str) -> &str {
    let lower = tag.to_ascii_lowercase();
    let Some(at) = lower.find(" alt=").map(|at| at + 5) else {
        return "";
    };
    let value = &tag[at..];
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
        _ => value.split([' ', '>']).next().unwrap_or_default(),
    }
}
