//! Names written together, their words told apart by capitals and digits: `OctaSpace`,
//! `XMLHttpRequest`, `iPhone15Pro`.

use unicode_normalization::char::is_combining_mark;

/// Parts of a name. What has more is an encoded number.
const MAX_PARTS: usize = 6;

/// Small letters behind a capital that begins a word in a run of capitals: the Http of
/// XMLHttp, but not the Us of GPUs, nor the Pv of IPv4.
const MIN_SMALL_LETTERS: usize = 2;

/// One part of a name, or several neighbouring ones, but not all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct NameParts<'w> {
    pub(in crate::analysis) text: &'w str,
    pub(in crate::analysis) count: usize,
    /// A capital or the end of the name bounds it at both sides, so that it is a name too.
    pub(in crate::analysis) is_name: bool,
}

/// What may stand between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Border {
    Edge,
    Capital,
    Digit,
}

/// The parts of a name, each alone and with its neighbours. Empty for a word that is not
/// made of parts.
pub(in crate::analysis) fn split_name(word: &str) -> Vec<NameParts<'_>> {
    let borders = borders(word);
    let count = borders.len() - 1;
    let mut parts = Vec::new();
    if !(2..=MAX_PARTS).contains(&count) {
        return parts;
    }
    for length in 1..count {
        for pair in borders.windows(length + 1) {
            let ((start, first), (end, last)) = (pair[0], pair[length]);
            // The iPhone of iPhone15 is one part with a sign before it.
            let is_marked = length == 2 && pair[1].0 - start == 1 && first == Border::Edge;
            parts.push(NameParts {
                text: &word[start..end],
                count: length - usize::from(is_marked),
                is_name: first != Border::Digit && last != Border::Digit,
            });
        }
    }
    parts
}

/// Where parts begin and end, with both ends of the word.
fn borders(word: &str) -> Vec<(usize, Border)> {
    let mut borders = vec![(0, Border::Edge)];
    let mut letters = word.char_indices().filter(|(_, c)| !is_combining_mark(*c));
    let mut before = letters.next().map(|(_, c)| c);
    for (at, c) in letters {
        if let Some(border) = before.and_then(|before| border(before, c, &word[at..])) {
            borders.push((at, border));
        }
        before = Some(c);
    }
    borders.push((word.len(), Border::Edge));
    borders
}

/// What parts a letter from the one before it; `rest` begins with it.
fn border(before: char, c: char, rest: &str) -> Option<Border> {
    let is_capital = c.is_uppercase();
    if before.is_numeric() != c.is_numeric() {
        return Some(match is_capital {
            true => Border::Capital,
            false => Border::Digit,
        });
    }
    let begins_word = || {
        let small = rest.chars().skip(1).filter(|c| !is_combining_mark(*c));
        small.take_while(|c| c.is_lowercase()).count() >= MIN_SMALL_LETTERS
    };
    // Before it is a small letter, or the apostrophe of O'Reilly.
    let is_border = is_capital && (!before.is_uppercase() || begins_word());
    is_border.then_some(Border::Capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_digits_begin_a_part() {
        let cases: [(&str, &[&str]); 17] = [
            ("OctaSpace", &["Octa", "Space"]),
            ("XMLHttpRequest", &["XML", "Http", "Request"]),
            ("HTTPSConnection", &["HTTPS", "Connection"]),
            ("parseHTMLDocument", &["parse", "HTML", "Document"]),
            ("OAuth", &["O", "Auth"]),
            ("O'Reilly", &["O'", "Reilly"]),
            ("ipv4Address", &["ipv", "4", "Address"]),
            ("iPhone15Pro", &["i", "Phone", "15", "Pro"]),
            ("COVID19", &["COVID", "19"]),
            ("575cc", &["575", "cc"]),
            ("web3", &["web", "3"]),
            ("МойСервер", &["Мой", "Сервер"]),
            ("Akash", &[]),
            ("GPUs", &[]),
            ("ИИ", &[]),
            ("2024", &[]),
            ("ade57f5653f0c1d2e3", &[]),
        ];
        for (word, expected) in cases {
            let parts: Vec<NameParts<'_>> = split_name(word);
            let single = parts.iter().filter(|parts| borders(parts.text).len() == 2);
            let single: Vec<&str> = single.map(|parts| parts.text).collect();
            assert_eq!(single, expected, "{word}");
        }
    }

    #[test]
    fn neighbouring_parts_are_a_name_unless_digits_are_cut_off() {
        let shown = |word| -> Vec<(String, usize, bool)> {
            let parts = split_name(word).into_iter();
            let parts = parts.filter(|parts| parts.count > 1 || parts.text == "iPhone");
            parts
                .map(|parts| (parts.text.to_owned(), parts.count, parts.is_name))
                .collect()
        };
        let expected = |parts: &[(&str, usize, bool)]| -> Vec<(String, usize, bool)> {
            parts
                .iter()
                .map(|&(text, count, is_name)| (text.to_owned(), count, is_name))
                .collect()
        };
        for (word, parts) in [
            (
                "XMLHttpRequest",
                &[("XMLHttp", 2, true), ("HttpRequest", 2, true)][..],
            ),
            ("GPT4o", &[("GPT4", 2, false), ("4o", 2, false)]),
            ("ipv4Address", &[("ipv4", 2, true), ("4Address", 2, false)]),
            ("iPhone15", &[("iPhone", 1, false), ("Phone15", 2, true)]),
        ] {
            assert_eq!(shown(word), expected(parts), "{word}");
        }
    }
}
