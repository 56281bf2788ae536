//! Beginnings of codes: of a commit's hash people type the first digits.

use super::corpus_words::CorpusWords;
use crate::search::error::SearchError;
use crate::search::plan::Scope;
use crate::search::retriever::WordLookup;

/// The minimum length of a beginning, in characters. Git shows seven, and a number with
/// its `0x` may be shorter.
const MIN_LENGTH: usize = 6;

/// The maximum number of words with a beginning that says which is meant.
const MAX_WORDS: usize = 3;

/// The words of the corpus that begin with a code; `None` if there are none or many, and
/// for what is not of both letters and digits.
pub(super) fn complete(
    corpus: CorpusWords<'_>,
    typed: &str,
) -> Result<Option<Vec<String>>, SearchError> {
    let prefix = corpus.analyzer.normalize(typed);
    if !may_be_code(&prefix) {
        return Ok(None);
    }
    let words = corpus.lookup(&WordLookup::Prefix {
        prefix: &prefix,
        scope: Scope::Everywhere,
        limit: MAX_WORDS + 1,
    })?;
    let words: Vec<String> = words.into_iter().map(|entry| entry.word).collect();
    Ok(Some(words).filter(|words| (1..=MAX_WORDS).contains(&words.len())))
}

fn may_be_code(prefix: &str) -> bool {
    let has = |is: fn(&u8) -> bool| prefix.as_bytes().iter().any(is);
    prefix.len() >= MIN_LENGTH
        && prefix.bytes().all(|b| b.is_ascii_alphanumeric())
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_letters_and_digits() {
        for (prefix, expected) in [
            ("ade57f5", true),
            ("0x8004", true),
            ("ade57", false),
            ("1234567", false),
            ("container", false),
            ("год2024", false),
        ] {
            assert_eq!(may_be_code(prefix), expected, "{prefix}");
        }
    }
}
