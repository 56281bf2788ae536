//! What an answer may lack.

use std::fmt;

use serde::Serialize;

/// A reason why an answer may be incomplete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Gap {
    /// The file or folder, as it can be opened from the working directory;
    /// `None` when the reason is a whole sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The rest of a sentence that begins with the path.
    pub reason: String,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{path} {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}
