//! Detects the language of a text without a language tag, by script.
//!
//! Coarse but predictable: languages of one script are not told apart, so a German
//! text without a tag counts as English.

use std::cmp::Reverse;
use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

use super::table::Language;

/// The maximum number of letters to count, in code points. The rest of a longer
/// text is taken to be in the same language.
const MAX_LETTERS: usize = 20_000;

/// How many letters of an alphabet a Han or kana character counts for, because it
/// takes fewer of them to write the same text.
const LETTERS_PER_CHARACTER: usize = 2;

/// With more than one kana per this many Han characters, a text is Japanese, else
/// Chinese: Japanese text always has some kana.
const HAN_PER_KANA: usize = 20;

/// Each script with its first language, in the order of the table.
static FIRST_OF_SCRIPT: LazyLock<Vec<(Script, &str)>> = LazyLock::new(|| {
    Language::firsts()
        .map(|(script, first)| (script, first.code))
        .collect()
});

/// The tag of the first language of the script with the most letters; `und`
/// (undetermined, as in BCP 47) if the texts have none. Ties go to the script that
/// comes first in the table.
pub fn of_script<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let scripts = &*FIRST_OF_SCRIPT;
    let mut counts = vec![0usize; scripts.len()];
    let at = |script: Script| scripts.iter().position(|(known, _)| *known == script);
    let mut letters = 0;
    let (mut latin, mut cyrillic) = (0, 0);
    for c in texts.into_iter().flat_map(str::chars) {
        // The fast path: these ranges cover nearly all letters.
        match c {
            'a'..='z' | 'A'..='Z' => latin += 1,
            'а'..='я' | 'А'..='Я' => cyrillic += 1,
            '\0'..='\x7f' => continue,
            _ if !c.is_alphabetic() => continue,
            _ => {
                if let Some(at) = at(c.script()) {
                    counts[at] += 1;
                }
            }
        }
        letters += 1;
        if letters == MAX_LETTERS {
            break;
        }
    }
    for (script, count) in [(Script::Latin, latin), (Script::Cyrillic, cyrillic)] {
        if let Some(at) = at(script) {
            counts[at] += count;
        }
    }
    let count = |script: Script| at(script).map_or(0, |at| counts[at]);
    let kana = count(Script::Hiragana) + count(Script::Katakana);
    let han = count(Script::Han);
    let best = (0..counts.len())
        .max_by_key(|&at| (counts[at], Reverse(at)))
        .filter(|&at| counts[at] > 0);
    match best {
        None => "und".to_owned(),
        Some(at) if (kana + han) * LETTERS_PER_CHARACTER > counts[at] => {
            let is_japanese = kana * HAN_PER_KANA > han;
            if is_japanese { "ja" } else { "zh" }.to_owned()
        }
        Some(at) => scripts[at].1.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_of_most_letters_tells_the_language() {
        for (text, lang) in [
            ("Обзор рынка GPU", "ru"),
            ("Overview", "en"),
            ("去中心化 AI：概述 Network", "zh"),
            ("AIの分散化：概要", "ja"),
            ("لامركزية", "ar"),
            ("분산화", "ko"),
            ("123 — !", "und"),
        ] {
            assert_eq!(of_script([text]), lang, "{text}");
        }
    }
}
