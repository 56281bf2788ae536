//! Anchors: the part of an id that comes from a heading or a name.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// Gives headings their anchors as GitHub does.
#[derive(Default)]
pub(super) struct Slugger {
    taken: UniqueKeys,
}

impl Slugger {
    /// The anchor of a heading, numbered when repeated.
    ///
    /// By the rules of the npm package github-slugger, which Docusaurus uses
    /// too: lower case; only letters, marks, digits, `_`, `-` and spaces stay;
    /// each space becomes `-`. Composed (NFC), so that an id does not depend on
    /// how a file writes its accents.
    pub(super) fn heading(&mut self, heading: &str) -> String {
        let slug: String = heading
            .trim()
            .to_lowercase()
            .nfc()
            .filter(|&c| {
                c.is_alphanumeric() || is_mark(c) || matches!(c, '_' | '-' | ' ' | '‿' | '⁀' | '⁔')
            })
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        self.taken.unique(slug)
    }
}

/// The slug of an entry's name: lower case, every run of characters other than
/// letters and digits is one `-`.
pub(super) fn entry_slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().nfc() {
        if c.is_alphanumeric() || (is_mark(c) && !slug.is_empty()) {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "entry".to_owned()
    } else {
        slug.to_owned()
    }
}

/// Keys in use, each with the last number appended to it.
#[derive(Default)]
pub(super) struct UniqueKeys(HashMap<String, usize>);

impl UniqueKeys {
    /// Makes a key unique by a number: `a`, `a-1`, `a-2`.
    pub(super) fn unique(&mut self, key: String) -> String {
        let mut unique = key.clone();
        while self.0.contains_key(&unique) {
            let count = self.0.entry(key.clone()).or_default();
            *count += 1;
            unique = format!("{key}-{count}");
        }
        self.0.insert(unique.clone(), 0);
        unique
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_github() {
        let mut slugger = Slugger::default();
        for (heading, slug) in [
            (
                "Рынки вычислительных ресурсов",
                "рынки-вычислительных-ресурсов",
            ),
            ("What's new?", "whats-new"),
            ("🚀 Go", "-go"),
            ("a", "a"),
            ("a", "a-1"),
            ("a-1", "a-1-1"),
            ("A", "a-2"),
            ("L1 & _x_", "l1--_x_"),
        ] {
            assert_eq!(slugger.heading(heading), slug, "{heading}");
        }
    }

    #[test]
    fn entry_slugs_keep_letters_and_digits_only() {
        for (name, slug) in [
            ("Clore.ai", "clore-ai"),
            ("  C++ ", "c"),
            ("Ёлка №1", "ёлка-1"),
            ("🚀", "entry"),
            ("名称", "名称"),
        ] {
            assert_eq!(entry_slug(name), slug);
        }
    }
}
