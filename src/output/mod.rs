//! What is printed: one file a format. Takes finished answers and writes them;
//! searches nothing and reads no files.

mod clean;
pub(crate) mod doctor;
pub(crate) mod json;
pub(crate) mod jsonl;
pub(crate) mod oneline;
pub(crate) mod outline;
pub(crate) mod paths;
pub(crate) mod schema;
mod style;
pub(crate) mod text;
pub(crate) mod trec;
pub(crate) mod tsv;
pub(crate) mod vimgrep;
pub(crate) mod words;
mod wrap;

use std::fmt;

use serde::Serialize;

use crate::document::Document;
use crate::search::{Hits, Query};

pub(crate) use self::clean::{clean, clean_line};

/// An answer and what was asked.
#[derive(Clone, Copy)]
pub(crate) struct Answer<'a> {
    /// The query as it was typed.
    pub(crate) text: &'a str,
    /// As it was read.
    pub(crate) query: &'a Query,
    /// What was found.
    pub(crate) hits: &'a Hits,
    /// Where files are.
    pub(crate) files: &'a dyn Fn(&Document) -> File,
    /// What the answer may lack.
    pub(crate) gaps: &'a [Gap],
}

/// Something that answers may lack, and why.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Gap {
    /// The file or folder, as it can be opened from the working directory; none
    /// when the reason is the whole sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// The rest of a sentence that begins with the path.
    pub(crate) reason: String,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{path} {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

/// A document's file.
pub(crate) struct File {
    /// As it can be opened from the working directory.
    pub(crate) shown: String,
    /// Its address for a terminal's link, when it can be told.
    pub(crate) url: Option<String>,
}

/// What text is shown on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    /// How wide text may be, in columns; `None` in a pipe.
    pub(crate) width: Option<usize>,
    /// Places are links.
    pub(crate) links: bool,
}
