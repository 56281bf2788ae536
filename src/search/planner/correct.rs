//! Replaces words that the corpus does not contain by their corrections.
//!
//! Works on chunks, since a keyboard layout is corrected for a whole chunk and two
//! chunks may be joined. A replaced word keeps its index: the match expression, the
//! compounds and the highlights refer to it.

use super::builder::PlanBuilder;
use crate::analysis::{Term, TermKind, Token, TokenType};
use crate::search::correction::{Corrections, Corrector};
use crate::search::error::SearchError;
use crate::search::plan::{Correction, QueryWord, Role};
use crate::search::query_analyzer::QueryAnalyzer;
use crate::search::retriever::Retriever;

/// The maximum number of chunks that are corrected in one query: each may scan the
/// term dictionary several times.
const MAX_CORRECTED: usize = 32;

/// Corrects the words of a plan without matches.
pub(super) fn correct(
    analyzer: &QueryAnalyzer,
    retriever: &dyn Retriever,
    builder: &mut PlanBuilder<'_>,
) -> Result<(), SearchError> {
    let mut pass = CorrectionPass {
        corrector: Corrector::new(analyzer, retriever),
        analyzer,
        retriever,
        builder,
    };
    let mut corrected = 0;
    for at in 0..pass.builder.chunks.len() {
        if corrected == MAX_CORRECTED {
            break;
        }
        let missing = pass.missing(at)?;
        if !missing.is_empty() {
            corrected += 1;
            pass.correct_chunk(at, missing)?;
        }
    }
    Ok(())
}

/// The state of one pass.
struct CorrectionPass<'p, 't> {
    corrector: Corrector<'p>,
    analyzer: &'p QueryAnalyzer,
    retriever: &'p dyn Retriever,
    builder: &'p mut PlanBuilder<'t>,
}

impl CorrectionPass<'_, '_> {
    /// The words of a chunk that the corpus does not contain. None if it contains a
    /// compound of the chunk, or if the word was replaced before.
    fn missing(&self, chunk: usize) -> Result<Vec<usize>, SearchError> {
        let (chunk, query) = (&self.builder.chunks[chunk], &self.builder.query);
        for &compound in &chunk.compounds {
            if self.has_all_parts(&query.compounds[compound].parts)? {
                return Ok(Vec::new());
            }
        }
        let mut missing = Vec::new();
        for &at in &chunk.words {
            let word = &query.words[at];
            let typed = &self.builder.text[word.range.clone()];
            let mut corrections = query.corrections.iter();
            let is_corrected = corrections
                .any(|correction| !correction.keeps_original() && correction.from == typed);
            let is_found = || self.corrector.has_word(&word.terms);
            if word.role == Role::Match && !is_corrected && !is_found()? {
                missing.push(at);
            }
        }
        Ok(missing)
    }

    /// True when the corpus contains a term of each part of a compound.
    fn has_all_parts(&self, parts: &[Vec<Term>]) -> Result<bool, SearchError> {
        let mut has_all = true;
        for terms in parts {
            has_all &= self.retriever.has_any(terms, &TermKind::ALL)?;
        }
        Ok(has_all)
    }

    /// Corrects a chunk as a whole by its layout if all its words are missing, and
    /// else word by word.
    fn correct_chunk(&mut self, at: usize, missing: Vec<usize>) -> Result<(), SearchError> {
        let chunk = &self.builder.chunks[at];
        let typed = self.builder.text[chunk.range.clone()].to_owned();
        let words = chunk.words.iter();
        let matching = words.filter(|&&word| self.builder.query.words[word].role == Role::Match);
        if missing.len() == matching.count()
            && let Some(corrections) = self.corrector.correct_layout(&typed)?
        {
            self.replace_chunk(at, typed, corrections);
            return Ok(());
        }
        for word in missing {
            let range = self.builder.query.words[word].range.clone();
            let typed = self.builder.text[range].to_owned();
            match self.corrector.correct(&typed)? {
                Some(corrections) => self.replace(word, typed, corrections),
                None => self.join(at, word)?,
            }
        }
        Ok(())
    }

    /// Replaces all words of a chunk. The first one gets all the terms; the others
    /// stay without any, which makes them true in match expressions.
    fn replace_chunk(&mut self, chunk: usize, from: String, corrections: Corrections) {
        let words = self.builder.chunks[chunk].words.clone();
        let Some((&first, rest)) = words.split_first() else {
            return;
        };
        for &word in rest {
            let word = &mut self.builder.query.words[word];
            word.terms.clear();
            word.role = Role::ScoreOnly;
        }
        self.replace(first, from, corrections);
    }

    /// Replaces the terms of a word by those of equally likely corrections.
    fn replace(&mut self, word: usize, from: String, corrections: Corrections) {
        let Corrections { texts, reason } = corrections;
        let query = &mut self.builder.query;
        let mut terms: Vec<Term> = Vec::new();
        for text in &texts {
            let tokens = self.analyzer.tokens(text);
            let name = tokens
                .iter()
                .find(|token| token.token_type == TokenType::Compound);
            let first = name.or(tokens.first());
            for term in first.iter().flat_map(|token| token.terms.iter()) {
                if !terms.contains(term) {
                    terms.push(term.clone());
                }
            }
            // A compound covers its words. When one word becomes two, the second is
            // appended to the query. The first token was used above.
            let rest: &[Token] = match name {
                Some(_) => &[],
                // A word without tokens has nothing to append.
                None => tokens.get(1..).unwrap_or_default(),
            };
            for token in rest {
                let added = QueryWord {
                    terms: token.terms.to_vec(),
                    ..query.words[word].clone()
                };
                query.words.push(added);
            }
        }
        query.words[word].terms = terms;
        query.corrections.push(Correction {
            from,
            to: texts,
            reason,
        });
    }

    /// Joins a chunk with its left or right neighbour if that gives a word of the
    /// corpus. The neighbour keeps its own terms.
    fn join(&mut self, chunk: usize, word: usize) -> Result<(), SearchError> {
        let neighbours = [chunk.checked_sub(1), Some(chunk + 1)];
        for neighbour in neighbours.into_iter().flatten() {
            let chunks = &self.builder.chunks;
            let (first, last) = (chunk.min(neighbour), chunk.max(neighbour));
            let (Some(first), Some(last)) = (chunks.get(first), chunks.get(last)) else {
                continue;
            };
            let text = self.builder.text;
            if text.get(first.range.end..last.range.start) != Some(" ") {
                continue;
            }
            let from = text[first.range.start..last.range.end].to_owned();
            if let Some(corrections) = self.corrector.join(&from)? {
                self.replace(word, from, corrections);
                return Ok(());
            }
        }
        Ok(())
    }
}
