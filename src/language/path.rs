//! The language that a path tells: `i18n/ru/`, `ru/` beside `en/`, `name.ru.md`.
//!
//! Many short words are codes of languages, too (`io`, `ts`, `is`), so what counts as
//! one depends on the other paths of the corpus.

use std::collections::{BTreeMap, BTreeSet};

use super::known;
use super::tag::{parse_path_tag, primary};

/// Folders whose folders are languages.
const FOLDERS_OF_LANGUAGES: [&str; 5] = ["i18n", "l10n", "locale", "locales", "translations"];

/// So many folders with tags of known languages side by side are languages.
const MIN_FOLDERS: usize = 2;

/// The languages that paths tell, each with regard to the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathLanguages {
    /// The folders whose folders are languages.
    parents: BTreeSet<String>,
    /// Names without their language, with those that they stand in.
    names: BTreeMap<String, BTreeSet<String>>,
}

impl PathLanguages {
    /// Looks at all paths of a corpus.
    pub fn new<'p>(paths: impl IntoIterator<Item = &'p str>) -> PathLanguages {
        let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for path in paths {
            for (parent, folder) in folders_of(path) {
                if known_tag(folder).is_some() {
                    folders.entry(parent).or_default().insert(folder);
                }
            }
            let stem = stem_of(path);
            let (name, tag) = match tagged(stem) {
                Some(tagged) => (&stem[..tagged.name_end], tagged.tag),
                None => (stem, String::new()),
            };
            names.entry(name.to_owned()).or_default().insert(tag);
        }
        let several = folders
            .into_iter()
            .filter(|(_, tags)| tags.len() >= MIN_FOLDERS);
        names.retain(|_, tags| tags.len() > 1);
        PathLanguages {
            parents: several.map(|(parent, _)| parent.to_owned()).collect(),
            names,
        }
    }

    /// The tag of the language that a path tells, that of the file's name first, then
    /// that of the nearest folder.
    pub fn of(&self, path: &str) -> Option<String> {
        self.of_name(path).or_else(|| {
            let folders = folders_of(path).into_iter().rev();
            let mut tags = folders.filter_map(|(parent, folder)| {
                let last = parent.rsplit('/').next().unwrap_or(parent).to_lowercase();
                let is_parent = FOLDERS_OF_LANGUAGES.contains(&last.as_str());
                parse_path_tag(folder).filter(|_| is_parent || self.parents.contains(parent))
            });
            tags.next()
        })
    }

    /// The tag in the name of a file: of a known language behind a dot, or of any if
    /// the same name stands there with another tag or without one.
    fn of_name(&self, path: &str) -> Option<String> {
        let stem = stem_of(path);
        let tagged = tagged(stem)?;
        let is_known = known::is_known(primary(&tagged.tag));
        let has_others = self.names.contains_key(&stem[..tagged.name_end]);
        let counts = match tagged.separator {
            '.' => is_known || has_others,
            _ => is_known && has_others,
        };
        counts.then_some(tagged.tag)
    }
}

/// The name of a file without its extension and its language: `intro` of
/// `docs/intro.ru.md`.
pub fn title_of(path: &str) -> &str {
    let stem = stem_of(path);
    let end = match tagged(stem) {
        Some(tagged) if tagged.separator == '.' && known::is_known(primary(&tagged.tag)) => {
            tagged.name_end
        }
        _ => stem.len(),
    };
    let name = &stem[..end];
    name.rsplit('/').next().unwrap_or(name)
}

/// A path whose file's name ends with a tag.
struct TaggedName {
    /// Where the tag's separator stands in the path.
    name_end: usize,
    separator: char,
    tag: String,
}

/// The longest tag that the name of a file ends with, `pt-BR` of `name_pt-BR`.
fn tagged(stem: &str) -> Option<TaggedName> {
    let name_start = stem.rfind('/').map_or(0, |slash| slash + 1);
    let separators = stem[name_start..].match_indices(['.', '-', '_']);
    let mut tagged = separators.filter_map(|(at, separator)| {
        let tag = parse_path_tag(&stem[name_start + at + separator.len()..])?;
        Some(TaggedName {
            name_end: name_start + at,
            separator: separator.chars().next()?,
            tag,
        })
    });
    tagged.find(|tagged| tagged.name_end > name_start)
}

/// A path without its extension.
fn stem_of(path: &str) -> &str {
    let name_start = path.rfind('/').map_or(0, |slash| slash + 1);
    let dot = path[name_start..].rfind('.');
    dot.map_or(path, |dot| &path[..name_start + dot])
}

/// The folders above a file from the outermost, each with the path above it.
fn folders_of(path: &str) -> Vec<(&str, &str)> {
    let slashes = path.match_indices('/');
    let ends = slashes.map(|(end, _)| {
        let start = path[..end].rfind('/').map_or(0, |slash| slash + 1);
        (&path[..start.saturating_sub(1)], &path[start..end])
    });
    ends.collect()
}

fn known_tag(folder: &str) -> Option<String> {
    parse_path_tag(folder).filter(|tag| known::is_known(primary(tag)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(paths: &[&str]) -> Vec<Option<String>> {
        let languages = PathLanguages::new(paths.iter().copied());
        paths.iter().map(|path| languages.of(path)).collect()
    }

    fn assert_told(rows: &[(&str, Option<&str>)]) {
        let paths: Vec<&str> = rows.iter().map(|(path, _)| *path).collect();
        for ((path, expected), told) in rows.iter().zip(told(&paths)) {
            assert_eq!(told.as_deref(), *expected, "{path}");
        }
    }

    #[test]
    fn a_folder_of_translations_has_folders_of_languages() {
        assert_told(&[
            ("site/i18n/ru/blog/a.md", Some("ru")),
            ("site/i18n/code.md", None),
            ("locales/zh_Hans/a.md", Some("zh-hans")),
            ("i18n/io-incident/a.md", None),
            ("ru/a.md", None),
        ]);
    }

    #[test]
    fn folders_side_by_side_are_languages_and_one_alone_is_a_word() {
        assert_told(&[
            ("docs/de/a.md", Some("de")),
            ("docs/pt-BR/b/c.md", Some("pt-br")),
            ("docs/eu/a.md", Some("eu")),
            ("docs/src/a.md", None),
            ("code/ts/a.md", None),
            ("code/io/a.md", None),
            ("code/it/a.md", None),
        ]);
        assert_told(&[("en/a.md", Some("en")), ("fr/ru/a.md", Some("fr"))]);
    }

    #[test]
    fn a_name_may_end_with_a_real_tag() {
        assert_told(&[
            ("a/x.ru.md", Some("ru")),
            ("x.pt-BR.md", Some("pt-br")),
            ("x.zh_CN.md", Some("zh-cn")),
            ("x.v2.md", None),
            ("ru.md", None),
            (".ru.md", None),
            ("x.old.md", None),
            ("socket.io.md", None),
            ("crates.io-incident.md", None),
            ("how-to.md", None),
            ("a-ru.md", None),
        ]);
    }

    #[test]
    fn one_name_in_several_languages_tells_those_too() {
        assert_told(&[
            ("README.md", None),
            ("README.eu.md", Some("eu")),
            ("README_zh-CN.md", Some("zh-cn")),
            ("list-de.md", Some("de")),
            ("list-pt_BR.md", Some("pt-br")),
            ("b/list-de.md", None),
        ]);
    }

    #[test]
    fn a_file_is_called_by_its_name_without_the_language() {
        for (path, title) in [
            ("docs/intro.ru.md", "intro"),
            ("socket.io.md", "socket.io"),
            ("a/b", "b"),
            ("x.v2.md", "x.v2"),
        ] {
            assert_eq!(title_of(path), title, "{path}");
        }
    }
}
