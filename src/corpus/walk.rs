//! Lists the files of a corpus by ripgrep's rules.
//!
//! Also lists what could not be looked into, so that files which were merely
//! not seen are not taken for removed. Reads no articles.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder};

use super::ignore_files::unsafe_ignore_file;
use super::roots::{Corpus, CorpusFile};
use crate::document::{Unreadable, UnreadableReason, path_text, without_error_number};

/// The extensions of the files that are taken from folders.
const EXTENSIONS: [&str; 3] = ["md", "markdown", "mdx"];

/// Whether a file in a folder belongs to the corpus, by its extension.
pub fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let is_known = |extension: &str| {
        let mut known = EXTENSIONS.iter();
        known.any(|known| known.eq_ignore_ascii_case(extension))
    };
    extension.is_some_and(is_known)
}

/// The results of walking the roots.
#[derive(Default)]
struct Walk {
    files: Vec<CorpusFile>,
    unreadable: Vec<Unreadable>,
    /// Roots may overlap.
    seen: HashSet<PathBuf>,
}

impl Corpus {
    /// All Markdown files in the order of their paths, and what could not be
    /// looked into: there may be more files below it. Ignore files and hidden
    /// folders count as in ripgrep; a root that is a file is always included.
    pub fn files(&self) -> (Vec<CorpusFile>, Vec<Unreadable>) {
        let mut walk = Walk::default();
        for (root, prefix) in self.roots.iter().zip(&self.prefixes) {
            walk.add_root(root, prefix);
        }
        walk.files.sort_by(|a, b| a.path.cmp(&b.path));
        (walk.files, walk.unreadable)
    }
}

impl Walk {
    fn add_root(&mut self, root: &Path, prefix: &str) {
        // `ignore` reads the ignore files of the folders above, too.
        if let Some(above) = root.ancestors().find_map(unsafe_ignore_file) {
            self.unreadable.push(Unreadable {
                location: root.to_owned(),
                reason: above.reason,
            });
            return;
        }
        let refused: Arc<Mutex<Vec<Unreadable>>> = Arc::default();
        let filtered = Arc::clone(&refused);
        let may_enter = move |entry: &DirEntry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let found = match is_folder {
                true => unsafe_ignore_file(entry.path()),
                false => None,
            };
            let mut refused = filtered.lock().unwrap_or_else(PoisonError::into_inner);
            refused.extend(found.iter().cloned());
            found.is_none()
        };
        for entry in WalkBuilder::new(root).filter_entry(may_enter).build() {
            match entry {
                Ok(entry) => self.add_entry(entry, root, prefix),
                Err(error) => self.unreadable.extend(unreadable(&error, root)),
            }
        }
        let refused = refused.lock().unwrap_or_else(PoisonError::into_inner);
        self.unreadable.extend(refused.iter().cloned());
    }

    fn add_entry(&mut self, entry: DirEntry, root: &Path, prefix: &str) {
        let is_root = entry.depth() == 0;
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let wanted = is_file && (is_root || is_markdown(entry.path()));
        if !wanted || !self.seen.insert(entry.path().to_owned()) {
            return;
        }
        let inner = match is_root {
            // `/` has no name, and needs none: its paths begin at itself.
            true => Path::new(root.file_name().unwrap_or_default()),
            false => entry.path().strip_prefix(root).unwrap_or(entry.path()),
        };
        let path = match (prefix, is_root) {
            ("", _) => path_text(inner),
            (prefix, true) => prefix.to_owned(),
            (prefix, false) => format!("{prefix}/{}", path_text(inner)),
        };
        self.files.push(CorpusFile {
            location: entry.into_path(),
            path,
        });
    }
}

/// What an error of the walk hides: all of the root when it names no path;
/// nothing when the file was removed during the walk.
fn unreadable(error: &ignore::Error, root: &Path) -> Option<Unreadable> {
    let location = path_of(error).unwrap_or(root).to_owned();
    let reason = match error.io_error() {
        Some(error) if error.kind() == ErrorKind::NotFound => return None,
        Some(error) => {
            let message = error.to_string();
            // `ignore` puts the path before the system's message. Splitting always
            // gives a last part.
            let message = message.rsplit(": ").next().unwrap_or_default();
            UnreadableReason::ListFailed {
                error: without_error_number(message).to_owned(),
            }
        }
        None => UnreadableReason::WalkFailed {
            error: error.to_string(),
        },
    };
    Some(Unreadable { location, reason })
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn markdown_is_known_by_its_extension() {
        for (path, expected) in [
            ("a.md", true),
            ("a/b.MDX", true),
            ("a.markdown", true),
            ("a.txt", false),
            ("md", false),
        ] {
            assert_eq!(is_markdown(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn files_are_listed_once_and_in_the_order_of_their_paths() {
        let folder = tempfile::TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("docs/.hidden")).unwrap();
        fs::create_dir_all(at("docs/.git")).unwrap();
        for (name, text) in [
            ("docs/b.md", ""),
            ("docs/a.md", ""),
            ("docs/ignored.md", ""),
            ("docs/c.txt", ""),
            ("docs/.hidden/d.md", ""),
            ("docs/.gitignore", "ignored.md\n"),
        ] {
            fs::write(at(name), text).unwrap();
        }
        let corpus = Corpus::new(&[at("docs"), at("docs/a.md"), at("docs/c.txt")]).unwrap();
        let (files, unreadable) = corpus.files();
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["c.txt", "docs/a.md", "docs/b.md"]);
        assert_eq!(unreadable, []);
    }
}
