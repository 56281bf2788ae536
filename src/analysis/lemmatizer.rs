//! The lemmas and stem of a normalized word, by its script and language.

use std::sync::Arc;

use unicode_normalization::char::is_combining_mark;

use super::bigrams;
use super::dictionary::Dictionary;
use super::lemma::{LemmaEntry, LemmaSource};
use super::stemmer::{LanguageStemmer, StemmerSet};
use super::token::{Term, TermKind, TokenType};
use super::unicode::script_of;
use crate::language::Language;

/// Letters of a prefix. With stems weighted .2 and prefixes .3, nDCG@10 of danetqa-ru,
/// silver-anchor-aspnetcore-ru, mlqa-dev-en and tydiqa-goldp-en is .772, .690, .853,
/// .907 with 3; .771, .687, .856, .910 with 4; .767, .686, .856, .909 with 5.
const PREFIX_LEN: usize = 4;

/// What a language says about a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WordAnalysis {
    pub(super) token_type: TokenType,
    pub(super) is_stop_word: bool,
    /// The words it may be an inflection of; its stem if no dictionary has it.
    pub(super) lemmas: Vec<String>,
    /// Stop words have none.
    pub(super) stem: Option<String>,
}

impl WordAnalysis {
    /// That of a word of which nothing is known.
    fn unknown(word: &str) -> Self {
        WordAnalysis {
            token_type: TokenType::Plain,
            is_stop_word: false,
            lemmas: vec![word.to_owned()],
            stem: Some(word.to_owned()),
        }
    }

    fn stemmed(word: &str, stemmer: &LanguageStemmer) -> Self {
        let (token_type, stem) = match stemmer.stem(word) {
            Some(stem) => (TokenType::Stem, stem),
            None => (TokenType::Plain, word.to_owned()),
        };
        let is_stop_word = stemmer.is_stop_word(word);
        WordAnalysis {
            token_type,
            is_stop_word,
            lemmas: vec![stem.clone()],
            stem: (!is_stop_word).then_some(stem),
        }
    }

    fn lemmatized(word: &str, entry: LemmaEntry, stemmer: &LanguageStemmer) -> Self {
        let stem = stemmer.stem(word).unwrap_or_else(|| word.to_owned());
        let mut lemmas = entry.lemmas;
        if lemmas.is_empty() {
            lemmas.push(stem.clone());
            // The bare form of a name may look like an inflection, as телеграм does: its
            // inflections have it for their stem.
            if stem != word {
                lemmas.push(word.to_owned());
            }
        }
        WordAnalysis {
            token_type: match entry.is_known {
                true => TokenType::Lemma,
                false => TokenType::Stem,
            },
            is_stop_word: entry.is_stop_word,
            lemmas,
            stem: (!entry.is_stop_word).then_some(stem),
        }
    }

    /// The prefix term of the word, if it is long enough to have more letters. Stop
    /// words have none, nor what has bigrams, which say more, or digits: 2023 is not akin
    /// to 2024.
    pub(super) fn prefix(&self, word: &str) -> Option<Term> {
        let (end, _) = word.char_indices().nth(PREFIX_LEN)?;
        // Vowel signs and the virama of Indic scripts are marks.
        let is_letter = |c: char| c.is_alphabetic() || is_combining_mark(c);
        let has_prefix = !self.is_stop_word
            && word.chars().all(is_letter)
            && bigrams::of_word(word).next().is_none();
        has_prefix.then(|| Term::new(TermKind::Prefix, &word[..end]))
    }
}

/// Analyzes normalized words in all languages.
pub(super) struct Lemmatizer {
    lemmas: Arc<dyn LemmaSource>,
    stemmers: StemmerSet,
}

impl Default for Lemmatizer {
    fn default() -> Self {
        Lemmatizer::new(Arc::new(Dictionary))
    }
}

impl Lemmatizer {
    pub(super) fn new(lemmas: Arc<dyn LemmaSource>) -> Self {
        Lemmatizer {
            lemmas,
            stemmers: StemmerSet::default(),
        }
    }

    /// The analysis of a word by the first language of its script.
    pub(super) fn analyze(&self, word: &str) -> WordAnalysis {
        let first = script_of(word).and_then(Language::first_of);
        let analysis = first.and_then(|language| self.analyze_as(word, language));
        analysis.unwrap_or_else(|| WordAnalysis::unknown(word))
    }

    /// The stem of a word of letters by the first language of its script, without asking
    /// whether a dictionary has it.
    pub(super) fn stem(&self, word: &str) -> Option<String> {
        let first = script_of(word).and_then(Language::first_of)?;
        self.stemmers.get(first)?.stem(word)
    }

    /// The analysis of a word in the language of its text. `None` if it is in another
    /// script.
    pub(super) fn analyze_in(
        &self,
        word: &str,
        language: &'static Language,
    ) -> Option<WordAnalysis> {
        let script = script_of(word)?;
        let is_own = language.scripts.contains(&script);
        is_own.then(|| self.analyze_as(word, language))?
    }

    fn analyze_as(&self, word: &str, language: &'static Language) -> Option<WordAnalysis> {
        let stemmer = self.stemmers.get(language)?;
        Some(match language.has_dictionary {
            true => WordAnalysis::lemmatized(word, self.lemmas.entry_of(word), stemmer),
            false => WordAnalysis::stemmed(word, stemmer),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemmas(word: &str, code: &str) -> Vec<String> {
        let lemmatizer = Lemmatizer::default();
        let language = Language::of(code).unwrap();
        let own = lemmatizer.analyze_in(word, language);
        own.unwrap_or_else(|| lemmatizer.analyze(word)).lemmas
    }

    #[test]
    fn a_word_is_analyzed_in_its_language_if_that_has_its_script() {
        for (word, code, lemma) in [
            ("markets", "en", "market"),
            ("märkten", "de", "markt"),
            ("markets", "ru", "market"),
            ("去", "zh", "去"),
            ("web3", "en", "web3"),
            ("gpus", "ja", "gpus"),
        ] {
            assert_eq!(lemmas(word, code)[0], lemma, "{word} {code}");
        }
    }

    #[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
    #[test]
    fn russian_words_have_the_lemmas_of_the_dictionary() {
        let lemmatizer = Lemmatizer::default();
        for (word, token_type, is_stop_word, lemma) in [
            ("рынками", TokenType::Lemma, false, "рынок"),
            ("неткого", TokenType::Stem, false, "нетк"),
            ("на", TokenType::Lemma, true, "на"),
        ] {
            let analysis = lemmatizer.analyze(word);
            assert_eq!(analysis.token_type, token_type, "{word}");
            assert_eq!(analysis.is_stop_word, is_stop_word, "{word}");
            assert_eq!(analysis.lemmas[0], lemma, "{word}");
        }
    }

    #[test]
    fn a_name_that_no_dictionary_has_shares_a_lemma_with_its_inflections() {
        let forms = ["телеграм", "телеграма", "телеграму", "телеграмом"];
        for form in forms {
            assert!(lemmas(form, "ru").contains(&forms[0].to_owned()), "{form}");
        }
        let other = lemmas("телефон", "ru");
        assert!(
            !other
                .iter()
                .any(|lemma| lemmas(forms[0], "ru").contains(lemma))
        );
    }

    #[test]
    fn long_words_of_letters_have_a_prefix() {
        let lemmatizer = Lemmatizer::default();
        for (word, prefix) in [
            ("markets", Some("mark")),
            ("рынок", Some("рыно")),
            ("mark", None),
            ("20234", None),
            ("their", None),
        ] {
            let found = lemmatizer.analyze(word).prefix(word);
            assert_eq!(found.map(|term| term.text).as_deref(), prefix, "{word}");
        }
    }
}
