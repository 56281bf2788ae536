//! Normalizes the words that nearly all texts are made of, many times as fast as all
//! others: letters that are normalized as they are, or only in lower case.

/// Letters that may make up a common word together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    /// ASCII, and the Latin letters of one character.
    Latin,
    Cyrillic,
    /// Scripts without case, in the letters that stay as they are.
    Caseless,
}

/// Normalizes a word of common letters of one group. False, with any text in
/// `normalized`, for other words.
pub(super) fn normalize(word: &str, normalized: &mut String) -> bool {
    if word.is_ascii() {
        let letters = word.bytes().filter(|byte| *byte != b'\'');
        normalized.extend(letters.map(|byte| char::from(byte.to_ascii_lowercase())));
        return true;
    }
    let mut first = None;
    for c in word.chars() {
        match normalized_letter(c) {
            Some((letter, group)) if *first.get_or_insert(group) == group => {
                normalized.push(letter)
            }
            _ => return false,
        }
    }
    true
}

fn normalized_letter(c: char) -> Option<(char, Group)> {
    let lower = |distance: u32| char::from_u32(c as u32 + distance);
    Some(match c {
        'a'..='z' | '0'..='9' => (c, Group::Latin),
        'A'..='Z' => (c.to_ascii_lowercase(), Group::Latin),
        'а'..='я' => (c, Group::Cyrillic),
        'А'..='Я' => (lower('а' as u32 - 'А' as u32)?, Group::Cyrillic),
        'ё' | 'Ё' => ('е', Group::Cyrillic),
        'ß'..='ö' | 'ø'..='ÿ' => (c, Group::Latin),
        'À'..='Ö' | 'Ø'..='Þ' => (lower('à' as u32 - 'À' as u32)?, Group::Latin),
        // Here each capital stands before its small letter.
        '\u{100}'..='\u{12f}' | '\u{14a}'..='\u{177}' | '\u{1ea0}'..='\u{1ef9}' => (
            lower(u32::from((c as u32).is_multiple_of(2)))?,
            Group::Latin,
        ),
        'ơ' | 'ư' => (c, Group::Latin),
        // Arabic, Devanagari, Thai, kana, Han and Hangul.
        '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' => (c, Group::Caseless),
        '\u{901}'..='\u{928}'
        | '\u{92a}'..='\u{930}'
        | '\u{932}'
        | '\u{933}'
        | '\u{935}'..='\u{939}'
        | '\u{93e}'..='\u{94d}' => (c, Group::Caseless),
        '\u{e01}'..='\u{e32}' | '\u{e34}'..='\u{e37}' | '\u{e40}'..='\u{e4c}' => {
            (c, Group::Caseless)
        }
        '\u{3041}'..='\u{3094}' | '\u{30a1}'..='\u{30f4}' | '\u{30fc}' => (c, Group::Caseless),
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => (c, Group::Caseless),
        _ => return None,
    })
}
