//! The table of languages. To add a language, add a row. If it needs a segmenter or
//! normalizer of its own, add a variant to the enum here, and copy the `example.rs`
//! next to the others in `analysis`.

use unicode_script::{Script, UnicodeScript};

use super::tag::primary;

/// How a language is written and analyzed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Language {
    /// ISO 639-1 code, unique in the table.
    pub code: &'static str,
    /// The scripts that it is written in, at least one. Words in other scripts are
    /// analyzed as words of the first language of their script.
    pub scripts: &'static [Script],
    /// How to split a run of letters into words.
    pub segmenter: SegmenterKind,
    /// What unifies spelling variants. The normalizers of the first language of a
    /// script apply to its letters in all texts, others only in texts of their own
    /// language.
    pub normalizers: &'static [NormalizerKind],
    /// Whether the built-in dictionary has its lemmas and stop words.
    pub has_dictionary: bool,
    /// How to stem its words; without a stemmer, each word is its own stem.
    pub stemmer: Option<StemmerKind>,
    /// Where its stop words come from, if not from the dictionary.
    pub stop_words: Option<StopWordList>,
}

/// How to find words in a run of letters of one script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SegmenterKind {
    /// The run is one word: for scripts with spaces between words.
    WholeRun,
    /// The words of a dictionary: for scripts without spaces.
    Dictionary,
}

/// A normalization of the letters of one script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NormalizerKind {
    /// Removes vowel marks, and unifies alef, yeh and kaf.
    Arabic,
    /// Removes stress marks, and the dots of ё.
    Cyrillic,
    /// Removes points.
    Hebrew,
}

/// A stemming algorithm: Snowball's, see <https://snowballstem.org>, unless it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum StemmerKind {
    Arabic,
    Catalan,
    Czech,
    Danish,
    Dutch,
    English,
    Finnish,
    French,
    German,
    Greek,
    Hindi,
    Hungarian,
    Indonesian,
    Italian,
    /// Without particles, which no Snowball algorithm removes.
    Korean,
    Norwegian,
    Persian,
    Polish,
    Portuguese,
    Romanian,
    Russian,
    Serbian,
    Spanish,
    Swedish,
    Turkish,
    Ukrainian,
}

/// A collection of stop words for many languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StopWordList {
    /// The lists of the Natural Language Toolkit.
    Nltk,
    /// Short lists that come with the analyzer.
    Own,
}

/// All languages. The first language of a script also analyzes words of that script
/// in texts of other scripts: an English name in a Russian text is stemmed as
/// English. The order of scripts breaks ties when the language of a text is
/// detected.
pub static LANGUAGES: [Language; 41] = [
    Language::new("ru", &[Script::Cyrillic])
        .with_normalizers(&[NormalizerKind::Cyrillic])
        .with_dictionary()
        .with_stemmer(StemmerKind::Russian),
    Language::new("uk", &[Script::Cyrillic])
        .with_normalizers(&[NormalizerKind::Cyrillic])
        .with_stemmer(StemmerKind::Ukrainian)
        .with_stop_words(StopWordList::Own),
    Language::new("be", &[Script::Cyrillic])
        .with_normalizers(&[NormalizerKind::Cyrillic])
        .with_stop_words(StopWordList::Nltk),
    Language::new("en", &[Script::Latin])
        .with_stemmer(StemmerKind::English)
        .with_stop_words(StopWordList::Nltk),
    Language::new("de", &[Script::Latin])
        .with_stemmer(StemmerKind::German)
        .with_stop_words(StopWordList::Nltk),
    Language::new("es", &[Script::Latin])
        .with_stemmer(StemmerKind::Spanish)
        .with_stop_words(StopWordList::Nltk),
    Language::new("fi", &[Script::Latin])
        .with_stemmer(StemmerKind::Finnish)
        .with_stop_words(StopWordList::Nltk),
    Language::new("fr", &[Script::Latin])
        .with_stemmer(StemmerKind::French)
        .with_stop_words(StopWordList::Nltk),
    Language::new("id", &[Script::Latin])
        .with_stemmer(StemmerKind::Indonesian)
        .with_stop_words(StopWordList::Nltk),
    Language::new("it", &[Script::Latin])
        .with_stemmer(StemmerKind::Italian)
        .with_stop_words(StopWordList::Nltk),
    Language::new("nl", &[Script::Latin])
        .with_stemmer(StemmerKind::Dutch)
        .with_stop_words(StopWordList::Nltk),
    Language::new("pt", &[Script::Latin])
        .with_stemmer(StemmerKind::Portuguese)
        .with_stop_words(StopWordList::Nltk),
    Language::new("sv", &[Script::Latin])
        .with_stemmer(StemmerKind::Swedish)
        .with_stop_words(StopWordList::Nltk),
    Language::new("tr", &[Script::Latin])
        .with_stemmer(StemmerKind::Turkish)
        .with_stop_words(StopWordList::Nltk),
    Language::new("ca", &[Script::Latin])
        .with_stemmer(StemmerKind::Catalan)
        .with_stop_words(StopWordList::Nltk),
    Language::new("cs", &[Script::Latin])
        .with_stemmer(StemmerKind::Czech)
        .with_stop_words(StopWordList::Own),
    Language::new("da", &[Script::Latin])
        .with_stemmer(StemmerKind::Danish)
        .with_stop_words(StopWordList::Nltk),
    Language::new("hu", &[Script::Latin])
        .with_stemmer(StemmerKind::Hungarian)
        .with_stop_words(StopWordList::Nltk),
    Language::new("no", &[Script::Latin])
        .with_stemmer(StemmerKind::Norwegian)
        .with_stop_words(StopWordList::Nltk),
    Language::new("pl", &[Script::Latin])
        .with_stemmer(StemmerKind::Polish)
        .with_stop_words(StopWordList::Own),
    Language::new("ro", &[Script::Latin])
        .with_stemmer(StemmerKind::Romanian)
        .with_stop_words(StopWordList::Nltk),
    Language::new("sr", &[Script::Cyrillic, Script::Latin])
        .with_normalizers(&[NormalizerKind::Cyrillic])
        .with_stemmer(StemmerKind::Serbian),
    Language::new("sw", &[Script::Latin]).with_stop_words(StopWordList::Own),
    Language::new("vi", &[Script::Latin]).with_stop_words(StopWordList::Own),
    Language::new("zh", &[Script::Han])
        .with_segmenter(SegmenterKind::Dictionary)
        .with_stop_words(StopWordList::Own),
    Language::new("ja", &[Script::Hiragana, Script::Katakana, Script::Han])
        .with_segmenter(SegmenterKind::Dictionary)
        .with_stop_words(StopWordList::Own),
    Language::new("ko", &[Script::Hangul])
        .with_stemmer(StemmerKind::Korean)
        .with_stop_words(StopWordList::Own),
    Language::new("ar", &[Script::Arabic])
        .with_normalizers(&[NormalizerKind::Arabic])
        .with_stemmer(StemmerKind::Arabic)
        .with_stop_words(StopWordList::Nltk),
    Language::new("fa", &[Script::Arabic])
        .with_normalizers(&[NormalizerKind::Arabic])
        .with_stemmer(StemmerKind::Persian)
        .with_stop_words(StopWordList::Own),
    Language::new("hi", &[Script::Devanagari])
        .with_stemmer(StemmerKind::Hindi)
        .with_stop_words(StopWordList::Own),
    Language::new("th", &[Script::Thai])
        .with_segmenter(SegmenterKind::Dictionary)
        .with_stop_words(StopWordList::Own),
    Language::new("km", &[Script::Khmer]).with_segmenter(SegmenterKind::Dictionary),
    Language::new("lo", &[Script::Lao]).with_segmenter(SegmenterKind::Dictionary),
    Language::new("my", &[Script::Myanmar]).with_segmenter(SegmenterKind::Dictionary),
    Language::new("el", &[Script::Greek])
        .with_stemmer(StemmerKind::Greek)
        .with_stop_words(StopWordList::Nltk),
    Language::new("he", &[Script::Hebrew])
        .with_normalizers(&[NormalizerKind::Hebrew])
        .with_stop_words(StopWordList::Nltk),
    Language::new("ka", &[Script::Georgian]),
    Language::new("hy", &[Script::Armenian]),
    Language::new("bn", &[Script::Bengali]).with_stop_words(StopWordList::Nltk),
    Language::new("ta", &[Script::Tamil]).with_stop_words(StopWordList::Nltk),
    Language::new("te", &[Script::Telugu]).with_stop_words(StopWordList::Own),
];

impl Language {
    /// A language with spaces between words and nothing else to it; the `with_`
    /// functions add what it needs.
    const fn new(code: &'static str, scripts: &'static [Script]) -> Self {
        Language {
            code,
            scripts,
            segmenter: SegmenterKind::WholeRun,
            normalizers: &[],
            has_dictionary: false,
            stemmer: None,
            stop_words: None,
        }
    }

    const fn with_segmenter(self, segmenter: SegmenterKind) -> Self {
        Language { segmenter, ..self }
    }

    const fn with_normalizers(self, normalizers: &'static [NormalizerKind]) -> Self {
        Language {
            normalizers,
            ..self
        }
    }

    const fn with_dictionary(self) -> Self {
        Language {
            has_dictionary: true,
            ..self
        }
    }

    const fn with_stemmer(self, stemmer: StemmerKind) -> Self {
        Language {
            stemmer: Some(stemmer),
            ..self
        }
    }

    const fn with_stop_words(self, list: StopWordList) -> Self {
        Language {
            stop_words: Some(list),
            ..self
        }
    }

    /// The language of a tag; subtags are ignored, `pt-br` is `pt`. `None` for
    /// languages that are not in the table.
    pub fn of(tag: &str) -> Option<&'static Language> {
        let code = primary(tag);
        LANGUAGES.iter().find(|language| language.code == code)
    }

    /// Each script once, in the order of the table, with its first language.
    pub fn firsts() -> impl Iterator<Item = (Script, &'static Language)> {
        let scripts = LANGUAGES.iter().flat_map(|language| {
            let scripts = language.scripts.iter();
            scripts.map(move |script| (*script, language))
        });
        scripts.filter(|(script, language)| {
            Language::first_of(*script).is_some_and(|first| first.code == language.code)
        })
    }

    /// The first language of a script, which analyzes its words in foreign texts.
    pub fn first_of(script: Script) -> Option<&'static Language> {
        LANGUAGES
            .iter()
            .find(|language| language.scripts.contains(&script))
    }

    /// Whether its words are written with a letter.
    pub fn has_letter(&self, letter: char) -> bool {
        self.scripts.contains(&letter.script())
    }

    /// Whether words have other terms in texts of this language than by their script
    /// alone.
    pub fn is_analyzed_apart(&self) -> bool {
        let first = |script: &Script| Language::first_of(*script);
        let mut firsts = self.scripts.iter().filter_map(first);
        firsts.any(|first| !self.is_analyzed_as(first))
    }

    fn is_analyzed_as(&self, other: &Language) -> bool {
        let analysis = |language: &Language| {
            (
                language.segmenter,
                language.normalizers,
                language.has_dictionary,
                language.stemmer,
                // Each language has a list of its own.
                language.stop_words.map(|list| (list, language.code)),
            )
        };
        analysis(self) == analysis(other)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::language::parse_tag;

    #[test]
    fn codes_are_known_and_unique() {
        let mut codes = HashSet::new();
        for language in &LANGUAGES {
            assert_eq!(parse_tag(language.code).as_deref(), Some(language.code));
            assert!(
                codes.insert(language.code),
                "{} is there twice",
                language.code
            );
            assert!(!language.scripts.is_empty(), "{}", language.code);
        }
    }

    #[test]
    fn a_tag_has_the_language_of_its_first_part() {
        for (tag, code) in [
            ("pt-br", Some("pt")),
            ("ru", Some("ru")),
            ("xx", None),
            ("", None),
        ] {
            assert_eq!(Language::of(tag).map(|found| found.code), code, "{tag}");
        }
    }

    #[test]
    fn the_first_of_a_script_is_analyzed_by_the_script_alone() {
        for (code, apart) in [
            ("ru", false),
            ("uk", true),
            ("en", false),
            ("de", true),
            ("ar", false),
            ("fa", true),
            ("zh", false),
            ("ja", true),
            ("el", false),
        ] {
            let language = Language::of(code).unwrap();
            assert_eq!(language.is_analyzed_apart(), apart, "{code}");
        }
    }
}
