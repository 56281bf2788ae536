//! Chooses the normalizers of a word by its scripts and the language of its text.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

use super::Normalizer;
use super::arabic::Arabic;
use super::confusables::unify_scripts;
use super::cyrillic::Cyrillic;
use super::digits;
use super::hebrew::Hebrew;
use crate::analysis::unicode::is_invisible;
use crate::language::{Language, NormalizerKind};

fn normalizer(kind: NormalizerKind) -> &'static dyn Normalizer {
    match kind {
        NormalizerKind::Arabic => &Arabic,
        NormalizerKind::Cyrillic => &Cyrillic,
        NormalizerKind::Hebrew => &Hebrew,
    }
}

/// The scripts that have normalizers in all texts.
static OF_SCRIPTS: LazyLock<Vec<(Script, &Language)>> = LazyLock::new(|| {
    let firsts = Language::firsts();
    firsts
        .filter(|(_, first)| !first.normalizers.is_empty())
        .collect()
});

/// The normalizers for one text.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::analysis) struct Normalizers {
    /// The text's language, if it normalizes a script in a way of its own.
    own: Option<&'static Language>,
}

impl Normalizers {
    /// The normalizers for a text in a language.
    pub(in crate::analysis) fn of(language: Option<&'static Language>) -> Self {
        let is_own = |language: &&Language| {
            let scripts = language.scripts.iter();
            let firsts = scripts.filter_map(|script| Language::first_of(*script));
            let mut usual = firsts.flat_map(|first| first.normalizers);
            let is_added = |kind| !usual.clone().any(|usual| usual == kind);
            let has_more = language.normalizers.iter().any(is_added);
            has_more || !usual.all(|kind| language.normalizers.contains(kind))
        };
        Normalizers {
            own: language.filter(is_own),
        }
    }

    /// The normalized spelling of a word, or of the beginning of one.
    pub(in crate::analysis) fn normalize(self, word: &str) -> String {
        let mut normalized = String::new();
        self.normalize_into(word, &mut normalized);
        normalized
    }

    /// Like [`Normalizers::normalize`], in a string that is cleared first.
    pub(in crate::analysis) fn normalize_into(self, word: &str, normalized: &mut String) {
        normalized.clear();
        if self.own.is_some() || !normalize_common(word, normalized) {
            normalized.clear();
            self.normalize_any(word, normalized);
        }
    }

    fn normalize_any(self, word: &str, normalized: &mut String) {
        let mut letters: Vec<char> = word.nfkd().filter(|&c| !is_dropped(c)).collect();
        letters.iter_mut().for_each(|c| *c = digits::to_ascii(*c));
        unify_marks(&mut letters);
        unify_scripts(&mut letters);
        let has = |letters: &[char], script| letters.iter().any(|c| c.script() == script);
        let own_scripts = self.own.map_or(&[][..], |language| language.scripts);
        for &(script, first) in &*OF_SCRIPTS {
            if !own_scripts.contains(&script) && has(&letters, script) {
                apply(first.normalizers, &mut letters);
            }
        }
        if let Some(language) = self.own
            && own_scripts.iter().any(|script| has(&letters, *script))
        {
            apply(language.normalizers, &mut letters);
        }
        normalized.extend(letters.into_iter().nfc().flat_map(to_lower));
    }
}

/// Characters that a word is written with and without: those of no width, and
/// apostrophes, of which there are several.
fn is_dropped(c: char) -> bool {
    is_invisible(c) || matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// Removes the dot above i, which the Turkish İ has when decomposed: any i has one. Writes
/// the Romanian ș and ț with a cedilla, as old texts and Turkish do.
fn unify_marks(letters: &mut Vec<char>) {
    let mut last = ' ';
    letters.retain_mut(|c| {
        let is_dot = *c == '\u{307}' && matches!(last, 'i' | 'I');
        if *c == '\u{326}' && matches!(last, 's' | 't' | 'S' | 'T') {
            *c = '\u{327}';
        }
        last = *c;
        !is_dot
    });
}

/// The small letters of a letter, a final sigma as any other.
fn to_lower(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().map(|c| if c == 'ς' { 'σ' } else { c })
}

fn apply(kinds: &[NormalizerKind], letters: &mut Vec<char>) {
    for kind in kinds {
        normalizer(*kind).normalize(letters);
    }
}

/// Normalizes a word of ASCII or modern Russian letters, as nearly all are. False, with
/// any text in `normalized`, for other words.
fn normalize_common(word: &str, normalized: &mut String) -> bool {
    const TO_LOWER: u32 = 'а' as u32 - 'А' as u32;
    for c in word.chars() {
        match c {
            'А'..='Я' => normalized.extend(char::from_u32(c as u32 + TO_LOWER)),
            'ё' | 'Ё' => normalized.push('е'),
            'а'..='я' => normalized.push(c),
            _ if word.is_ascii() => {
                let letters = word.chars().filter(|&c| !is_dropped(c));
                normalized.extend(letters.map(|c| c.to_ascii_lowercase()));
                return true;
            }
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::example::GreekMacrons;
    use super::*;
    use crate::language::LANGUAGES;

    fn normalized(word: &str) -> String {
        Normalizers::default().normalize(word)
    }

    /// Asserts what a normalizer makes of words, and what every one owes.
    pub(in super::super) fn assert_normalized(normalizer: &dyn Normalizer, cases: &[(&str, &str)]) {
        for (word, expected) in cases {
            let mut letters: Vec<char> = word.nfkd().collect();
            normalizer.normalize(&mut letters);
            let once = letters.clone();
            normalizer.normalize(&mut letters);
            assert_eq!(letters, once, "{word}");
            assert_eq!(&letters.into_iter().nfc().collect::<String>(), expected);
        }
    }

    #[test]
    fn common_words_are_normalized_as_all_others() {
        let russian: Vec<char> = ('А'..='я').chain(['ё', 'Ё']).collect();
        let ascii: Vec<char> = ('!'..='~').collect();
        for letters in [russian, ascii] {
            for first in &letters {
                for second in &letters {
                    let word: String = [first, second].into_iter().collect();
                    let mut common = String::new();
                    assert!(normalize_common(&word, &mut common), "{word}");
                    let mut any = String::new();
                    Normalizers::default().normalize_any(&word, &mut any);
                    assert_eq!(common, any, "{word}");
                }
            }
        }
    }

    #[test]
    fn all_spellings_of_a_word_become_one() {
        for (word, expected) in [
            ("Ребёнок", "ребенок"),
            ("Кари\u{301}бский", "карибский"),
            ("и\u{306}од", "йод"),
            ("їжак", "їжак"),
            ("Café", "café"),
            ("то\u{ad}кен", "токен"),
            ("GPU", "gpu"),
            ("ＧＰＵ", "gpu"),
            ("\u{410}kash", "akash"),
            ("К\u{e1}рибский", "карибский"),
            ("İZMİR", "izmir"),
            ("Știință", "ştiinţă"),
            ("ştiinţă", "ştiinţă"),
            ("don’t", "dont"),
            ("п'ять", "пять"),
            ("Οδυσσεύς", "οδυσσεύσ"),
            ("१२३", "123"),
            ("ﾃﾞｰﾀ", "データ"),
            ("שָׁלוֹם", "שלום"),
            ("كِتاب", "كتاب"),
            ("", ""),
        ] {
            assert_eq!(normalized(word), expected);
        }
    }

    #[test]
    fn no_language_normalizes_its_script_in_a_way_of_its_own_yet() {
        for language in &LANGUAGES {
            let normalizers = Normalizers::of(Some(language));
            assert!(normalizers.own.is_none(), "{}", language.code);
        }
    }

    #[test]
    fn a_normalizer_leaves_other_scripts() {
        let mut letters: Vec<char> = "ā".nfkd().collect();
        GreekMacrons.normalize(&mut letters);
        assert_eq!(letters, ['a', '\u{304}']);
    }
}
