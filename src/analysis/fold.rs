//! The folded forms of a word: what people type who leave out its marks.
//!
//! Two words that fold alike differ by marks only, and find each other below the exact
//! spelling. What all writers treat as one spelling is normalized instead.

use unicode_normalization::UnicodeNormalization;

/// Letters that have no decomposition, with the letters that are typed for them: in
/// general, and where another habit is as common (`ü` as `ue`).
const LETTERS: [(char, &str, Option<&str>); 42] = [
    ('ß', "ss", None),
    ('æ', "ae", None),
    ('œ', "oe", None),
    ('ø', "o", Some("oe")),
    ('å', "a", Some("aa")),
    ('ä', "a", Some("ae")),
    ('ö', "o", Some("oe")),
    ('ü', "u", Some("ue")),
    ('đ', "d", None),
    ('ð', "d", None),
    ('þ', "th", None),
    ('ł', "l", None),
    ('ħ', "h", None),
    ('ŧ', "t", None),
    ('ŋ', "n", None),
    ('ı', "i", None),
    ('ə', "e", None),
    ('ǝ', "e", None),
    ('ɛ', "e", None),
    ('ɔ', "o", None),
    ('ɓ', "b", None),
    ('ɗ', "d", None),
    ('ƙ', "k", None),
    ('ɣ', "g", None),
    ('ʻ', "", None),
    ('ʼ', "", None),
    ('ґ', "г", None),
    ('ғ', "г", None),
    ('қ', "к", None),
    ('ҡ', "к", None),
    ('ң', "н", None),
    ('ө', "о", None),
    ('ү', "у", None),
    ('ұ', "у", None),
    ('һ', "х", None),
    ('ҳ', "х", None),
    ('ә', "а", None),
    ('җ', "ж", None),
    ('ҷ', "ч", None),
    ('ҙ', "з", None),
    ('ҫ', "с", None),
    ('є', "е", None),
];

/// Devanagari in one spelling: nasal consonants and the candrabindu as anusvara, no nukta.
/// A part of Lucene's `HindiNormalizer`.
pub(super) fn unify_nasals(word: &str) -> String {
    let mut unified = String::with_capacity(word.len());
    let mut letters = word.chars().nfd().filter(|c| *c != '\u{93c}').peekable();
    while let Some(letter) = letters.next() {
        match letter {
            'ङ' | 'ञ' | 'ण' | 'न' | 'म' if letters.next_if_eq(&'\u{94d}').is_some() => {
                match letters.peek() {
                    // A doubled nasal, and one at the end, is heard.
                    Some(next) if *next != letter && !is_nasal(*next) => unified.push('\u{902}'),
                    _ => unified.extend([letter, '\u{94d}']),
                }
            }
            '\u{901}' => unified.push('\u{902}'),
            other => unified.push(other),
        }
    }
    unified
}

fn is_nasal(c: char) -> bool {
    matches!(c, 'ङ' | 'ञ' | 'ण' | 'न' | 'म' | 'य' | 'र' | 'ल' | 'व' | 'ह')
}

/// Arabic letters that are written with and without what tells them apart.
fn unify_arabic(word: &str) -> String {
    let unify = |c| match c {
        'ة' => 'ه',
        'ى' => 'ي',
        other => other,
    };
    let letters = word
        .chars()
        .nfd()
        .filter(|c| !matches!(c, '\u{653}'..='\u{655}'));
    letters.map(unify).collect()
}

/// The folded forms of a normalized word, the one without any mark first. None for a
/// word in a script whose marks are not left out.
pub(crate) fn foldings(word: &str) -> Vec<String> {
    if word.is_ascii() {
        let has_letter = word.bytes().any(|byte| byte.is_ascii_alphabetic());
        return if has_letter {
            vec![word.to_owned()]
        } else {
            Vec::new()
        };
    }
    match word.chars().next() {
        Some('\u{900}'..='\u{97f}') => return vec![unify_nasals(word)],
        Some('\u{620}'..='\u{6ff}') => return vec![unify_arabic(word)],
        _ => {}
    }
    if !word.chars().any(is_folded) {
        return Vec::new();
    }
    let plain = fold(word, |(_, plain, _)| plain);
    let spelled = fold(word, |(_, plain, spelled)| spelled.unwrap_or(plain));
    match spelled == plain {
        true => vec![plain],
        false => vec![plain, spelled],
    }
}

/// Whether a letter is of a script that is folded: Latin, Greek or Cyrillic.
fn is_folded(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{370}'..='\u{52f}'
        | '\u{1e00}'..='\u{1fff}')
}

fn fold(
    word: &str,
    choose: impl Fn((char, &'static str, Option<&'static str>)) -> &'static str,
) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match LETTERS.iter().find(|(letter, ..)| *letter == c) {
            Some(&row) => folded.push_str(choose(row)),
            // A letter of its own to all who write it.
            None if c == 'й' => folded.push(c),
            None => {
                // The breve of Vietnamese ặ is decomposed to more than one mark.
                let letters = std::iter::once(c).nfd();
                for letter in letters.filter(|c| !is_mark(*c)) {
                    match LETTERS.iter().find(|(known, ..)| *known == letter) {
                        Some(&row) => folded.push_str(choose(row)),
                        None => folded.push(letter),
                    }
                }
            }
        }
    }
    folded
}

/// The marks of Latin, Greek and Cyrillic.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1dc0}'..='\u{1dff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_letters_without_decomposition_are_spelled() {
        for (word, expected) in [
            ("zürich", &["zurich", "zuerich"][..]),
            ("zurich", &["zurich"]),
            ("élève", &["eleve"]),
            ("råd", &["rad", "raad"]),
            ("straße", &["strasse"]),
            ("cœur", &["coeur"]),
            ("đặng", &["dang"]),
            ("łódź", &["lodz"]),
            ("ısı", &["isi"]),
            ("știință", &["stiinta"]),
            ("αθήνα", &["αθηνα"]),
            ("їжак", &["іжак"]),
            ("йод", &["йод"]),
            ("қазақ", &["казак"]),
            ("web3", &["web3"]),
            ("2024", &[]),
            ("हिन्दी", &["हिंदी"]),
            ("हिंदी", &["हिंदी"]),
            ("चाँद", &["चांद"]),
            ("ज़मीन", &["जमीन"]),
            ("مدرسة", &["مدرسه"]),
            ("إسلام", &["اسلام"]),
            ("مسؤول", &["مسوول"]),
            ("北京", &[]),
        ] {
            assert_eq!(foldings(word), expected, "{word}");
        }
    }

    #[test]
    fn what_is_folded_stays_as_it_is() {
        for word in ["zürich", "straße", "ưu", "ὀδύσσεια", "ґанок"] {
            let folded = foldings(word);
            for form in &folded {
                assert_eq!(&foldings(form)[0], form, "{word}");
            }
        }
    }
}
