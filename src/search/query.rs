//! What is asked, ready to be looked up: words with their terms, what they are
//! together, and which documents may match.

use std::ops::Range;

use crate::analysis::Term;
use crate::document::DocumentKind;
use crate::query::Note;

/// A query as the index will be asked it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The distinct words in the order of the text.
    pub words: Vec<QueryWord>,
    /// What some of the words are when they are read as one name, or what
    /// stands for them.
    pub names: Vec<QueryName>,
    /// Words that are to follow one another.
    pub phrases: Vec<QueryPhrase>,
    /// Which documents match; any that has a word when there is none.
    pub(super) condition: Option<Condition>,
    /// What was not read as it stands.
    pub notes: Vec<Note>,
    /// What was looked for in place of words that the index does not have.
    pub corrections: Vec<Correction>,
}

/// One word of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryWord {
    /// Its bytes in the query's text.
    pub range: Range<usize>,
    /// What it is looked up as.
    pub terms: Vec<Term>,
    /// What it is for.
    pub role: Role,
    /// Where it is looked for.
    pub scope: Scope,
    /// Its weight, 1 when nothing is given.
    pub boost: f32,
    /// It is asked for by itself, not only as a part of phrases that must be there.
    pub alone: bool,
}

/// What a word of a query is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It finds documents and ranks them.
    Finds,
    /// It says little (a preposition, the `.net` of `io.net`): it helps to rank
    /// what other words find, and finds nothing by itself.
    Ranks,
    /// What has it is kept out.
    Excludes,
}

/// Where a word is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In names, headings and texts.
    #[default]
    Everywhere,
    /// In names.
    Name,
    /// In the headings above documents.
    Headings,
}

/// Words that are written together, or may be: `io.net`, «octa space». A
/// document that has the name has its words.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryName {
    /// The words, by their numbers in [`Query::words`].
    pub words: Vec<usize>,
    /// What it is looked up as: a document must have one term of each part. A
    /// name has one part.
    pub parts: Vec<Vec<Term>>,
    /// It is a synonym, which counts less than the words themselves.
    pub synonym: bool,
}

/// Words that follow one another in exactly these forms.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryPhrase {
    /// Its bytes in the query's text.
    pub range: Range<usize>,
    /// The words, by their numbers in [`Query::words`].
    pub words: Vec<usize>,
    /// The exact terms in order.
    pub terms: Vec<String>,
    /// The terms of the words written together: "octa space" is OctaSpace.
    pub joined: Vec<Term>,
    /// How many other words may stand between them.
    pub slop: u32,
    /// Where it is looked for.
    pub scope: Scope,
    /// Its weight, 1 when nothing is given.
    pub boost: f32,
}

/// What was looked for in place of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As it was typed.
    pub from: String,
    /// What was looked for; several when they are equally near.
    pub to: Vec<String>,
    /// How the one comes from the other.
    pub why: &'static str,
    /// What was typed is looked for too.
    pub besides: bool,
}

/// Which documents match.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Condition {
    /// Those that have a word that finds, at least loosely.
    Word(usize),
    /// Those that have a word in one of its forms, whatever it is for.
    Form(usize),
    /// Those that have a name.
    Name(usize),
    /// Those that have a phrase.
    Phrase(usize),
    /// Those that pass a filter: a flag for each document by its number.
    Documents(Vec<bool>),
    /// Those that match any.
    Any(Vec<Condition>),
    /// Those that match all.
    All(Vec<Condition>),
    /// Those that do not match.
    Not(Box<Condition>),
}

impl Condition {
    /// True when it asks for nothing more than some word.
    pub(super) fn is_any_word(&self) -> bool {
        match self {
            Condition::Word(_) => true,
            Condition::Any(any) => any.iter().all(Condition::is_any_word),
            _ => false,
        }
    }
}

impl Query {
    /// Words as they stand in the query's text, each once.
    pub fn texts<'t>(&self, text: &'t str, words: &[usize]) -> Vec<&'t str> {
        let mut texts = Vec::with_capacity(words.len());
        for &word in words {
            let word = &text[self.words[word].range.clone()];
            if !texts.contains(&word) {
                texts.push(word);
            }
        }
        texts
    }

    /// True when it asks for nothing at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.condition.is_none()
    }

    /// How many words are looked for, the small ones among them.
    pub(super) fn sought(&self) -> usize {
        let sought = self.words.iter().filter(|word| word.role != Role::Excludes);
        sought.count()
    }

    /// How many words find documents.
    pub(super) fn finding(&self) -> usize {
        let finding = self.words.iter().filter(|word| word.role == Role::Finds);
        finding.count()
    }
}

/// How a query's text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Nothing is an operator.
    pub literal: bool,
    /// What the index does not have is looked for as it may have been meant.
    pub rescue: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Reading {
            literal: false,
            rescue: true,
        }
    }
}

/// Conditions on documents. Values of one condition are alternatives;
/// conditions that are empty let everything pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Kinds of documents.
    pub kinds: Vec<DocumentKind>,
    /// Texts of which one must stand, all its words, in a heading that holds
    /// the document (for a section: its own heading too).
    pub sections: Vec<String>,
    /// Tags, in any case.
    pub tags: Vec<String>,
    /// Language tags; `pt` lets `pt-br` pass.
    pub langs: Vec<String>,
    /// Paths: a file, a folder, or a glob.
    pub paths: Vec<String>,
    /// Texts of which one must stand, all its words, in an author's name.
    pub authors: Vec<String>,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Score,
    /// By path, then as the articles go.
    Path,
    /// The newest articles first; those without a date come last.
    Date,
}

/// How many hits, of which documents, and what is told of them.
#[derive(Clone, Debug)]
pub struct SearchOptions {
    /// The most hits to return.
    pub limit: usize,
    /// How many of the first to pass over.
    pub offset: usize,
    /// The order of all hits, of which the first are returned.
    pub sort: Sort,
    /// Hits must have every word of the query.
    pub all: bool,
    /// Conditions on the documents.
    pub filter: Filter,
    /// Hits say what their scores are made of.
    pub explain: bool,
    /// Hits say where in their files they match.
    pub places: bool,
    /// The most passages in a snippet.
    pub snippets: usize,
    /// The most characters of each passage.
    pub snippet_chars: usize,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            offset: 0,
            sort: Sort::Score,
            all: false,
            filter: Filter::default(),
            explain: false,
            places: false,
            snippets: 2,
            snippet_chars: 240,
        }
    }
}
