//! How the names of entries are written, in one table.
//!
//! A pattern sees only the marked words that a line begins with and the text
//! behind them, and knows nothing of markup.

use std::ops::Range;

use super::marker::Marker;

/// Bytes of the name's text that are the name, and bytes of the text behind it
/// that are the separator.
pub(super) struct NameSplit {
    pub(super) name: usize,
    pub(super) separator: Range<usize>,
}

/// One way of writing an entry.
pub(super) struct Pattern {
    pub(super) markers: &'static [Marker],
    /// Takes the marked words and the text behind them.
    pub(super) split: fn(&str, &str) -> Option<NameSplit>,
    /// Real examples; a test reads each as an entry called `Name`.
    #[cfg_attr(not(test), allow(dead_code))]
    pub(super) examples: &'static [&'static str],
}

/// Every way of writing an entry that has been met, tried in this order.
pub(super) const PATTERNS: &[Pattern] = &[
    Pattern {
        markers: &[
            Marker::Bold,
            Marker::BoldLink,
            Marker::Asterisks,
            Marker::Link,
        ],
        split: closed_by_colon,
        examples: &[
            "- **Name:** text",
            "- **Name :** text",
            "- **Name：** text",
            "- **Name：**文字",
            "- [Name:](url) text",
        ],
    },
    Pattern {
        markers: &[Marker::Bold, Marker::Asterisks],
        split: closed_by_full_stop,
        examples: &["- **Name.** text", "- **Name。**文字", "- **Name —** text"],
    },
    Pattern {
        markers: &[
            Marker::Bold,
            Marker::BoldLink,
            Marker::Asterisks,
            Marker::Link,
        ],
        split: followed_by_full_stop,
        examples: &[
            "- [Name](url). text",
            "- **Name**. text",
            "- **[Name](url)**. text",
            "- **Name**。文字",
        ],
    },
    Pattern {
        markers: &[
            Marker::Bold,
            Marker::Link,
            Marker::BoldLink,
            Marker::Asterisks,
            Marker::Code,
            Marker::Italic,
        ],
        split: followed_by_separator,
        examples: &[
            "- **Name**: text",
            "- **Name** : text",
            "- **Name**：文字",
            "- **Name** — text",
            "- **Name** – text",
            "- **Name** - text",
            "- **Name** -text",
            "- **Name** (2024): text",
            "- [Name](url) - text",
            "* [Name](url) — text",
            "- [Name](url) [[crate](url)] - text",
            "- [**Name**](url): text",
            "1. **Name**: text",
            "- [x] **Name**: text",
            "- 🚀 **Name**: text",
            "- <a name=\"n\"></a>**Name**: text",
            "- ![icon](url) [Name](url) - text",
            "- `Name` - a text",
            "- *Name*: text",
            "- ~~[Name](url)~~ - text",
            "- <b><a href=\"url\">Name</a></b> - text",
            "- [Name](url)- text",
            "- **Name** | text",
            "- **Name** · text",
            "- [Name](url) -> text",
            "- **Name** >> text",
            "- **Name** = text",
        ],
    },
    Pattern {
        markers: &[Marker::Bold, Marker::Link, Marker::BoldLink],
        split: followed_by_line_break,
        examples: &[
            "- **Name**\\\n  text",
            "- [Name](url)  \n  text",
            "- **Name**<br/>text",
        ],
    },
    Pattern {
        markers: &[Marker::BoldLink],
        split: followed_by_text,
        examples: &["- **[Name](url)** text", "- [**Name**](url) text"],
    },
];

/// A name closed by a full stop is at most this many words, or characters
/// where words are not set apart: `**One bold sentence of many words.** Then
/// text` is prose.
const MAX_BEFORE_STOP: (usize, usize) = (6, 16);

fn short_before(stop: char, name: &str) -> bool {
    let (words, characters) = MAX_BEFORE_STOP;
    match stop {
        '。' => name.chars().count() <= characters,
        _ => name.split_whitespace().count() <= words,
    }
}

fn closed_by_colon(words: &str, _rest: &str) -> Option<NameSplit> {
    let name = words.trim_end().strip_suffix([':', '：'])?;
    Some(NameSplit {
        name: name.trim_end().len(),
        separator: 0..0,
    })
}

fn closed_by_full_stop(words: &str, rest: &str) -> Option<NameSplit> {
    let words = words.trim_end();
    let stop = words.chars().next_back()?;
    let name = match words.strip_suffix(['.', '。']) {
        Some(name) if !name.ends_with('.') && short_before(stop, name) => name,
        Some(_) => return None,
        None => words
            .strip_suffix(['—', '–', '-'])
            .filter(|name| name.ends_with(char::is_whitespace))?,
    };
    (!rest.trim().is_empty()).then(|| NameSplit {
        name: name.trim_end().len(),
        separator: 0..0,
    })
}

fn followed_by_full_stop(words: &str, rest: &str) -> Option<NameSplit> {
    let stop = rest.chars().next().filter(|c| matches!(c, '.' | '。'))?;
    let behind = &rest[stop.len_utf8()..];
    let ends = stop == '。' || behind.starts_with(char::is_whitespace);
    (ends && short_before(stop, words) && behind.contains(char::is_alphanumeric)).then(|| {
        NameSplit {
            name: words.trim_end().len(),
            separator: 0..stop.len_utf8(),
        }
    })
}

/// A colon or dash behind the name; a remark in brackets may stand between.
fn followed_by_separator(words: &str, rest: &str) -> Option<NameSplit> {
    let mut at = 0;
    loop {
        at += rest[at..].len() - rest[at..].trim_start().len();
        match bracketed(&rest[at..]).or_else(|| credit(&rest[at..])) {
            Some(len) => at += len,
            None => break,
        }
    }
    let spaced =
        rest[..at].ends_with(char::is_whitespace) || rest[..at].ends_with([')', ']', '）', '】']);
    let mark = rest[at..].chars().next()?;
    if let Some(arrow) = ["->", "=>", ">>", "»", "→", "⇒", "·", "•", "|", "="]
        .iter()
        .find(|arrow| rest[at..].starts_with(**arrow))
    {
        let end = at + arrow.len();
        let apart = spaced && rest[end..].starts_with(char::is_whitespace);
        return apart.then(|| NameSplit {
            name: words.trim_end().len(),
            separator: at..end,
        });
    }
    let end = at + mark.len_utf8();
    let after = rest[end..].chars().next();
    let space_after = after.is_none_or(char::is_whitespace);
    let separates = match mark {
        ':' => space_after || !rest[end..].starts_with(['/', ':']),
        '：' | '—' | '―' => true,
        '–' => spaced || space_after,
        '-' | '−' => space_after || spaced && after.is_some_and(char::is_alphabetic),
        _ => false,
    };
    separates.then(|| NameSplit {
        name: words.trim_end().len(),
        separator: at..end,
    })
}

/// A line of its own: the break must be written, a wrapped line is prose.
fn followed_by_line_break(words: &str, rest: &str) -> Option<NameSplit> {
    let below = rest.strip_prefix('\n')?;
    below.contains(char::is_alphanumeric).then(|| NameSplit {
        name: words.trim_end().len(),
        separator: 0..0,
    })
}

fn followed_by_text(words: &str, rest: &str) -> Option<NameSplit> {
    rest.chars().any(char::is_alphanumeric).then(|| NameSplit {
        name: words.trim_end().len(),
        separator: 0..0,
    })
}

/// The length of the balanced brackets that `text` begins with.
fn bracketed(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '（' | '【' => depth += 1,
            ')' | ']' | '）' | '】' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + c.len_utf8());
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The length of the credit that `text` begins with: `by Ann Lee`, `@ann`.
fn credit(text: &str) -> Option<usize> {
    /// The maximum length of an author's name, in words.
    const MAX_AUTHOR: usize = 4;
    let author = match text.strip_prefix('@') {
        Some(author) => author,
        None => CREDITS.iter().find_map(|by| text.strip_prefix(by))?,
    };
    let ends = author.match_indices([':', '：', '—', '–', '-', '|']);
    let mut ends = ends.filter(|(at, mark)| {
        let spaced = author[..*at].ends_with(char::is_whitespace);
        let space_after = author[at + mark.len()..].starts_with(char::is_whitespace);
        space_after && (spaced || mark.starts_with([':', '：']))
    });
    let end = ends.next()?.0;
    let words = author[..end].split_whitespace().count();
    (1..=MAX_AUTHOR)
        .contains(&words)
        .then(|| text.len() - author.len() + end)
}

/// Words before an author.
const CREDITS: &[&str] = &["by ", "от ", "por ", "par ", "von ", "di "];

/// The name in marked `words`, by the first pattern that knows one.
pub(super) fn split(marker: Marker, words: &str, rest: &str) -> Option<NameSplit> {
    PATTERNS
        .iter()
        .filter(|pattern| pattern.markers.contains(&marker))
        .find_map(|pattern| (pattern.split)(words, rest))
}

#[cfg(test)]
mod tests {
    use super::PATTERNS;
    use crate::format::{Markdown, Outline, StructuralRole};

    #[test]
    fn each_example_is_one_entry_with_its_name_apart_from_its_text() {
        for example in PATTERNS.iter().flat_map(|pattern| pattern.examples) {
            for source in [
                example.to_string(),
                format!("# Обзор\n\n{example}\n"),
                example.replace("Name", "名称"),
            ] {
                let name = if source.contains("Name") {
                    "Name"
                } else {
                    "名称"
                };
                let parsed = Outline::read(&Markdown, &source).split();
                let documents = parsed.documents.iter();
                let is_entry = |role| role == StructuralRole::Entry;
                let entries: Vec<_> = documents.filter(|part| is_entry(part.role)).collect();
                let [entry] = entries[..] else {
                    panic!("{source}: {parsed:#?}");
                };
                let body = entry.body.as_str();
                assert_eq!(entry.name.as_str(), name, "{source}");
                assert!(
                    body.ends_with("text") || body.ends_with("文字"),
                    "{source}: {body}"
                );
                assert!(!body.contains(name), "{source}: {body}");
                assert!(
                    !body.starts_with([':', '：', '—', '–', '-', '.']),
                    "{source}: {body}"
                );
                assert_eq!(parsed.warnings, [], "{source}");
            }
        }
    }
}
