//! The corpus: its files and their text.
//!
//! Walks folders by ripgrep's rules, reads files and decodes them. Knows neither
//! Markdown nor the index.

mod error;
mod ignore_files;
mod read;
mod root_names;
mod roots;
mod walk;

pub use self::error::CorpusError;
pub use self::roots::{Corpus, CorpusFile, MAX_FILE_SIZE};
pub use self::walk::is_markdown;
pub use crate::document::{Unreadable, UnreadableReason};
