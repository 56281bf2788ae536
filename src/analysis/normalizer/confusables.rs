//! One spelling for each word: case, ё, stress marks, composition, look-alikes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words::is_invisible;
use crate::spelling::is_cyrillic;

/// A word in lower case, composed, compatibility forms as plain letters,
/// without invisible characters. In Cyrillic ё becomes е and stress marks go,
/// while й stays й. Letters of the other script that only look like the word's
/// own (the Cyrillic А of Аkash) become its own.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::new();
    fold_into(word, &mut folded);
    folded
}

/// The same, in place of what a string has.
pub(super) fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    for c in word.chars() {
        match c {
            'А'..='Я' => folded.extend(char::from_u32(c as u32 + ('а' as u32 - 'А' as u32))),
            'ё' | 'Ё' => folded.push('е'),
            'а'..='я' => folded.push(c),
            _ => {
                folded.clear();
                break;
            }
        }
    }
    if folded.is_empty() {
        if word.is_ascii() {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else {
            *folded = any(word);
        }
    }
}

/// What becomes of a word, whatever it is written in.
fn any(word: &str) -> String {
    let letters: Vec<char> = word.nfkd().filter(|&c| !is_invisible(c)).collect();
    let letters = in_one_script(letters);
    let mut after_cyrillic = false;
    letters
        .into_iter()
        .filter(|&c| {
            let stress = after_cyrillic && matches!(c, '\u{300}' | '\u{301}' | '\u{308}');
            if !is_combining_mark(c) {
                // The diaeresis goes only from ё: ї is a letter of its own.
                after_cyrillic = is_cyrillic(c) && c != 'і' && c != 'І';
            }
            !stress
        })
        .nfc()
        .flat_map(char::to_lowercase)
        .collect()
}

/// Cyrillic letters and the Latin ones that look the same.
const LOOK_ALIKES: [(char, char); 27] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
    ('а', 'a'),
    ('е', 'e'),
    ('к', 'k'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
];

/// A word of both scripts in the one of them that has letters which cannot be
/// the other's; as it is when both have such letters (GPUшный) or neither has.
fn in_one_script(mut letters: Vec<char>) -> Vec<char> {
    let latin = |c: &char| c.is_ascii_alphabetic();
    let cyrillic = |c: &char| is_cyrillic(*c);
    if !letters.iter().any(latin) || !letters.iter().any(cyrillic) {
        return letters;
    }
    let to_latin = |c: char| {
        LOOK_ALIKES
            .iter()
            .find(|pair| pair.0 == c)
            .map(|pair| pair.1)
    };
    let to_cyrillic = |c: char| {
        LOOK_ALIKES
            .iter()
            .find(|pair| pair.1 == c)
            .map(|pair| pair.0)
    };
    let all_latin = letters
        .iter()
        .filter(|c| cyrillic(c))
        .all(|&c| to_latin(c).is_some());
    let all_cyrillic = letters
        .iter()
        .filter(|c| latin(c))
        .all(|&c| to_cyrillic(c).is_some());
    for letter in &mut letters {
        let own = match (all_latin, all_cyrillic) {
            (true, false) => to_latin(*letter),
            (false, true) => to_cyrillic(*letter),
            _ => None,
        };
        *letter = own.unwrap_or(*letter);
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::{any, fold};

    #[test]
    fn russian_words_fold_as_all_others() {
        let letters: Vec<char> = ('А'..='я').chain(['ё', 'Ё']).collect();
        for first in &letters {
            for second in &letters {
                let word: String = [first, second].into_iter().collect();
                assert_eq!(fold(&word), any(&word), "{word}");
            }
        }
    }

    #[test]
    fn spellings_fold_to_one() {
        for (word, folded) in [
            ("Ребёнок", "ребенок"),
            ("Кари\u{301}бский", "карибский"),
            ("и\u{306}од", "йод"),
            ("їжак", "їжак"),
            ("Café", "café"),
            ("то\u{ad}кен", "токен"),
            ("GPU", "gpu"),
            ("ＧＰＵ", "gpu"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }

    #[test]
    fn look_alikes_fold_to_the_script_of_the_word() {
        for (word, folded) in [
            ("\u{410}kash", "akash"),
            ("N\u{43e}san\u{430}", "nosana"),
            ("рын\u{6f}к", "рынок"),
            ("GPUшный", "gpuшный"),
            ("К\u{e1}рибский", "карибский"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }
}
