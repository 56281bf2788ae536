//! Transliteration between Cyrillic and Latin letters.
//!
//! Cyrillic to Latin is a function (BGN/PCGN romanization). The reverse is
//! ambiguous, because people type Russian in Latin letters by no standard: it gives
//! candidates, which the caller checks against the corpus.

/// The maximum length of a word for [`russian_spellings`], in bytes: the number of
/// candidates grows with it.
const MAX_WORD_LEN: usize = 32;

/// The maximum cost of a candidate. A letter costs its rank among the alternatives
/// in [`SPELLINGS`]: 0 for the likeliest, 1 for the next.
const MAX_UNLIKELY: usize = 2;

/// Writes a normalized word in Latin letters, by BGN/PCGN without its signs for ъ
/// and ь: `shchuka` for щука. Other characters stay.
pub fn romanize(word: &str) -> String {
    let mut romanized = String::with_capacity(word.len());
    for c in word.chars() {
        let letters = match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'э' => "e",
            'ж' => "zh",
            'з' => "z",
            'и' => "i",
            'й' | 'ы' => "y",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ъ' | 'ь' => "",
            'ю' => "yu",
            'я' => "ya",
            other => {
                romanized.push(other);
                continue;
            }
        };
        romanized.push_str(letters);
    }
    romanized
}

/// The Russian spellings that a word in Latin letters may stand for, likeliest
/// first: рынок for `rynok`. Few of them are words.
///
/// Empty if the word has more than 32 bytes, or other characters than a to z.
pub fn russian_spellings(word: &str) -> Vec<String> {
    let mut spellings = Vec::new();
    if word.len() <= MAX_WORD_LEN {
        spell(word, String::new(), 0, &mut spellings);
    }
    spellings.sort_by_key(|(unlikely, _)| *unlikely);
    spellings
        .into_iter()
        .map(|(_, spelling)| spelling)
        .collect()
}

/// Adds every spelling of `rest` to `found`, with its cost, after `spelling`, the
/// letters before it, which cost `unlikely`. The longest entry that matches is
/// taken: `sh` is ш, never с and х. Recurses once per letter.
fn spell(rest: &str, spelling: String, unlikely: usize, found: &mut Vec<(usize, String)>) {
    if rest.is_empty() {
        found.push((unlikely, spelling));
        return;
    }
    let Some((latin, cyrillic)) = SPELLINGS.iter().find(|(latin, _)| rest.starts_with(latin))
    else {
        return;
    };
    for (rank, letters) in cyrillic.split(' ').enumerate() {
        let unlikely = unlikely + rank;
        if unlikely <= MAX_UNLIKELY {
            spell(
                &rest[latin.len()..],
                format!("{spelling}{letters}"),
                unlikely,
                found,
            );
        }
    }
}

/// Latin letters and what they may stand for, separated by spaces, likeliest first.
/// If one entry is a prefix of another, the longer one comes first. Merges several
/// informal conventions: я is `ya` or `ja`.
const SPELLINGS: [(&str, &str); 40] = [
    ("shch", "щ"),
    ("sch", "щ"),
    ("sh", "ш"),
    ("ch", "ч"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц тс"),
    ("ya", "я"),
    ("ja", "я"),
    ("yu", "ю"),
    ("ju", "ю"),
    ("yo", "е"),
    ("jo", "е"),
    ("ye", "е"),
    ("a", "а"),
    ("b", "б"),
    ("c", "ц к"),
    ("d", "д"),
    ("e", "е э"),
    ("f", "ф"),
    ("g", "г"),
    ("h", "х"),
    ("i", "и й"),
    ("j", "й ж"),
    ("k", "к"),
    ("l", "л ль"),
    ("m", "м"),
    ("n", "н нь"),
    ("o", "о"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т ть"),
    ("u", "у"),
    ("v", "в"),
    ("w", "в"),
    ("x", "кс х"),
    ("y", "ы й"),
    ("z", "з ц"),
    ("q", "к"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cyrillic_is_romanized_and_latin_stays() {
        for (word, romanized) in [
            ("акаш", "akash"),
            ("щука", "shchuka"),
            ("съезд", "sezd"),
            ("gpuшный", "gpushnyy"),
            ("io", "io"),
        ] {
            assert_eq!(romanize(word), romanized);
        }
    }

    #[test]
    fn latin_letters_spell_russian_words() {
        for (latin, cyrillic) in [
            ("rynok", "рынок"),
            ("tokenizacija", "токенизация"),
            ("set", "сеть"),
        ] {
            let spellings = russian_spellings(latin);
            assert!(spellings.contains(&cyrillic.to_owned()), "{latin}");
        }
    }

    #[test]
    fn the_likeliest_spelling_comes_first_and_none_of_what_is_no_word() {
        assert_eq!(russian_spellings("set")[0], "сет");
        for word in [
            "2024",
            "рынок",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop",
        ] {
            assert!(russian_spellings(word).is_empty(), "{word}");
        }
    }
}
