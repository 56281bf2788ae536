//! Postings by kind of term.
//!
//! Mostly exact terms are indexed, so a lemma, stem or prefix is first expanded to
//! the words that share it. Different kinds share many words; each is read once per
//! query.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use fixedbitset::FixedBitSet;
use tantivy::schema::{Field, IndexRecordOption};

use super::segments::Segments;
use crate::analysis::{Term, TermKind};
use crate::index::other_term;
use crate::search::error::SearchError;
use crate::search::plan::Scope;
use crate::search::retriever::{FieldFrequencies, Posting, TermMatches, TextField};

/// From this number of words on, all with the same first letter, one scan of the
/// term dictionary from the first to the last is faster than a search for each.
const MIN_SCANNED_WORDS: usize = 64;

/// The indexed terms behind query terms of one kind, by the field that holds them,
/// see [`TextFields`](crate::index::TextFields).
#[derive(Default)]
pub(super) struct LookupTerms {
    /// Exact terms.
    pub(super) words: BTreeSet<String>,
    /// Lemmas and stems that do not follow from any spelling.
    pub(super) extra_terms: Vec<String>,
}

impl LookupTerms {
    /// Expands the terms of a kind by the lexicon of the corpus.
    pub(super) fn new(segments: &Segments, kind: TermKind, terms: &[Term]) -> Self {
        let mut lookup = LookupTerms::default();
        for term in terms.iter().filter(|term| term.kind == kind) {
            let words = segments.index().lexicon().words_with(term);
            lookup.words.extend(words);
            lookup.extra_terms.extend(other_term(kind, &term.text));
        }
        if kind.excludes_closer() && !lookup.words.is_empty() {
            for closer in terms.iter().filter(|term| term.kind <= TermKind::Lemma) {
                for word in segments.index().lexicon().words_with(closer) {
                    lookup.words.remove(&word);
                }
            }
        }
        lookup
    }

    fn is_scanned(&self) -> bool {
        let initial = |word: Option<&String>| word.map(|word| word.chars().next());
        self.words.len() >= MIN_SCANNED_WORDS
            && initial(self.words.first()) == initial(self.words.last())
    }
}

/// One term of [`LookupTerms`].
#[derive(Clone, PartialEq, Eq, Hash)]
enum LookupTerm {
    Word(String),
    Extra(String),
}

/// Reads postings and caches those of single terms for one query.
pub(super) struct PostingsCache<'s> {
    segments: &'s Segments,
    lists: HashMap<(LookupTerm, Scope), Rc<Vec<Posting>>>,
    /// Words read by a scan, which does not cache them.
    scanned: HashSet<String>,
}

impl<'s> PostingsCache<'s> {
    pub(super) fn new(segments: &'s Segments) -> Self {
        PostingsCache {
            segments,
            lists: HashMap::new(),
            scanned: HashSet::new(),
        }
    }

    /// The merged postings of all terms of a kind.
    pub(super) fn postings(
        &mut self,
        kind: TermKind,
        terms: &[Term],
        scope: Scope,
    ) -> Result<Vec<Posting>, SearchError> {
        let mut found = Vec::new();
        self.visit(kind, terms, scope, &mut |posting| found.push(posting))?;
        Ok(merge(found, FieldFrequencies::plus))
    }

    /// Like [`PostingsCache::postings`], but keeps postings of `documents` only and
    /// adds all others to `skipped`. Both count towards the document frequency.
    pub(super) fn matches_among(
        &mut self,
        documents: &FixedBitSet,
        skipped: &mut FixedBitSet,
        kind: TermKind,
        terms: &[Term],
        scope: Scope,
    ) -> Result<TermMatches, SearchError> {
        let mut found = Vec::new();
        let mut own = FixedBitSet::with_capacity(documents.len());
        self.visit(kind, terms, scope, &mut |posting| {
            let at = posting.doc_id as usize;
            if posting.frequencies.is_own() {
                own.insert(at);
            }
            if documents.contains(at) {
                found.push(posting);
            } else {
                skipped.insert(at);
            }
        })?;
        Ok(TermMatches {
            kind,
            doc_freq: own.count_ones(..),
            postings: merge(found, FieldFrequencies::plus),
        })
    }

    /// The documents with a term of each part. The frequency is that of the rarest
    /// part.
    pub(super) fn postings_of_all(
        &mut self,
        parts: &[Vec<Term>],
        scope: Scope,
    ) -> Result<Vec<Posting>, SearchError> {
        let mut all: Option<Vec<Posting>> = None;
        for terms in parts {
            let mut found = self.postings(TermKind::Lemma, terms, scope)?;
            if let Some(before) = &all {
                found.retain_mut(|posting| intersect(posting, before));
            }
            all = Some(found);
        }
        // A compound without parts is in no document.
        Ok(all.unwrap_or_default())
    }

    /// The words that were read. Those without postings are left out, unless a scan
    /// read them.
    pub(super) fn into_words(self) -> HashSet<String> {
        let found = self.lists.into_iter().filter(|(_, list)| !list.is_empty());
        let words = found.filter_map(|((term, _), _)| match term {
            LookupTerm::Word(word) => Some(word),
            LookupTerm::Extra(_) => None,
        });
        words.chain(self.scanned).collect()
    }

    /// Visits the postings of all terms of a kind, term by term.
    fn visit(
        &mut self,
        kind: TermKind,
        terms: &[Term],
        scope: Scope,
        visit: &mut dyn FnMut(Posting),
    ) -> Result<(), SearchError> {
        let lookup = LookupTerms::new(self.segments, kind, terms);
        if lookup.is_scanned() {
            scan(self.segments, &lookup, scope, visit)?;
            self.scanned.extend(lookup.words);
            return Ok(());
        }
        let words = lookup.words.into_iter().map(LookupTerm::Word);
        let extra = lookup.extra_terms.into_iter().map(LookupTerm::Extra);
        for term in words.chain(extra) {
            let list = match self.lists.get(&(term.clone(), scope)) {
                Some(list) => Rc::clone(list),
                None => {
                    let list = Rc::new(read(self.segments, &term, scope)?);
                    self.lists.insert((term, scope), Rc::clone(&list));
                    list
                }
            };
            list.iter().for_each(|&posting| visit(posting));
        }
        Ok(())
    }
}

/// Lowers frequencies to those that `others` have for the same document; false when
/// none is left.
fn intersect(posting: &mut Posting, others: &[Posting]) -> bool {
    let other = others.binary_search_by_key(&posting.doc_id, |other| other.doc_id);
    other.is_ok_and(|at| {
        posting.frequencies = posting.frequencies.min(others[at].frequencies);
        posting.frequencies != FieldFrequencies::default()
    })
}

/// The merged postings of one term in the fields of a scope.
fn read(segments: &Segments, term: &LookupTerm, scope: Scope) -> Result<Vec<Posting>, SearchError> {
    let mut found = Vec::new();
    for (field, fields) in segments.text_fields(scope) {
        let (indexed, text) = match term {
            LookupTerm::Word(word) => (fields.words, word),
            LookupTerm::Extra(extra) => (fields.others, extra),
        };
        read_term(segments, indexed, text, field, &mut |posting| {
            found.push(posting);
        })?;
    }
    Ok(merge(found, FieldFrequencies::plus))
}

fn read_term(
    segments: &Segments,
    indexed: Field,
    text: &str,
    field: TextField,
    visit: &mut dyn FnMut(Posting),
) -> Result<(), SearchError> {
    for segment in segments.iter() {
        if let Some(postings) = segment.postings(indexed, text, IndexRecordOption::WithFreqs)? {
            segment.visit(postings, field, visit);
        }
    }
    Ok(())
}

/// Visits the postings of many words in one pass over each term dictionary.
fn scan(
    segments: &Segments,
    lookup: &LookupTerms,
    scope: Scope,
    visit: &mut dyn FnMut(Posting),
) -> Result<(), SearchError> {
    for (field, fields) in segments.text_fields(scope) {
        for extra in &lookup.extra_terms {
            read_term(segments, fields.others, extra, field, visit)?;
        }
        let (Some(first), Some(last)) = (lookup.words.first(), lookup.words.last()) else {
            continue;
        };
        for segment in segments.iter() {
            let inverted = segment.inverted(fields.words)?;
            let range = inverted.terms().range().ge(first).le(last);
            let mut terms = range
                .into_stream()
                .map_err(|source| segment.io_failed(source))?;
            while terms.advance() {
                if str::from_utf8(terms.key()).is_ok_and(|word| lookup.words.contains(word)) {
                    let option = IndexRecordOption::WithFreqs;
                    let postings = inverted.read_postings_from_terminfo(terms.value(), option);
                    let postings = postings.map_err(|source| segment.io_failed(source))?;
                    segment.visit(postings, field, visit);
                }
            }
        }
    }
    Ok(())
}

/// Sorts postings by document and combines those of the same one.
pub(super) fn merge(
    mut postings: Vec<Posting>,
    combine: impl Fn(FieldFrequencies, FieldFrequencies) -> FieldFrequencies,
) -> Vec<Posting> {
    // A stable sort is fast on a few sorted runs.
    postings.sort_by_key(|posting| posting.doc_id);
    postings.dedup_by(|next, kept| {
        let same = next.doc_id == kept.doc_id;
        if same {
            kept.frequencies = combine(kept.frequencies, next.frequencies);
        }
        same
    });
    postings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(doc_id: u32, name: u16, body: u16) -> Posting {
        Posting {
            doc_id,
            frequencies: FieldFrequencies {
                name,
                headings: 0,
                body,
            },
        }
    }

    #[test]
    fn postings_of_the_same_document_are_combined() {
        let runs = vec![posting(1, 0, 2), posting(4, 1, 0), posting(1, 1, 0)];
        let sums = merge(runs.clone(), FieldFrequencies::plus);
        assert_eq!(sums, [posting(1, 1, 2), posting(4, 1, 0)]);
        let most = merge(
            vec![posting(1, 0, 2), posting(1, 0, 3)],
            FieldFrequencies::max,
        );
        assert_eq!(most, [posting(1, 0, 3)]);
    }

    #[test]
    fn a_document_has_all_parts_as_often_as_the_rarest_of_the_same_field() {
        let others = [posting(1, 0, 2), posting(3, 1, 0)];
        let cases = [
            (posting(1, 0, 5), Some(posting(1, 0, 2))),
            (posting(2, 0, 5), None),
            (posting(3, 0, 5), None),
        ];
        for (mut posting, expected) in cases {
            let kept = intersect(&mut posting, &others);
            assert_eq!(kept.then_some(posting), expected);
        }
    }
}
