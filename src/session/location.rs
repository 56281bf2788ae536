//! Where the files of documents are, as a user can open them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::answer::DisplayPath;
use crate::corpus::Corpus;
use crate::document::{Document, path_text};

/// What needs no escape in the path of a URL (RFC 3986, unreserved and `/`).
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Further up than this, the whole path is easier to read.
const FAR: &str = "../../..";

/// Finds the files of documents.
#[derive(Clone, Debug)]
pub(crate) struct Locator {
    corpus: Option<Corpus>,
    here: Option<PathBuf>,
}

impl Locator {
    /// Without a corpus, files are named as the index names them.
    pub(crate) fn new(corpus: Option<Corpus>) -> Locator {
        Locator {
            corpus,
            here: working_directory(),
        }
    }

    /// The file that a document stands in.
    pub(crate) fn locate(&self, document: &Document) -> DisplayPath {
        let corpus = self.corpus.as_ref();
        match corpus.and_then(|corpus| corpus.locate(&document.path)) {
            Some(location) => DisplayPath {
                path: display_path(&location, self.here.as_deref()),
                url: Some(file_url(&location)),
            },
            None => DisplayPath {
                path: document.path.clone(),
                url: None,
            },
        }
    }
}

/// A path as short as it can be opened from the working directory.
pub(crate) fn path_from_here(path: &Path) -> String {
    display_path(path, working_directory().as_deref())
}

fn display_path(path: &Path, here: Option<&Path>) -> String {
    let near = here.and_then(|here| pathdiff::diff_paths(path, here));
    let near = near.filter(|near| !near.starts_with(FAR));
    path_text(near.as_deref().unwrap_or(path))
}

/// `None` when it was removed: paths are then given whole.
fn working_directory() -> Option<PathBuf> {
    env::current_dir().and_then(fs::canonicalize).ok()
}

fn file_url(path: &Path) -> String {
    let path = path.as_os_str().as_encoded_bytes();
    format!("file://{}", percent_encode(path, PATH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_files_are_named_from_here_and_far_ones_whole() {
        let here = Path::new("/home/me/blog/posts");
        for (path, shown) in [
            ("/home/me/blog/posts/a.md", "a.md"),
            ("/home/me/blog/b.md", "../b.md"),
            ("/home/me/notes/c.md", "../../notes/c.md"),
            ("/srv/d.md", "/srv/d.md"),
        ] {
            assert_eq!(display_path(Path::new(path), Some(here)), shown);
            assert_eq!(display_path(Path::new(path), None), path);
        }
    }

    #[test]
    fn urls_escape_what_a_link_would_end_at() {
        let url = file_url(Path::new("/a b/ü%#.md"));
        assert_eq!(url, "file:///a%20b/%C3%BC%25%23.md");
    }
}
