//! Words by which lists are told apart that name no project: properties of the
//! thing above, boilerplate of a page, names of languages.
//!
//! The words stand in `words/`, one a line and in lower case, in the languages
//! that such lists are written in.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Names of properties. A list of these describes what stands above it.
static PROPERTIES: Words = LazyLock::new(|| read(include_str!("words/properties.txt")));

/// Headings of what every page has: neither they nor the lists below name projects.
static BOILERPLATE: Words = LazyLock::new(|| read(include_str!("words/boilerplate.txt")));

/// Headings of tables of contents, and others that are the title of no page.
static CONTENTS: Words = LazyLock::new(|| read(include_str!("words/contents.txt")));

/// Heads of table columns that hold names.
static NAME_COLUMNS: Words = LazyLock::new(|| read(include_str!("words/name_columns.txt")));

/// Heads of first columns whose rows are properties.
static PROPERTY_COLUMNS: Words = LazyLock::new(|| read(include_str!("words/property_columns.txt")));

/// Names of languages as their speakers write them, and in English.
static LANGUAGES: Words = LazyLock::new(|| read(include_str!("words/languages.txt")));

type Words = LazyLock<HashSet<&'static str>>;

fn read(list: &'static str) -> HashSet<&'static str> {
    list.lines().filter(|line| !line.is_empty()).collect()
}

fn contains(words: &Words, text: &str) -> bool {
    let text = text
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）'))
        .to_lowercase();
    words.contains(text.as_str())
}

/// Whether a name is that of a property.
pub(super) fn is_property(name: &str) -> bool {
    contains(&PROPERTIES, name)
}

/// Whether a heading, or the name of an item, is that of a part that every page
/// has.
pub(super) fn is_boilerplate(heading: &str) -> bool {
    contains(&BOILERPLATE, heading) || is_contents(heading)
}

/// Whether a heading is that of a table of contents or the like, never the title of
/// a page.
pub(in crate::format) fn is_contents(heading: &str) -> bool {
    contains(&CONTENTS, heading)
}

/// Whether the head of a column says that names stand below: one of its words,
/// of at most three.
pub(super) fn is_name_column(head: &str) -> bool {
    const MAX_WORDS: usize = 3;
    let words: Vec<&str> = head.split_whitespace().collect();
    let has_name = || words.iter().any(|word| contains(&NAME_COLUMNS, word));
    contains(&NAME_COLUMNS, head) || words.len() <= MAX_WORDS && has_name()
}

/// Whether the head of a first column says that properties stand below.
pub(super) fn is_property_column(head: &str) -> bool {
    contains(&PROPERTY_COLUMNS, head)
}

/// Whether a name is that of a language.
pub(super) fn is_language(name: &str) -> bool {
    contains(&LANGUAGES, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_lower_case_and_stand_once() {
        for list in [
            include_str!("words/properties.txt"),
            include_str!("words/boilerplate.txt"),
            include_str!("words/contents.txt"),
            include_str!("words/name_columns.txt"),
            include_str!("words/property_columns.txt"),
            include_str!("words/languages.txt"),
        ] {
            assert_eq!(read(list).len(), list.lines().count());
            assert!(list.lines().all(|word| word.to_lowercase() == word));
        }
    }

    #[test]
    fn signs_and_case_do_not_matter() {
        assert!(is_property("🔗 GitHub:"));
        assert!(is_boilerplate("Table of Contents"));
        assert!(is_name_column("Project name"));
        assert!(!is_name_column("What the name of it means"));
        assert!(is_property_column("Параметр"));
        assert!(is_language("Русский"));
    }
}
