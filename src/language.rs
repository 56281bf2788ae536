//! Which language a text is in: by its tag, its file's name or its script.

use unicode_script::{Script, UnicodeScript};

/// ISO 639-1, by which `name.<lang>.md` is told from `name.v2.md`.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is \
    it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na \
    nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr \
    ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The language written mostly in a script, for texts that say nothing else.
const SCRIPTS: &[(Script, &str)] = &[
    (Script::Cyrillic, "ru"),
    (Script::Latin, "en"),
    (Script::Han, "zh"),
    (Script::Hiragana, "ja"),
    (Script::Katakana, "ja"),
    (Script::Hangul, "ko"),
    (Script::Arabic, "ar"),
    (Script::Devanagari, "hi"),
    (Script::Thai, "th"),
    (Script::Greek, "el"),
    (Script::Hebrew, "he"),
    (Script::Georgian, "ka"),
    (Script::Armenian, "hy"),
    (Script::Bengali, "bn"),
    (Script::Tamil, "ta"),
];

/// A language tag in its one spelling (lower case, hyphens), if it is one.
pub fn parse_tag(tag: &str) -> Option<String> {
    let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
    let (primary, rest) = tag.split_once('-').unwrap_or((&tag, ""));
    let known = primary.len() == 2 && CODES.split_whitespace().any(|code| code == primary)
        || primary.len() == 3 && primary.bytes().all(|b| b.is_ascii_lowercase());
    let subtags = rest.is_empty()
        || rest.split('-').all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    (known && subtags).then_some(tag)
}

/// The language in a file's name, `name.ru.md`.
pub fn of_path(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let (stem, _) = name.rsplit_once('.')?;
    let (_, tag) = stem.rsplit_once('.')?;
    // Three letters may be anything: name.old.md.
    parse_tag(tag).filter(|tag| {
        tag.split('-')
            .next()
            .is_some_and(|primary| primary.len() == 2)
    })
}

/// How many letters are asked what language they are of.
const MOST_LETTERS: usize = 20_000;

/// The language of most letters in the texts, `und` where there are none. Kana
/// anywhere make Han Japanese. Only the first letters are asked.
pub fn of_script<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut counts = vec![0usize; SCRIPTS.len()];
    let at = |script: Script| SCRIPTS.iter().position(|(known, _)| *known == script);
    let mut letters = 0;
    let (mut latin, mut cyrillic) = (0, 0);
    for c in texts.into_iter().flat_map(str::chars) {
        // Nearly all letters are of these two: no table is searched for them.
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
        if letters == MOST_LETTERS {
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
        .max_by_key(|&at| (counts[at], std::cmp::Reverse(at)))
        .filter(|&at| counts[at] > 0);
    match best {
        None => "und".to_owned(),
        // A Han or kana character says about as much as two or three letters.
        Some(at) if (kana + han) * 2 > counts[at] => {
            if kana * 20 > han { "ja" } else { "zh" }.to_owned()
        }
        Some(at) => SCRIPTS[at].1.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_tell_the_language_only_by_known_codes() {
        for (path, lang) in [
            ("a/x.ru.md", Some("ru")),
            ("x.pt-BR.md", Some("pt-br")),
            ("x.v2.md", None),
            ("ru.md", None),
            ("x.old.md", None),
        ] {
            assert_eq!(of_path(path).as_deref(), lang, "{path}");
        }
    }

    #[test]
    fn scripts_tell_the_rest() {
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
