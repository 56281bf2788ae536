//! Numbers in several parts: thousands in groups (`1,000,000`, `1 000 000`) and versions
//! (`v1.2.3`).

use std::ops::Range;

/// Digits of a group of thousands.
const GROUP_LEN: usize = 3;

/// Whether a group of digits goes on with the number before it.
pub(super) fn goes_on(text: &str, last: &Range<usize>, next: &Range<usize>) -> bool {
    separator(text, last, next).is_some()
        && (1..=GROUP_LEN).contains(&last.len())
        && next.len() == GROUP_LEN
}

/// The sign between two runs of digits, if it may part thousands.
fn separator(text: &str, last: &Range<usize>, next: &Range<usize>) -> Option<char> {
    let mut gap = text[last.end..next.start].chars();
    let separator = gap.next().filter(|&c| {
        matches!(
            c,
            ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'
        )
    })?;
    let are_digits = |range: &Range<usize>| text[range.clone()].bytes().all(|b| b.is_ascii_digit());
    (gap.next().is_none() && are_digits(last) && are_digits(next)).then_some(separator)
}

/// The numbers in a chain of words that are written in groups of thousands.
pub(super) fn groups(text: &str, chain: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < chain.len() {
        let sign = |pair: &[Range<usize>]| {
            let joins = pair[1].len() == GROUP_LEN;
            separator(text, &pair[0], &pair[1]).filter(|_| joins)
        };
        let mut pairs = chain[at..].windows(2).map(sign);
        let first = pairs.next().flatten();
        if first.is_none() || chain[at].len() > GROUP_LEN {
            at += 1;
            continue;
        }
        let end = at + 1 + pairs.take_while(|sign| *sign == first).count();
        groups.push(chain[at].start..chain[end].end);
        at = end + 1;
    }
    groups
}

/// The bytes of the `v` before a version in two or more parts.
pub(super) fn version_mark(text: &str, chain: &[Range<usize>]) -> Option<usize> {
    let [first, second, ..] = chain else {
        return None;
    };
    let number = text[first.clone()].strip_prefix(['v', 'V'])?;
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let is_version = is_number(number)
        && &text[first.end..second.start] == "."
        && text[second.clone()].starts_with(|c: char| c.is_ascii_digit());
    is_version.then_some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(text: &str) -> Vec<Range<usize>> {
        let is_sign = |c: char| !c.is_alphanumeric();
        let words = text.split(is_sign);
        words
            .map(|word| {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                start..start + word.len()
            })
            .collect()
    }

    #[test]
    fn thousands_are_groups_of_three_digits_with_one_sign() {
        for (text, expected) in [
            ("1,000,000", &["1,000,000"][..]),
            ("12\u{a0}000", &["12\u{a0}000"]),
            ("10,000-20,000", &["10,000", "20,000"]),
            ("1,000 000", &["1,000"]),
            ("1,00", &[]),
            ("2001,100", &[]),
            ("1.000", &[]),
            ("a,000", &[]),
        ] {
            let found = groups(text, &chain(text));
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_version_may_begin_with_v() {
        for (text, expected) in [
            ("v1.2", Some(1)),
            ("V10.2.3", Some(1)),
            ("1.2.3", None),
            ("v1-2", None),
            ("v1.x", None),
            ("vx.2", None),
        ] {
            assert_eq!(version_mark(text, &chain(text)), expected, "{text}");
        }
    }
}
