//! A word's lemmas and stem: the Russian dictionary, Snowball, small words.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use frostem::{Algorithm, Stemmer};
use rumorph::Dictionary;
use unicode_script::{Script, UnicodeScript};

use super::Reading;
use super::fold::fold;

/// Languages whose words are cut to stems, and the script in which they are
/// theirs. The first of each script also reads the words of all others that
/// are not here: an English name in a Russian text gets an English stem.
const LANGUAGES: [(&str, Script, Algorithm); 16] = [
    ("ru", Script::Cyrillic, Algorithm::Russian),
    ("uk", Script::Cyrillic, Algorithm::Ukrainian),
    ("en", Script::Latin, Algorithm::English),
    ("de", Script::Latin, Algorithm::German),
    ("es", Script::Latin, Algorithm::Spanish),
    ("fi", Script::Latin, Algorithm::Finnish),
    ("fr", Script::Latin, Algorithm::French),
    ("id", Script::Latin, Algorithm::Indonesian),
    ("it", Script::Latin, Algorithm::Italian),
    ("nl", Script::Latin, Algorithm::Dutch),
    ("pt", Script::Latin, Algorithm::Portuguese),
    ("sv", Script::Latin, Algorithm::Swedish),
    ("tr", Script::Latin, Algorithm::Turkish),
    ("ar", Script::Arabic, Algorithm::Arabic),
    ("fa", Script::Arabic, Algorithm::Persian),
    ("hi", Script::Devanagari, Algorithm::Hindi),
];

/// Parts of speech without a subject, as Universal Dependencies name them.
const FUNCTION_WORDS: [&str; 7] = ["ADP", "AUX", "CCONJ", "SCONJ", "DET", "PART", "PRON"];

/// Readings of a Russian word that are less likely than this are passed over.
/// nDCG@10 of danetqa-ru: .7854 with the first reading alone, .7858 with these,
/// .7862 with all, of which some are names that nobody means.
const LIKELY: f64 = 0.1;

/// How many letters make a beginning. With stems at .2 and beginnings at .3,
/// nDCG@10 of danetqa-ru, silver-anchor-aspnetcore-ru, mlqa-dev-en and
/// tydiqa-goldp-en was .772, .690, .853, .907 with 3; .771, .687, .856, .910
/// with 4; .767, .686, .856, .909 with 5.
const BEGINNING: usize = 4;

/// The terms of a word besides its exact form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WordForms {
    pub(super) reading: Reading,
    /// See [`super::Token::common`].
    pub(super) common: bool,
    /// What all forms of the word share.
    pub(super) forms: Vec<String>,
    /// What words of its family may share; small words have none.
    pub(super) stem: Option<String>,
}

pub(super) struct Morphology {
    /// Read at the first Russian word.
    dictionary: OnceLock<Dictionary>,
    languages: BTreeMap<&'static str, Language>,
}

/// What is known of a language besides the dictionary.
struct Language {
    name: &'static str,
    script: Script,
    stemmer: Stemmer,
    small_words: HashSet<&'static str>,
}

impl Default for Morphology {
    fn default() -> Self {
        let languages = LANGUAGES.map(|(name, script, algorithm)| {
            let language = Language {
                name,
                script,
                stemmer: Stemmer::new(algorithm),
                small_words: stop_words::lookup(name)
                    .unwrap_or_default()
                    .iter()
                    .copied()
                    .collect(),
            };
            (name, language)
        });
        Morphology {
            dictionary: OnceLock::new(),
            languages: languages.into(),
        }
    }
}

impl Morphology {
    fn dictionary(&self) -> &Dictionary {
        self.dictionary.get_or_init(|| {
            Dictionary::bundled()
                .expect("the dictionary is part of the program, and tested with it")
        })
    }

    /// True when a text in the language is analysed in a way of its own.
    pub(super) fn knows(&self, lang: &str) -> bool {
        self.languages.contains_key(lang)
    }

    /// The forms of a folded word in a text of a language, which has its say
    /// only in its own script.
    pub(super) fn forms(&self, folded: &str, acronym: bool, lang: &str) -> WordForms {
        let language = script(folded).and_then(|script| {
            let own = self.languages.get(lang).filter(|own| own.script == script);
            let first = LANGUAGES.iter().find(|(_, theirs, _)| *theirs == script);
            own.or_else(|| self.languages.get(first?.0))
        });
        match language {
            Some(language) if language.name == "ru" => self.russian(folded, acronym, language),
            Some(language) => language.forms(folded, acronym),
            None => WordForms {
                reading: Reading::Plain,
                common: false,
                forms: vec![folded.to_owned()],
                stem: Some(folded.to_owned()),
            },
        }
    }

    fn russian(&self, folded: &str, acronym: bool, language: &Language) -> WordForms {
        let dictionary = self.dictionary();
        let mut forms = Vec::new();
        let mut common = false;
        if acronym {
            forms.push(folded.to_owned());
        }
        let known = dictionary.is_known(folded);
        if known {
            let readings = dictionary.analyze(folded);
            let tag = readings
                .first()
                .and_then(|reading| dictionary.ud_tag(reading.ud));
            common = !acronym && tag.is_some_and(|tag| FUNCTION_WORDS.contains(&tag.pos()));
            for (at, reading) in readings.iter().enumerate() {
                let lemma = fold(&reading.lemma);
                if (at == 0 || reading.prob >= LIKELY) && !forms.contains(&lemma) {
                    forms.push(lemma);
                }
            }
        }
        let stem = if acronym {
            folded.to_owned()
        } else {
            language.stemmer.stem(folded).into_owned()
        };
        if forms.is_empty() {
            forms.push(stem.clone());
        }
        let reading = match (acronym, known) {
            (true, _) => Reading::Acronym,
            (_, true) => Reading::Lemma,
            (_, false) => Reading::Stem,
        };
        WordForms {
            reading,
            common,
            forms,
            stem: (!common).then_some(stem),
        }
    }
}

impl Language {
    fn forms(&self, folded: &str, acronym: bool) -> WordForms {
        let common = !acronym && self.small_words.contains(folded);
        let stemmed = folded.chars().nth(3).is_some();
        let stem = if stemmed {
            self.stemmer.stem(folded).into_owned()
        } else {
            folded.to_owned()
        };
        let reading = match (acronym, stemmed) {
            (true, _) => Reading::Acronym,
            (_, true) => Reading::Stem,
            (_, false) => Reading::Plain,
        };
        // Written small, it will be taken for a word.
        let as_it_is = (acronym && stem != folded).then(|| folded.to_owned());
        WordForms {
            reading,
            common,
            forms: as_it_is.into_iter().chain([stem.clone()]).collect(),
            stem: (!common).then_some(stem),
        }
    }
}

/// The script that all letters of a word are in, if it has nothing but letters.
fn script(folded: &str) -> Option<Script> {
    if folded.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(Script::Latin);
    }
    let mut scripts = folded
        .chars()
        .map(|c| c.script())
        .filter(|script| *script != Script::Inherited);
    let first = scripts.next()?;
    scripts.all(|script| script == first).then_some(first)
}

/// The first letters of a word long enough to have more. Not of what is no
/// word: 2023 and 2024 are not alike.
pub(super) fn beginning(folded: &str) -> Option<String> {
    let (end, _) = folded.char_indices().nth(BEGINNING)?;
    let word = folded.chars().all(char::is_alphabetic);
    word.then(|| folded[..end].to_owned())
}
