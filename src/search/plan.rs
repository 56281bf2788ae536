//! The query plan: what a query asks of a corpus, as plain data.
//!
//! The planner writes it, a retriever evaluates it, and the scorer weighs what
//! comes back. It holds no closures, no index handles and nothing computed from
//! postings, so that it can be sent to another machine.

use std::ops::Range;

use globset::{GlobBuilder, GlobMatcher};

use super::error::SearchError;
use crate::analysis::Term;
use crate::document::DocumentKind;
use crate::query::Note;

/// A planned query. It depends on the vocabulary of the index that it was
/// planned for, through expansions and corrections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The distinct words, in the order of the text. Everything else refers to
    /// them by their position here.
    pub(crate) words: Vec<QueryWord>,
    /// Words that may be written as one, and synonyms.
    pub(crate) compounds: Vec<Compound>,
    /// Words that must follow one another.
    pub(crate) phrases: Vec<QueryPhrase>,
    /// Which documents match; `None` for every document with a word of
    /// [`Role::Match`].
    pub(crate) match_expr: Option<MatchExpr>,
    /// Parts of the text that were ignored or read differently.
    pub notes: Vec<Note>,
    /// Words that were replaced or supplemented.
    pub corrections: Vec<Correction>,
}

/// One word of a query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QueryWord {
    /// Its bytes in the query's text.
    pub(crate) range: Range<usize>,
    /// What it is looked up as.
    pub(crate) terms: Vec<Term>,
    pub(crate) role: Role,
    pub(crate) scope: Scope,
    /// A factor of its weight, 1 by default.
    pub(crate) boost: f32,
    /// Highlighted wherever it stands, not only inside a required phrase.
    pub(crate) standalone: bool,
}

/// What a word of a query does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Matches documents and adds to their scores.
    Match,
    /// Adds to the scores of documents that other words match: a stop word, or
    /// the `.net` of `io.net`.
    ScoreOnly,
    /// Rules documents out.
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

/// What stands for several words at once: their spelling as one word (`io.net`,
/// "octa space") or a synonym. A document that has it counts as having them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Compound {
    /// Positions in [`Query::words`], ascending.
    pub(crate) words: Vec<usize>,
    /// A document must have one term of each part. A spelling as one word has a
    /// single part; a synonym has one for each of its words.
    pub(crate) parts: Vec<Vec<Term>>,
    /// Comes from the user's synonyms, which weigh less than the words.
    pub(crate) is_synonym: bool,
}

/// Words that follow one another in exactly these forms.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QueryPhrase {
    /// Positions in [`Query::words`].
    pub(crate) words: Vec<usize>,
    /// The exact terms, in order.
    pub(crate) terms: Vec<String>,
    /// The terms of the words written as one: "octa space" matches OctaSpace.
    pub(crate) compound_terms: Vec<Term>,
    /// The maximum number of other words between the first and the last.
    pub(crate) slop: u32,
    pub(crate) scope: Scope,
    /// A factor of its weight, 1 by default.
    pub(crate) boost: f32,
}

/// Which documents match. Numbers are positions in the lists of [`Query`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum MatchExpr {
    /// Documents with a word of [`Role::Match`], in any kind of term.
    Word(usize),
    /// Documents with a word of any role in one of its forms: exact or lemma.
    /// A word without terms, which another one replaces, is in every document.
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
    /// True when the expression asks for no more than some word, as a query
    /// without an expression does.
    pub(super) fn is_any_word(&self) -> bool {
        match self {
            MatchExpr::Word(_) => true,
            MatchExpr::Any(any) => any.iter().all(MatchExpr::is_any_word),
            _ => false,
        }
    }
}

/// A [`Filter`](super::Filter) whose texts have become the terms that the index
/// holds. The same rules apply: values are alternatives, fields are all
/// required.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DocumentFilter {
    pub(crate) kinds: Vec<DocumentKind>,
    pub(crate) tags: Vec<String>,
    pub(crate) languages: Vec<String>,
    pub(crate) sections: Vec<RequiredWords>,
    pub(crate) authors: Vec<RequiredWords>,
    pub(crate) paths: Vec<PathPattern>,
}

/// The words that a text must all have, each as alternative terms. A text
/// without words is never matched.
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
    /// True for the path itself, for paths in a folder of that name, and for
    /// paths that match as a glob.
    pub(crate) fn is_match(&self, path: &str) -> bool {
        let below = path.strip_prefix(&self.folder);
        below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            || self.glob.is_match(path)
    }
}

/// What was looked up in place of a text, or in addition to it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Correction {
    /// The text as typed.
    pub from: String,
    /// What was looked up; several when they are equally likely.
    pub to: Vec<String>,
    /// How the one comes from the other.
    pub reason: CorrectionReason,
}

impl Correction {
    /// True when the text as typed was looked up too.
    pub fn keeps_original(&self) -> bool {
        self.reason == CorrectionReason::Synonym
    }
}

/// How a correction comes from what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CorrectionReason {
    /// Typed in the other keyboard layout.
    Layout,
    /// Written in the other script.
    Script,
    /// Misspelled.
    Spelling,
    /// Two words written as one.
    WrittenTogether,
    /// One word written as two.
    WrittenApart,
    /// Typed in the other layout, and written in the other script.
    LayoutAndScript,
    /// Typed in the other layout, and misspelled.
    LayoutAndSpelling,
    /// Listed by the user.
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
            CorrectionReason::LayoutAndScript => "keyboard layout, other script",
            CorrectionReason::LayoutAndSpelling => "keyboard layout, spelling",
            CorrectionReason::Synonym => "synonym",
        }
    }
}

impl Query {
    /// The bytes of each word in the query's text, by position.
    pub fn word_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.words.iter().map(|word| word.range.clone())
    }

    /// The distinct spellings of words in the query's text.
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

    /// True when the query asks for nothing at all.
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
