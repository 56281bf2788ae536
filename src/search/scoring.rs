//! From a query to the score of every document that matches: which words a
//! document has, how closely, and where. What that is worth is for the ranking
//! to say.

use super::ranking::{self, Frequencies};
use super::reading::Match;
use super::{Query, SearchError, Searcher};
use crate::analysis::TermKind;

/// What is known of a document while a query's words are gone through.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// The sum over the terms in its headings and body.
    text: f32,
    /// The sum over the terms in its name, to be weighed by how much of the
    /// name the query has.
    name: f32,
    /// How many of the query's words it has in some form.
    words: u32,
    /// The rarity of those that find.
    formed: f32,
    /// The rarity of those that find, of which it has only a stem or a beginning.
    loose: f32,
    /// How many words its name has.
    in_name: u32,
    /// The number of the last word counted in `words`, in `loose` and in
    /// `in_name`, from 1.
    last: [u32; 3],
}

/// A word of the query while it is gone through.
#[derive(Clone, Copy)]
struct Sought {
    /// From 1.
    number: u32,
    /// What having it is worth, 0 when it does not find.
    rarity: f32,
}

impl Tally {
    /// Counts a word that was found, once; closer kinds come first.
    fn count(&mut self, word: Sought, kind: TermKind, in_name: bool) {
        if in_name && kind < TermKind::Beginning && self.last[2] != word.number {
            self.last[2] = word.number;
            self.in_name += 1;
        }
        if self.last[0] == word.number || self.last[1] == word.number {
            return;
        }
        if kind <= TermKind::Form {
            self.last[0] = word.number;
            self.words += 1;
            self.formed += word.rarity;
        } else {
            self.last[1] = word.number;
            self.loose += word.rarity;
        }
    }
}

impl Searcher<'_> {
    /// Every matching document with its score.
    pub(super) fn score(&self, query: &Query, all: bool) -> Result<Vec<(usize, f32)>, SearchError> {
        let weights = &self.weights;
        let total = self.document_count();
        let lengths = self.lengths()?;
        let mut tallies = vec![Tally::default(); total];
        let add = |tallies: &mut Vec<Tally>, found: &[Match], weight: f32| {
            for &(document, frequencies) in found {
                let length = lengths(document).0 as f32 / self.average_body;
                tallies[document].text += weight * weights.text(frequencies, length);
                tallies[document].name += weight * weights.saturated(frequencies.name, 1.0);
            }
        };
        let rarity = |found: &[Match]| ranking::rarity(own(found), total);

        // Always summed in the order of the query: the same to the last bit.
        let mut named = Vec::with_capacity(query.names.len());
        for name in &query.names {
            let found = self.matches(TermKind::Form, &name.terms)?;
            let words = name.words.len() as f32;
            add(
                &mut tallies,
                &found,
                weights.joined * words * rarity(&found),
            );
            named.push(found);
        }
        let mut sought_rarity = 0.0;
        for (at, word) in query.words.iter().enumerate() {
            let mut kinds = Vec::with_capacity(TermKind::ALL.len());
            for kind in TermKind::ALL {
                if weights.of(kind) > 0.0 {
                    kinds.push((kind, self.matches(kind, &word.terms)?));
                }
            }
            // A word is as rare as its forms are.
            let by_form = kinds.iter().find(|(kind, _)| *kind == TermKind::Form);
            let sought = Sought {
                number: at as u32 + 1,
                rarity: match by_form.or(kinds.first()) {
                    Some((_, found)) if !word.common => rarity(found),
                    _ => 0.0,
                },
            };
            sought_rarity += sought.rarity;
            let names = query.names.iter().zip(&named);
            for (_, found) in names.filter(|(name, _)| name.words.contains(&at)) {
                for &(document, frequencies) in found {
                    tallies[document].count(sought, TermKind::Form, frequencies.name > 0);
                }
            }
            for (kind, found) in kinds {
                let weight = weights.of(kind) * weights.small(word.common);
                add(&mut tallies, &found, weight * rarity(&found));
                for (document, frequencies) in found {
                    tallies[document].count(sought, kind, frequencies.name > 0);
                }
            }
        }

        let words = query.words.iter().filter(|word| !word.common).count();
        let scored = tallies.iter().enumerate().filter(|(_, tally)| {
            let has_all = tally.words as usize == query.words.len();
            tally.formed + tally.loose > 0.0 && (!all || has_all)
        });
        Ok(scored
            .map(|(document, tally)| {
                let name_words = lengths(document).1;
                let name = weights.name(tally.in_name, name_words, query.words.len());
                let share = (tally.formed + weights.loose * tally.loose) / sought_rarity;
                let score = weights.coverage(share, words) * (tally.text + name * tally.name);
                (document, ranking::tiered(score, tally.formed > 0.0))
            })
            .collect())
    }
}

/// How many documents have a word themselves, not only in the headings above
/// them: such a word is as rare as its headings' own documents are.
fn own(found: &[Match]) -> usize {
    let own = |frequencies: &Frequencies| frequencies.name + frequencies.body > 0;
    found.iter().filter(|(_, f)| own(f)).count().max(1)
}
