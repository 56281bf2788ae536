//! Words that the index does not have are looked for as what they may have been
//! meant to be, see [`super::meant`]; and the reader is told.

use super::SearchError;
use super::meant::Proposal;
use super::plan::Planner;
use super::query::{Correction, QueryWord, Role};
use crate::analysis::{Reading, Term, TermKind, Token};

const APART: &str = "written apart";

/// How many words of a query are looked for otherwise.
const MOST_RESCUED: usize = 32;

impl Planner<'_> {
    /// Looks for what the index does not have as it may have been meant.
    pub(super) fn rescue(&mut self) -> Result<(), SearchError> {
        let mut rescued = 0;
        for at in 0..self.chunks.len() {
            if rescued == MOST_RESCUED {
                break;
            }
            let missing = self.missing(at)?;
            if missing.is_empty() {
                continue;
            }
            rescued += 1;
            let whole = self.text[self.chunks[at].range.clone()].to_owned();
            let words = self.chunks[at].words.iter();
            let finding = words.filter(|&&word| self.query.words[word].role == Role::Finds);
            if missing.len() == finding.count()
                && let Some(meant) = self.searcher.in_other_layout(&whole)?
            {
                self.replace_chunk(at, whole, meant);
                continue;
            }
            for word in missing {
                let typed = self.text[self.query.words[word].range.clone()].to_owned();
                match self.searcher.meant_by(&typed)? {
                    Some(proposal) => self.replace(word, typed, proposal),
                    None => self.join(at, word)?,
                }
            }
        }
        Ok(())
    }

    /// The words of a chunk that find nothing, unless as a part of a name.
    fn missing(&self, chunk: usize) -> Result<Vec<usize>, SearchError> {
        let chunk = &self.chunks[chunk];
        for &name in &chunk.names {
            let mut found = true;
            for terms in &self.query.names[name].parts {
                found &= self.searcher.has_any(terms, &TermKind::ALL)?;
            }
            if found {
                return Ok(Vec::new());
            }
        }
        let mut missing = Vec::new();
        for &word in &chunk.words {
            let sought = &self.query.words[word];
            let corrected = self.query.corrections.iter().any(|correction| {
                !correction.besides && correction.from == self.text[sought.range.clone()]
            });
            if sought.role == Role::Finds && !corrected && !self.searcher.has_word(&sought.terms)? {
                missing.push(word);
            }
        }
        Ok(missing)
    }

    /// All words of a chunk by what they are in the other layout.
    fn replace_chunk(&mut self, chunk: usize, from: String, proposal: Proposal) {
        let mut words = self.chunks[chunk].words.clone().into_iter();
        if let Some(first) = words.next() {
            for word in words {
                self.query.words[word].terms.clear();
                self.query.words[word].role = Role::Ranks;
            }
            self.replace(first, from, proposal);
        }
    }

    /// A word by what may have been meant, each of which is a reading of it.
    fn replace(&mut self, word: usize, from: String, (to, why): Proposal) {
        let meant = to.iter().map(|meant| self.searcher.tokens(meant));
        let meant: Vec<Vec<Token>> = meant.collect();
        let mut terms: Vec<Term> = Vec::new();
        for tokens in &meant {
            // A name is itself; of two words in place of one the second is added.
            let own = tokens.iter().find(|token| token.reading == Reading::Name);
            for term in own
                .or(tokens.first())
                .into_iter()
                .flat_map(|token| token.terms.iter())
            {
                if !terms.contains(term) {
                    terms.push(term.clone());
                }
            }
            if own.is_none() {
                for token in tokens.iter().skip(1) {
                    let added = QueryWord {
                        terms: token.terms.to_vec(),
                        ..self.query.words[word].clone()
                    };
                    self.query.words.push(added);
                }
            }
        }
        self.query.words[word].terms = terms;
        self.query.corrections.push(Correction {
            from,
            to,
            why,
            besides: false,
        });
    }

    /// A word and its neighbour that the index has as one.
    fn join(&mut self, chunk: usize, word: usize) -> Result<(), SearchError> {
        for neighbour in [chunk.checked_sub(1), Some(chunk + 1)]
            .into_iter()
            .flatten()
        {
            let Some(other) = self.chunks.get(neighbour) else {
                continue;
            };
            let (first, last) = if neighbour < chunk {
                (other.range.clone(), self.chunks[chunk].range.clone())
            } else {
                (self.chunks[chunk].range.clone(), other.range.clone())
            };
            if self.text.get(first.end..last.start) != Some(" ") {
                continue;
            }
            let from = self.text[first.start..last.end].to_owned();
            let together = from.replace(' ', "");
            if self.searcher.has_text(&together)? {
                self.replace(word, from, (vec![together], APART));
                return Ok(());
            }
            if let Some((meant, _)) = self.searcher.in_other_script(&together)? {
                self.replace(word, from, (meant, APART));
                return Ok(());
            }
        }
        Ok(())
    }
}
