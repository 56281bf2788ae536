//! The query plan: a parsed query resolved against a vocabulary, as plain data.
//!
//! The planner builds it, a retriever evaluates it, and the scorer weights the
//! result. It holds no closures, no index handles and nothing computed from
//! postings, so it can be sent to another machine.

use std::ops::Range;

use globset::{GlobBuilder, GlobMatcher};

use super::error::SearchError;
use crate::analysis::Term;
use crate::document::DocumentKind;
use crate::query::Note;

/// A planned query. Expansions and corrections tie it to the vocabulary of the
/// index that it was planned for.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Query {
    /// The distinct words in query order. All other fields refer to them by index.
    pub(crate) words: Vec<QueryWord>,
    /// Alternatives to several words at once: spellings as one word, and synonyms.
    pub(crate) compounds: Vec<Compound>,
    /// Sequences of exact words.
    pub(crate) phrases: Vec<QueryPhrase>,
    /// Which documents match; `None` for every document with a word of
    /// [`Role::Match`].
    pub(crate) match_expr: Option<MatchExpr>,
    /// Parts of the text that were ignored or read in an unexpected way.
    pub notes: Vec<Note>,
    /// Words that were replaced or supplemented.
    pub corrections: Vec<Correction>,
}

/// One word of a query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QueryWord {
    /// Byte range in the query text.
    pub(crate) range: Range<usize>,
    /// The terms to look up, closest kind first.
    pub(crate) terms: Vec<Term>,
    pub(crate) role: Role,
    pub(crate) scope: Scope,
    /// Multiplies its weight; 1 by default.
    pub(crate) boost: f32,
    /// Highlighted anywhere, not only inside a required phrase.
    pub(crate) standalone: bool,
}

/// The effect of a query word on matching and scoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Matches documents and adds to their scores.
    Match,
    /// Adds to the scores of documents that other words match: a stop word, or
    /// the `.net` of `io.net`.
    ScoreOnly,
    /// Excludes documents.
    Prohibited,
}

/// The text fields in which a word is looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// Names, headings and bodies.
    #[default]
    Everywhere,
    /// Names only.
    Name,
    /// The headings above documents only.
    Headings,
}

/// An alternative to several words: their spelling as one word (`io.net`, "octa
/// space") or a synonym. A document that contains it counts as containing them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Compound {
    /// Indices into [`Query::words`], ascending.
    pub(crate) words: Vec<usize>,
    /// A document must contain one term of each part. A spelling as one word has
    /// a single part, a synonym one part per word.
    pub(crate) parts: Vec<Vec<Term>>,
    /// Comes from the user's synonyms, which weigh less than the query's own words.
    pub(crate) is_synonym: bool,
}

/// Words in sequence, as they are spelled.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QueryPhrase {
    /// Indices into [`Query::words`].
    pub(crate) words: Vec<usize>,
    /// For each word in order, the terms of which a text must have one: its exact term,
    /// and its folded forms.
    pub(crate) terms: Vec<Vec<Term>>,
    /// Terms of the words spelled as one: "octa space" matches OctaSpace.
    pub(crate) compound_terms: Vec<Term>,
    /// The maximum number of other words in between.
    pub(crate) slop: u32,
    pub(crate) scope: Scope,
    /// Multiplies its weight; 1 by default.
    pub(crate) boost: f32,
}

/// A boolean expression over documents. Numbers index the lists of [`Query`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum MatchExpr {
    /// Documents with a word of [`Role::Match`], by any kind of term.
    Word(usize),
    /// Documents with a word of any role, by exact term or lemma. A word without
    /// terms was merged into another one and is true of every document.
    StrictWord(usize),
    /// Documents with a compound.
    Compound(usize),
    /// Documents with a phrase.
    Phrase(usize),
    /// Documents that pass a filter.
    Filter(DocumentFilter),
    /// Documents that match at least one.
    Any(Vec<MatchExpr>),
    /// Documents that match all.
    All(Vec<MatchExpr>),
    /// Documents that do not match.
    Not(Box<MatchExpr>),
}

impl MatchExpr {
    /// True for an OR of plain words, which is what a query without an expression
    /// means anyway.
    pub(super) fn is_any_word(&self) -> bool {
        match self {
            MatchExpr::Word(_) => true,
            MatchExpr::Any(any) => any.iter().all(MatchExpr::is_any_word),
            _ => false,
        }
    }
}

/// A [`Filter`](super::Filter) with its texts resolved to indexed terms. As there,
/// the values of a field are alternatives and all fields are required.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DocumentFilter {
    pub(crate) kinds: Vec<DocumentKind>,
    pub(crate) tags: Vec<String>,
    pub(crate) languages: Vec<String>,
    pub(crate) sections: Vec<RequiredWords>,
    pub(crate) authors: Vec<RequiredWords>,
    pub(crate) paths: Vec<PathPattern>,
}

/// A conjunction of words, each given as alternative terms. Without words it
/// matches nothing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RequiredWords(pub(crate) Vec<Vec<String>>);

/// A file, a folder, or a glob in which `*` stays within a folder and `**` does
/// not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PathPattern(String);

impl PathPattern {
    /// Fails when the pattern is not a valid glob.
    pub(crate) fn new(pattern: &str) -> Result<Self, SearchError> {
        let parsed = PathPattern(pattern.to_owned());
        parsed.matcher()?;
        Ok(parsed)
    }

    /// Compiles the pattern.
    pub(crate) fn matcher(&self) -> Result<PathMatcher, SearchError> {
        let glob = GlobBuilder::new(&self.0).literal_separator(true).build();
        let glob = glob.map_err(|error| SearchError::PathPattern {
            pattern: self.0.clone(),
            reason: error.kind().to_string(),
        })?;
        Ok(PathMatcher {
            folder: self.0.trim_end_matches('/').to_owned(),
            glob: glob.compile_matcher(),
        })
    }
}

/// A compiled [`PathPattern`].
pub(crate) struct PathMatcher {
    folder: String,
    glob: GlobMatcher,
}

impl PathMatcher {
    /// True for the path itself, for everything below it, and for paths that match
    /// it as a glob.
    pub(crate) fn is_match(&self, path: &str) -> bool {
        let below = path.strip_prefix(&self.folder);
        below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            || self.glob.is_match(path)
    }
}

/// A replacement for part of the query, or an addition to it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Correction {
    /// The text as typed.
    pub from: String,
    /// The texts searched for, equally likely ones together.
    pub to: Vec<String>,
    /// Why this was done.
    pub reason: CorrectionReason,
}

impl Correction {
    /// True when the typed text was searched for too.
    pub fn keeps_original(&self) -> bool {
        self.reason == CorrectionReason::Synonym
    }
}

/// The kind of mistake, or the source of an addition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CorrectionReason {
    /// Typed in the other keyboard layout.
    Layout,
    /// Written in the other script.
    Script,
    /// Misspelled.
    Spelling,
    /// Two words typed as one.
    WrittenTogether,
    /// One word typed as two.
    WrittenApart,
    /// The beginning of a code.
    Beginning,
    /// Typed in the other layout, and written in the other script.
    LayoutAndScript,
    /// Typed in the other layout, and misspelled.
    LayoutAndSpelling,
    /// One of the user's synonyms.
    Synonym,
}

impl CorrectionReason {
    /// The name in JSON and in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            CorrectionReason::Layout => "keyboard layout",
            CorrectionReason::Script => "other script",
            CorrectionReason::Spelling => "spelling",
            CorrectionReason::WrittenTogether => "written together",
            CorrectionReason::WrittenApart => "written apart",
            CorrectionReason::Beginning => "beginning",
            CorrectionReason::LayoutAndScript => "keyboard layout, other script",
            CorrectionReason::LayoutAndSpelling => "keyboard layout, spelling",
            CorrectionReason::Synonym => "synonym",
        }
    }
}

impl Query {
    /// The byte range of each word in the query text.
    pub fn word_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.words.iter().map(|word| word.range.clone())
    }

    /// The distinct spellings of some words, as typed.
    pub(crate) fn texts<'t>(&self, text: &'t str, words: &[usize]) -> Vec<&'t str> {
        let mut texts = Vec::with_capacity(words.len());
        for &word in words {
            let word = &text[self.words[word].range.clone()];
            if !texts.contains(&word) {
                texts.push(word);
            }
        }
        texts
    }

    /// True when there is neither a word nor a condition.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.match_expr.is_none()
    }

    /// The number of words that add to scores.
    pub(super) fn scored_words(&self) -> usize {
        let scored = self.words.iter();
        scored.filter(|word| word.role != Role::Prohibited).count()
    }

    /// The number of words that match documents.
    pub(super) fn matching_words(&self) -> usize {
        let matching = self.words.iter();
        matching.filter(|word| word.role == Role::Match).count()
    }
}
