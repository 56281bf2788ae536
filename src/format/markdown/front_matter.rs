//! Front matter: the YAML (`---`) or TOML (`+++`) block at the top of a file.
//!
//! Finds the block, reads the keys that documents need, and salvages what it can of a
//! broken block. Knows nothing of the Markdown below.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::document::{PlainText, Warning, one_line};
use crate::format::parsed::FrontMatter;

/// The fields of [`FrontMatter`] and the keys that real articles use for them, in
/// lower case, translations included. Other keys are ignored.
const KEYS: &[(&str, &[&str])] = &[
    (
        "title",
        &[
            "title",
            "заголовок",
            "название",
            "titre",
            "título",
            "titulo",
            "titel",
            "judul",
            "başlık",
            "标题",
            "タイトル",
            "제목",
            "عنوان",
            "शीर्षक",
            "tiêu đề",
        ],
    ),
    (
        "authors",
        &[
            "authors",
            "author",
            "авторы",
            "автор",
            "auteurs",
            "auteur",
            "autores",
            "autor",
            "作者",
        ],
    ),
    (
        "tags",
        &[
            "tags",
            "tag",
            "теги",
            "тэги",
            "метки",
            "etiquetas",
            "标签",
            "タグ",
            "태그",
        ],
    ),
    ("date", &["date", "дата", "fecha", "datum", "日期"]),
    ("lang", &["lang", "language", "locale", "язык"]),
];

/// The maximum size of all values together, in bytes. Each document of the article
/// carries a copy of them.
const MAX_VALUE_BYTES: usize = 10_000;

/// The markup of a block, known by its delimiter: `---` or `+++`.
#[derive(Clone, Copy, PartialEq)]
enum Syntax {
    Yaml,
    Toml,
}

/// Reads the front matter of `source`, if it has any. A byte-order mark and blank
/// lines may precede it. A broken block is a warning: a missing quote
/// should not cost the article its title.
pub(super) fn read(source: &str, warnings: &mut Vec<Warning>) -> FrontMatter {
    let start = source.len() - source.strip_prefix('\u{feff}').unwrap_or(source).len();
    let none = FrontMatter {
        end: start,
        ..FrontMatter::default()
    };
    let Some((syntax, block, end)) = find(source, start) else {
        return none;
    };
    let text = &source[block.clone()];
    let first_line = source[..block.start].matches('\n').count() + 1;
    let values = match parse(syntax, text) {
        Ok(Value::Object(map)) => map,
        Ok(Value::Null) => Map::new(),
        // Prose between two thematic breaks, not metadata.
        Ok(_) => return none,
        Err(_) if !begins_with_key(syntax, text) => return none,
        Err((line, message)) => {
            warnings.push(Warning {
                line: first_line + line - 1,
                message: format!("broken front matter, read as far as it goes: {message}"),
            });
            salvage(syntax, text)
        }
    };
    let (front, left_out) = fields_of(&values, source, &block);
    if left_out > 0 {
        warnings.push(Warning {
            line: first_line,
            message: format!(
                "the front matter has more than {MAX_VALUE_BYTES} bytes of values: {left_out} are left out"
            ),
        });
    }
    FrontMatter { end, ..front }
}

/// The fields of the known keys, and the number of values that were left out because
/// of [`MAX_VALUE_BYTES`]. Keys are compared without regard to case.
fn fields_of(
    values: &Map<String, Value>,
    source: &str,
    block: &Range<usize>,
) -> (FrontMatter, usize) {
    let mut front = FrontMatter::default();
    let mut room = MAX_VALUE_BYTES;
    let mut left_out = 0;
    for (key, value) in values {
        let key = key.trim().to_lowercase();
        let mut keys = KEYS.iter();
        let Some((field, _)) = keys.find(|(_, spellings)| spellings.contains(&key.as_str())) else {
            continue;
        };
        let mut strings = strings(value);
        strings.retain(|text| {
            let fits = text.len() <= room;
            room -= if fits { text.len() } else { 0 };
            left_out += usize::from(!fits);
            fits
        });
        match *field {
            "authors" => front.authors.append(&mut strings),
            "tags" => front.tags.append(&mut strings),
            "title" => {
                let title = strings.into_iter().next();
                front.title = title.map(|title| locate(source, block, &key, &title));
            }
            "date" => front.date = strings.into_iter().next(),
            _ => front.lang = strings.into_iter().next(),
        }
    }
    (front, left_out)
}

/// A value as text. If it is verbatim on the line of its key, it is mapped to the
/// source, so that matches in a title can be located.
fn locate(source: &str, block: &Range<usize>, key: &str, value: &str) -> PlainText {
    let mut at = block.start;
    for line in source[block.clone()].split_inclusive('\n') {
        let cut = line.find([':', '=']);
        if let Some(cut) = cut
            && line[..cut].trim().to_lowercase() == key
            && let Some(place) = line[cut..].find(value)
        {
            let start = at + cut + place;
            let mut text = PlainText::default();
            text.push_verbatim(value, start, false);
            return text;
        }
        at += line.len();
    }
    PlainText::unmapped(value)
}

/// The syntax of the block, the byte range between its delimiters, and the byte after
/// its closing line. `None` if there is no block, or it is never closed.
fn find(source: &str, start: usize) -> Option<(Syntax, Range<usize>, usize)> {
    let mut opening: Option<(Syntax, usize)> = None;
    let mut at = start;
    for line in source[start..].split_inclusive('\n') {
        let end = at + line.len();
        let text = line.trim_end();
        match opening {
            None if text.is_empty() => {}
            None if text == "---" => opening = Some((Syntax::Yaml, end)),
            None if text == "+++" => opening = Some((Syntax::Toml, end)),
            None => return None,
            Some((Syntax::Yaml, inner)) if text == "---" || text == "..." => {
                return Some((Syntax::Yaml, inner..at, end));
            }
            Some((Syntax::Toml, inner)) if text == "+++" => {
                return Some((Syntax::Toml, inner..at, end));
            }
            Some(_) => {}
        }
        at = end;
    }
    None
}

/// Parses a block. An error is a message with its line in the block, from 1.
fn parse(syntax: Syntax, text: &str) -> Result<Value, (usize, String)> {
    match syntax {
        Syntax::Yaml if text.trim().is_empty() => Ok(Value::Null),
        Syntax::Yaml => serde_saphyr::from_str::<Value>(text).map_err(|error| {
            let line = error.location().map_or(1, |place| place.line() as usize);
            let message = first_line(&error.without_snippet().to_string());
            // Drops the line, which counts in the block: the warning has the file's.
            // Splitting always gives a first part.
            let message = message.split(" at line ").next().unwrap_or_default();
            (line_of_yaml(text, line), message.to_owned())
        }),
        Syntax::Toml => match text.parse::<toml::Table>() {
            Ok(table) => Ok(from_toml(toml::Value::Table(table))),
            Err(error) => {
                let line = error
                    .span()
                    .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
                Err((line, first_line(error.message())))
            }
        },
    }
}

/// Converts a line number of the YAML parser, from 1, to one of the block. YAML also
/// breaks lines at lone carriage returns.
fn line_of_yaml(text: &str, line: usize) -> usize {
    let bytes = text.as_bytes();
    let mut breaks = (0..bytes.len()).filter(|&at| match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    let start = line.checked_sub(2).and_then(|before| breaks.nth(before));
    text[..start.map_or(0, |at| at + 1)].matches('\n').count() + 1
}

/// Whether the first line that is not a comment has a key. This tells a broken block
/// from prose between two thematic breaks.
fn begins_with_key(syntax: Syntax, text: &str) -> bool {
    let separator = if syntax == Syntax::Yaml { ':' } else { '=' };
    text.lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .and_then(|line| line.split_once(separator))
        .is_some_and(|(key, _)| {
            let key = key.trim().trim_matches(['"', '\'']);
            let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
            key.starts_with(char::is_alphanumeric) && key.chars().all(plain)
        })
}

fn first_line(message: &str) -> String {
    // An empty message stays empty.
    message.lines().next().unwrap_or_default().to_owned()
}

/// Converts to the value that YAML gives. Dates and numbers become strings.
fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(key, value)| (key, from_toml(value)))
            .collect(),
        toml::Value::Array(values) => values.into_iter().map(from_toml).collect(),
        toml::Value::String(text) => Value::String(text),
        other => Value::String(other.to_string()),
    }
}

/// Reads what it can of a broken block. Each unindented `key:` (or `key =`) is parsed
/// on its own, together with the lines below it. If that fails, too, the rest of its
/// first line is the value (`title: Foo: bar`).
fn salvage(syntax: Syntax, text: &str) -> Map<String, Value> {
    let separator = if syntax == Syntax::Yaml { ':' } else { '=' };
    let begins_key =
        |line: &str| !line.starts_with([' ', '\t', '-', '#']) && line.contains(separator);
    let mut chunks: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match chunks.last_mut() {
            Some(chunk) if !begins_key(line) => chunk.push_str(line),
            _ => chunks.push(line.to_owned()),
        }
    }
    let mut map = Map::new();
    for chunk in chunks {
        if let Ok(Value::Object(entry)) = parse(syntax, &chunk) {
            map.extend(entry);
        } else if let Some((key, value)) = chunk
            .lines()
            .next()
            .and_then(|line| line.split_once(separator))
        {
            let value = value.trim().trim_matches(['"', '\'']);
            map.insert(key.trim().to_owned(), Value::String(value.to_owned()));
        }
    }
    map
}

/// The strings in a value: itself, its items or, for an object such as an author, its
/// `name`, `label` or `title`. Each is on one line; blank ones are dropped.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if text.trim().is_empty() => Vec::new(),
        Value::String(text) => vec![one_line(text)],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(flag) => vec![flag.to_string()],
        Value::Null => Vec::new(),
        // One level only, which bounds the recursion; nobody nests lists here.
        Value::Array(items) => items
            .iter()
            .filter(|item| !item.is_array())
            .flat_map(strings)
            .collect(),
        Value::Object(map) => ["name", "label", "title"]
            .iter()
            .find_map(|key| map.get(*key).and_then(Value::as_str))
            .map(str::to_owned)
            .into_iter()
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_quietly(source: &str) -> FrontMatter {
        let mut warnings = Vec::new();
        let front = read(source, &mut warnings);
        assert_eq!(warnings, [], "{source}");
        front
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = read_quietly(
            "---\ntitle: Обзор\nauthors: [dora, {name: Ann}]\ntags:\n- a\n- b\ndate: 2024-05-11\n---\n# x",
        );
        let toml = read_quietly(
            "+++\ntitle = \"Обзор\"\nauthors = [\"dora\", {name = \"Ann\"}]\ntags = [\"a\", \"b\"]\ndate = 2024-05-11\n+++\n# x",
        );
        // All but the places.
        let said = |front: FrontMatter| FrontMatter {
            title: front.title.map(|title| PlainText::unmapped(title.as_str())),
            end: 0,
            ..front
        };
        assert_eq!(said(yaml), said(toml));
    }

    #[test]
    fn keys_may_be_capitalised_or_translated() {
        let front = read_quietly("\u{feff}\n---\r\nЗаголовок: \"Обзор\"\r\nLang: ru\r\n---\r\n");
        assert_eq!(front.title.as_ref().map(PlainText::as_str), Some("Обзор"));
        assert_eq!(front.lang.as_deref(), Some("ru"));
    }

    #[test]
    fn a_title_is_placed_where_it_stands() {
        let source = "---\nlead: Обзор\ntitle: \"Обзор\"\n---\n";
        let title = read_quietly(source).title.unwrap();
        let place = title.source_range(0..title.as_str().len()).unwrap();
        assert_eq!((&source[place.clone()], place.start), ("Обзор", 29));
        let folded = read_quietly("---\ntitle: >\n  Обзор\n  всего\n---\n");
        assert_eq!(folded.title.unwrap().source_range(0..1), None);
    }

    #[test]
    fn broken_front_matter_is_warned_of_by_line_and_read_as_far_as_it_goes() {
        let mut warnings = Vec::new();
        let front = read("---\ntags: [a]\ntitle: Foo: bar\n---\ntext", &mut warnings);
        assert_eq!(
            front.title.as_ref().map(PlainText::as_str),
            Some("Foo: bar")
        );
        assert_eq!(front.tags, ["a"]);
        assert_eq!(warnings.iter().map(|w| w.line).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn rules_around_prose_and_unclosed_blocks_are_markdown() {
        for source in [
            "---\njust words\n---\n",
            "---\n\n![a](b: c)\n\nwords\n---\n",
            "---\n\n[see: this]\n{and that\n---\n",
            "---\ntitle: x\n",
            "text\n---\ntitle: x\n---\n",
            "",
        ] {
            assert_eq!(read_quietly(source), FrontMatter::default(), "{source}");
        }
    }

    #[test]
    fn an_empty_block_is_read_as_one() {
        assert_eq!(read_quietly("---\n---\ntext").end, 8);
    }
}
