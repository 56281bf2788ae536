//! The headings of an article: which holds which, and the anchors they get.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// Gives headings their anchors as GitHub does.
#[derive(Default)]
pub(super) struct Anchors {
    seen: HashMap<String, usize>,
}

impl Anchors {
    /// The anchor of a heading by its text, numbered when repeated. The rules
    /// are those of the npm package github-slugger, which Docusaurus uses too:
    /// lower case, only letters, marks, digits, `_`, `-` and spaces stay, each
    /// space becomes `-`. Composed, so that an id does not depend on the way a
    /// file writes its accents.
    pub(super) fn slug(&mut self, heading: &str) -> String {
        let slug: String = heading
            .trim()
            .to_lowercase()
            .nfc()
            .filter(|&c| {
                c.is_alphanumeric() || is_mark(c) || matches!(c, '_' | '-' | ' ' | '‿' | '⁀' | '⁔')
            })
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        number(&mut self.seen, slug)
    }
}

/// The slug of a project's name: lower case, every run of other characters
/// than letters and digits is one `-`.
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

/// Makes a key unique by a number behind it: `a`, `a-1`, `a-2`.
pub(super) fn number(seen: &mut HashMap<String, usize>, key: String) -> String {
    let mut result = key.clone();
    while seen.contains_key(&result) {
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        result = format!("{key}-{count}");
    }
    seen.insert(result.clone(), 0);
    result
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The headings that hold the text being read, outermost first.
#[derive(Default)]
pub(super) struct Outline {
    open: Vec<(u8, usize)>,
}

impl Outline {
    /// Opens a heading of `level` (1 to 6) for the section at `index` and
    /// returns the sections above it. Skipped levels need no stand-in.
    pub(super) fn open(&mut self, level: u8, index: usize) -> Vec<usize> {
        while self.open.last().is_some_and(|&(above, _)| above >= level) {
            self.open.pop();
        }
        let parents = self.open.iter().map(|&(_, section)| section).collect();
        self.open.push((level, index));
        parents
    }

    /// Leaves all headings: what follows is the article's own text.
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    /// The innermost section.
    pub(super) fn current(&self) -> Option<usize> {
        self.open.last().map(|&(_, section)| section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_github() {
        let mut anchors = Anchors::default();
        let slugs: Vec<_> = [
            "Рынки вычислительных ресурсов",
            "What's new?",
            "🚀 Go",
            "a",
            "a",
            "a-1",
            "A",
            "L1 & _x_",
        ]
        .map(|heading| anchors.slug(heading))
        .into();
        assert_eq!(
            slugs,
            [
                "рынки-вычислительных-ресурсов",
                "whats-new",
                "-go",
                "a",
                "a-1",
                "a-1-1",
                "a-2",
                "l1--_x_"
            ]
        );
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

    #[test]
    fn headings_nest_over_skipped_levels() {
        let mut outline = Outline::default();
        assert_eq!(outline.open(2, 1), Vec::<usize>::new());
        assert_eq!(outline.open(5, 2), [1]);
        assert_eq!(outline.open(3, 3), [1]);
        assert_eq!(outline.open(4, 4), [1, 3]);
        assert_eq!(outline.open(1, 5), Vec::<usize>::new());
        assert_eq!(outline.current(), Some(5));
    }
}
