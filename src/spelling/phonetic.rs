//! Phonetic keys: words that sound alike have the same key, in Latin or Cyrillic
//! script (Акаш and Akash). In the spirit of Soundex and Metaphone, for names that
//! Russian transcribes by ear.
//!
//! A key keeps the consonants, merged where Russian spellings of foreign names vary
//! (s and z, ph and f), and whether a vowel comes first. Keys are coarse on
//! purpose: the caller compares candidates with the same key letter by letter.

/// The key of a normalized word as it is spelled, for the words of an index:
/// `akS` for both Акаш and Akash.
///
/// `None` if the word has letters of a third script, or no consonant: `a` and `io`
/// would share a key with half the dictionary.
pub fn phonetic_key(word: &str) -> Option<String> {
    key(word, Pronunciation::AsSpelled)
}

/// The keys of a normalized word of a query, up to two. Russian has both Этериум
/// and Эфириум for Ethereum, Генсин and Дженсин for Gensyn.
pub fn phonetic_keys(word: &str) -> Vec<String> {
    let mut keys = Vec::new();
    keys.extend(key(word, Pronunciation::AsSpelled));
    keys.extend(key(word, Pronunciation::AsHeard));
    keys.dedup();
    keys
}

/// How Russian renders English `th` and soft `g`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pronunciation {
    /// As т and г.
    AsSpelled,
    /// As ф and дж.
    AsHeard,
}

/// The sounds of a word without repetitions and, except at the start, without
/// vowels.
fn key(word: &str, pronunciation: Pronunciation) -> Option<String> {
    let sounds = sounds(word, pronunciation)?;
    let mut key = String::new();
    if sounds.starts_with('a') {
        key.push('a');
    }
    let mut last = None;
    for sound in sounds.chars() {
        if sound != 'a' && last != Some(sound) {
            key.push(sound);
        }
        last = Some(sound);
    }
    key.chars().any(|c| c != 'a').then_some(key)
}

/// Spells a word in sounds: a character per class of consonants, `a` for every
/// vowel, digits unchanged. Upper case marks hushes: `S` for sh, `C` for ch. `None`
/// if the word has any other character.
fn sounds(word: &str, pronunciation: Pronunciation) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut sounds = String::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        let (taken, sound) = match rest[0] {
            c if c.is_ascii_lowercase() => latin(rest, sounds.chars().next_back(), pronunciation),
            c if ('а'..='я').contains(&c) => cyrillic(rest),
            c if c.is_numeric() => {
                sounds.push(c);
                (1, "")
            }
            _ => return None,
        };
        sounds.push_str(sound);
        at += taken;
    }
    Some(sounds)
}

/// The number of Latin letters that spell the next sound, and the sound, which may
/// be empty (a mute h) or several (x is `ks`). `before` is the sound before it.
fn latin(
    letters: &[char],
    before: Option<char>,
    pronunciation: Pronunciation,
) -> (usize, &'static str) {
    let as_heard = pronunciation == Pronunciation::AsHeard;
    let next = letters.get(1).copied();
    let soft = matches!(next, Some('e' | 'i' | 'y'));
    match letters {
        ['s', 'h', ..] => return (2, "S"),
        ['c', 'h', ..] => return (2, "C"),
        ['p', 'h', ..] => return (2, "f"),
        ['t', 'h', ..] => return (2, if as_heard { "f" } else { "t" }),
        ['k', 'h', ..] => return (2, "h"),
        ['z', 'h', ..] => return (2, "j"),
        ['c', 'k', ..] => return (2, "k"),
        ['q', 'u', ..] => return (2, "kv"),
        ['w', 'h', ..] => return (2, "v"),
        ['t', 's' | 'z', ..] => return (2, "ts"),
        _ => {}
    }
    let sound = match letters[0] {
        'b' => "b",
        'c' if soft => "s",
        'c' | 'k' | 'q' => "k",
        'd' => "d",
        'f' => "f",
        'g' if soft && as_heard => "j",
        'g' => "g",
        // Mute between a vowel and a consonant, and at the end: Noah.
        'h' if before == Some('a') && !next.is_some_and(is_vowel) => "",
        'h' => "h",
        'j' => "j",
        'l' => "l",
        'm' => "m",
        'n' => "n",
        'p' => "p",
        'r' => "r",
        's' | 'z' => "s",
        't' => "t",
        'v' => "v",
        // Flow is флоу, web is веб.
        'w' if before == Some('a') && !next.is_some_and(is_vowel) => "a",
        'w' => "v",
        'x' => "ks",
        _ => "a",
    };
    (1, sound)
}

/// Whether a Latin letter is a vowel, y included.
fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The number of Cyrillic letters that spell the next sound, and the sound.
fn cyrillic(letters: &[char]) -> (usize, &'static str) {
    // Russian has no letter for the English j.
    if letters.starts_with(&['д', 'ж']) {
        return (2, "j");
    }
    let sound = match letters[0] {
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'ж' => "j",
        'з' | 'с' => "s",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'п' => "p",
        'р' => "r",
        'т' => "t",
        'ф' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' => "C",
        'ш' | 'щ' => "S",
        'ъ' | 'ь' => "",
        _ => "a",
    };
    (1, sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sound_alike_in_both_scripts() {
        for (cyrillic, latin) in [
            ("акаш", "akash"),
            ("носана", "nosana"),
            ("кузко", "kuzco"),
            ("солана", "solana"),
            ("нвидиа", "nvidia"),
            ("кубернетес", "kubernetes"),
            ("феникс", "phoenix"),
            ("тензорфлоу", "tensorflow"),
            ("пайторч", "pytorch"),
            ("октаспейс", "octaspace"),
            ("геймерхэш", "gamerhash"),
            ("нетмайнд", "netmind"),
            ("яндекс", "yandex"),
        ] {
            assert_eq!(phonetic_key(cyrillic), phonetic_key(latin), "{latin}");
        }
    }

    #[test]
    fn a_name_has_the_keys_of_both_its_russian_spellings() {
        for (cyrillic, latin) in [
            ("этериум", "ethereum"),
            ("эфириум", "ethereum"),
            ("генсин", "gensyn"),
            ("дженсин", "gensyn"),
        ] {
            let key = phonetic_key(cyrillic).unwrap();
            assert!(phonetic_keys(latin).contains(&key), "{cyrillic} {latin}");
        }
    }

    #[test]
    fn words_that_cannot_be_told_apart_have_no_key() {
        for word in ["io", "a", "ή", "去"] {
            assert_eq!(phonetic_key(word), None, "{word}");
        }
        assert_ne!(phonetic_key("nimble"), phonetic_key("node"));
    }
}
