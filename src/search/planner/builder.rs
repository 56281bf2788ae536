//! A query plan under construction: its words without duplicates, the stretches
//! of text that they come from, and the notes.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::{Term, TermKind, Token};
use crate::query::{Note, NoteKind};
use crate::search::plan::{Compound, Query, QueryPhrase, QueryWord, Role, Scope};

/// The maximum number of distinct words: whole pages may be pasted.
const MAX_WORDS: usize = 1000;

/// A leaf of the parsed query, and what it is for.
#[derive(Clone, Debug)]
pub(super) struct LeafContext {
    /// Its bytes in the query's text.
    pub(super) range: Range<usize>,
    pub(super) scope: Scope,
    pub(super) boost: f32,
    /// Documents with it do not match.
    pub(super) negated: bool,
    /// Documents without it do not match.
    pub(super) required: bool,
    /// See [`QueryWord::standalone`].
    pub(super) standalone: bool,
}

/// A stretch of the query without spaces that is looked up in all forms and
/// fields.
#[derive(Debug)]
pub(super) struct QueryChunk {
    /// Its bytes in the query's text.
    pub(super) range: Range<usize>,
    /// Positions in [`Query::words`].
    pub(super) words: Vec<usize>,
    /// Positions in [`Query::compounds`].
    pub(super) compounds: Vec<usize>,
}

/// What makes two words of a query the same.
#[derive(PartialEq, Eq, Hash)]
struct WordKey {
    /// The lemma, or all terms of a word without one.
    terms: Vec<Term>,
    scope: Scope,
    negated: bool,
}

/// Builds a plan for a text.
pub(super) struct PlanBuilder<'t> {
    pub(super) text: &'t str,
    pub(super) query: Query,
    /// In the order of the text.
    pub(super) chunks: Vec<QueryChunk>,
    known: HashMap<WordKey, usize>,
}

impl<'t> PlanBuilder<'t> {
    pub(super) fn new(text: &'t str, notes: Vec<Note>) -> Self {
        PlanBuilder {
            text,
            query: Query {
                notes,
                ..Query::default()
            },
            chunks: Vec::new(),
            known: HashMap::new(),
        }
    }

    /// The position of a word, added unless the query has it; `None` when there
    /// are too many. `start` is where the token's text begins.
    pub(super) fn add_word(
        &mut self,
        leaf: &LeafContext,
        token: &Token,
        terms: Vec<Term>,
        start: usize,
    ) -> Option<usize> {
        let lemma = terms.iter().find(|term| term.kind == TermKind::Lemma);
        let key = WordKey {
            terms: lemma.map_or_else(|| terms.clone(), |lemma| vec![lemma.clone()]),
            scope: leaf.scope,
            negated: leaf.negated,
        };
        if let Some(&known) = self.known.get(&key) {
            let word = &mut self.query.words[known];
            word.boost = word.boost.max(leaf.boost);
            word.standalone |= leaf.standalone;
            return Some(known);
        }
        let position = self.query.words.len();
        if position == MAX_WORDS {
            self.note(start, NoteKind::TooManyWords(MAX_WORDS));
            return None;
        }
        self.query.words.push(QueryWord {
            range: start + token.range.start..start + token.range.end,
            terms,
            role: match (leaf.negated, token.is_stop_word) {
                (true, _) => Role::Prohibited,
                (false, true) => Role::ScoreOnly,
                (false, false) => Role::Match,
            },
            scope: leaf.scope,
            boost: leaf.boost,
            standalone: leaf.standalone,
        });
        self.known.insert(key, position);
        Some(position)
    }

    /// The position of a phrase, which is added.
    pub(super) fn add_phrase(&mut self, phrase: QueryPhrase) -> usize {
        self.query.phrases.push(phrase);
        self.query.phrases.len() - 1
    }

    /// The position of a compound of words written as one; `None` when it would
    /// have no words or no terms.
    pub(super) fn add_spelling(&mut self, words: &[usize], terms: Vec<Term>) -> Option<usize> {
        if words.is_empty() || terms.is_empty() {
            return None;
        }
        Some(self.add_compound(words, vec![terms], false))
    }

    /// The position of a compound, added unless the query has it.
    pub(super) fn add_compound(
        &mut self,
        words: &[usize],
        parts: Vec<Vec<Term>>,
        is_synonym: bool,
    ) -> usize {
        let mut words = words.to_vec();
        words.sort_unstable();
        words.dedup();
        let compound = Compound {
            words,
            parts,
            is_synonym,
        };
        let mut known = self.query.compounds.iter();
        known
            .position(|known| *known == compound)
            .unwrap_or_else(|| {
                self.query.compounds.push(compound);
                self.query.compounds.len() - 1
            })
    }

    /// Lets stop words match when there are no others, as in "и" or "не только".
    pub(super) fn settle_roles(&mut self) {
        let words = &mut self.query.words;
        if words.iter().all(|word| word.role != Role::Match) {
            for word in words.iter_mut() {
                if word.role == Role::ScoreOnly {
                    word.role = Role::Match;
                }
            }
        }
    }

    /// Adds a note on what begins at a byte of the text, once.
    pub(super) fn note(&mut self, at: usize, kind: NoteKind) {
        if !self.query.notes.iter().any(|note| note.kind == kind) {
            self.query.notes.push(Note::at(self.text, at, kind));
        }
    }
}
