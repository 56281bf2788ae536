//! Advice about errors of the library, in terms of the command line.
//!
//! The library says what failed; commands and flags are named here only. A hint is
//! appended to the message: `error: there is no index at x: build it with …`.

use crate::index::IndexError;
use crate::search::SearchError;
use crate::session::SessionError;

/// The hint for the first error in the chain that has one. Errors wrap each other
/// (a session's error wraps the index's), so each layer is asked.
pub(super) fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        if let Some(error) = cause.downcast_ref::<IndexError>() {
            return index_hint(error);
        }
        if let Some(error) = cause.downcast_ref::<SessionError>() {
            return session_hint(error);
        }
        search_hint(cause.downcast_ref::<SearchError>()?)
    })
}

fn session_hint(error: &SessionError) -> Option<String> {
    match error {
        SessionError::Index(error) => index_hint(error),
        SessionError::Search(error) => search_hint(error),
        SessionError::LinkedIndex { index } => Some(format!("--index {}", index.display())),
        SessionError::UntrustedOwner { .. } => {
            Some("if you want it used, name it with --index".to_owned())
        }
        SessionError::IndexOutside { .. } => {
            Some("if you want that, name it with --index".to_owned())
        }
        SessionError::CorpusOutside { root } => Some(format!(
            "if you want that, name it: obzor index {}",
            root.display()
        )),
        SessionError::NoCorpus { .. } => {
            Some("name the articles with `obzor index PATH…`".to_owned())
        }
        SessionError::RootNotNamed { root } => Some(format!(
            "if you want it read, name it once: obzor index {}",
            root.display()
        )),
        SessionError::LostSource { .. } => Some("run `obzor index`".to_owned()),
        _ => None,
    }
}

fn search_hint(error: &SearchError) -> Option<String> {
    match error {
        SearchError::Index(error) => index_hint(error),
        SearchError::PathPattern { .. } => {
            Some("--path and path: take a file, a folder or a glob".to_owned())
        }
    }
}

fn index_hint(error: &IndexError) -> Option<String> {
    match error {
        IndexError::Missing(dir) => Some(format!(
            "build it with `obzor index --index {} PATH…`",
            dir.display()
        )),
        IndexError::Outdated(_)
        | IndexError::Damaged { .. }
        | IndexError::Tantivy { .. }
        | IndexError::Lexicon { .. } => Some("run `obzor index` to build it anew".to_owned()),
        IndexError::Locked(_) => Some("try again when it is done".to_owned()),
        IndexError::Foreign { .. } => Some("give another place with --index".to_owned()),
        IndexError::WouldEmpty { .. } => Some("`obzor index --rebuild` empties it".to_owned()),
        _ => None,
    }
}
