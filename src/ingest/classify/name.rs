//! Whether a name is a proper name: what it looks like, and what its article and its
//! language know of its words.

use std::collections::{BTreeSet, HashSet};
use std::ops::Bound;

use super::common_words::{CommonWords, is_concept, stem};
use super::spelling::{count_unspaced, is_brand, is_latin, is_lower};
use crate::analysis::Dictionary;
use crate::format::ParsedArticle;

/// A name of more words is a phrase.
const MAX_WORDS: usize = 5;

/// A longer name is a phrase, in characters.
const MAX_LENGTH: usize = 60;

/// All capitals up to this length are an acronym, which many concepts have, in
/// characters.
const MAX_ACRONYM: usize = 4;

/// The language of an article is told by this many of its words.
const MAX_WORDS_FOR_LANGUAGE: usize = 5000;

/// Words that tell at the end of a name what kind of project it is.
const TYPE_WORDS: &[&str] = &[
    "Chain",
    "Cloud",
    "Engine",
    "Framework",
    "Lab",
    "Labs",
    "Network",
    "Platform",
    "Protocol",
    "Robotics",
    "SDK",
    "Studio",
];

/// What an article says of words.
pub(super) struct ArticleWords {
    lists: Vec<&'static CommonWords>,
    /// The words in lower case in its texts; sorted, so that those with the same
    /// stem are near.
    lower: BTreeSet<String>,
    /// The lower-case words of its title.
    title: HashSet<String>,
    /// The words of its code.
    code: HashSet<String>,
}

/// What a name is like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NameShape {
    /// It has a word that is a proper name.
    pub(super) is_named: bool,
    /// All its words are, or the last tells what kind of project it is.
    pub(super) is_named_alone: bool,
}

impl NameShape {
    /// A proper name that does not tell a project by itself, such as the title of a
    /// work.
    pub(super) fn named() -> NameShape {
        NameShape {
            is_named: true,
            is_named_alone: false,
        }
    }
}

/// What a word of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordClass {
    /// Written as no common word is: `GamerHash`, `io.net`.
    Brand,
    /// Capitalized and never met in lower case.
    Proper,
    Common,
}

impl ArticleWords {
    pub(super) fn of(article: &ParsedArticle) -> ArticleWords {
        let mut lower = BTreeSet::new();
        let mut code = HashSet::new();
        let mut sample: Vec<String> = Vec::new();
        for document in &article.documents {
            let text = document.body.as_str();
            let runs = text.split_whitespace().filter(|run| !is_address(run));
            for word in runs.flat_map(|run| run.split(|c: char| !c.is_alphabetic())) {
                if is_lower(word) {
                    if sample.len() < MAX_WORDS_FOR_LANGUAGE {
                        sample.push(word.to_owned());
                    }
                    lower.insert(word.to_owned());
                }
            }
            let spans = document.body.spans().iter().filter(|span| span.code);
            let words = spans.flat_map(|span| words(&text[span.text.clone()]));
            code.extend(words.map(str::to_owned));
        }
        let title = article.title.as_ref().map_or("", |title| title.as_str());
        let title = title.to_lowercase();
        let parts = title.split(|c: char| !c.is_alphanumeric());
        ArticleWords {
            lists: CommonWords::of_text(sample.iter().map(String::as_str)),
            lower,
            title: words(&title).chain(parts).map(str::to_owned).collect(),
            code,
        }
    }

    pub(super) fn shape(&self, name: &str) -> NameShape {
        if is_quoted(name) {
            return NameShape::named();
        }
        let (outer, bracketed) = split_brackets(name);
        let all: Vec<&str> = words(&outer).collect();
        let is_long = all.len() > MAX_WORDS || outer.chars().count() > MAX_LENGTH;
        if is_long || is_phrase(name) || is_code(name) {
            return NameShape::default();
        }
        let (latin, other): (Vec<&str>, Vec<&str>) = all.iter().partition(|word| is_latin(word));
        let other_words: usize = other.iter().map(|word| count_unspaced(word)).sum();
        let mostly_other = other_words > 0 && other_words >= latin.len() && all.len() > 1;
        if !other.is_empty() && other.iter().all(|word| self.is_cyrillic_name(word)) {
            return NameShape::named();
        }
        if mostly_other || latin.iter().any(|word| self.is_function_word(word)) {
            return NameShape::default();
        }
        let classes: Vec<_> = latin.iter().map(|word| self.class(word)).collect();
        let is_proper = |class: &WordClass| *class != WordClass::Common;
        let is_typed = || latin.last().is_some_and(|word| TYPE_WORDS.contains(word));
        let in_brackets = bracketed.is_some_and(|word| is_latin(word) && is_brand(word));
        let is_named = classes.iter().any(is_proper);
        // A single word that is in no list may still be a rare common one.
        let all_proper =
            classes.len() <= 2 && classes.iter().all(is_proper) && classes != [WordClass::Proper];
        NameShape {
            is_named: is_named || in_brackets,
            is_named_alone: is_named && (all_proper || is_typed()),
        }
    }

    fn class(&self, word: &str) -> WordClass {
        let lower = word.to_lowercase();
        if self.title.contains(&lower) || self.code.contains(word) {
            return WordClass::Common;
        }
        if is_brand(word) {
            return WordClass::Brand;
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters > 1 && word.to_uppercase() == word {
            let is_name = letters > MAX_ACRONYM && !self.is_common(&lower);
            return if is_name {
                WordClass::Brand
            } else {
                WordClass::Common
            };
        }
        let mut parts = word.split(['-', '.', '\'', '’', '_']);
        match parts.any(|part| self.is_proper(part)) {
            true => WordClass::Proper,
            false => WordClass::Common,
        }
    }

    /// Whether a part of a word is capitalized and no common word. Brands in Latin
    /// script are written without diacritics.
    fn is_proper(&self, part: &str) -> bool {
        let mut chars = part.chars();
        let is_capital = chars.next().is_some_and(char::is_uppercase);
        let rest = chars.as_str();
        if !is_capital || !part.is_ascii() || rest.is_empty() || !is_lower(rest) {
            return false;
        }
        let lower = part.to_lowercase();
        let is_compound = || self.lists.iter().any(|list| list.is_compound(&lower));
        !self.title.contains(&lower) && !self.is_common(&lower) && !is_compound()
    }

    /// Whether a word in Cyrillic script is capitalized and the dictionary knows it as
    /// a name only.
    fn is_cyrillic_name(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        word.starts_with(|c: char| ('А'..='Я').contains(&c))
            && !self.lower.contains(&lower)
            && Dictionary.is_proper_noun(&lower)
    }

    fn is_common(&self, word: &str) -> bool {
        is_concept(word)
            || self.lower.contains(word)
            || self.lists.iter().any(|list| list.contains(word))
            || self
                .lists
                .iter()
                .any(|list| self.has_stem(word, list.code()))
    }

    /// Whether the article has a word with the same stem in lower case.
    fn has_stem(&self, word: &str, code: &str) -> bool {
        let stemmed = stem(word, code);
        // Stemming changes the end of a word: its first half stays.
        let half = word.char_indices().nth(word.chars().count() / 2);
        let start = &word[..half.map_or(0, |(at, _)| at)];
        let near = self
            .lower
            .range::<str, _>((Bound::Included(start), Bound::Unbounded));
        let mut near = near.take_while(|other| other.starts_with(start));
        near.any(|other| stem(other, code) == stemmed)
    }

    fn is_function_word(&self, word: &str) -> bool {
        is_lower(word) && self.lists.iter().any(|list| list.is_function_word(word))
    }
}

/// Whether a run of text is a URL, which writes every name in lower case.
fn is_address(run: &str) -> bool {
    run.contains("://") || run.starts_with("www.")
}

/// The words of a name: letters and digits, with single signs inside.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_inside = |c: char| matches!(c, '-' | '.' | '\'' | '’' | '_');
    let runs = text.split(move |c: char| !c.is_alphanumeric() && !is_inside(c));
    let words = runs.map(move |run| run.trim_matches(is_inside));
    words.filter(|word| !word.is_empty())
}

/// The name without what is in brackets, and that, if it is a single word.
fn split_brackets(name: &str) -> (String, Option<&str>) {
    let (Some(open), Some(close)) = (name.find(['(', '（', '[']), name.rfind([')', '）', ']']))
    else {
        return (name.to_owned(), None);
    };
    let bracket = |at: usize| name[at..].chars().next().map_or(1, char::len_utf8);
    let (inner, rest) = (open + bracket(open), close + bracket(close));
    if close < inner {
        return (name.to_owned(), None);
    }
    let inside = name[inner..close].trim();
    let word = (!inside.contains(char::is_whitespace)).then_some(inside);
    (format!("{} {}", &name[..open], &name[rest..]), word)
}

/// Whether a name as a whole is in quotation marks: the title of a work.
fn is_quoted(name: &str) -> bool {
    const QUOTES: [(char, char); 6] = [
        ('"', '"'),
        ('“', '”'),
        ('«', '»'),
        ('„', '“'),
        ('「', '」'),
        ('《', '》'),
    ];
    let inner = |(open, close)| name.strip_prefix(open)?.strip_suffix(close);
    let mut inside = QUOTES.into_iter().filter_map(inner);
    inside.any(|inside| !inside.contains(['"', '“', '”', '«', '»', '„', '「', '」', '《', '》']))
}

/// Whether a name is a path, an option, a variable or a part of a program.
fn is_code(name: &str) -> bool {
    name.starts_with(['/', '-', '$', '<', '@'])
        || ["()", "::", "<"].iter().any(|sign| name.contains(sign))
}

/// Whether a name has the signs of a sentence, or a possessive.
fn is_phrase(name: &str) -> bool {
    let stops = name.match_indices(". ").any(|(at, _)| {
        let mut before = name[..at].chars().rev();
        let after = name[at + 2..].starts_with(char::is_alphanumeric);
        after
            && before
                .by_ref()
                .take(2)
                .filter(|c| c.is_alphanumeric())
                .count()
                == 2
    });
    let possessive = words(name).any(|word| word.ends_with("'s") || word.ends_with("’s"));
    stops || possessive || name.contains(['?', '!', ';', ',', '？', '！', '；', '，', '、'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Markdown, Outline};

    fn words_of(source: &str) -> ArticleWords {
        ArticleWords::of(&Outline::read(&Markdown, source).split())
    }

    #[test]
    fn a_name_is_told_by_its_spelling_and_by_common_words() {
        let article = words_of(
            "# An overview of Zentry\n\nThe network is used by a grommet, `MapHandler` and others.\n",
        );
        for (name, expected) in [
            ("GamerHash", true),
            ("io.net", true),
            ("assert_cmd", true),
            ("Mars4.me", true),
            ("CUDOS", true),
            ("Kodiak Robotics", true),
            ("Bittensor", true),
            ("Zero Knowledge Proof (zkML)", true),
            ("Консенсус Bittensor", false),
            ("Платформа Bittensor Labs", true),
            ("Replika 的情色角色扮演禁令", false),
            ("Enhanced Privacy", false),
            ("\"Atomic Habits\"", true),
            ("«Тихий Дон»", true),
            ("\"A\" and \"B\"", false),
            ("Grommets", false),
            ("Zentry", false),
            ("MapHandler", false),
            ("GPU", false),
            ("Bittensor and its market", false),
            ("Bittensor's market", false),
            ("What is Bittensor?", false),
            ("July 21", false),
            ("/testfile1kb.txt", false),
            ("--maxSize2", false),
            ("Find<TDocument>", false),
            ("Personalización", false),
            ("Insurance (e.g., Tractable)", false),
            ("", false),
        ] {
            assert_eq!(article.shape(name).is_named, expected, "{name}");
        }
    }

    #[test]
    fn a_name_stands_alone_by_its_words_or_by_its_type() {
        let article = words_of("The engine has a price.\n");
        for (name, expected) in [
            ("Bittensor", false),
            ("BitTensor", true),
            ("Bittensor Gensyn", true),
            ("Bittensor Price", false),
            ("Bittensor Consensus Engine", true),
            ("Consensus Engine", false),
        ] {
            assert_eq!(article.shape(name).is_named_alone, expected, "{name}");
        }
    }
}
