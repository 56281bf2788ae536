//! The index on disk: a folder of tantivy segments, a lexicon, a manifest and a
//! commit that lists them.
//!
//! Is given documents and stores them; reads no articles, and knows neither
//! Markdown nor ranking nor the terminal. All that must hold together is listed
//! by one file, the commit, so that a reader sees all of an update or nothing.
//!
//! ```text
//! Index (snapshot)        IndexUpdate ─► DocumentWriter
//!   verify                  update_base     document_fields, schema, codec
//!      └──── commit, manifest, lexicon ─────────┘
//!            write_lock, ownership, directory: files
//! ```

mod checksum;
mod codec;
mod commit;
mod commit_header;
mod directory;
mod document_fields;
mod document_writer;
mod error;
mod file_names;
mod info;
mod lexicon;
mod lexicon_files;
mod manifest;
mod ownership;
mod queue;
mod salvage;
mod schema;
mod snapshot;
mod stored_documents;
mod term_stream;
mod totals;
mod update;
mod update_base;
mod verify;
mod write_lock;

pub(crate) use self::document_writer::{DocumentWriter, ThreadWriter, WrittenSegments};
pub use self::error::IndexError;
pub use self::info::IndexInfo;
pub use self::lexicon::LexiconError;
pub(crate) use self::manifest::{FileLanguage, FileRecord, FileStamp, Manifest};
pub(crate) use self::salvage::{CorpusOrigin, recorded_origin};
pub(crate) use self::schema::{Fields, TextFields, keyed_term, keyed_term_parts, other_term};
pub use self::snapshot::Index;
pub(crate) use self::totals::DocumentTotals;
pub(crate) use self::update::IndexUpdate;
pub use self::verify::verify;
pub(crate) use self::write_lock::WriteLock;
