//! What the index has of a query: the matches of every word, name and phrase,
//! and from them the documents that match the whole.

use std::collections::HashSet;

use fixedbitset::FixedBitSet;

use super::matches::{Match, Matches, is_own, merged_by};
use super::query::{Condition, Query, QueryWord, Role, Scope};
use super::ranking::{self, Frequencies};
use super::{SearchError, Searcher};
use crate::analysis::{Term, TermKind};

/// The matches of one word under one kind of term, or of a name or a phrase.
pub(super) struct Found {
    pub(super) kind: TermKind,
    /// What the word itself weighs by its rarity and the weight of the kind.
    pub(super) weight: f32,
    /// How rare it is.
    pub(super) rarity: f32,
    /// By document.
    pub(super) matches: Vec<Match>,
}

/// The documents that have a term of each part, as often as the rarest.
fn having_all(
    matches: &mut Matches<'_>,
    parts: &[Vec<Term>],
    scope: Scope,
) -> Result<Vec<Match>, SearchError> {
    let mut all: Option<Vec<Match>> = None;
    for terms in parts {
        let mut found = matches.of(TermKind::Form, terms, scope)?;
        if let Some(before) = &all {
            found.retain_mut(|(document, frequencies)| {
                let at = before.binary_search_by_key(document, |found| found.0);
                at.is_ok_and(|at| {
                    *frequencies = frequencies.min(before[at].1);
                    *frequencies != Frequencies::default()
                })
            });
        }
        all = Some(found);
    }
    Ok(all.unwrap_or_default())
}

impl Found {
    /// How often a document has it.
    pub(super) fn in_document(&self, document: usize) -> Option<Frequencies> {
        let document = document as u32;
        let at = self
            .matches
            .binary_search_by_key(&document, |found| found.0);
        Some(self.matches[at.ok()?].1)
    }
}

/// All matches of a query.
pub(super) struct Findings {
    /// By word, closest kinds first.
    pub(super) words: Vec<Vec<Found>>,
    /// By name.
    pub(super) names: Vec<Found>,
    /// By phrase.
    pub(super) phrases: Vec<Found>,
    /// The words that documents were found by, as exact terms.
    pub(super) found_words: HashSet<String>,
    /// Documents that have words that find only loosely, when they are not among
    /// the matches because enough others are.
    pub(super) loose: Option<FixedBitSet>,
}

/// When the documents that have a word in some form are so many, of those that
/// pass a filter, none other will be shown: all others come after them.
pub(super) struct Enough<'f> {
    pub(super) documents: usize,
    pub(super) passing: Option<&'f [bool]>,
}

impl Searcher<'_> {
    /// Looks up everything that a query asks. With enough documents that have it
    /// in some form, the others are only counted.
    pub(super) fn find(&self, query: &Query, enough: &Enough<'_>) -> Result<Findings, SearchError> {
        let weights = &self.weights;
        let mut matches = Matches::new(self);
        let mut findings = Findings {
            words: Vec::with_capacity(query.words.len()),
            names: Vec::with_capacity(query.names.len()),
            phrases: Vec::with_capacity(query.phrases.len()),
            found_words: HashSet::new(),
            loose: None,
        };
        // What only ranks is asked last, of what others have found.
        let waits = |word: &QueryWord| query.condition.is_none() && word.role == Role::Ranks;
        for word in &query.words {
            let mut kinds = Vec::with_capacity(TermKind::ALL.len());
            for kind in [TermKind::Exact, TermKind::Form] {
                if !waits(word)
                    && let Some(weight) = self.weight_of(word, kind)
                {
                    let matches = matches.of(kind, &word.terms, word.scope)?;
                    kinds.push(self.found(kind, weight, own(&matches), matches));
                }
            }
            findings.words.push(kinds);
        }
        for name in &query.names {
            let parts = name.words.iter().map(|&word| &query.words[word]);
            let boost: f32 = parts.map(|word| word.boost).sum();
            let excluded = name
                .words
                .iter()
                .all(|&word| query.words[word].role == Role::Excludes);
            let scope = query.words[name.words[0]].scope;
            let matches = having_all(&mut matches, &name.parts, scope)?;
            let weight = match (excluded, name.synonym) {
                (true, _) => 0.0,
                (_, true) => weights.synonym * boost,
                _ => weights.joined * boost,
            };
            let found = self.found(TermKind::Form, weight, own(&matches), matches);
            findings.names.push(found);
        }
        for phrase in &query.phrases {
            let mut following = self.phrase_matches(phrase)?;
            following.extend(matches.of(TermKind::Form, &phrase.joined, phrase.scope)?);
            // «io net» that is written io.net is one of both.
            let following = merged_by(following, Frequencies::max);
            let weight = weights.joined * phrase.boost * phrase.terms.len() as f32;
            let found = self.found(TermKind::Exact, weight, own(&following), following);
            findings.phrases.push(found);
        }
        let formed = findings.formed(query, self.number_end());
        let passes = |&number: &usize| enough.passing.is_none_or(|passing| passing[number]);
        let plenty = query.condition.is_none()
            && formed.ones().filter(passes).nth(enough.documents).is_some();
        let mut others = FixedBitSet::with_capacity(formed.len());
        for (at, word) in query.words.iter().enumerate() {
            for kind in [TermKind::Stem, TermKind::Beginning] {
                let Some(weight) = self.weight_of(word, kind).filter(|_| !waits(word)) else {
                    continue;
                };
                let (matches, own) = if plenty && word.role == Role::Finds {
                    matches.among(&formed, &mut others, kind, &word.terms, word.scope)?
                } else {
                    let matches = matches.of(kind, &word.terms, word.scope)?;
                    let own = own(&matches);
                    (matches, own)
                };
                findings.words[at].push(self.found(kind, weight, own, matches));
            }
        }
        let mut found = formed;
        for document in findings.documents() {
            found.insert(document as usize);
        }
        let mut none = FixedBitSet::with_capacity(found.len());
        for (at, word) in query.words.iter().enumerate() {
            for kind in TermKind::ALL {
                if waits(word)
                    && let Some(weight) = self.weight_of(word, kind)
                {
                    let (matches, own) =
                        matches.among(&found, &mut none, kind, &word.terms, word.scope)?;
                    findings.words[at].push(self.found(kind, weight, own, matches));
                }
            }
        }
        findings.loose = plenty.then_some(others);
        findings.found_words = matches.into_words();
        Ok(findings)
    }

    /// What a kind of match of a word is worth before its rarity; `None` for a
    /// kind that is not looked for.
    fn weight_of(&self, word: &QueryWord, kind: TermKind) -> Option<f32> {
        let weights = &self.weights;
        // A word that is sought in one form alone has all its weight there.
        let alone = word.terms.iter().all(|term| term.kind == TermKind::Exact);
        let scale = match word.role {
            Role::Finds => word.boost,
            Role::Ranks => word.boost * weights.common,
            Role::Excludes => 0.0,
        };
        let weight = if alone {
            weights.exact + weights.form
        } else {
            weights.of(kind)
        };
        let sought = weight > 0.0 && word.terms.iter().any(|term| term.kind == kind);
        sought.then_some(weight * scale)
    }

    /// `own` documents have it themselves, not only in the headings above them:
    /// it is as rare as its headings' own documents are.
    fn found(&self, kind: TermKind, weight: f32, own: usize, matches: Vec<Match>) -> Found {
        let rarity = ranking::rarity(own.max(1), self.document_count());
        Found {
            kind,
            weight: weight * rarity,
            rarity,
            matches,
        }
    }
}

/// How many documents have a word themselves.
fn own(found: &[Match]) -> usize {
    found
        .iter()
        .filter(|(_, frequencies)| is_own(frequencies))
        .count()
}

impl Findings {
    /// All documents that have something of the query, in order.
    pub(super) fn documents(&self) -> Vec<u32> {
        let words = self.words.iter().flatten();
        let all = words.chain(&self.names).chain(&self.phrases);
        let matches = all.flat_map(|found| &found.matches);
        let mut documents: Vec<u32> = matches.map(|&(document, _)| document).collect();
        // Stable, because it is quick with what is a few sorted runs.
        documents.sort();
        documents.dedup();
        documents
    }

    /// The documents that have a word that finds in some form.
    fn formed(&self, query: &Query, total: usize) -> FixedBitSet {
        let mut formed = FixedBitSet::with_capacity(total);
        for (at, kinds) in self.words.iter().enumerate() {
            if query.words[at].role == Role::Finds {
                for found in kinds.iter().chain(self.names_with(query, at)) {
                    let matches = found.matches.iter();
                    matches.for_each(|&(document, _)| formed.insert(document as usize));
                }
            }
        }
        formed
    }

    /// How rare a word is: as rare as its forms are.
    pub(super) fn rarity(&self, word: usize) -> f32 {
        let kinds = &self.words[word];
        let by_form = kinds.iter().find(|found| found.kind == TermKind::Form);
        by_form.or(kinds.first()).map_or(0.0, |found| found.rarity)
    }

    /// The names that a word is part of.
    pub(super) fn names_with<'f>(
        &'f self,
        query: &'f Query,
        word: usize,
    ) -> impl Iterator<Item = &'f Found> {
        let names = query.names.iter().zip(&self.names);
        names
            .filter(move |(name, _)| name.words.contains(&word))
            .map(|(_, found)| found)
    }

    /// The words that find and that a document does not have.
    pub(super) fn missing(&self, query: &Query, document: usize) -> Vec<usize> {
        let has = |found: &Found| found.in_document(document).is_some();
        let missing = (0..query.words.len()).filter(|&word| {
            query.words[word].role == Role::Finds
                && !self.words[word].iter().any(has)
                && !self.names_with(query, word).any(has)
        });
        missing.collect()
    }

    /// A flag for each of `total` documents: whether it matches.
    pub(super) fn matching(&self, query: &Query, condition: &Condition, total: usize) -> Vec<bool> {
        let mut flags = vec![false; total];
        let mut mark = |found: &Found| {
            for &(document, _) in &found.matches {
                flags[document as usize] = true;
            }
        };
        match condition {
            Condition::Word(word) if query.words[*word].role == Role::Finds => {
                self.words[*word].iter().for_each(&mut mark);
                self.names_with(query, *word).for_each(&mut mark);
            }
            Condition::Word(_) => {}
            // Of a chunk that was replaced one word stands for all.
            Condition::Form(word) if query.words[*word].terms.is_empty() => flags.fill(true),
            Condition::Form(word) => {
                let kinds = self.words[*word].iter();
                kinds
                    .filter(|found| found.kind <= TermKind::Form)
                    .for_each(&mut mark);
                self.names_with(query, *word).for_each(&mut mark);
            }
            Condition::Name(name) => mark(&self.names[*name]),
            Condition::Phrase(phrase) => mark(&self.phrases[*phrase]),
            Condition::Documents(documents) => flags.clone_from(documents),
            Condition::Any(any) => {
                for condition in any {
                    let other = self.matching(query, condition, total);
                    flags
                        .iter_mut()
                        .zip(other)
                        .for_each(|(flag, other)| *flag |= other);
                }
            }
            Condition::All(all) => {
                flags.fill(true);
                for condition in all {
                    let other = self.matching(query, condition, total);
                    flags
                        .iter_mut()
                        .zip(other)
                        .for_each(|(flag, other)| *flag &= other);
                }
            }
            Condition::Not(not) => {
                flags = self.matching(query, not, total);
                flags.iter_mut().for_each(|flag| *flag = !*flag);
            }
        }
        flags
    }
}
