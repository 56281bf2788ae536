//! Names for several roots.

use std::path::{Component, Path, PathBuf};

use crate::document::path_text;

/// The prefix of the paths below each root: as many of the root's last
/// components as tell it from the others; empty for a single root.
pub(super) fn root_prefixes(roots: &[PathBuf]) -> Vec<String> {
    if roots.len() < 2 {
        return roots.iter().map(|_| String::new()).collect();
    }
    roots
        .iter()
        .map(|root| unique_suffix(root, roots))
        .collect()
}

fn unique_suffix(root: &Path, roots: &[PathBuf]) -> String {
    let max_count = root.components().count();
    let is_unique = |count: &usize| {
        let suffix = last_components(root, *count);
        let alike = |other: &&PathBuf| last_components(other, *count) == suffix;
        roots.iter().filter(alike).count() == 1
    };
    let count = (1..max_count).find(is_unique).unwrap_or(max_count);
    last_components(root, count)
}

fn last_components(root: &Path, count: usize) -> String {
    let components = root.components();
    let names: Vec<_> = components
        .filter(|component| matches!(component, Component::Normal(_)))
        .collect();
    let last: PathBuf = names[names.len().saturating_sub(count)..].iter().collect();
    path_text(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_named_by_the_components_that_tell_them_apart() {
        let roots = ["/a/docs", "/b/docs", "/b/blog"].map(PathBuf::from);
        assert_eq!(root_prefixes(&roots), ["a/docs", "b/docs", "blog"]);
        assert_eq!(root_prefixes(&roots[..1]), [""]);
    }
}
