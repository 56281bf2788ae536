//! How a word sounds, whatever script it is written in: Акаш and Akash.
//!
//! A key keeps the consonants, merged where Russian spellings of foreign names
//! waver (s and z, ph and f), and whether a vowel comes first. Rough on
//! purpose: candidates with the same key are then compared letter by letter,
//! by [`romanize`].

/// The key of a folded word; `None` when it has no sound that tells it apart.
pub fn sound_key(folded: &str) -> Option<String> {
    key(folded, false)
}

/// The keys of a folded word: Russian knows Ethereum as Этериум and Эфириум,
/// and Gensyn as Генсин and Дженсин.
pub fn sound_keys(folded: &str) -> Vec<String> {
    let mut keys = Vec::new();
    keys.extend(key(folded, false));
    keys.extend(key(folded, true));
    keys.dedup();
    keys
}

/// With `foreign`, th and the soft g sound as Russian often has them.
fn key(folded: &str, foreign: bool) -> Option<String> {
    let sounds = sounds(folded, foreign)?;
    let mut key = String::new();
    if sounds.starts_with('a') {
        key.push('a');
    }
    let mut last = None;
    for sound in sounds.chars() {
        // Й is a vowel's end as often as a consonant.
        if sound != 'a' && last != Some(sound) {
            key.push(sound);
        }
        last = Some(sound);
    }
    // «a» and «io» alone sound like half the dictionary.
    key.chars().any(|c| c != 'a').then_some(key)
}

/// Consonants by class, every vowel as `a`. Digits stand for themselves.
fn sounds(folded: &str, foreign: bool) -> Option<String> {
    let letters: Vec<char> = folded.chars().collect();
    let mut sounds = String::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        let (taken, sound) = match rest[0] {
            c if c.is_ascii_lowercase() => latin(rest, sounds.chars().next_back(), foreign),
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

/// The first sound of Latin letters, and how many letters it takes.
fn latin(letters: &[char], before: Option<char>, foreign: bool) -> (usize, &'static str) {
    let next = letters.get(1).copied();
    let soft = matches!(next, Some('e' | 'i' | 'y'));
    let digraph: String = letters.iter().take(2).collect();
    match digraph.as_str() {
        "sh" => return (2, "S"),
        "ch" => return (2, "C"),
        "ph" => return (2, "f"),
        "th" => return (2, if foreign { "f" } else { "t" }),
        "kh" => return (2, "h"),
        "zh" => return (2, "j"),
        "ck" => return (2, "k"),
        "qu" => return (2, "kv"),
        "wh" => return (2, "v"),
        "ts" | "tz" => return (2, "ts"),
        _ => {}
    }
    let sound = match letters[0] {
        'b' => "b",
        'c' if soft => "s",
        'c' | 'k' | 'q' => "k",
        'd' => "d",
        'f' => "f",
        'g' if soft && foreign => "j",
        'g' => "g",
        // Mute after a vowel before a consonant, and at the end: Noah.
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

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The first sound of Cyrillic letters, and how many letters it takes.
fn cyrillic(letters: &[char]) -> (usize, &'static str) {
    // Дж is how Russian writes the English j.
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

/// A folded word in Latin letters, as passports have it; Latin stays.
pub fn romanize(folded: &str) -> String {
    let mut romanized = String::with_capacity(folded.len());
    for c in folded.chars() {
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

/// Russian words that Latin letters may stand for, likeliest first: `rynok`,
/// рынок. None for what is too long to be a word.
pub fn russian_spellings(folded: &str) -> Vec<String> {
    let mut spellings = Vec::new();
    if folded.len() <= LONGEST_SPELLED {
        spell(folded, String::new(), 0, &mut spellings);
    }
    spellings.sort_by_key(|(unlikely, _)| *unlikely);
    spellings
        .into_iter()
        .map(|(_, spelling)| spelling)
        .collect()
}

/// The longest word that is spelled in Russian, in bytes.
const LONGEST_SPELLED: usize = 32;

/// How many letters of a word may stand for other than their likeliest.
const MOST_UNLIKELY: usize = 2;

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
        if unlikely <= MOST_UNLIKELY {
            spell(
                &rest[latin.len()..],
                format!("{spelling}{letters}"),
                unlikely,
                found,
            );
        }
    }
}

/// Latin letters and what they may stand for, the longest first.
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
            assert_eq!(sound_key(cyrillic), sound_key(latin), "{cyrillic} {latin}");
        }
        for (cyrillic, latin) in [("эфириум", "ethereum"), ("дженсин", "gensyn")] {
            assert!(
                sound_keys(latin).contains(&sound_key(cyrillic).unwrap()),
                "{latin}"
            );
        }
        assert_ne!(sound_key("nimble"), sound_key("node"));
        assert_eq!(sound_key("io"), None);
    }

    #[test]
    fn latin_letters_spell_russian_words() {
        for (latin, cyrillic) in [
            ("rynok", "рынок"),
            ("tokenizacija", "токенизация"),
            ("set", "сеть"),
        ] {
            assert!(
                russian_spellings(latin).contains(&cyrillic.to_owned()),
                "{latin}"
            );
        }
    }
}
