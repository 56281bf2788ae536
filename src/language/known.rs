//! The languages that can be told from a text: their codes, names and scripts.
//!
//! The table of languages says how a language is analyzed; a text in a language that
//! is not in it is still told, so that it is not taken for one that is.

use unicode_script::Script;
use whatlang::Lang;

use super::table::Language;
use super::tag::{parse_tag, primary};

/// The ISO 639-1 codes of whatlang's languages.
const CODES: [(&str, Lang); 70] = [
    ("af", Lang::Afr),
    ("ak", Lang::Aka),
    ("am", Lang::Amh),
    ("ar", Lang::Ara),
    ("az", Lang::Aze),
    ("be", Lang::Bel),
    ("bg", Lang::Bul),
    ("bn", Lang::Ben),
    ("ca", Lang::Cat),
    ("cs", Lang::Ces),
    ("cy", Lang::Cym),
    ("da", Lang::Dan),
    ("de", Lang::Deu),
    ("el", Lang::Ell),
    ("en", Lang::Eng),
    ("eo", Lang::Epo),
    ("es", Lang::Spa),
    ("et", Lang::Est),
    ("fa", Lang::Pes),
    ("fi", Lang::Fin),
    ("fr", Lang::Fra),
    ("gu", Lang::Guj),
    ("he", Lang::Heb),
    ("hi", Lang::Hin),
    ("hr", Lang::Hrv),
    ("hu", Lang::Hun),
    ("hy", Lang::Hye),
    ("id", Lang::Ind),
    ("it", Lang::Ita),
    ("ja", Lang::Jpn),
    ("jv", Lang::Jav),
    ("ka", Lang::Kat),
    ("km", Lang::Khm),
    ("kn", Lang::Kan),
    ("ko", Lang::Kor),
    ("la", Lang::Lat),
    ("lt", Lang::Lit),
    ("lv", Lang::Lav),
    ("mk", Lang::Mkd),
    ("ml", Lang::Mal),
    ("mr", Lang::Mar),
    ("my", Lang::Mya),
    ("ne", Lang::Nep),
    ("nl", Lang::Nld),
    ("no", Lang::Nob),
    ("or", Lang::Ori),
    ("pa", Lang::Pan),
    ("pl", Lang::Pol),
    ("pt", Lang::Por),
    ("ro", Lang::Ron),
    ("ru", Lang::Rus),
    ("si", Lang::Sin),
    ("sk", Lang::Slk),
    ("sl", Lang::Slv),
    ("sn", Lang::Sna),
    ("sr", Lang::Srp),
    ("sv", Lang::Swe),
    ("ta", Lang::Tam),
    ("te", Lang::Tel),
    ("th", Lang::Tha),
    ("tk", Lang::Tuk),
    ("tl", Lang::Tgl),
    ("tr", Lang::Tur),
    ("uk", Lang::Ukr),
    ("ur", Lang::Urd),
    ("uz", Lang::Uzb),
    ("vi", Lang::Vie),
    ("yi", Lang::Yid),
    ("zh", Lang::Cmn),
    ("zu", Lang::Zul),
];

/// The code of one of whatlang's languages.
pub(super) fn code_of(lang: Lang) -> Option<&'static str> {
    let mut codes = CODES.iter();
    codes
        .find(|(_, known)| *known == lang)
        .map(|(code, _)| *code)
}

/// One of whatlang's languages by its code.
pub(super) fn lang_of(code: &str) -> Option<Lang> {
    let mut codes = CODES.iter();
    codes
        .find(|(known, _)| *known == code)
        .map(|(_, lang)| *lang)
}

/// The code of a language by its name, in the language itself or in English, or by
/// its code of three letters.
fn code_of_name(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let is_named = |lang: &Lang| {
        let names = [lang.name(), lang.eng_name(), lang.code()];
        names.iter().any(|known| known.to_lowercase() == name)
    };
    Lang::all().iter().copied().find(is_named).and_then(code_of)
}

/// The tag of what the front matter of a text states: a tag, a POSIX locale such as
/// `ru_RU.UTF-8`, or the name of a language.
pub fn parse_stated(stated: &str) -> Option<String> {
    let tag = stated.split('.').next().unwrap_or(stated);
    // A code of three letters has a shorter one, which others use.
    let named = code_of_name(tag.trim()).map(str::to_owned);
    named.or_else(|| parse_tag(tag))
}

/// The languages of a script that texts can be told to be in.
pub(super) fn langs_in(script: Script) -> &'static [Lang] {
    let scripts = whatlang::Script::all().iter();
    let mut found = scripts.filter(|known| unicode_script(**known) == Some(script));
    found.next().map_or(&[], |script| langs(*script))
}

/// The scripts of a language, none if it is unknown.
pub(super) fn scripts_of(code: &str) -> Vec<Script> {
    if let Some(language) = Language::of(code) {
        return language.scripts.to_vec();
    }
    let Some(lang) = lang_of(code) else {
        return Vec::new();
    };
    let scripts = whatlang::Script::all().iter();
    let own = scripts.filter(|script| langs(**script).contains(&lang));
    own.filter_map(|script| unicode_script(*script)).collect()
}

/// Whether a language is in the table or can be told from a text.
pub(super) fn is_known(code: &str) -> bool {
    Language::of(code).is_some() || lang_of(code).is_some()
}

/// Whether two languages are written in the same script.
pub fn share_a_script(a: &str, b: &str) -> bool {
    let others = scripts_of(primary(b));
    let scripts = scripts_of(primary(a));
    scripts.iter().any(|script| others.contains(script))
}

/// Han, which whatlang calls Mandarin, is told from kana elsewhere.
fn unicode_script(script: whatlang::Script) -> Option<Script> {
    Script::from_full_name(script.name())
}

fn langs(script: whatlang::Script) -> &'static [Lang] {
    static LANGS: std::sync::LazyLock<Vec<(whatlang::Script, Vec<Lang>)>> =
        std::sync::LazyLock::new(|| {
            let scripts = whatlang::Script::all().iter();
            scripts
                .map(|script| (*script, script.langs().to_vec()))
                .collect()
        });
    let mut found = LANGS.iter().filter(|(known, _)| *known == script);
    found.next().map_or(&[], |(_, langs)| langs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_a_tag_and_each_language_has_one() {
        for (code, lang) in CODES {
            assert_eq!(parse_tag(code).as_deref(), Some(code));
            assert_eq!(lang_of(code).and_then(code_of), Some(code), "{lang:?}");
        }
        assert!(Lang::all().iter().all(|lang| code_of(*lang).is_some()));
    }

    #[test]
    fn a_language_is_known_by_its_names() {
        for (name, code) in [
            ("English", Some("en")),
            ("русский", Some("ru")),
            ("deu", Some("de")),
            ("python", None),
        ] {
            assert_eq!(code_of_name(name), code, "{name}");
        }
    }

    #[test]
    fn languages_share_scripts() {
        assert!(share_a_script("pt-br", "de") && share_a_script("ja", "zh"));
        assert!(!share_a_script("ru", "en") && !share_a_script("xx", "xx"));
        assert_eq!(scripts_of("te"), [Script::Telugu]);
    }

    #[test]
    fn front_matter_may_name_the_language() {
        for (stated, tag) in [
            ("ru_RU.UTF-8", Some("ru-ru")),
            ("English", Some("en")),
            ("rus", Some("ru")),
            ("python", None),
        ] {
            assert_eq!(parse_stated(stated).as_deref(), tag, "{stated}");
        }
    }
}
