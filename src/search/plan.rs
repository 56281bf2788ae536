//! From the tree of a query's text to what the index is asked: words with
//! their terms, names, phrases, and the condition that documents must meet.

use std::collections::HashMap;
use std::ops::Range;

use super::filter;
use super::query::{
    Condition, Filter, Query, QueryName, QueryPhrase, QueryWord, Reading, Role, Scope,
};
use super::{SearchError, Searcher};
use crate::analysis::{Reading as WordReading, Term, TermKind, Token};
use crate::document::DocumentKind;
use crate::query::{Field, Group, Leaf, Mode, Node, Note, Occur, Parsed, column};

/// The most distinct words of a query: whole pages may be pasted.
const MOST_WORDS: usize = 1000;

/// The most words of a query that stand for many, and the most that each does.
const MOST_WILD: usize = 32;
const MOST_EXPANSIONS: usize = 500;

/// A stretch of the query without spaces, and what it became.
pub(super) struct Chunk {
    pub(super) range: Range<usize>,
    /// By their numbers in [`Query::words`].
    pub(super) words: Vec<usize>,
    /// By their numbers in [`Query::names`].
    pub(super) names: Vec<usize>,
}

pub(super) struct Planner<'p> {
    pub(super) searcher: &'p Searcher<'p>,
    pub(super) text: &'p str,
    pub(super) query: Query,
    /// What is looked for in all forms and everywhere, in the order of the text.
    pub(super) chunks: Vec<Chunk>,
    /// The numbers of words by what tells them apart.
    known: HashMap<(Vec<Term>, Scope, bool), usize>,
    /// Words that stand for many, so far.
    wild: usize,
}

/// Plans a query.
pub(super) fn plan(
    searcher: &Searcher<'_>,
    text: &str,
    reading: Reading,
) -> Result<Query, SearchError> {
    let parsed = if reading.literal {
        Parsed::literal(text)
    } else {
        Parsed::of(text)
    };
    let mut planner = Planner {
        searcher,
        text,
        query: Query {
            notes: parsed.notes,
            ..Query::default()
        },
        chunks: Vec::new(),
        known: HashMap::new(),
        wild: 0,
    };
    let sole = matches!(&parsed.root.clauses[..], [clause] if clause.occur == Occur::Should);
    let condition = planner.group(&parsed.root, false, sole)?;
    planner.settle_roles();
    planner.join_names();
    planner.add_synonyms();
    if reading.rescue {
        planner.rescue()?;
    }
    if !condition.is_any_word() {
        planner.query.condition = Some(condition);
    }
    Ok(planner.query)
}

impl Planner<'_> {
    fn group(
        &mut self,
        group: &Group,
        negated: bool,
        sole: bool,
    ) -> Result<Condition, SearchError> {
        let (mut filters, mut must, mut should) = (Vec::new(), Vec::new(), Vec::new());
        for clause in &group.clauses {
            let negated = negated != (clause.occur == Occur::MustNot);
            let required = clause.occur != Occur::Should;
            let condition = match &clause.node {
                Node::Group(group) => self.group(group, negated, false)?,
                // A phrase is required when there is nothing else to look for.
                Node::Leaf(leaf) => {
                    let phrase = matches!(leaf.mode, Mode::Phrase(_));
                    self.leaf(leaf, negated, required || sole && phrase)?
                }
            };
            match clause.occur {
                Occur::MustNot => filters.push(Condition::Not(Box::new(condition))),
                Occur::Must if matches!(condition, Condition::Documents(_)) => {
                    filters.push(condition);
                }
                Occur::Must => must.push(condition),
                Occur::Should => should.push(condition),
            }
        }
        // What must hold finds by itself; what may hold only ranks it then.
        let found = match (must.is_empty(), should.is_empty()) {
            (false, _) => Some(must),
            (true, false) => Some(vec![Condition::Any(should)]),
            (true, true) => None,
        };
        let mut all: Vec<Condition> = found.into_iter().flatten().chain(filters).collect();
        Ok(match all.len() {
            0 => Condition::Any(all),
            1 => all.remove(0),
            _ => Condition::All(all),
        })
    }

    fn leaf(
        &mut self,
        leaf: &Leaf,
        negated: bool,
        required: bool,
    ) -> Result<Condition, SearchError> {
        let value = &self.text[leaf.range.clone()];
        let scope = match leaf.field {
            None => Scope::Everywhere,
            Some(Field::Name) => Scope::Name,
            Some(Field::Heading) => Scope::Headings,
            Some(field) => match filter_of(field, value) {
                Some(filter) => {
                    let passing = filter::passing(self.searcher, &filter)?;
                    return Ok(Condition::Documents(passing.unwrap_or_default()));
                }
                None => {
                    self.note(
                        leaf.range.start,
                        format!("there is no kind {value}: it is read as a word"),
                    );
                    Scope::Everywhere
                }
            },
        };
        let asked = Asked {
            range: leaf.range.clone(),
            scope,
            boost: leaf.boost,
            negated,
            required,
            alone: true,
        };
        if matches!(leaf.mode, Mode::Prefix | Mode::Fuzzy(_)) {
            self.wild += 1;
            if self.wild > MOST_WILD {
                let start = leaf.range.start;
                self.note(
                    start,
                    format!("after {MOST_WILD} words with * or ~ the others are read as they are"),
                );
                return self.words(&asked);
            }
        }
        match leaf.mode {
            Mode::Words => self.words(&asked),
            Mode::Exact => self.exact(asked),
            Mode::Prefix => self.expanded(&asked, None),
            Mode::Fuzzy(edits) => self.expanded(&asked, Some(edits)),
            Mode::Phrase(slop) => self.phrase(asked, slop),
        }
    }

    /// Words in all forms, chunk by chunk.
    fn words(&mut self, asked: &Asked) -> Result<Condition, SearchError> {
        let mut conditions = Vec::new();
        for range in chunks(self.text, &asked.range) {
            let tokens = self.searcher.tokens(&self.text[range.clone()]);
            let mut chunk = Chunk {
                range: range.clone(),
                words: Vec::new(),
                names: Vec::new(),
            };
            let mut numbers = Vec::new();
            for token in tokens
                .iter()
                .filter(|token| token.reading != WordReading::Name)
            {
                let Some(number) = self.word(asked, token, token.terms.to_vec(), range.start)
                else {
                    break;
                };
                numbers.push(number);
            }
            for name in tokens
                .iter()
                .filter(|token| token.reading == WordReading::Name)
            {
                let parts = tokens
                    .iter()
                    .filter(|token| token.reading != WordReading::Name);
                let parts = parts.skip(name.position);
                let count = parts
                    .take_while(|part| part.range.start < name.range.end)
                    .count();
                let words = numbers.get(name.position..name.position + count);
                chunk
                    .names
                    .extend(words.and_then(|words| self.name(words, name.terms.to_vec())));
            }
            // As a requirement, a name is itself or all that it is made of.
            let of = |make: fn(usize) -> Condition| numbers.iter().copied().map(make).collect();
            if asked.required || asked.negated {
                let mut whole: Vec<Condition> = vec![Condition::All(of(Condition::Form))];
                whole.extend(chunk.names.iter().copied().map(Condition::Name));
                if !numbers.is_empty() {
                    conditions.push(Condition::Any(whole));
                }
            } else {
                conditions.push(Condition::Any(of(Condition::Word)));
            }
            chunk.words = numbers;
            if asked.scope == Scope::Everywhere && !asked.negated {
                self.chunks.push(chunk);
            }
        }
        Ok(match asked.required {
            true => Condition::All(conditions),
            false => Condition::Any(conditions),
        })
    }

    /// Words in the form in which they are typed; the parts of a name follow
    /// one another.
    fn exact(&mut self, asked: Asked) -> Result<Condition, SearchError> {
        let tokens = self.words_of(&asked);
        let asked = Asked {
            alone: tokens.len() == 1,
            ..asked
        };
        let mut numbers = Vec::new();
        let mut terms = Vec::new();
        for token in tokens {
            let exact = exact_terms(&token);
            terms.extend(exact.iter().map(|term| term.text.clone()));
            numbers.extend(self.word(&asked, &token, exact, asked.range.start));
        }
        if terms.len() > 1 {
            let phrase = self.add_phrase(&asked, numbers, terms, 0);
            return Ok(Condition::Phrase(phrase));
        }
        Ok(Condition::All(
            numbers.into_iter().map(Condition::Form).collect(),
        ))
    }

    /// A word that stands for those that begin so, or for those so many edits away.
    fn expanded(&mut self, asked: &Asked, edits: Option<u8>) -> Result<Condition, SearchError> {
        let tokens = self.words_of(asked);
        let mut conditions = Vec::new();
        let last = tokens.len().saturating_sub(1);
        for (at, token) in tokens.iter().enumerate() {
            let Some(exact) = exact_terms(token).into_iter().next() else {
                continue;
            };
            let found = match edits {
                Some(edits) => {
                    let near = self.searcher.words_near(&exact.text, edits, asked.scope)?;
                    Some((near, false))
                }
                None if at == last => Some(self.searcher.words_with_prefix(
                    &exact.text,
                    asked.scope,
                    MOST_EXPANSIONS,
                )?),
                None => None,
            };
            let terms = match found {
                None => token.terms.to_vec(),
                Some((entries, more)) => {
                    if more {
                        let start = asked.range.start;
                        let message = format!(
                            "{}* begins more than {MOST_EXPANSIONS} words: only the first are looked for",
                            exact.text
                        );
                        self.note(start, message);
                    }
                    let words = entries.into_iter().map(|entry| entry.word);
                    let words: Vec<Term> = words
                        .map(|text| Term {
                            kind: TermKind::Exact,
                            text,
                        })
                        .collect();
                    if words.is_empty() { vec![exact] } else { words }
                }
            };
            conditions.extend(
                self.word(asked, token, terms, asked.range.start)
                    .map(|word| {
                        if asked.required || asked.negated {
                            Condition::Form(word)
                        } else {
                            Condition::Word(word)
                        }
                    }),
            );
        }
        Ok(if asked.required {
            Condition::All(conditions)
        } else {
            Condition::Any(conditions)
        })
    }

    /// Words that follow one another; among others they need not.
    fn phrase(&mut self, asked: Asked, slop: u32) -> Result<Condition, SearchError> {
        let must_be = asked.required || asked.negated;
        let asked = &Asked {
            alone: !must_be,
            ..asked
        };
        let mut numbers = Vec::new();
        let mut terms = Vec::new();
        for token in self.words_of(asked) {
            terms.extend(exact_terms(&token).into_iter().map(|term| term.text));
            let all = token.terms.to_vec();
            numbers.extend(self.word(asked, &token, all, asked.range.start));
        }
        if terms.is_empty() {
            return Ok(Condition::Any(Vec::new()));
        }
        let conditions = numbers.iter().copied().map(Condition::Word).collect();
        let phrase = self.add_phrase(asked, numbers, terms, slop);
        Ok(if must_be {
            Condition::Phrase(phrase)
        } else {
            Condition::Any(conditions)
        })
    }

    fn add_phrase(
        &mut self,
        asked: &Asked,
        words: Vec<usize>,
        terms: Vec<String>,
        slop: u32,
    ) -> usize {
        let joined = if terms.len() > 1 {
            let parts: Vec<&str> = terms.iter().map(String::as_str).collect();
            self.searcher.analyzer.joined(&parts, "")
        } else {
            Vec::new()
        };
        self.query.phrases.push(QueryPhrase {
            range: asked.range.clone(),
            words,
            terms,
            joined,
            slop,
            scope: asked.scope,
            boost: if asked.negated { 0.0 } else { asked.boost },
        });
        self.query.phrases.len() - 1
    }

    /// The words of a leaf, without the names that they make.
    fn words_of(&self, asked: &Asked) -> Vec<Token> {
        let mut tokens = self.searcher.tokens(&self.text[asked.range.clone()]);
        tokens.retain(|token| token.reading != WordReading::Name);
        tokens
    }

    /// The number of a word; a word that is repeated counts once.
    fn word(
        &mut self,
        asked: &Asked,
        token: &Token,
        terms: Vec<Term>,
        start: usize,
    ) -> Option<usize> {
        let form = terms.iter().find(|term| term.kind == TermKind::Form);
        let key = form.map_or_else(|| terms.clone(), |form| vec![form.clone()]);
        let key = (key, asked.scope, asked.negated);
        if let Some(&number) = self.known.get(&key) {
            let word = &mut self.query.words[number];
            word.boost = word.boost.max(asked.boost);
            word.alone |= asked.alone;
            return Some(number);
        }
        if self.query.words.len() == MOST_WORDS {
            self.note(
                start,
                format!("only the first {MOST_WORDS} words are looked for"),
            );
            return None;
        }
        self.query.words.push(QueryWord {
            range: start + token.range.start..start + token.range.end,
            terms,
            role: match (asked.negated, token.common) {
                (true, _) => Role::Excludes,
                (false, true) => Role::Ranks,
                (false, false) => Role::Finds,
            },
            scope: asked.scope,
            boost: asked.boost,
            alone: asked.alone,
        });
        self.known.insert(key, self.query.words.len() - 1);
        Some(self.query.words.len() - 1)
    }

    pub(super) fn name(&mut self, words: &[usize], terms: Vec<Term>) -> Option<usize> {
        let mut words = words.to_vec();
        words.sort_unstable();
        words.dedup();
        if words.is_empty() || terms.is_empty() {
            return None;
        }
        self.add_name(QueryName {
            words,
            parts: vec![terms],
            synonym: false,
        })
    }

    pub(super) fn add_name(&mut self, name: QueryName) -> Option<usize> {
        let known = self.query.names.iter().position(|known| *known == name);
        Some(known.unwrap_or_else(|| {
            self.query.names.push(name);
            self.query.names.len() - 1
        }))
    }

    /// Small words find when there are no others: «и», «не только».
    fn settle_roles(&mut self) {
        let words = &mut self.query.words;
        if words.iter().all(|word| word.role != Role::Finds) {
            for word in words.iter_mut().filter(|word| word.role == Role::Ranks) {
                word.role = Role::Finds;
            }
        }
    }

    pub(super) fn note(&mut self, at: usize, message: String) {
        if !self.query.notes.iter().any(|note| note.message == message) {
            let column = column(self.text, at);
            self.query.notes.push(Note { column, message });
        }
    }
}

/// A leaf and what it is for.
struct Asked {
    range: Range<usize>,
    scope: Scope,
    boost: f32,
    negated: bool,
    required: bool,
    /// Its words are asked for by themselves too.
    alone: bool,
}

/// The condition of a field that says which documents are asked; `None` for a
/// kind that there is not.
fn filter_of(field: Field, value: &str) -> Option<Filter> {
    let mut filter = Filter::default();
    let value = value.to_owned();
    match field {
        Field::Section => filter.sections.push(value),
        Field::Tag => filter.tags.push(value),
        Field::Lang => filter.langs.push(value),
        Field::Path => filter.paths.push(value),
        Field::Author => filter.authors.push(value),
        _ => {
            let kinds = DocumentKind::ALL.into_iter();
            let mut kinds = kinds.filter(|kind| kind.as_str().eq_ignore_ascii_case(&value));
            filter.kinds.push(kinds.next()?);
        }
    }
    Some(filter)
}

fn exact_terms(token: &Token) -> Vec<Term> {
    let exact = token
        .terms
        .iter()
        .filter(|term| term.kind == TermKind::Exact);
    exact.cloned().collect()
}

/// The stretches of a range without spaces.
fn chunks(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let part = &text[range.clone()];
    let words = part.split_whitespace().map(|word| {
        // Both are slices of the same text.
        let start = range.start + (word.as_ptr() as usize - part.as_ptr() as usize);
        start..start + word.len()
    });
    words.collect()
}
