//! The spelling of a compound: one for all ways to join its words or to part its digits.
//!
//! Knows signs and digits only, no languages.

use unicode_normalization::char::is_combining_mark;

/// A normalized compound without what joins its words. Signs that tell it from another
/// stay: those of C++, .NET and 3.5.
pub(super) fn compound_spelling(normalized: &str) -> String {
    let trailing = normalized.trim_end_matches(['+', '#']).len();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    normalized
        .char_indices()
        .filter(|&(at, c)| {
            c.is_alphanumeric()
                || at >= trailing
                || at == 0
                || is_combining_mark(c)
                || !parts_thousands(c)
                    && is_digit(normalized[..at].chars().next_back())
                    && is_digit(normalized[at + c.len_utf8()..].chars().next())
        })
        .map(|(_, c)| c)
        .collect()
}

/// Signs that part groups of digits and nothing else; a dot may also be a decimal point.
fn parts_thousands(c: char) -> bool {
    matches!(c, ',' | '\'' | '’') || c.is_whitespace()
}

/// A version without the `v` before it, and its first number with it.
pub(super) fn version(spelling: &str) -> (&str, Option<&str>) {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = spelling.strip_prefix('v');
    match number.and_then(|number| Some((number, number.split_once('.')?.0))) {
        Some((number, first)) if is_number(first) => (number, Some(&spelling[..=first.len()])),
        _ => (spelling, None),
    }
}

/// The number that is written with at least two groups of thousands behind dots, as in
/// German: with one it may as well be a fraction or a version.
pub(super) fn dotted_thousands(spelling: &str) -> Option<String> {
    let mut groups = spelling.split('.');
    let first = groups
        .next()
        .filter(|first| (1..=3).contains(&first.len()))?;
    let are_groups = groups.clone().count() >= 2 && groups.all(|group| group.len() == 3);
    let digits = spelling.replace('.', "");
    let is_number =
        are_groups && !first.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_found_as_one_word() {
        for (surface, spelling) in [
            ("io.net", "ionet"),
            ("play-to-earn", "playtoearn"),
            ("c++", "c++"),
            (".net", ".net"),
            ("gpt-3.5", "gpt3.5"),
            ("смарт\u{2011}контракт", "смартконтракт"),
            ("1,000,000", "1000000"),
            ("1 000 000", "1000000"),
            ("2024-10", "2024-10"),
            ("#to-do", "#todo"),
        ] {
            assert_eq!(compound_spelling(surface), spelling);
        }
    }
}
