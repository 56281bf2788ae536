//! Letters of two scripts that look the same: the Cyrillic А of Аkash.

use crate::spelling::is_cyrillic;

/// Cyrillic letters and the Latin ones that look the same, a part of Unicode's
/// `confusables.txt` (UTS 39).
const CONFUSABLES: [(char, char); 27] = [
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

/// Rewrites a word of Latin and Cyrillic letters in the one script that has letters
/// which cannot be the other's. The word stays if both have such letters (GPUшный) or
/// neither has.
pub(super) fn unify_scripts(letters: &mut [char]) {
    let is_latin = |c: &char| c.is_ascii_alphabetic();
    let is_cyrillic = |c: &char| is_cyrillic(*c);
    if !letters.iter().any(is_latin) || !letters.iter().any(is_cyrillic) {
        return;
    }
    let mut cyrillic = letters.iter().filter(|c| is_cyrillic(c));
    let may_be_latin = cyrillic.all(|&c| to_latin(c).is_some());
    let mut latin = letters.iter().filter(|c| is_latin(c));
    let may_be_cyrillic = latin.all(|&c| to_cyrillic(c).is_some());
    let convert = match (may_be_latin, may_be_cyrillic) {
        (true, false) => to_latin,
        (false, true) => to_cyrillic,
        _ => return,
    };
    for letter in letters {
        *letter = convert(*letter).unwrap_or(*letter);
    }
}

fn to_latin(c: char) -> Option<char> {
    let pair = CONFUSABLES.iter().find(|(cyrillic, _)| *cyrillic == c);
    pair.map(|(_, latin)| *latin)
}

fn to_cyrillic(c: char) -> Option<char> {
    let pair = CONFUSABLES.iter().find(|(_, latin)| *latin == c);
    pair.map(|(cyrillic, _)| *cyrillic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_both_scripts_is_written_in_its_own() {
        for (word, unified) in [
            ("\u{410}kash", "Akash"),
            ("N\u{43e}san\u{430}", "Nosana"),
            ("рын\u{6f}к", "рынок"),
            ("GPUшный", "GPUшный"),
            ("\u{430}\u{6f}", "\u{430}\u{6f}"),
        ] {
            let mut letters: Vec<char> = word.chars().collect();
            unify_scripts(&mut letters);
            assert_eq!(letters.into_iter().collect::<String>(), unified);
        }
    }
}
