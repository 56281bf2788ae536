//! What to do about an error, in the sentences that go into answers and health
//! reports.
//!
//! These sentences are part of the JSON contract, whose readers know obzor by
//! its commands. The errors themselves carry no advice: a front end that prints
//! one adds its own.

use std::error::Error;

use super::error::SessionError;
use crate::index::IndexError;

/// An error with its advice, without its causes.
pub(super) fn with_advice(error: &SessionError) -> String {
    let advice = match error {
        SessionError::Index(IndexError::Outdated(_) | IndexError::Damaged { .. }) => {
            ": run `obzor index` to build it anew"
        }
        SessionError::Index(IndexError::Tantivy { .. } | IndexError::Lexicon { .. }) => {
            "; `obzor index` builds it anew"
        }
        SessionError::Index(IndexError::Locked(_)) => ": try again when it is done",
        SessionError::RootNotNamed { root } => {
            let root = root.display();
            return format!("{error}: if you want it read, name it once: obzor index {root}");
        }
        _ => "",
    };
    format!("{error}{advice}")
}

/// An error with its advice, then its causes, as in
/// `cannot use the index at index: permission denied`.
pub(super) fn sentence(error: &SessionError) -> String {
    let mut sentence = with_advice(error);
    let mut cause = error.source();
    while let Some(error) = cause {
        sentence += &format!(": {error}");
        cause = error.source();
    }
    sentence
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn a_sentence_tells_what_failed_what_to_do_and_why() {
        let dir = || PathBuf::from("index");
        let io = io::Error::other("no such device");
        for (error, expected) in [
            (
                SessionError::Index(IndexError::Outdated(dir())),
                "the index at index was written by another version of obzor: run `obzor index` to build it anew",
            ),
            (
                SessionError::RootNotNamed { root: "/x".into() },
                "the index names /x, which is outside of its project and was not named by you: if you want it read, name it once: obzor index /x",
            ),
            (
                SessionError::Place {
                    index: dir(),
                    source: io,
                },
                "cannot find out where index is: no such device",
            ),
        ] {
            assert_eq!(sentence(&error), expected);
        }
    }
}
