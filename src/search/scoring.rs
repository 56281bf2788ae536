//! From matches to scores: how much of the query each document has, how
//! closely, and where. What that is worth is for the ranking to say.

use super::finding::{Findings, Found};
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

/// A tally for each document, kept in pages: most documents of a large index
/// have nothing of a query, and cost nothing.
struct Tallies(Vec<Option<Box<[Tally; PAGE]>>>);

const PAGE: usize = 64;

impl Tallies {
    fn new(documents: usize) -> Tallies {
        Tallies(vec![const { None }; documents.div_ceil(PAGE)])
    }

    fn of(&self, document: usize) -> Tally {
        let page = self.0[document / PAGE].as_ref();
        page.map_or_else(Tally::default, |page| page[document % PAGE])
    }

    fn of_mut(&mut self, document: usize) -> &mut Tally {
        let page =
            self.0[document / PAGE].get_or_insert_with(|| Box::new([Tally::default(); PAGE]));
        &mut page[document % PAGE]
    }
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
    tallies: Tallies,
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
        let mut scores = Scores {
            searcher,
            tallies: Tallies::new(searcher.number_end()),
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
                for &(document, frequencies) in &found.matches {
                    let in_name = frequencies.name > 0;
                    scores
                        .tallies
                        .of_mut(document)
                        .count(sought, found.kind, in_name);
                }
            }
            for found in kinds {
                scores.add(found);
            }
        }
        Ok(scores)
    }

    fn add(&mut self, found: &Found) {
        for &(document, frequencies) in &found.matches {
            let (text, name) = self.parts(found, document, frequencies);
            self.tallies.of_mut(document).add(text, name);
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
        let factors = self.factors(document);
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
            ("name", all.name, scale * name),
            ("headings", all.headings, scale * text(heading)),
            ("body", all.body, scale * text(body)),
        ]
    }

    /// True when it has any word that finds.
    pub(super) fn has_some(&self, document: usize) -> bool {
        let tally = self.tallies.of(document);
        tally.formed + tally.loose > 0.0
    }

    /// True when it has every word in some form.
    pub(super) fn has_all(&self, document: usize) -> bool {
        self.tallies.of(document).words as usize == self.sought
    }

    pub(super) fn factors(&self, document: usize) -> Factors {
        let weights = &self.searcher.weights;
        let tally = self.tallies.of(document);
        let name_words = self.lengths.name(document);
        let share = if self.sought_rarity > 0.0 {
            (tally.formed + weights.loose * tally.loose) / self.sought_rarity
        } else {
            1.0
        };
        Factors {
            coverage: weights.coverage(share, self.finding.max(1)),
            name: weights.name(tally.in_name, name_words, self.sought),
            formed: tally.formed > 0.0,
        }
    }

    /// The score of a document that matches.
    pub(super) fn score(&self, document: usize) -> f32 {
        let factors = self.factors(document);
        ranking::tiered(self.untiered(document), factors.formed)
    }

    /// The same before what is matched by form is put above all else.
    pub(super) fn untiered(&self, document: usize) -> f32 {
        let tally = self.tallies.of(document);
        let factors = self.factors(document);
        factors.coverage * (tally.text + factors.name * tally.name)
    }
}
