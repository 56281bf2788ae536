//! Words written in the other script: Акаш for Akash, superkompyuter for
//! суперкомпьютер.
//!
//! A Latin word may be transliterated Russian, which is tried first. Otherwise words
//! with the same phonetic key are compared by their transliteration.

use super::corpus_words::CorpusWords;
use super::typo;
use crate::analysis::{Term, TermKind, Token};
use crate::search::error::SearchError;
use crate::search::retriever::{TermEntry, WordLookup};
use crate::spelling::{phonetic_key, romanize, russian_spellings};

/// The minimum similarity of words with the same phonetic key, from 0 to 1.
const MIN_SIMILARITY: f64 = 0.5;

/// The same for words shorter than [`SHORT_LENGTH`], whose keys match by chance.
const MIN_SIMILARITY_SHORT: f64 = 0.76;

/// The same for words of the dictionary, which are rarely transliterated names.
const MIN_SIMILARITY_KNOWN: f64 = 0.8;

/// The length below which a word is short, in code points.
const SHORT_LENGTH: usize = 6;

/// The minimum length of a word found by its phonetic key, in bytes.
const MIN_PHONETIC_LENGTH: usize = 3;

/// Similarities that differ by less are equal.
const EPSILON: f64 = 1e-6;

/// Equally similar words of the other script.
pub(super) struct ScriptMatch {
    pub(super) words: Vec<String>,
    /// Their similarity to the typed word, from 0 to 1.
    pub(super) similarity: f64,
}

/// The words of the corpus that are most likely the same in the other script.
pub(super) fn transliterate(
    corpus: CorpusWords<'_>,
    typed: &str,
) -> Result<Option<ScriptMatch>, SearchError> {
    let tokens = corpus.analyzer.tokens(typed);
    let [token] = &tokens[..] else {
        return Ok(None);
    };
    let spellings = spellings(token);
    let Some(&folded) = spellings.first() else {
        return Ok(None);
    };
    let is_latin = folded.bytes().all(|b| b.is_ascii_lowercase());
    if is_latin && let Some(words) = russian_words(corpus, folded)? {
        return Ok(Some(ScriptMatch {
            words,
            similarity: 1.0,
        }));
    }
    let min_similarity = match folded.chars().count() {
        _ if corpus.analyzer.is_known(typed) => MIN_SIMILARITY_KNOWN,
        ..SHORT_LENGTH => MIN_SIMILARITY_SHORT,
        _ => MIN_SIMILARITY,
    };
    let mut found: Vec<(f64, TermEntry)> = Vec::new();
    for spelling in &spellings {
        let Some(key) = phonetic_key(spelling) else {
            continue;
        };
        for entry in corpus.lookup(&WordLookup::Phonetic { key: &key })? {
            let similarity = similarity(spelling, &entry.word);
            let is_other_script = entry.word.is_ascii() != is_latin;
            let is_long_enough = entry.word.len() >= MIN_PHONETIC_LENGTH;
            if is_other_script && similarity >= min_similarity && is_long_enough {
                found.push((similarity, entry));
            }
        }
    }
    Ok(best(corpus, found))
}

/// The spellings to compare by sound: as typed, lemma and stem. An inflected name
/// sounds like the original only without its ending.
fn spellings(token: &Token) -> Vec<&str> {
    let of = |kind| token.terms.iter().filter(move |term| term.kind == kind);
    let kinds = [TermKind::Exact, TermKind::Lemma, TermKind::Stem];
    let terms = kinds.into_iter().flat_map(of);
    terms.map(|term: &Term| term.text.as_str()).collect()
}

/// The Russian words of which a Latin one is a transliteration.
fn russian_words(corpus: CorpusWords<'_>, latin: &str) -> Result<Option<Vec<String>>, SearchError> {
    let spellings = russian_spellings(latin);
    let likeliest = spellings.first().cloned();
    for spelling in spellings {
        if corpus.has_text(&spelling)? {
            return Ok(Some(vec![spelling]));
        }
    }
    // A transliteration often lacks the soft sign: superkompyuter.
    match likeliest.filter(|spelling| spelling.chars().count() >= SHORT_LENGTH) {
        Some(likeliest) => typo::respell(corpus, &likeliest),
        None => Ok(None),
    }
}

/// The most similar words, the most frequent first.
fn best(corpus: CorpusWords<'_>, mut found: Vec<(f64, TermEntry)>) -> Option<ScriptMatch> {
    found.sort_by(|a, b| {
        let by_frequency = b.1.documents.cmp(&a.1.documents);
        b.0.total_cmp(&a.0)
            .then(by_frequency)
            .then_with(|| a.1.word.cmp(&b.1.word))
    });
    let similarity = found.first()?.0;
    found.retain(|(other, _)| similarity - other < EPSILON);
    let words = found.into_iter().map(|(_, entry)| entry.word);
    Some(ScriptMatch {
        words: corpus.distinct(words),
        similarity,
    })
}

/// Normalized Damerau-Levenshtein similarity of two words across scripts, from 0
/// to 1.
fn similarity(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&skeleton(one), &skeleton(other))
}

/// A normalized word in Latin letters, where sounds with several usual spellings
/// have a single one.
fn skeleton(normalized: &str) -> String {
    const DIGRAPHS: [(&str, &str); 9] = [
        ("oo", "u"),
        ("ou", "u"),
        ("oe", "e"),
        ("th", "t"),
        ("kh", "h"),
        ("ph", "f"),
        ("ck", "k"),
        ("x", "ks"),
        ("w", "v"),
    ];
    let mut latin = romanize(normalized);
    for (letters, sound) in DIGRAPHS {
        latin = latin.replace(letters, sound);
    }
    let letters = latin.chars().map(|c| match c {
        'c' | 'q' => 'k',
        'y' => 'i',
        'z' => 's',
        c => c,
    });
    let mut letters: Vec<char> = letters.collect();
    letters.dedup();
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_similar_across_scripts() {
        for (one, other, min, max) in [
            ("акаш", "akash", 0.7, 1.0),
            ("носана", "nosana", 1.0, 1.0),
            ("phoenix", "феникс", 0.8, 1.0),
            ("рынок", "akash", 0.0, 0.4),
        ] {
            let similarity = similarity(one, other);
            assert!(
                (min..=max).contains(&similarity),
                "{one} {other} {similarity}"
            );
        }
    }
}
