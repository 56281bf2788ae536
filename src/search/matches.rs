//! The documents that have words, and how often: each word is read from the
//! snapshot once, whatever it is looked up for, unless it is one of many.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use fixedbitset::FixedBitSet;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED};

use super::query::Scope;
use super::ranking::Frequencies;
use super::vocabulary::Lookups;
use super::{SearchError, Searcher};
use crate::analysis::{Term, TermKind};
use crate::index::TextFields;

/// A document by its number in the snapshot, and how often it has a word.
pub(super) type Match = (u32, Frequencies);

/// One field's place among a word's frequencies.
type Place = fn(&mut Frequencies) -> &mut u16;

/// Sorts by document and puts together what a document has of several words
/// and in its fields.
pub(super) fn merged(found: Vec<Match>) -> Vec<Match> {
    merged_by(found, Frequencies::plus)
}

/// The same of what may be the same words twice.
pub(super) fn merged_by(
    mut found: Vec<Match>,
    both: impl Fn(Frequencies, Frequencies) -> Frequencies,
) -> Vec<Match> {
    // Stable, because it is quick with what is a few sorted runs.
    found.sort_by_key(|&(number, _)| number);
    found.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 = both(kept.1, next.1);
        }
        same
    });
    found
}

/// The place of a document among others, sorted, that is not before `from`.
pub(super) fn seek(documents: &[u32], from: usize, document: u32) -> usize {
    let mut step = 1;
    let mut end = from;
    while documents.get(end).is_some_and(|&at| at < document) {
        end += step;
        step *= 2;
    }
    let start = from.max(end.saturating_sub(step / 2));
    let end = end.min(documents.len());
    start + documents[start..end].partition_point(|&at| at < document)
}

/// Reads the matches of a query's words.
pub(super) struct Matches<'s> {
    searcher: &'s Searcher<'s>,
    read: HashMap<(Lookup, Scope), Rc<Vec<Match>>>,
    /// Words that were read together with many.
    many: HashSet<String>,
}

/// From so many words on that begin alike, the words of the index between the
/// first and the last are gone through instead of each being looked up.
const MANY: usize = 64;

/// What is looked up in the fields of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Lookup {
    /// A word as it is written.
    Word(String),
    /// Another term of a text.
    Other(String),
}

impl<'s> Matches<'s> {
    pub(super) fn new(searcher: &'s Searcher<'s>) -> Self {
        Matches {
            searcher,
            read: HashMap::new(),
            many: HashSet::new(),
        }
    }

    /// The documents that have one of the terms of a kind in a scope, and how
    /// often they have any of them.
    pub(super) fn of(
        &mut self,
        kind: TermKind,
        terms: &[Term],
        scope: Scope,
    ) -> Result<Vec<Match>, SearchError> {
        let mut found = Vec::new();
        self.each(kind, terms, scope, &mut |at| found.push(at))?;
        Ok(merged(found))
    }

    /// The same of some documents only; the others are added to `others`. Also
    /// how many of all have such a word themselves, see [`is_own`].
    pub(super) fn among(
        &mut self,
        documents: &FixedBitSet,
        others: &mut FixedBitSet,
        kind: TermKind,
        terms: &[Term],
        scope: Scope,
    ) -> Result<(Vec<Match>, usize), SearchError> {
        let mut found = Vec::new();
        let mut own = FixedBitSet::with_capacity(documents.len());
        self.each(kind, terms, scope, &mut |(document, frequencies)| {
            let at = document as usize;
            if is_own(&frequencies) {
                own.insert(at);
            }
            if documents.contains(at) {
                found.push((document, frequencies));
            } else {
                others.insert(at);
            }
        })?;
        Ok((merged(found), own.count_ones(..)))
    }

    fn each(
        &mut self,
        kind: TermKind,
        terms: &[Term],
        scope: Scope,
        tell: &mut dyn FnMut(Match),
    ) -> Result<(), SearchError> {
        let lookups = self.searcher.lookups(kind, terms);
        let begin_alike = lookups.words.first().map(|word| word.chars().next())
            == lookups.words.last().map(|word| word.chars().next());
        if lookups.words.len() >= MANY && begin_alike {
            self.searcher.read_many(&lookups, scope, tell)?;
            self.many.extend(lookups.words);
            return Ok(());
        }
        let words = lookups.words.into_iter().map(Lookup::Word);
        let others = lookups.others.into_iter().map(Lookup::Other);
        for lookup in words.chain(others) {
            let list = match self.read.get(&(lookup.clone(), scope)) {
                Some(list) => Rc::clone(list),
                None => {
                    let list = Rc::new(self.searcher.matches(&lookup, scope)?);
                    self.read.insert((lookup, scope), Rc::clone(&list));
                    list
                }
            };
            list.iter().for_each(|&at| tell(at));
        }
        Ok(())
    }
}

/// True when a document has a word itself, not only in the headings above it.
pub(super) fn is_own(frequencies: &Frequencies) -> bool {
    frequencies.name > 0 || frequencies.body > 0
}

impl Matches<'_> {
    /// The words that were looked up, without most of those that no document has.
    pub(super) fn into_words(self) -> HashSet<String> {
        let found = self.read.into_iter().filter(|(_, list)| !list.is_empty());
        let words = found.filter_map(|((lookup, _), _)| match lookup {
            Lookup::Word(word) => Some(word),
            Lookup::Other(_) => None,
        });
        words.chain(self.many).collect()
    }
}

impl Searcher<'_> {
    /// The documents that have a word in a scope.
    fn matches(&self, lookup: &Lookup, scope: Scope) -> Result<Vec<Match>, SearchError> {
        let mut found: Vec<Match> = Vec::new();
        for (fields, place) in self.places(scope) {
            let (field, text) = match lookup {
                Lookup::Word(word) => (fields.words, word),
                Lookup::Other(other) => (fields.others, other),
            };
            self.read_word(field, text, place, &mut |at| found.push(at))?;
        }
        Ok(merged(found))
    }

    /// Tells of the documents that have any of many words, which begin alike.
    fn read_many(
        &self,
        lookups: &Lookups,
        scope: Scope,
        tell: &mut dyn FnMut(Match),
    ) -> Result<(), SearchError> {
        for (fields, place) in self.places(scope) {
            for other in &lookups.others {
                self.read_word(fields.others, other, place, tell)?;
            }
            let (Some(first), Some(last)) = (lookups.words.first(), lookups.words.last()) else {
                continue;
            };
            for (reader, base) in self.segments() {
                let inverted = reader
                    .inverted_index(fields.words)
                    .map_err(|source| self.index.failed(source))?;
                let terms = inverted.terms().range().ge(first).le(last);
                let mut terms = terms
                    .into_stream()
                    .map_err(|source| self.io_failed(source))?;
                while terms.advance() {
                    if str::from_utf8(terms.key()).is_ok_and(|word| lookups.words.contains(word)) {
                        let postings = inverted
                            .read_postings_from_terminfo(
                                terms.value(),
                                IndexRecordOption::WithFreqs,
                            )
                            .map_err(|source| self.io_failed(source))?;
                        read(reader, base, postings, place, tell);
                    }
                }
            }
        }
        Ok(())
    }

    fn read_word(
        &self,
        field: Field,
        text: &str,
        place: Place,
        tell: &mut dyn FnMut(Match),
    ) -> Result<(), SearchError> {
        let term = tantivy::Term::from_field_text(field, text);
        for (reader, base) in self.segments() {
            let inverted = reader
                .inverted_index(field)
                .map_err(|source| self.index.failed(source))?;
            let postings = self.postings(&inverted, &term, IndexRecordOption::WithFreqs)?;
            if let Some(postings) = postings {
                read(reader, base, postings, place, tell);
            }
        }
        Ok(())
    }

    /// The fields of a scope, each with its place among the frequencies.
    pub(super) fn places(&self, scope: Scope) -> Vec<(TextFields, Place)> {
        let fields = self.index.fields();
        let places: [(TextFields, Place, Scope); 3] = [
            (fields.name, |f| &mut f.name, Scope::Name),
            (fields.headings, |f| &mut f.headings, Scope::Headings),
            (fields.body, |f| &mut f.body, Scope::Everywhere),
        ];
        let asked = |own: Scope| scope == Scope::Everywhere || scope == own;
        let places = places.into_iter().filter(|&(_, _, own)| asked(own));
        places.map(|(fields, place, _)| (fields, place)).collect()
    }
}

/// Tells what a segment, the first document of which has the number `base`, has
/// of a word in one field.
fn read(
    reader: &SegmentReader,
    base: usize,
    mut postings: SegmentPostings,
    place: Place,
    tell: &mut dyn FnMut(Match),
) {
    while postings.doc() != TERMINATED {
        if !reader.is_deleted(postings.doc()) {
            let mut frequencies = Frequencies::default();
            *place(&mut frequencies) = u16::try_from(postings.term_freq()).unwrap_or(u16::MAX);
            tell((base as u32 + postings.doc(), frequencies));
        }
        postings.advance();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeking_finds_what_a_search_from_the_start_would() {
        let documents: Vec<u32> = (0..100).map(|at| at * 3).collect();
        for from in 0..100 {
            for document in from as u32 * 3..310 {
                let place = documents.partition_point(|&at| at < document);
                assert_eq!(seek(&documents, from, document), place, "{from} {document}");
            }
        }
        assert_eq!(seek(&[], 0, 7), 0);
    }
}
