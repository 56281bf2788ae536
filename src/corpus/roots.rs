//! The roots of a corpus, and the way between paths and locations.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::CorpusError;
use super::root_names::root_prefixes;
use crate::document::{path_below, path_text};

/// The default size limit of a file, in bytes.
pub const MAX_FILE_SIZE: u64 = 64 << 20;

/// A file of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusFile {
    /// Where it is.
    pub location: PathBuf,
    /// Its path relative to the corpus root, with `/` between components; with
    /// several roots it begins with the root's name.
    pub path: String,
}

/// The files and folders to index.
#[derive(Clone, Debug)]
pub struct Corpus {
    pub(super) roots: Vec<PathBuf>,
    /// The prefix of the paths below each root; empty for a single root.
    pub(super) prefixes: Vec<String>,
    pub(super) max_file_size: u64,
}

impl Corpus {
    /// A corpus of files and folders. A root that is given twice counts once.
    ///
    /// # Errors
    ///
    /// Fails when a root does not exist or is neither a file nor a folder.
    pub fn new<P: AsRef<Path>>(paths: &[P]) -> Result<Corpus, CorpusError> {
        let mut roots: Vec<PathBuf> = Vec::new();
        for path in paths {
            let path = path.as_ref();
            let inaccessible = |source| CorpusError::Inaccessible {
                path: path.to_owned(),
                source,
            };
            let root = fs::canonicalize(path).map_err(inaccessible)?;
            let kind = fs::metadata(&root).map_err(inaccessible)?;
            if !(kind.is_file() || kind.is_dir()) {
                return Err(CorpusError::NotFileOrFolder {
                    path: path.to_owned(),
                });
            }
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
        Ok(Corpus {
            prefixes: root_prefixes(&roots),
            roots,
            max_file_size: MAX_FILE_SIZE,
        })
    }

    /// The same corpus with another size limit for files, in bytes.
    pub fn with_max_file_size(self, bytes: u64) -> Corpus {
        Corpus {
            max_file_size: bytes,
            ..self
        }
    }

    /// The size limit of a file, in bytes.
    pub fn max_file_size(&self) -> u64 {
        self.max_file_size
    }

    /// The roots as absolute paths without links.
    pub fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// The location of the file with this corpus path, whether it exists or not;
    /// `None` when the path is below no root.
    pub fn locate(&self, path: &str) -> Option<PathBuf> {
        let mut roots = self.roots.iter().zip(&self.prefixes);
        roots.find_map(|(root, prefix)| match prefix.as_str() {
            "" if is_root_file(root, path) => Some(root.clone()),
            "" => Some(path_below(root, path)),
            prefix => match path.strip_prefix(prefix)? {
                "" => Some(root.clone()),
                rest => Some(path_below(root, rest.strip_prefix('/')?)),
            },
        })
    }
}

/// Whether `path` is the name of a root that is a file.
fn is_root_file(root: &Path, path: &str) -> bool {
    let is_name = |name| path_text(Path::new(name)) == path;
    root.file_name().is_some_and(is_name) && !root.is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_located_below_their_root() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = |name: &str| folder.path().canonicalize().unwrap().join(name);
        for name in ["a/docs", "b/docs"] {
            fs::create_dir_all(root(name)).unwrap();
        }
        fs::write(root("one.md"), "").unwrap();
        let one_folder = Corpus::new(&[root("a/docs")]).unwrap();
        assert_eq!(one_folder.locate("x/y.md"), Some(root("a/docs/x/y.md")));
        let one_file = Corpus::new(&[root("one.md")]).unwrap();
        assert_eq!(one_file.locate("one.md"), Some(root("one.md")));
        let several = Corpus::new(&[root("a/docs"), root("b/docs"), root("one.md")]).unwrap();
        for (path, location) in [
            ("a/docs/x.md", Some(root("a/docs/x.md"))),
            ("b/docs/x.md", Some(root("b/docs/x.md"))),
            ("one.md", Some(root("one.md"))),
            ("c/docs/x.md", None),
            ("a/docsx.md", None),
        ] {
            assert_eq!(several.locate(path), location, "{path}");
        }
    }

    #[test]
    fn a_root_that_does_not_exist_is_named() {
        let error = Corpus::new(&["no/such/place"]).unwrap_err();
        assert_eq!(error.to_string(), "cannot read no/such/place");
    }
}
