//! Words written together as one name, or with a sign of their own: `io.net`,
//! `play-to-earn`, `C++`, `.NET`, `#tag`, `1,000`.

use std::ops::Range;

use super::by_script::Segmenters;
use super::numbers::{goes_on, groups, version_mark};
use super::runs::{is_whole_run, words};
use super::symbols;
use crate::analysis::unicode::is_invisible;

/// Words of a compound; a longer chain is a path or a list.
const MAX_WORDS: usize = 6;

/// Letters of an extension. Top-level domains and file extensions are shorter; the
/// word after a forgotten space is often not.
const MAX_EXTENSION_LEN: usize = 5;

/// Signs that may begin a word.
const LEADING_SIGNS: [char; 3] = ['.', '#', '@'];

/// The first letter of the scripts of East Asia.
const FIRST_UNSPACED: char = '\u{2e80}';

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum RawTokenKind {
    /// A word, in a compound or not.
    Word,
    /// The last word of a dotted compound (`.ai`, `.js`): it says what kind of name
    /// this is, not what it is about.
    Extension,
    /// Words written together, before these words: `io.net`, `play-to-earn`, `C++`.
    Compound,
    /// An emoji or the sign of a currency.
    Symbol,
}

/// A part of a text that gets terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct RawToken {
    pub(in crate::analysis) kind: RawTokenKind,
    /// Its bytes.
    pub(in crate::analysis) range: Range<usize>,
}

/// The raw tokens of a text, in order, a compound before its words.
pub(in crate::analysis) fn segment(
    text: &str,
    segmenters: Segmenters,
) -> impl Iterator<Item = RawToken> {
    let mut words = words(text, segmenters).peekable();
    let mut pending = Vec::new().into_iter();
    std::iter::from_fn(move || {
        if let Some(token) = pending.next() {
            return Some(token);
        }
        let first = words.next()?;
        if symbols::is_symbol(text, first.start) {
            return Some(RawToken {
                kind: RawTokenKind::Symbol,
                range: first,
            });
        }
        let joined = |last: &Range<usize>, next: &Range<usize>| {
            let gap = &text[last.end..next.start];
            (is_joiner(gap) && is_whole_run(text, last.start, segmenters)
                || goes_on(text, last, next))
                && !symbols::is_symbol(text, next.start)
        };
        let is_joined = words.peek().is_some_and(|next| joined(&first, next));
        if !is_joined && !has_sign(text, &first) {
            return Some(RawToken {
                kind: RawTokenKind::Word,
                range: first,
            });
        }
        let mut chain = vec![first];
        while let Some(next) = words.next_if(|next| joined(&chain[chain.len() - 1], next)) {
            chain.push(next);
        }
        pending = chain_tokens(text, chain).into_iter();
        pending.next()
    })
}

/// True for a gap between two words that makes them one name.
fn is_joiner(gap: &str) -> bool {
    let mut visible = gap.chars().filter(|&c| !is_invisible(c));
    matches!(
        (visible.next(), visible.next()),
        (Some('.' | '-' | '_' | '&' | '\u{2010}' | '\u{2011}'), None)
    )
}

/// True if a sign beside a word may belong to it.
fn has_sign(text: &str, word: &Range<usize>) -> bool {
    text[..word.start].ends_with(LEADING_SIGNS) || text[word.end..].starts_with(['+', '#'])
}

/// The tokens of joined words, or of one with a sign; `chain` is not empty.
fn chain_tokens(text: &str, mut chain: Vec<Range<usize>>) -> Vec<RawToken> {
    let words = chain[0].start..chain[chain.len() - 1].end;
    let last = chain[chain.len() - 1].clone();
    let compound = leading_sign(text, words.start)..last.end + trailing_signs(text, &last);
    let is_compound = chain.len() > 1 && chain.len() <= MAX_WORDS;
    let before_last = chain.len().checked_sub(2).map(|at| chain[at].end);
    let is_extension = is_compound
        && before_last.is_some_and(|end| text[end..last.start].contains('.'))
        && last.len() <= MAX_EXTENSION_LEN
        && text[last.clone()].bytes().all(|b| b.is_ascii_alphabetic());
    let mut compounds = groups(text, &chain);
    compounds.extend(is_compound.then(|| words.clone()));
    compounds.extend((compound != words).then_some(compound));
    compounds.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    compounds.dedup();
    if is_compound && let Some(mark) = version_mark(text, &chain) {
        chain[0].start += mark;
    }
    let mut compounds = compounds.into_iter().peekable();
    let mut tokens = Vec::with_capacity(chain.len() + compounds.len());
    for range in chain {
        while let Some(compound) = compounds.next_if(|compound| compound.start <= range.start) {
            tokens.push(RawToken {
                kind: RawTokenKind::Compound,
                range: compound,
            });
        }
        tokens.push(RawToken {
            kind: match range == last && is_extension {
                true => RawTokenKind::Extension,
                false => RawTokenKind::Word,
            },
            range,
        });
    }
    tokens
}

/// Where a word begins with the sign that belongs to it, as in `.NET`, `#tag` and `@name`.
fn leading_sign(text: &str, start: usize) -> usize {
    let mut before = text[..start].chars().rev();
    let mut next = text[start..].chars();
    let belongs = match (before.next(), next.next()) {
        (Some('.'), Some(next)) => next.is_ascii_alphabetic(),
        (Some('#' | '@'), Some(next)) => next.is_alphanumeric(),
        _ => false,
    };
    let stands_apart = before.next().is_none_or(|c| match c {
        '.' | ')' | ']' | '\\' | '#' | '@' => false,
        // Without spaces between words a sign may follow any of them.
        _ => !c.is_alphanumeric() || c >= FIRST_UNSPACED,
    });
    start - usize::from(belongs && stands_apart)
}

/// How many bytes of signs belong to a Latin word, as in `C++`, `C#` and `C++17`.
fn trailing_signs(text: &str, word: &Range<usize>) -> usize {
    let rest = &text[word.end..];
    let signs = rest.len() - rest.trim_start_matches(['+', '#']).len();
    let is_word_over = match rest[signs..].chars().next() {
        // Not of an address: `page#12`.
        Some(next) if next.is_ascii_digit() => rest.starts_with("++") || word.len() == 1,
        Some(next) => !next.is_alphanumeric() || !next.is_ascii(),
        None => true,
    };
    let belong = (1..=2).contains(&signs)
        && text[word.clone()].ends_with(|c: char| c.is_ascii_alphabetic())
        && is_word_over
        && (rest.starts_with('#') || signs == 2);
    if belong { signs } else { 0 }
}

#[cfg(test)]
mod tests {
    use unicode_script::Script;

    use super::super::example::Pairs;
    use super::*;

    /// The raw tokens of a text, compounds as `=io.net`, extensions as `.net`.
    fn shown(text: &str, segmenters: Segmenters) -> Vec<String> {
        let shown = segment(text, segmenters).map(|token| {
            let surface = &text[token.range];
            match token.kind {
                RawTokenKind::Word | RawTokenKind::Symbol => surface.to_owned(),
                RawTokenKind::Extension => format!(".{surface}"),
                RawTokenKind::Compound => format!("={surface}"),
            }
        });
        shown.collect()
    }

    #[test]
    fn a_language_may_split_its_scripts_differently() {
        let korean = Segmenters::with(&[Script::Hangul], &Pairs);
        let text = "분산화는-AI 去中 и рынок";
        let plain = ["=분산화는-AI", "분산화는", "AI", "去", "中", "и", "рынок"];
        assert_eq!(shown(text, Segmenters::default()), plain);
        let split = ["분산", "화는", "AI", "去", "中", "и", "рынок"];
        assert_eq!(shown(text, korean), split);
    }

    #[test]
    fn compounds_stand_before_their_words() {
        let cases: [(&str, &[&str]); 21] = [
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
            (
                "2+2 #тег 1-й @имя",
                &["2", "2", "=#тег", "тег", "=1-й", "1", "й", "=@имя", "имя"],
            ),
            ("a@b.c page#12", &["a", "=b.c", "b", ".c", "page", "12"]),
            ("#to-do", &["=#to-do", "=to-do", "to", "do"]),
            ("C++17 C#9", &["=C++", "C", "17", "=C#", "C", "9"]),
            ("C++语.NET", &["=C++", "C", "语", "=.NET", "NET"]),
            ("C#/.NET", &["=C#", "C", "=.NET", "NET"]),
            ("1,000 users", &["=1,000", "1", "000", "users"]),
            (
                "1 000 000 строк",
                &["=1 000 000", "1", "000", "000", "строк"],
            ),
            (
                "10,000-20,000",
                &[
                    "=10,000-20,000",
                    "=10,000",
                    "10",
                    "000",
                    "=20,000",
                    "20",
                    "000",
                ],
            ),
            ("2001 100 и 1,0000", &["2001", "100", "и", "1", "0000"]),
            ("v1.2.3", &["=v1.2.3", "1", "2", "3"]),
            ("🚀 за 5 €", &["🚀", "за", "5", "€"]),
            ("去-中", &["去", "中"]),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text, Segmenters::default()), expected, "{text:?}");
        }
    }
}
