//! Answers as values: what the command line, and every other front end, shows
//! or sends.
//!
//! These types are owned and serialise to the JSON contract that the schemas
//! in `schemas/` describe. Fields are only ever added. Nothing here prints.

mod document;
mod gap;
mod health;
mod query;
pub(crate) mod schema;
mod tokens;

pub(crate) use self::document::{
    CharRange, DisplayPath, DocumentInfo, DocumentList, ShownDocument,
};
pub(crate) use self::gap::Gap;
pub(crate) use self::health::{
    BuildVersions, CorpusHealth, Count, CoverageHealth, Diagnostic, DocumentCounts, HealthReport,
    IndexHealth, VocabularySize,
};
pub(crate) use self::query::{Answer, AnswerHit, ExplanationInfo};
pub(crate) use self::schema::SCHEMA_VERSION;
pub(crate) use self::tokens::{SuggestionList, TokenInfo, TokenList};
