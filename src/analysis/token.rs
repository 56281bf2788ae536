//! What analysis gives: tokens and their terms.

use std::ops::Range;
use std::sync::Arc;

/// How close two words are that share a term, closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TermKind {
    /// They have the same spelling when normalized.
    Exact,
    /// They are inflections of one word, or spellings of one name.
    Lemma,
    /// They differ by the marks of their letters only: Zürich and Zurich.
    Folded,
    /// They have the same stem: often related, at times not (токен and ток).
    Stem,
    /// They share two neighbouring characters, in a script where these tell something.
    Bigram,
    /// They begin with the same letters.
    Prefix,
}

impl TermKind {
    /// All kinds, closest first.
    pub const ALL: [TermKind; 6] = [
        TermKind::Exact,
        TermKind::Lemma,
        TermKind::Folded,
        TermKind::Stem,
        TermKind::Bigram,
        TermKind::Prefix,
    ];

    /// The name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            TermKind::Exact => "exact",
            TermKind::Lemma => "form",
            TermKind::Folded => "folded",
            TermKind::Stem => "stem",
            TermKind::Bigram => "bigram",
            TermKind::Prefix => "beginning",
        }
    }

    /// Whether words with a closer term, exact or lemma, do not count as words of this
    /// kind. All spellings fold to themselves, and a word of two characters is its own
    /// bigram: such a term says something only of other words.
    pub fn excludes_closer(self) -> bool {
        matches!(self, TermKind::Folded | TermKind::Bigram)
    }

    /// Whether a text that shares such a term has the word, in some form or spelling. A
    /// shared stem or prefix says only that it may be akin.
    pub fn is_strict(self) -> bool {
        self <= TermKind::Folded
    }
}

/// What a token is indexed and searched as.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// How close the words are that share it.
    pub kind: TermKind,
    /// In lower case, normalized.
    pub text: String,
}

impl Term {
    /// A term of a normalized text.
    pub fn new(kind: TermKind, text: impl Into<String>) -> Self {
        let text = text.into();
        Term { kind, text }
    }
}

/// Where the terms of a token come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenType {
    /// The dictionary has the word, and gives its lemmas.
    Lemma,
    /// The word is cut to its stem.
    Stem,
    /// Two to five capitals, which are no other word's inflection.
    Acronym,
    /// Words written together: `io.net`, `play-to-earn`.
    Compound,
    /// The last word of a dotted compound: `.ai`.
    Extension,
    /// The word stands for itself: a number, a short word, one of a language without a
    /// stemmer.
    Plain,
}

impl TokenType {
    /// The name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            TokenType::Lemma => "lemma",
            TokenType::Stem => "stem",
            TokenType::Acronym => "acronym",
            TokenType::Compound => "name",
            TokenType::Extension => "ending",
            TokenType::Plain => "plain",
        }
    }
}

/// A word or compound of a text.
///
/// Its bytes identify a token: texts analyzed in two languages may be segmented in two
/// ways, so that positions do not correspond.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its number among the words, from 0; a compound has that of its first word.
    pub position: usize,
    /// Where its terms come from.
    pub token_type: TokenType,
    /// It says little about the subject of a text: a preposition, an extension.
    pub is_stop_word: bool,
    /// Its terms, closest first. A word has one exact term, a compound none.
    pub terms: Arc<[Term]>,
    /// The terms of the parts of a name. They are indexed, but not searched for: `space`
    /// finds OctaSpace, while OctaSpace does not find other spaces.
    pub parts: Arc<[Term]>,
}

impl Token {
    /// Its normalized spelling; that of a compound without what joins its words.
    pub fn spelling(&self) -> Option<&str> {
        let kind = match self.token_type {
            TokenType::Compound => TermKind::Lemma,
            _ => TermKind::Exact,
        };
        let own = self.terms.iter().find(|term| term.kind == kind)?;
        Some(&own.text)
    }
}

/// What the index keeps of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexTerm<'t> {
    /// The exact term of the word at the next position.
    Word(&'t str),
    /// The terms of the compound that begins at the next position.
    Compound(&'t [Term]),
    /// The terms of the last word that do not follow from its exact term, see
    /// [`Analyzer::spelling_terms`](super::Analyzer::spelling_terms).
    Extra(&'t [Term]),
}
