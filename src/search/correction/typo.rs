//! Misspelled words: the nearest words of the corpus by edit distance.

use super::corpus_words::CorpusWords;
use crate::analysis::{Term, TermKind};
use crate::search::error::SearchError;
use crate::search::plan::Scope;
use crate::search::retriever::{TermEntry, WordLookup};

/// The minimum length of a word to correct, in code points: shorter ones have too
/// many neighbours.
const MIN_MISSPELLED_LENGTH: usize = 4;

/// The length from which on two edits are allowed, in code points.
const MIN_TWO_EDITS_LENGTH: usize = 8;

/// The minimum length of a correction, in code points.
const MIN_CORRECTION_LENGTH: usize = 3;

/// A word of the corpus within the edit distance of a term of the typed word.
struct Neighbour {
    distance: Distance,
    kind: TermKind,
    entry: TermEntry,
}

/// The distance from the typed word, compared field by field. The first letter is
/// rarely wrong, and names are searched for more often than other words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Distance {
    edits: usize,
    is_other_initial: bool,
    is_no_name: bool,
}

/// The words of the corpus nearest to a misspelled one; `None` when there are none
/// or when the typed word cannot be misspelled.
pub(super) fn respell(
    corpus: CorpusWords<'_>,
    typed: &str,
) -> Result<Option<Vec<String>>, SearchError> {
    let tokens = corpus.analyzer.tokens(typed);
    let [token] = &tokens[..] else {
        return Ok(None);
    };
    // A word of the dictionary is correct, though the corpus lacks it.
    if !may_be_misspelled(typed) || corpus.analyzer.is_known(typed) {
        return Ok(None);
    }
    let edits = match typed.chars().count() {
        ..MIN_TWO_EDITS_LENGTH => 1,
        _ => 2,
    };
    let mut near: Vec<Neighbour> = Vec::new();
    for term in token.terms.iter().filter(|term| is_compared(term)) {
        near.extend(neighbours(corpus, term, edits)?);
    }
    let Some(nearest) = near.iter().map(|word| word.distance).min() else {
        return Ok(None);
    };
    near.retain(|word| word.distance == nearest);
    near.sort_by(|a, b| {
        let by_frequency = b.entry.documents.cmp(&a.entry.documents);
        a.kind
            .cmp(&b.kind)
            .then(by_frequency)
            .then_with(|| a.entry.word.cmp(&b.entry.word))
    });
    let words = near.into_iter().map(|word| word.entry.word);
    Ok(Some(corpus.distinct(words)))
}

fn may_be_misspelled(typed: &str) -> bool {
    typed.chars().count() >= MIN_MISSPELLED_LENGTH && typed.chars().any(char::is_alphabetic)
}

/// True for exact terms, and for Russian lemmas: that of a misspelled word is
/// guessed by its ending and often near the right lemma, when the exact term is not.
fn is_compared(term: &Term) -> bool {
    match term.kind {
        TermKind::Exact => true,
        TermKind::Lemma => !term.text.is_ascii(),
        _ => false,
    }
}

/// The words of the corpus within `edits` of a term, by kind of term.
fn neighbours(
    corpus: CorpusWords<'_>,
    term: &Term,
    edits: u8,
) -> Result<Vec<Neighbour>, SearchError> {
    let text = &term.text;
    let entries = corpus.lookup(&match term.kind {
        TermKind::Exact => WordLookup::Fuzzy {
            word: text,
            edits,
            scope: Scope::Everywhere,
        },
        _ => WordLookup::FuzzyLemma { lemma: text, edits },
    })?;
    let long = entries
        .into_iter()
        .filter(|entry| entry.word.chars().count() >= MIN_CORRECTION_LENGTH);
    let near = long.map(|entry| Neighbour {
        distance: Distance {
            edits: strsim::osa_distance(text, &entry.word),
            is_other_initial: entry.word.chars().next() != text.chars().next(),
            is_no_name: !entry.in_name,
        },
        kind: term.kind,
        entry,
    });
    Ok(near.collect())
}
