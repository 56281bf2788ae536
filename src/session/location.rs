//! Where the files of documents are, as paths and URLs that a user can open.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::answer::DisplayPath;
use crate::corpus::Corpus;
use crate::document::{Document, path_text};

/// Characters that are not escaped in the path of a URL: RFC 3986's unreserved
/// ones and `/`.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A relative path that starts with this is shown as an absolute one, which is
/// easier to read.
const FAR: &str = "../../..";

/// Maps documents to files. Resolved once per snapshot, because asking the system
/// for the working directory for each hit is slow.
#[derive(Clone, Debug)]
pub(crate) struct Locator {
    corpus: Option<Corpus>,
    here: Option<PathBuf>,
}

impl Locator {
    /// Without a corpus, documents keep the paths of the index, without URLs.
    pub(crate) fn new(corpus: Option<Corpus>) -> Locator {
        Locator {
            corpus,
            here: working_directory(),
        }
    }

    /// The file that a document is in. Need not exist.
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

/// A path relative to the working directory, or absolute if that is far away.
pub(crate) fn path_from_here(path: &Path) -> String {
    display_path(path, working_directory().as_deref())
}

fn display_path(path: &Path, here: Option<&Path>) -> String {
    let near = here.and_then(|here| pathdiff::diff_paths(path, here));
    let near = near.filter(|near| !near.starts_with(FAR));
    path_text(near.as_deref().unwrap_or(path))
}

/// `None` if it was removed: then all paths are absolute.
fn working_directory() -> Option<PathBuf> {
    // Whatever the reason, absolute paths work.
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
