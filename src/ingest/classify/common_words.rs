//! Common words of the languages in Latin script, one word for each stem.
//!
//! A word that stands here in lower case is no name by itself, however it is
//! capitalized. Counted by `tests/evaluation/common_words.py`.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::analysis::StemmerSet;
use crate::language::Language;

/// The lists by language. English comes first: its words are used in all texts.
const LISTS: [(&str, &str); 9] = [
    ("en", include_str!("common_words/en.txt")),
    ("de", include_str!("common_words/de.txt")),
    ("es", include_str!("common_words/es.txt")),
    ("fi", include_str!("common_words/fi.txt")),
    ("fr", include_str!("common_words/fr.txt")),
    ("id", include_str!("common_words/id.txt")),
    ("pt", include_str!("common_words/pt.txt")),
    ("tr", include_str!("common_words/tr.txt")),
    ("vi", include_str!("common_words/vi.txt")),
];

/// Words that are always capitalized but name no project: months and days.
const CALENDAR: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Endings of words that are formed for a concept rather than a name.
const CONCEPT_ENDINGS: &[&str] = &[
    "able", "ability", "ance", "ancy", "ción", "dad", "dade", "ence", "ency", "ful", "ible", "ing",
    "ism", "ismo", "ity", "ité", "ized", "less", "logy", "ment", "miento", "ness", "ship", "sion",
    "sión", "tif", "tion", "tive", "tiva", "tivo", "ização", "ção", "são",
];

/// A word shorter than this has no ending, in characters.
const MIN_WITH_ENDING: usize = 7;

/// Half a compound has at least this many bytes, and one half a byte more: three
/// letters twice are a made-up name as often as a compound.
const MIN_HALF: usize = 3;

/// The common words of one language.
pub(super) struct CommonWords {
    code: &'static str,
    words: HashSet<&'static str>,
    stems: HashSet<String>,
}

fn stemmers() -> &'static StemmerSet {
    static STEMMERS: OnceLock<StemmerSet> = OnceLock::new();
    STEMMERS.get_or_init(StemmerSet::default)
}

/// All lists, English first.
fn lists() -> &'static [CommonWords] {
    static WORDS: OnceLock<Vec<CommonWords>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let lists = LISTS.into_iter().map(|(code, list)| CommonWords {
            code,
            words: list.lines().collect(),
            stems: list.lines().map(|word| stem(word, code)).collect(),
        });
        lists.collect()
    })
}

/// The stem of a lower-case word; the word itself where the language has no stemmer.
pub(super) fn stem(word: &str, code: &str) -> String {
    let stemmer = Language::of(code).and_then(|language| stemmers().get(language));
    let stem = stemmer.and_then(|stemmer| stemmer.stem(word));
    stem.unwrap_or_else(|| word.to_owned())
}

impl CommonWords {
    /// The lists for a text: English, and that of the language which has most of its
    /// words. By these and not by the article's language tag, which a translation may
    /// lack.
    pub(super) fn of_text<'t>(words: impl Iterator<Item = &'t str>) -> Vec<&'static CommonWords> {
        let lists = lists();
        let mut counts = vec![0usize; lists.len()];
        for word in words {
            for (count, list) in counts.iter_mut().zip(lists) {
                *count += usize::from(list.words.contains(word));
            }
        }
        // The first of equals: English in a text without words.
        let most = counts.iter().max().copied().unwrap_or_default();
        let own = counts.iter().position(|&count| count == most).unwrap_or(0);
        let own = (own > 0).then(|| &lists[own]);
        lists.iter().take(1).chain(own).collect()
    }

    pub(super) fn code(&self) -> &'static str {
        self.code
    }

    /// Whether a lower-case word is a common one in any form.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.words.contains(word) || self.stems.contains(&stem(word, self.code))
    }

    /// Whether a lower-case word joins names' parts in a phrase: an article, a
    /// preposition, a conjunction.
    pub(super) fn is_function_word(&self, word: &str) -> bool {
        let stemmer = Language::of(self.code).and_then(|language| stemmers().get(language));
        stemmer.is_some_and(|stemmer| stemmer.is_stop_word(word))
    }

    /// Whether a lower-case word is two common ones written together.
    pub(super) fn is_compound(&self, word: &str) -> bool {
        let ends = MIN_HALF..=word.len().saturating_sub(MIN_HALF);
        ends.filter(|&end| word.is_char_boundary(end) && word.len() > 2 * MIN_HALF)
            .any(|end| self.words.contains(&word[..end]) && self.words.contains(&word[end..]))
    }
}

/// Whether a lower-case word is formed as concepts are, or is of the calendar.
pub(super) fn is_concept(word: &str) -> bool {
    if CALENDAR.contains(&word) {
        return true;
    }
    let singular = word.strip_suffix("ies").map(|start| format!("{start}y"));
    let forms = [Some(word), word.strip_suffix('s'), word.strip_suffix("es")];
    let forms = forms.into_iter().flatten().chain(singular.as_deref());
    let has_ending = |form: &str| CONCEPT_ENDINGS.iter().any(|ending| form.ends_with(ending));
    word.chars().count() >= MIN_WITH_ENDING && forms.into_iter().any(has_ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&'static str> {
        let lists = CommonWords::of_text(text.split_whitespace());
        lists.iter().map(|list| list.code).collect()
    }

    #[test]
    fn a_text_has_english_words_and_those_of_its_language() {
        for (text, codes) in [
            ("", &["en"][..]),
            ("the network that is used by all of them", &["en"]),
            (
                "los usuarios de la red que se usan para todo",
                &["en", "es"],
            ),
            (
                "les utilisateurs du réseau qui sont dans cette ville",
                &["en", "fr"],
            ),
            ("os usuários da rede que não são uma parte", &["en", "pt"]),
            ("рынок", &["en"]),
        ] {
            assert_eq!(of(text), codes, "{text}");
        }
    }

    #[test]
    fn common_words_are_known_in_every_form() {
        let english = &lists()[0];
        for (word, expected) in [
            ("network", true),
            ("networks", true),
            ("developers", true),
            ("bittensor", false),
            ("akash", false),
        ] {
            assert_eq!(english.contains(word), expected, "{word}");
        }
        assert!(english.is_function_word("the") && !english.is_function_word("network"));
    }

    #[test]
    fn concepts_are_told_by_their_endings() {
        for (word, expected) in [
            ("tokenization", true),
            ("opportunities", true),
            ("personalización", true),
            ("june", true),
            ("akash", false),
            ("ring", false),
        ] {
            assert_eq!(is_concept(word), expected, "{word}");
        }
    }

    #[test]
    fn every_list_is_sorted_and_lower_case() {
        for (code, list) in LISTS {
            let words: Vec<&str> = list.lines().collect();
            assert!(words.is_sorted(), "{code}");
            assert!(
                words.iter().all(|word| word.to_lowercase() == *word),
                "{code}"
            );
        }
    }
}
