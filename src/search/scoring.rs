//! From matches to scores: how much of the query each document has, how
//! closely, and where. What that is worth is for the ranking to say.

use super::finding::{Findings, Found};
use super::matches::seek;
use super::query::{Query, Role};
use super::ranking::{self, Frequencies};
use super::{SearchError, Searcher};
use crate::analysis::TermKind;

/// What is known of a document while a query's words are gone through.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
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

/// What turns a document's tally into its score.
#[derive(Clone, Copy)]
pub(super) struct Factors {
    /// For the share of the query that it has.
    pub(super) coverage: f32,
    /// For words of its name.
    pub(super) name: f32,
    /// It has a word in some form, not only loosely.
    pub(super) formed: bool,
}

impl Tally {
    fn add(&mut self, text: f32, name: f32) {
        self.text += text;
        self.name += name;
    }

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

/// The scores of all documents.
pub(super) struct Scores<'s> {
    searcher: &'s Searcher<'s>,
    /// Those that have something of the query, in order, and their tallies.
    documents: Vec<u32>,
    tallies: Vec<Tally>,
    lengths: super::reading::Lengths,
    /// The rarity of all words that find.
    sought_rarity: f32,
    finding: usize,
    sought: usize,
}

impl<'s> Scores<'s> {
    pub(super) fn of(
        searcher: &'s Searcher<'s>,
        query: &Query,
        findings: &Findings,
    ) -> Result<Self, SearchError> {
        let documents = findings.documents();
        let mut scores = Scores {
            searcher,
            tallies: vec![Tally::default(); documents.len()],
            documents,
            lengths: searcher.lengths()?,
            sought_rarity: 0.0,
            finding: query.finding(),
            sought: query.sought(),
        };
        // Always summed in the order of the query: the same to the last bit.
        for found in findings.names.iter().chain(&findings.phrases) {
            scores.add(found);
        }
        for (at, kinds) in findings.words.iter().enumerate() {
            let role = query.words[at].role;
            if role == Role::Excludes {
                continue;
            }
            let rarity = if role == Role::Finds {
                findings.rarity(at)
            } else {
                0.0
            };
            let sought = Sought {
                number: at as u32 + 1,
                rarity,
            };
            scores.sought_rarity += rarity;
            for found in findings.names_with(query, at).chain(kinds) {
                let mut at = 0;
                for &(document, frequencies) in &found.matches {
                    at = seek(&scores.documents, at, document);
                    let in_name = frequencies.name > 0;
                    scores.tallies[at].count(sought, found.kind, in_name);
                }
            }
            for found in kinds {
                scores.add(found);
            }
        }
        Ok(scores)
    }

    fn add(&mut self, found: &Found) {
        let mut at = 0;
        for &(document, frequencies) in &found.matches {
            at = seek(&self.documents, at, document);
            let (text, name) = self.parts(found, document as usize, frequencies);
            self.tallies[at].add(text, name);
        }
    }

    /// What matches give a document in its headings and body, and in its name
    /// before the name's weight.
    fn parts(&self, found: &Found, document: usize, frequencies: Frequencies) -> (f32, f32) {
        let weights = &self.searcher.weights;
        let length = self.length(document);
        (
            found.weight * weights.text(frequencies, length),
            found.weight * weights.saturated(frequencies.name, 1.0),
        )
    }

    /// The length of a document's body, relative to the average.
    fn length(&self, document: usize) -> f32 {
        self.lengths.body(document) as f32 / self.searcher.average_body
    }

    /// What matches give a document in each field, with the frequency there.
    pub(super) fn by_field(&self, found: &Found, document: usize) -> [(&'static str, u32, f32); 3] {
        let weights = &self.searcher.weights;
        let all = found.in_document(document).unwrap_or_default();
        let factors = self.of_document(document).factors();
        let text = |frequencies: Frequencies| weights.text(frequencies, self.length(document));
        let heading = Frequencies {
            headings: all.headings,
            ..Frequencies::default()
        };
        let body = Frequencies {
            body: all.body,
            ..Frequencies::default()
        };
        let name = factors.name * weights.saturated(all.name, 1.0);
        let scale = found.weight * factors.coverage;
        [
            ("name", all.name.into(), scale * name),
            ("headings", all.headings.into(), scale * text(heading)),
            ("body", all.body.into(), scale * text(body)),
        ]
    }

    fn tally(&self, document: usize) -> Tally {
        let at = self.documents.binary_search(&(document as u32));
        at.map_or_else(|_| Tally::default(), |at| self.tallies[at])
    }

    /// A document, whatever it has of the query.
    pub(super) fn of_document(&self, document: usize) -> Scored<'_> {
        Scored {
            scores: self,
            document,
            tally: self.tally(document),
        }
    }

    /// The documents that have something of the query, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = Scored<'_>> {
        let documents = self.documents.iter().zip(&self.tallies);
        documents.map(|(&document, &tally)| Scored {
            scores: self,
            document: document as usize,
            tally,
        })
    }
}

/// What a document has of a query.
pub(super) struct Scored<'s> {
    scores: &'s Scores<'s>,
    pub(super) document: usize,
    tally: Tally,
}

impl Scored<'_> {
    /// True when it has any word that finds.
    pub(super) fn has_some(&self) -> bool {
        self.tally.formed + self.tally.loose > 0.0
    }

    /// True when it has every word in some form.
    pub(super) fn has_all(&self) -> bool {
        self.tally.words as usize == self.scores.sought
    }

    pub(super) fn factors(&self) -> Factors {
        let scores = self.scores;
        let weights = &scores.searcher.weights;
        let name_words = scores.lengths.name(self.document);
        let share = if scores.sought_rarity > 0.0 {
            (self.tally.formed + weights.loose * self.tally.loose) / scores.sought_rarity
        } else {
            1.0
        };
        Factors {
            coverage: weights.coverage(share, scores.finding.max(1)),
            name: weights.name(self.tally.in_name, name_words, scores.sought),
            formed: self.tally.formed > 0.0,
        }
    }

    /// Its score, if it matches.
    pub(super) fn score(&self) -> f32 {
        ranking::tiered(self.untiered(), self.tally.formed > 0.0)
    }

    /// The same before what is matched by form is put above all else.
    pub(super) fn untiered(&self) -> f32 {
        let factors = self.factors();
        factors.coverage * (self.tally.text + factors.name * self.tally.name)
    }
}
