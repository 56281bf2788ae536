//! Files and folders that could not be read, and why.

use std::fmt;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::path_text::path_text;

/// A file or folder that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unreadable {
    /// Where it is.
    pub location: PathBuf,
    /// Why it could not be read.
    pub reason: UnreadableReason,
}

/// Why a file or folder could not be read. Displays as the predicate of a
/// sentence whose subject is the path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum UnreadableReason {
    /// The file has a NUL byte near its start.
    NotText,
    /// The file exceeds the size limit of the corpus.
    TooLarge {
        /// The limit, in bytes.
        max_bytes: u64,
    },
    /// The system refuses to read the file.
    ReadFailed {
        /// The system's message.
        error: String,
    },
    /// The system refuses to list the folder.
    ListFailed {
        /// The system's message.
        error: String,
    },
    /// The walk failed for another reason.
    WalkFailed {
        /// The message of the walk.
        error: String,
    },
    /// The folder has an ignore file that is not safe to read.
    UnsafeIgnoreFile {
        /// The file, relative to the folder.
        file: String,
        /// What is wrong with it.
        problem: IgnoreFileProblem,
    },
}

/// What makes an ignore file unsafe to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum IgnoreFileProblem {
    /// A FIFO or a device, which may never end.
    NotRegular,
    /// Larger than any ignore file that people write.
    TooLarge,
    /// A link to another file system, such as `/proc`, whose files may never
    /// end.
    OtherFileSystem,
}

/// The words of a system error, without its number.
pub(crate) fn error_words(error: &io::Error) -> String {
    without_error_number(&error.to_string()).to_owned()
}

/// A system message without the number, which says nothing more than the words.
pub(crate) fn without_error_number(message: &str) -> &str {
    message.split(" (os error").next().unwrap_or(message)
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", path_text(&self.location), self.reason)
    }
}

impl fmt::Display for UnreadableReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText => f.write_str("is not text"),
            Self::TooLarge { max_bytes } => write!(f, "is larger than {max_bytes} bytes"),
            Self::ReadFailed { error } => write!(f, "cannot be read: {error}"),
            Self::ListFailed { error } => write!(f, "cannot be listed: {error}"),
            Self::WalkFailed { error } => write!(f, "cannot be walked: {error}"),
            Self::UnsafeIgnoreFile { file, problem } => {
                write!(f, "cannot be walked: its {file} {problem}")
            }
        }
    }
}

impl fmt::Display for IgnoreFileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotRegular => "is not a regular file",
            Self::TooLarge => "is too large",
            Self::OtherFileSystem => "is a link to another file system",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_continues_the_sentence_that_the_path_begins() {
        let unreadable = Unreadable {
            location: PathBuf::from("a/b.md"),
            reason: UnreadableReason::TooLarge { max_bytes: 10 },
        };
        assert_eq!(unreadable.to_string(), "a/b.md is larger than 10 bytes");
    }

    #[test]
    fn the_number_of_a_system_error_is_left_out() {
        let error = io::Error::from_raw_os_error(2);
        assert!(!error_words(&error).contains("os error"));
    }
}
