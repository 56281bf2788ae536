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

pub use self::document::{
    CharRange, DisplayPath, DocumentInfo, DocumentList, DocumentSpan, ShownDocument,
};
pub use self::gap::Gap;
pub(crate) use self::gap::unreadable_reason;
pub use self::health::{
    ArticleLanguage, BuildVersions, CorpusHealth, Count, CoverageHealth, Diagnostic,
    DocumentCounts, HealthReport, IndexHealth, VocabularySize,
};
pub use self::query::{
    Answer, AnswerHit, CorrectionInfo, ExplanationInfo, MatchField, MatchInfo, NoteInfo, ScorePart,
    SnippetInfo, SourceLine,
};
pub(crate) use self::schema::SCHEMA_VERSION;
pub use self::tokens::{SuggestionInfo, SuggestionList};
pub(crate) use self::tokens::{TokenInfo, TokenList};
