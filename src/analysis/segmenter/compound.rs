//! Words written together as one name: `io.net`, `play-to-earn`, `C++`, `.NET`.

use std::ops::Range;

use super::by_script::Segmenters;
use super::runs::{is_whole_run, words};
use crate::analysis::unicode::is_invisible;

/// Words of a compound; a longer chain is a path or a list.
const MAX_WORDS: usize = 6;

/// Letters of an extension. Top-level domains and file extensions are shorter; the
/// word after a forgotten space is often not.
const MAX_EXTENSION_LEN: usize = 5;

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
        let joined = |last: &Range<usize>, next: &Range<usize>| {
            is_joiner(&text[last.end..next.start]) && is_whole_run(text, last.start, segmenters)
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
    text[..word.start].ends_with('.') || text[word.end..].starts_with(['+', '#'])
}

/// The tokens of joined words, or of one with a sign; `chain` is not empty.
fn chain_tokens(text: &str, chain: Vec<Range<usize>>) -> Vec<RawToken> {
    let words = chain[0].start..chain[chain.len() - 1].end;
    let last = chain[chain.len() - 1].clone();
    let compound = leading_dot(text, words.start)..last.end + trailing_signs(text, &last);
    let is_compound = chain.len() > 1 && chain.len() <= MAX_WORDS;
    let mut tokens = Vec::with_capacity(chain.len() + 1);
    if is_compound || compound != words {
        tokens.push(RawToken {
            kind: RawTokenKind::Compound,
            range: compound,
        });
    }
    let before_last = chain.len().checked_sub(2).map(|at| chain[at].end);
    let is_extension = is_compound
        && before_last.is_some_and(|end| text[end..last.start].contains('.'))
        && last.len() <= MAX_EXTENSION_LEN
        && text[last.clone()].bytes().all(|b| b.is_ascii_alphabetic());
    tokens.extend(chain.into_iter().map(|range| RawToken {
        kind: match range == last && is_extension {
            true => RawTokenKind::Extension,
            false => RawTokenKind::Word,
        },
        range,
    }));
    tokens
}

/// Where a word begins with the dot that belongs to it, as in `.NET`.
fn leading_dot(text: &str, start: usize) -> usize {
    let belongs = text[..start].strip_suffix('.').is_some_and(|before| {
        (before.is_empty() || before.ends_with([' ', '\n', '(', '«', '"']))
            && text[start..].starts_with(|c: char| c.is_ascii_alphabetic())
    });
    start - usize::from(belongs)
}

/// How many bytes of signs belong to a Latin word, as in `C++` and `C#`.
fn trailing_signs(text: &str, word: &Range<usize>) -> usize {
    let rest = &text[word.end..];
    let signs = rest.len() - rest.trim_start_matches(['+', '#']).len();
    let next = rest[signs..].chars().next();
    let belong = (1..=2).contains(&signs)
        && text[word.clone()].ends_with(|c: char| c.is_ascii_alphabetic())
        && !next.is_some_and(char::is_alphanumeric)
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
                RawTokenKind::Word => surface.to_owned(),
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
            assert_eq!(shown(text, Segmenters::default()), expected, "{text:?}");
        }
    }
}
