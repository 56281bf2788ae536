//! What was meant by a word that the index does not have: typed in the other
//! keyboard layout, written in the other script, misspelled, put together or
//! apart. Whatever is proposed is a word of the index.

use super::query::Scope;
use super::vocabulary::Entry;
use super::{SearchError, Searcher};
use crate::analysis::{Reading, Term, TermKind};
use crate::spelling::{other_layout, phonetic_key, romanize, russian_spellings};

const LAYOUT: &str = "keyboard layout";
const SCRIPT: &str = "other script";
const SPELLING: &str = "spelling";
const TOGETHER: &str = "written together";
const LAYOUT_AND_SCRIPT: &str = "keyboard layout, other script";
const LAYOUT_AND_SPELLING: &str = "keyboard layout, spelling";

/// Words of fewer letters have too many neighbours to be misspellings.
const SHORTEST_MISSPELLED: usize = 4;

/// From so many letters on, two of them may be wrong.
const TWO_EDITS_FROM: usize = 8;

/// The shortest halves of a word that was two.
const SHORTEST_HALF: usize = 3;

/// The longest word that is looked for otherwise than it is typed, in letters.
const LONGEST: usize = 64;

/// How many words are shown for one that is equally near to all.
const MOST_PROPOSED: usize = 3;

/// How alike, from 0 to 1, the letters of words of the same sound must be: more
/// so where there are few, and where the dictionary has the word, which is less
/// likely to be a name in disguise then.
const ALIKE: f64 = 0.5;
const ALIKE_BUT_SHORT: f64 = 0.76;
const ALIKE_BUT_KNOWN: f64 = 0.8;
const SHORT: usize = 6;

/// From so alike on, a word of the other script is what was meant; below, a
/// misspelled word of the same script comes first.
const ALL_BUT_EQUAL: f64 = 0.9;

/// Shorter words are too many to be two steps away from what was typed, or to
/// be told by their sound.
const SHORTEST_OF_TWO_STEPS: usize = 5;
const SHORTEST_OF_SOUND: usize = 3;

/// Words that are looked for instead, all equally likely, and why.
pub(super) type Proposal = (Vec<String>, &'static str);

impl Searcher<'_> {
    /// What a word may have been meant to be, step by step; the first step that
    /// leads to a word of the index counts.
    pub(super) fn meant_by(&self, typed: &str) -> Result<Option<Proposal>, SearchError> {
        if !(2..=LONGEST).contains(&typed.chars().count()) {
            return Ok(None);
        }
        let spelled = || -> Result<Option<Proposal>, SearchError> {
            Ok(self.spelled(typed)?.map(|words| (words, SPELLING)))
        };
        if let Some((words, alike)) = self.in_other_script(typed)? {
            // «Инфроструктура» is nearer to a word of its own script.
            let spelled = if alike < ALL_BUT_EQUAL {
                spelled()?
            } else {
                None
            };
            return Ok(Some(spelled.unwrap_or((words, SCRIPT))));
        }
        if let Some(proposal) = spelled()? {
            return Ok(Some(proposal));
        }
        if let Some(words) = self.apart(typed)? {
            return Ok(Some((vec![words], TOGETHER)));
        }
        Ok(None)
    }

    /// The text as the other layout types it, when that is in the index, or leads there.
    pub(super) fn in_other_layout(&self, typed: &str) -> Result<Option<Proposal>, SearchError> {
        let other = other_layout(typed).filter(|other| {
            // Letters that become signs are no word: ж is a semicolon.
            let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
            let word = other.trim_end_matches(|c: char| !c.is_alphanumeric());
            typed.chars().count() <= LONGEST && word.chars().all(inside)
        });
        let Some(other) = other else {
            return Ok(None);
        };
        if self.has_text(&other)? {
            return Ok(Some((vec![other], LAYOUT)));
        }
        // Only what is nothing as it is typed may be two steps away.
        let one_word = self.tokens(&other).len() == 1;
        let long = typed.chars().count() >= SHORTEST_OF_TWO_STEPS;
        if !one_word || !long || self.is_known(typed) || self.meant_by(typed)?.is_some() {
            return Ok(None);
        }
        if let Some((words, _)) = self.in_other_script(&other)? {
            return Ok(Some((words, LAYOUT_AND_SCRIPT)));
        }
        Ok(self
            .spelled(&other)?
            .map(|words| (words, LAYOUT_AND_SPELLING)))
    }

    /// Words of the index that sound like a word, in the other script.
    pub(super) fn in_other_script(
        &self,
        typed: &str,
    ) -> Result<Option<(Vec<String>, f64)>, SearchError> {
        let tokens = self.tokens(typed);
        let [token] = &tokens[..] else {
            return Ok(None);
        };
        let of = |kind| token.terms.iter().filter(move |term| term.kind == kind);
        let spellings: Vec<&str> = [TermKind::Exact, TermKind::Form, TermKind::Stem]
            .into_iter()
            .flat_map(of)
            .map(|term| term.text.as_str())
            .collect();
        let Some(folded) = spellings.first() else {
            return Ok(None);
        };
        let latin = folded.bytes().all(|b| b.is_ascii_lowercase());
        if latin {
            for spelling in russian_spellings(folded) {
                if self.has_text(&spelling)? {
                    return Ok(Some((vec![spelling], 1.0)));
                }
            }
            // The soft sign is seldom written: superkompyuter.
            if let Some(likeliest) = russian_spellings(folded).first()
                && likeliest.chars().count() >= SHORT
                && let Some(words) = self.spelled(likeliest)?
            {
                return Ok(Some((words, 1.0)));
            }
        }
        let least = match folded.chars().count() {
            _ if self.is_known(typed) => ALIKE_BUT_KNOWN,
            ..SHORT => ALIKE_BUT_SHORT,
            _ => ALIKE,
        };
        let mut best: Vec<(f64, Entry)> = Vec::new();
        for spelling in &spellings {
            let Some(key) = phonetic_key(spelling) else {
                continue;
            };
            for entry in self.words_of_sound(&key)? {
                let alike = strsim::normalized_damerau_levenshtein(
                    &softened(spelling),
                    &softened(&entry.word),
                );
                let other_script = entry.word.is_ascii() != latin;
                if other_script && alike >= least && entry.word.len() >= SHORTEST_OF_SOUND {
                    best.push((alike, entry));
                }
            }
        }
        best.sort_by(|a, b| {
            let by_frequency = b.1.documents.cmp(&a.1.documents);
            b.0.total_cmp(&a.0)
                .then(by_frequency)
                .then_with(|| a.1.word.cmp(&b.1.word))
        });
        let Some(most) = best.first().map(|(alike, _)| *alike) else {
            return Ok(None);
        };
        best.retain(|(alike, _)| most - alike < 1e-6);
        let words = best.into_iter().map(|(_, entry)| entry.word);
        Ok(Some((self.proposed(words), most)))
    }

    /// The words of the index nearest to a word by its letters.
    fn spelled(&self, typed: &str) -> Result<Option<Vec<String>>, SearchError> {
        let tokens = self.tokens(typed);
        let [token] = &tokens[..] else {
            return Ok(None);
        };
        let letters = typed.chars().count();
        // What a dictionary has is not misspelled.
        if self.is_known(typed)
            || letters < SHORTEST_MISSPELLED
            || !typed.chars().any(char::is_alphabetic)
        {
            return Ok(None);
        }
        let edits = if letters < TWO_EDITS_FROM { 1 } else { 2 };
        let mut near: Vec<(usize, bool, bool, TermKind, Entry)> = Vec::new();
        for term in token.terms.iter() {
            let kind = term.kind;
            // The forms of a Russian word that is no word are cut by its ending.
            if kind > TermKind::Form || kind == TermKind::Form && term.text.is_ascii() {
                continue;
            }
            let entries = match kind {
                TermKind::Exact => self.words_near(&term.text, edits, Scope::Everywhere)?,
                _ => self.forms_near(&term.text, edits)?,
            };
            for entry in entries {
                let distance = strsim::osa_distance(&term.text, &entry.word);
                let other_first = entry.word.chars().next() != term.text.chars().next();
                if entry.word.chars().count() >= SHORTEST_HALF {
                    near.push((distance, other_first, !entry.in_name, kind, entry));
                }
            }
        }
        let Some(nearest) = near.iter().map(|near| (near.0, near.1, near.2)).min() else {
            return Ok(None);
        };
        near.retain(|near| (near.0, near.1, near.2) == nearest);
        near.sort_by(|a, b| {
            let by_frequency = b.4.documents.cmp(&a.4.documents);
            a.3.cmp(&b.3)
                .then(by_frequency)
                .then_with(|| a.4.word.cmp(&b.4.word))
        });
        let words = near.into_iter().map(|(.., entry)| entry.word);
        Ok(Some(self.proposed(words)))
    }

    /// The first few words that are not forms of one another.
    fn proposed(&self, words: impl Iterator<Item = String>) -> Vec<String> {
        let mut forms: Vec<Term> = Vec::new();
        let mut proposed = Vec::new();
        for word in words {
            let mut terms: Vec<Term> = Vec::new();
            for token in self.tokens(&word) {
                let own = token.terms.iter().cloned();
                terms.extend(own.filter(|term| term.kind == TermKind::Form));
            }
            if proposed.len() < MOST_PROPOSED && !terms.iter().any(|term| forms.contains(term)) {
                forms.extend(terms);
                proposed.push(word);
            }
        }
        proposed
    }

    /// A word as two that the index has, the halves as equal as they can be.
    fn apart(&self, typed: &str) -> Result<Option<String>, SearchError> {
        if self.is_known(typed) {
            return Ok(None);
        }
        let starts: Vec<usize> = typed.char_indices().map(|(at, _)| at).collect();
        let count = starts.len();
        let mut cuts: Vec<usize> =
            (SHORTEST_HALF..count.saturating_sub(SHORTEST_HALF - 1)).collect();
        cuts.sort_by_key(|&cut| (2 * cut).abs_diff(count));
        for cut in cuts {
            let (first, second) = typed.split_at(starts[cut]);
            if self.has_half(first)? && self.has_half(second)? {
                return Ok(Some(format!("{first} {second}")));
            }
        }
        Ok(None)
    }

    /// True when a half of a word is a word of the index, or one of the
    /// dictionary that the index has the family of.
    fn has_half(&self, half: &str) -> Result<bool, SearchError> {
        match &self.tokens(half)[..] {
            [token] if token.common => Ok(false),
            [token] if token.reading == Reading::Lemma => self.has_word(&token.terms),
            [token] => self.has_any(&token.terms, &[TermKind::Exact]),
            _ => Ok(false),
        }
    }

    /// True for what the dictionary has, which is not misspelled.
    fn is_known(&self, text: &str) -> bool {
        let tokens = self.tokens(text);
        matches!(&tokens[..], [token] if token.reading == Reading::Lemma)
    }

    /// True when the index has a word in some form, or by its stem.
    pub(super) fn has_word(&self, terms: &[Term]) -> Result<bool, SearchError> {
        self.has_any(terms, &[TermKind::Exact, TermKind::Form, TermKind::Stem])
    }

    /// True when the index has every word of a text in some form; small words
    /// alone do not make a text.
    pub(super) fn has_text(&self, text: &str) -> Result<bool, SearchError> {
        let tokens = self.tokens(text);
        let mut says_something = false;
        for token in &tokens {
            let found = self.has_any(&token.terms, &[TermKind::Exact, TermKind::Form])?;
            if token.reading == Reading::Name {
                if found {
                    return Ok(true);
                }
                continue;
            }
            if !found {
                return Ok(false);
            }
            says_something |= !token.common;
        }
        Ok(says_something)
    }
}

/// A word in Latin letters, those alike that spell the same sound in names.
fn softened(folded: &str) -> String {
    let mut softened = romanize(folded);
    for (letters, letter) in [
        ("oo", "u"),
        ("ou", "u"),
        ("oe", "e"),
        ("th", "t"),
        ("kh", "h"),
        ("ph", "f"),
        ("ck", "k"),
        ("x", "ks"),
        ("w", "v"),
    ] {
        softened = softened.replace(letters, letter);
    }
    let mut softened: Vec<char> = softened
        .chars()
        .map(|c| match c {
            'c' | 'q' => 'k',
            'y' => 'i',
            'z' => 's',
            c => c,
        })
        .collect();
    softened.dedup();
    softened.into_iter().collect()
}
