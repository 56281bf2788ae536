//! The stop words of languages: function words, and what questions ask with.
//!
//! The lists in the folder beside this file are of languages that NLTK lacks, or has a list of many
//! words of content for. Those of Thai, Japanese, Hindi and Persian follow Lucene's.

use crate::language::{Language, StopWordList};

/// The stop words of a language as they are written; none if it has no list.
pub(super) fn of(language: &Language) -> Vec<&'static str> {
    match language.stop_words {
        Some(StopWordList::Nltk) => {
            // That every list of the table exists is tested below.
            stop_words::lookup(language.code)
                .unwrap_or_default()
                .to_vec()
        }
        Some(StopWordList::Own) => own(language.code).split_whitespace().collect(),
        None => Vec::new(),
    }
}

fn own(code: &str) -> &'static str {
    match code {
        "cs" => include_str!("stop_lists/cs.txt"),
        "fa" => include_str!("stop_lists/fa.txt"),
        "hi" => include_str!("stop_lists/hi.txt"),
        "ja" => include_str!("stop_lists/ja.txt"),
        "ko" => include_str!("stop_lists/ko.txt"),
        "pl" => include_str!("stop_lists/pl.txt"),
        "sw" => include_str!("stop_lists/sw.txt"),
        "te" => include_str!("stop_lists/te.txt"),
        "th" => include_str!("stop_lists/th.txt"),
        "uk" => include_str!("stop_lists/uk.txt"),
        "vi" => include_str!("stop_lists/vi.txt"),
        "zh" => include_str!("stop_lists/zh.txt"),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LANGUAGES;

    #[test]
    fn every_list_of_the_table_exists() {
        for language in LANGUAGES
            .iter()
            .filter(|language| language.stop_words.is_some())
        {
            assert!(!of(language).is_empty(), "{}", language.code);
        }
    }
}
