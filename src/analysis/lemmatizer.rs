//! A word's lemmas and stem: the Russian lexicon and dictionary, Snowball, small
//! words.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, OnceLock};

use frostem::{Algorithm, Stemmer};
use unicode_script::{Script, UnicodeScript};

use super::Reading;
use super::dictionary::Dictionary;
use super::lemma::{LemmaEntry, LemmaSource};

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
    lemmas: Arc<dyn LemmaSource>,
    languages: Languages,
}

impl Default for Morphology {
    fn default() -> Self {
        Morphology::new(Arc::new(Dictionary))
    }
}

/// The languages by name, each made ready when its first word comes.
struct Languages(BTreeMap<&'static str, (Script, Algorithm, OnceLock<Language>)>);

/// What is known of a language besides the dictionary.
struct Language {
    name: &'static str,
    stemmer: Stemmer,
    small_words: HashSet<&'static str>,
}

impl Default for Languages {
    fn default() -> Self {
        let languages =
            LANGUAGES.map(|(name, script, algorithm)| (name, (script, algorithm, OnceLock::new())));
        Languages(languages.into())
    }
}

impl Languages {
    /// The language of a name, if its words are in this script.
    fn get(&self, name: &str, script: Script) -> Option<&Language> {
        let (&name, (own, algorithm, ready)) = self.0.get_key_value(name)?;
        let small_words = || stop_words::lookup(name).unwrap_or_default();
        let language = || Language {
            name,
            stemmer: Stemmer::new(*algorithm),
            small_words: small_words().iter().copied().collect(),
        };
        (*own == script).then(|| ready.get_or_init(language))
    }
}

impl Morphology {
    pub(super) fn new(lemmas: Arc<dyn LemmaSource>) -> Self {
        Morphology {
            lemmas,
            languages: Languages::default(),
        }
    }

    /// True when a text in the language is analysed in a way of its own.
    pub(super) fn knows(&self, lang: &str) -> bool {
        self.languages.0.contains_key(lang)
    }

    /// True for a language that is not the first of its script.
    pub(super) fn is_other(&self, lang: &str) -> bool {
        let own = LANGUAGES.iter().find(|(name, ..)| *name == lang);
        own.is_some_and(|(_, theirs, _)| {
            let first = LANGUAGES.iter().find(|(_, script, _)| script == theirs);
            first.is_some_and(|(name, ..)| *name != lang)
        })
    }

    /// The forms of a folded word by the first language of its script.
    pub(super) fn forms(&self, folded: &str) -> WordForms {
        let script = script(folded);
        let first = script.and_then(|script| {
            let first = LANGUAGES.iter().find(|(_, theirs, _)| *theirs == script);
            self.languages.get(first?.0, script)
        });
        match first {
            Some(language) if language.name == "ru" => self.russian(folded, language),
            Some(language) => language.forms(folded),
            None => WordForms {
                reading: Reading::Plain,
                common: false,
                forms: vec![folded.to_owned()],
                stem: Some(folded.to_owned()),
            },
        }
    }

    /// The forms of a folded word in a language, if that has its say of it and
    /// is another than the first of its script.
    pub(super) fn forms_in(&self, folded: &str, lang: &str) -> Option<WordForms> {
        let script = self.is_other(lang).then(|| script(folded))??;
        Some(self.languages.get(lang, script)?.forms(folded))
    }

    fn russian(&self, folded: &str, language: &Language) -> WordForms {
        let LemmaEntry {
            is_known,
            is_stop_word: common,
            mut lemmas,
        } = self.lemmas.entry_of(folded);
        let stem = language.stem(folded);
        if lemmas.is_empty() {
            lemmas.push(stem.clone());
        }
        WordForms {
            reading: if is_known {
                Reading::Lemma
            } else {
                Reading::Stem
            },
            common,
            forms: lemmas,
            stem: (!common).then_some(stem),
        }
    }
}

/// The shortest word, in letters, that is cut to a stem: ИИ is not «и».
const SHORTEST_CUT: usize = 4;

/// True for a word long enough to be cut.
fn is_cut(folded: &str) -> bool {
    folded.chars().nth(SHORTEST_CUT - 1).is_some()
}

impl Language {
    fn stem(&self, folded: &str) -> String {
        match is_cut(folded) {
            true => self.stemmer.stem(folded).into_owned(),
            false => folded.to_owned(),
        }
    }

    fn forms(&self, folded: &str) -> WordForms {
        let common = self.small_words.contains(folded);
        let stemmed = folded.chars().nth(SHORTEST_CUT - 1).is_some();
        let stem = if stemmed {
            self.stemmer.stem(folded).into_owned()
        } else {
            folded.to_owned()
        };
        WordForms {
            reading: if stemmed {
                Reading::Stem
            } else {
                Reading::Plain
            },
            common,
            forms: vec![stem.clone()],
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
