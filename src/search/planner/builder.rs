//! A query plan under construction. Merges duplicate words and compounds, and
//! remembers the chunks of text that they come from for the later passes.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::{Term, TermKind, Token};
use crate::query::{Note, NoteKind};
use crate::search::plan::{Compound, Query, QueryPhrase, QueryWord, Role, Scope};

/// The maximum number of distinct words in a query, for users who paste whole
/// pages.
const MAX_WORDS: usize = 1000;

/// A leaf of the parsed query with the effect of everything around it.
#[derive(Clone, Debug)]
pub(super) struct LeafContext {
    /// Byte range in the query text.
    pub(super) range: Range<usize>,
    pub(super) scope: Scope,
    pub(super) boost: f32,
    /// It excludes documents.
    pub(super) negated: bool,
    /// It must match.
    pub(super) required: bool,
    /// See [`QueryWord::standalone`].
    pub(super) standalone: bool,
}

/// A run of the query without spaces, searched in all forms and fields. Only these
/// are corrected, and only these form compounds and match synonyms.
#[derive(Debug)]
pub(super) struct QueryChunk {
    /// Byte range in the query text.
    pub(super) range: Range<usize>,
    /// Indices into [`Query::words`].
    pub(super) words: Vec<usize>,
    /// Indices into [`Query::compounds`].
    pub(super) compounds: Vec<usize>,
    /// The words that are names only with a sign: C++, .NET.
    pub(super) signed: Vec<SignedWord>,
}

/// Words with a sign of their own.
#[derive(Debug)]
pub(super) struct SignedWord {
    /// Indices into [`Query::words`].
    pub(super) words: Vec<usize>,
    /// Index into [`Query::compounds`].
    pub(super) compound: usize,
}

/// Words with equal keys are one word of the plan.
#[derive(PartialEq, Eq, Hash)]
struct WordKey {
    /// The first lemma, or all terms of a word without lemmas.
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

    /// Adds a word, or merges it into the same word: the higher boost wins. Returns
    /// its index, or `None` when there are too many words. `start` is the byte offset
    /// of the text that the token belongs to.
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

    /// Adds a phrase and returns its index.
    pub(super) fn add_phrase(&mut self, phrase: QueryPhrase) -> usize {
        self.query.phrases.push(phrase);
        self.query.phrases.len() - 1
    }

    /// Adds a spelling of several words as one and returns its index; `None` without
    /// words or terms.
    pub(super) fn add_spelling(&mut self, words: &[usize], terms: Vec<Term>) -> Option<usize> {
        if words.is_empty() || terms.is_empty() {
            return None;
        }
        Some(self.add_compound(words, vec![terms], false))
    }

    /// Adds a compound unless there is an equal one, and returns its index.
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

    /// Makes stop words match in a query that consists of them, such as "не только".
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

    /// Adds a note about the text at a byte offset, unless there is an equal one.
    pub(super) fn note(&mut self, at: usize, kind: NoteKind) {
        if !self.query.notes.iter().any(|note| note.kind == kind) {
            self.query.notes.push(Note::at(self.text, at, kind));
        }
    }
}
