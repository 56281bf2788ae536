//! Two words typed as one.

use super::corpus_words::CorpusWords;
use crate::analysis::{TermKind, TokenType};
use crate::search::error::SearchError;

/// The minimum length of either word, in code points.
const MIN_HALF_LENGTH: usize = 3;

/// Splits a text into two words of the corpus, as equal in length as possible. A
/// word of the dictionary is never split.
pub(super) fn split(corpus: CorpusWords<'_>, typed: &str) -> Result<Option<String>, SearchError> {
    if corpus.analyzer.is_known(typed) {
        return Ok(None);
    }
    for cut in cuts(typed) {
        let (first, second) = typed.split_at(cut);
        if has_half(corpus, first)? && has_half(corpus, second)? {
            return Ok(Some(format!("{first} {second}")));
        }
    }
    Ok(None)
}

/// The byte offsets at which a text may be split, starting from the middle.
fn cuts(text: &str) -> Vec<usize> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let length = starts.len();
    let last = length.saturating_sub(MIN_HALF_LENGTH - 1);
    let mut cuts: Vec<usize> = (MIN_HALF_LENGTH..last).collect();
    cuts.sort_by_key(|&cut| (2 * cut).abs_diff(length));
    cuts.into_iter().map(|cut| starts[cut]).collect()
}

/// True for a word of the corpus. A word of the dictionary may be there in another
/// form; stop words do not count.
fn has_half(corpus: CorpusWords<'_>, half: &str) -> Result<bool, SearchError> {
    match &corpus.analyzer.tokens(half)[..] {
        [token] if token.is_stop_word => Ok(false),
        [token] if token.token_type == TokenType::Lemma => corpus.has_word(&token.terms),
        [token] => corpus.has_any(&token.terms, &[TermKind::Exact]),
        _ => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_leave_long_enough_halves_and_begin_in_the_middle() {
        for (text, expected) in [
            ("abcdefg", &["abc|defg", "abcd|efg"][..]),
            ("рынкигпу", &["рынк|игпу", "рын|кигпу", "рынки|гпу"]),
            ("abcde", &[]),
            ("", &[]),
        ] {
            let found = cuts(text).into_iter();
            let shown: Vec<String> = found
                .map(|cut| format!("{}|{}", &text[..cut], &text[cut..]))
                .collect();
            assert_eq!(shown, expected, "{text}");
        }
    }
}
