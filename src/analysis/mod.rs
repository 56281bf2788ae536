//! Text to terms, for the index, queries and highlights alike.
//!
//! One pipeline: segment, normalize, lemmatize or stem. Each token gets the terms by
//! which it is found: its exact spelling, lemmas, stem and prefix. Knows no corpus and
//! no index; what a language needs is in [`crate::language`].

mod analyzer;
mod bigrams;
mod cache;
mod combining_form;
mod compound_spelling;
mod dictionary;
mod fold;
mod lemma;
mod lemmatizer;
mod normalizer;
mod particles;
mod segmenter;
mod stemmer;
mod stop_list;
mod token;
mod unicode;
mod word;

pub use self::analyzer::Analyzer;
pub(crate) use self::dictionary::Dictionary;
pub use self::lemma::{LemmaEntry, LemmaSource};
pub(crate) use self::stemmer::StemmerSet;
pub use self::token::{IndexTerm, Term, TermKind, Token, TokenType};
