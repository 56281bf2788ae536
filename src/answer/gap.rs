//! What an answer may lack.

use std::fmt;

use serde::Serialize;

use crate::document::UnreadableReason;

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

/// Why a file or folder could not be read, in the words of the JSON contract,
/// which name the flag that would help.
pub(crate) fn unreadable_reason(reason: &UnreadableReason) -> String {
    match reason {
        UnreadableReason::TooLarge { .. } => format!("{reason} (--max-file-size)"),
        _ => reason.to_string(),
    }
}
