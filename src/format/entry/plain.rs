//! Names that no marker sets off, and what may stand around a name.
//!
//! Works on the text of one line and knows nothing of markup.

use std::ops::Range;

/// Pairs of quotation marks.
const QUOTES: [(char, char); 8] = [
    ('"', '"'),
    ('«', '»'),
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
];

/// The bytes of a name without the quotation marks around it.
pub(super) fn without_quotes(text: &str, start: usize, end: usize) -> (usize, usize) {
    let name = &text[start..end];
    let inner = QUOTES.iter().find_map(|&(open, close)| {
        let inner = name.strip_prefix(open)?.strip_suffix(close)?;
        let is_whole = !inner.contains(open) && !inner.contains(close);
        (is_whole && inner.contains(char::is_alphanumeric)).then_some((open, close))
    });
    match inner {
        Some((open, close)) => (start + open.len_utf8(), end - close.len_utf8()),
        None => (start, end),
    }
}

/// The bytes of the quoted name that a line begins with, and those of its
/// quotation marks.
pub(super) fn quoted(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let first = line.chars().next()?;
    let (open, close) = QUOTES.iter().find(|(open, _)| *open == first)?;
    let start = open.len_utf8();
    let end = start + line[start..].find(*close)?;
    let name = &line[start..end];
    let fits = name.contains(char::is_alphanumeric) && name.chars().count() <= MAX_PLAIN.1 * 2;
    fits.then(|| (start..end, 0..end + close.len_utf8()))
}

/// The maximum length of a plain name, in words and in characters.
const MAX_PLAIN: (usize, usize) = (7, 70);

/// The length of the name that a line of plain text begins with, and the
/// separator behind it, which is empty where the whole line is a name.
pub(super) fn split_plain(line: &str) -> Option<(usize, Range<usize>)> {
    let mut marks = line.char_indices().filter_map(|(at, mark)| {
        let end = at + mark.len_utf8();
        let spaced = line[..at].ends_with(char::is_whitespace);
        let space_after = line[end..].starts_with(char::is_whitespace);
        let separates = match mark {
            ':' => space_after,
            '：' => true,
            '—' | '–' | '-' | '−' => spaced && space_after,
            '\n' => true,
            _ => false,
        };
        separates.then_some(at..end)
    });
    let separator = marks.next().unwrap_or(line.len()..line.len());
    let separator = author_of(line, &separator).unwrap_or(separator);
    let before = &line[..separator.start];
    // An address behind the name is no part of it.
    let before = match before.find("http") {
        Some(at) => before[..at].trim_end_matches([' ', '<', '(']),
        None => before,
    };
    let name = match trailing_bracket(before) {
        Some(at) if !separator.is_empty() => &before[..at],
        _ => before,
    };
    let name = name.trim_end();
    let separator = match name.len() < separator.start {
        true if separator.is_empty() => name.len()..name.len(),
        _ => separator,
    };
    is_plain_name(name).then_some((name.len(), separator))
}

/// The words that set off an author behind a title, where nothing else does:
/// `by`, or an opening bracket.
fn author_of(line: &str, separator: &Range<usize>) -> Option<Range<usize>> {
    if !separator.is_empty() {
        return None;
    }
    if let Some(at) = line.find(" by ").filter(|&at| at > 0) {
        let author = &line[at + 4..];
        return author.starts_with(char::is_uppercase).then(|| at..at + 4);
    }
    let open = trailing_bracket(line)?;
    Some(open..open)
}

/// Whether the text behind a title begins with its author: in brackets, or what
/// stands behind `by`.
pub(super) fn is_credit(rest: &str) -> bool {
    let author = rest.strip_prefix(['(', '（']).unwrap_or(rest);
    let words: Vec<&str> = author.split_whitespace().collect();
    (2..=12).contains(&words.len())
        && words[0].starts_with(char::is_uppercase)
        && words[1].starts_with(|c: char| c.is_uppercase() || c == '&')
        && (rest.ends_with([')', '）']) || author.len() == rest.len() && words.len() <= 6)
}

/// Where the bracket at the end of a text opens.
fn trailing_bracket(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let open = match text.chars().next_back()? {
        ')' => '(',
        '）' => '（',
        ']' => '[',
        _ => return None,
    };
    text.rfind(open).filter(|&at| at > 0)
}

/// Whether words without a marker can be a name: few, no sentence, and begun as
/// names are.
fn is_plain_name(name: &str) -> bool {
    let (words, characters) = MAX_PLAIN;
    let begins = |c: char| c.is_numeric() || c.is_alphabetic() && !c.is_lowercase();
    let is_code = || {
        name.split_whitespace().count() == 1
            && (name.contains(['.', '-', '_', '/']) || name.contains(|c: char| c.is_uppercase()))
    };
    let sentence = [", ", "; ", ". ", "? ", "! ", "。", "，", "；"];
    name.chars().any(char::is_alphabetic)
        && name.split_whitespace().count() <= words
        && name.chars().count() <= characters
        && !sentence.iter().any(|mark| name.contains(mark))
        && !name.ends_with(['.', '?', '!', ',', ';'])
        && (name
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(begins)
            || is_code())
}

/// A sign that may stand before a name: an emoji, a bullet, a star.
pub(super) fn is_sign(c: char) -> bool {
    !c.is_alphanumeric()
        && !matches!(
            c,
            '.' | '@'
                | '#'
                | '$'
                | '('
                | '（'
                | '['
                | '<'
                | '/'
                | '"'
                | '«'
                | '“'
                | '「'
                | '『'
                | '《'
                | '_'
                | '~'
                | '-'
                | '+'
                | '&'
                | '\''
                | '’'
        )
}

/// A sign that may stand behind a name.
pub(super) fn is_sign_at_end(c: char) -> bool {
    c.is_whitespace() || !c.is_ascii() && !c.is_alphanumeric() && is_symbol(c)
}

/// Emoji and dingbats.
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{200d}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether a text before a name says nothing: signs, emoji by name, a number with
/// its mark, an opening bracket.
pub(super) fn is_decoration(text: &str) -> bool {
    let mut rest = text.trim();
    // The sign and the kind of an admonition whose title follows.
    if let Some(kind) = ["!!!", "???", ":::"]
        .iter()
        .find_map(|sign| rest.strip_prefix(sign))
    {
        return kind.split_whitespace().count() <= 2 && kind.ends_with(['"', '[', ' ']);
    }
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != ':');
        if rest.is_empty() {
            return true;
        }
        if let Some(name) = rest.strip_prefix(':') {
            let code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+');
            let length = name.find(|c| !code(c)).unwrap_or(name.len());
            rest = match name[length..].strip_prefix(':') {
                Some(behind) if length > 0 => behind,
                _ => name,
            };
            continue;
        }
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let behind = &rest[digits..];
        match behind.strip_prefix(['.', ')', '、', '．', '）']) {
            Some(behind) if digits > 0 => rest = behind,
            _ => return false,
        }
    }
}
