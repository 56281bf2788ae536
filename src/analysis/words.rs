//! Where words begin and end, and which of them are one name.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// A stretch of text that is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word, with the name that it is part of, if any.
    Word(Range<usize>),
    /// The last part of a dotted name (`.ai`, `.js`): it says what kind of name
    /// this is, not what it is about.
    Ending(Range<usize>),
    /// A name as it is written together, before its words: `io.net`,
    /// `play-to-earn`, `C++`, `.NET`.
    Name(Range<usize>),
}

/// The most words that are one name; longer chains are file names and the like.
const MOST_PARTS: usize = 6;

/// The most letters of an ending. Top-level domains and file endings are
/// shorter; the words of a sentence whose space was forgotten are not.
const LONGEST_ENDING: usize = 5;

/// The pieces of a text in order.
///
/// Words are runs of letters and digits with their marks. Invisible characters
/// (soft hyphen, zero-width joiners) do not end a word; in scripts written
/// without spaces every letter is one.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    let mut words = words(text).peekable();
    let mut pending = Vec::new().into_iter();
    std::iter::from_fn(move || {
        if let Some(piece) = pending.next() {
            return Some(piece);
        }
        let first = words.next()?;
        let joined = |last: &Range<usize>, next: &Range<usize>| {
            joins(&text[last.end..next.start]) && !is_unspaced_at(text, last.start)
        };
        if !words.peek().is_some_and(|next| joined(&first, next)) && !is_signed(text, &first) {
            return Some(Piece::Word(first));
        }
        let mut parts = vec![first];
        while let Some(next) = words.next_if(|next| joined(&parts[parts.len() - 1], next)) {
            parts.push(next);
        }
        pending = chain(text, parts).into_iter();
        pending.next()
    })
}

/// True when a sign stands by a word that may make it a name.
fn is_signed(text: &str, word: &Range<usize>) -> bool {
    text[..word.start].ends_with('.') || text[word.end..].starts_with(['+', '#'])
}

/// The pieces of words that are joined to one another.
fn chain(text: &str, parts: Vec<Range<usize>>) -> Vec<Piece> {
    let mut start = parts[0].start;
    let last = parts[parts.len() - 1].clone();
    let mut end = last.end;
    // C++, C#: signs that end a Latin word and have nothing after them.
    let rest = &text[end..];
    let signs = rest.len() - rest.trim_start_matches(['+', '#']).len();
    let follows = rest[signs..].chars().next();
    if (1..=2).contains(&signs)
        && text[last.clone()].ends_with(|c: char| c.is_ascii_alphabetic())
        && !follows.is_some_and(char::is_alphanumeric)
        && (rest.starts_with('#') || signs == 2)
    {
        end += signs;
    }
    // .NET: a dot that belongs to the word after it.
    let before = text[..start].strip_suffix('.');
    if before
        .is_some_and(|before| before.is_empty() || before.ends_with([' ', '\n', '(', '«', '"']))
        && text[start..].starts_with(|c: char| c.is_ascii_alphabetic())
    {
        start -= 1;
    }
    let is_name = parts.len() > 1 && parts.len() <= MOST_PARTS;
    let mut pieces = Vec::with_capacity(parts.len() + 1);
    if is_name || start < parts[0].start || end > last.end {
        pieces.push(Piece::Name(start..end));
    }
    let before_last = parts.len().checked_sub(2).map(|at| parts[at].end);
    for part in parts {
        let is_ending = is_name
            && part == last
            && before_last.is_some_and(|at| text[at..part.start].contains('.'))
            && part.len() <= LONGEST_ENDING
            && text[part.clone()].bytes().all(|b| b.is_ascii_alphabetic());
        pieces.push(if is_ending {
            Piece::Ending(part)
        } else {
            Piece::Word(part)
        });
    }
    pieces
}

/// True for what stands between the words of one name.
fn joins(gap: &str) -> bool {
    let mut visible = gap.chars().filter(|&c| !is_invisible(c));
    matches!(
        (visible.next(), visible.next()),
        (Some('.' | '-' | '_' | '&' | '\u{2010}' | '\u{2011}'), None)
    )
}

/// Runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|&(_, c)| is_letter(c))?;
        let mut end = start + first.len_utf8();
        let alone = is_unspaced(first);
        while let Some(&(at, c)) = chars.peek() {
            let letter = is_letter(c) && !alone && !is_unspaced(c);
            if !letter && !is_combining_mark(c) && !is_invisible(c) {
                break;
            }
            chars.next();
            if !is_invisible(c) {
                end = at + c.len_utf8();
            }
        }
        Some(start..end)
    })
}

/// A letter or a digit; the usual ones without a look into Unicode's tables.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' => true,
        '\u{a0}' | '«' | '»' | '\u{2000}'..='\u{206f}' | '№' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Characters that stand inside words unseen.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
    )
}

fn is_unspaced_at(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(is_unspaced)
}

fn is_unspaced(c: char) -> bool {
    // Nothing below the Thai block is written without spaces.
    c >= '\u{e00}'
        && matches!(
            c.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
        )
}

/// The words that are put together in a word by capitals: OctaSpace is Octa
/// and Space. None when it is one word.
pub(super) fn humps(word: &str) -> Vec<&str> {
    let mut humps = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in word.char_indices() {
        if c.is_uppercase() && before.is_some_and(char::is_lowercase) {
            humps.push(&word[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start > 0 {
        humps.push(&word[start..]);
    }
    humps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_what_unicode_has_for_letters_and_digits() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let cases: [(&str, &[&str]); 7] = [
            (
                "Web3, ERC20 — play-to-earn!",
                &["Web3", "ERC20", "play", "to", "earn"],
            ),
            (
                "то\u{ad}кен Кари\u{301}бский",
                &["то\u{ad}кен", "Кари\u{301}бский"],
            ),
            ("去中心化AI", &["去", "中", "心", "化", "AI"]),
            ("a\u{200b} b", &["a", "b"]),
            (
                "Akash™Network Nosana®, 10\u{a0}GPU",
                &["Akash", "Network", "Nosana", "10", "GPU"],
            ),
            ("«Рынок» “токенов”—день", &["Рынок", "токенов", "день"]),
            ("… ", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(
                words(text).map(|range| &text[range]).collect::<Vec<_>>(),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn names_stand_before_their_parts() {
        let cases: [(&str, &[&str]); 10] = [
            ("io.net", &["=io.net", "io", ".net"]),
            ("play-to-earn", &["=play-to-earn", "play", "to", "earn"]),
            (
                "смарт\u{2011}контракт",
                &["=смарт\u{2011}контракт", "смарт", "контракт"],
            ),
            ("C++ и C#.", &["=C++", "C", "и", "=C#", "C"]),
            (
                "на .NET, node.js",
                &["на", "=.NET", "NET", "=node.js", "node", ".js"],
            ),
            ("Точка. Далее", &["Точка", "Далее"]),
            ("без.пробела", &["=без.пробела", "без", "пробела"]),
            ("a-b-c-d-e-f-g", &["a", "b", "c", "d", "e", "f", "g"]),
            ("2+2 #тег 1-й", &["2", "2", "тег", "=1-й", "1", "й"]),
            ("去-中", &["去", "中"]),
        ];
        for (text, expected) in cases {
            let shown: Vec<String> = pieces(text)
                .map(|piece| match piece {
                    Piece::Word(range) => text[range].to_owned(),
                    Piece::Ending(range) => format!(".{}", &text[range]),
                    Piece::Name(range) => format!("={}", &text[range]),
                })
                .collect();
            assert_eq!(shown, expected, "{text:?}");
        }
    }

    #[test]
    fn capitals_inside_a_word_part_it() {
        assert_eq!(humps("OctaSpace"), ["Octa", "Space"]);
        assert_eq!(humps("NetMind"), ["Net", "Mind"]);
        for word in ["Akash", "GPUs", "ИИ", "web3"] {
            assert!(humps(word).is_empty(), "{word}");
        }
    }
}
