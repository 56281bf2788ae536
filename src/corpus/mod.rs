//! The corpus: which files it holds, and their text.
//!
//! Walks folders by ripgrep's rules and reads files. Knows nothing of what is
//! in them, nor of the index.

mod read;
mod walk;

use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

/// File name endings that folders are searched for.
const EXTENSIONS: [&str; 3] = ["md", "markdown", "mdx"];

/// A file of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusFile {
    /// Where it is.
    pub location: PathBuf,
    /// Its path relative to the corpus root, `/` between its parts; with
    /// several roots it begins with the root's name.
    pub path: String,
}

/// A file or folder that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where it is.
    pub location: PathBuf,
    /// What was said of it: the rest of a sentence that begins with the place.
    pub reason: String,
}

impl Unreadable {
    /// The rest of a sentence that begins with the place.
    pub(crate) fn new(location: impl Into<PathBuf>, reason: impl Into<String>) -> Unreadable {
        Unreadable {
            location: location.into(),
            reason: reason.into(),
        }
    }

    fn failed(location: &Path, what: &str, error: &str) -> Unreadable {
        // The system's number says nothing to the user that its words do not.
        let words = error.split(" (os error").next().unwrap_or(error);
        Unreadable::new(location, format!("{what}: {words}"))
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", shown(&self.location), self.reason)
    }
}

/// The files and folders that were given to be indexed.
#[derive(Clone, Debug)]
pub struct Corpus {
    roots: Vec<PathBuf>,
    /// What paths under each root begin with; empty for a single root.
    prefixes: Vec<String>,
    max_file_size: u64,
}

/// The largest file that is read when nothing else is said, in bytes.
pub const MAX_FILE_SIZE: u64 = 64 << 20;

impl Corpus {
    /// A corpus of files and folders. Fails when one of them does not exist, or
    /// is neither.
    pub fn new<P: AsRef<Path>>(paths: &[P]) -> Result<Corpus> {
        let mut roots: Vec<PathBuf> = Vec::new();
        for path in paths {
            let path = path.as_ref();
            let root = fs::canonicalize(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let kind =
                fs::metadata(&root).with_context(|| format!("cannot read {}", path.display()))?;
            if !(kind.is_file() || kind.is_dir()) {
                bail!(
                    "{} is neither a file nor a folder: nothing was indexed",
                    path.display()
                );
            }
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
        let prefixes = name_roots(&roots);
        Ok(Corpus {
            roots,
            prefixes,
            max_file_size: MAX_FILE_SIZE,
        })
    }

    /// The same corpus with another limit to the size of files, in bytes.
    pub fn with_max_file_size(self, bytes: u64) -> Corpus {
        Corpus {
            max_file_size: bytes,
            ..self
        }
    }

    /// The largest file that is read, in bytes.
    pub fn max_file_size(&self) -> u64 {
        self.max_file_size
    }

    /// The files and folders given, as absolute paths.
    pub fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// Where the file with this corpus path is, whether it still exists or not.
    pub fn locate(&self, path: &str) -> Option<PathBuf> {
        self.roots
            .iter()
            .zip(&self.prefixes)
            .find_map(|(root, prefix)| {
                if prefix.is_empty() {
                    let given = root
                        .file_name()
                        .is_some_and(|name| shown(Path::new(name)) == path)
                        && !root.is_dir();
                    return Some(if given {
                        root.clone()
                    } else {
                        below(root, path)
                    });
                }
                let rest = path.strip_prefix(prefix.as_str())?;
                if rest.is_empty() {
                    Some(root.clone())
                } else {
                    rest.strip_prefix('/').map(|rest| below(root, rest))
                }
            })
    }
}

/// True for the file name endings that folders are searched for.
pub fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        EXTENSIONS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(extension))
    })
}

/// A path as text, with `/` between its parts. Bytes that are no UTF-8 are
/// written `\xFF`, so that two names stay two.
pub fn shown(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text += chunk.valid();
        for byte in chunk.invalid() {
            text += &format!("\\x{byte:02X}");
        }
    }
    match std::path::MAIN_SEPARATOR {
        '/' => text,
        separator => text.replace(separator, "/"),
    }
}

/// Where a path below a root leads that was written by [`shown`].
fn below(root: &Path, path: &str) -> PathBuf {
    let place = root.join(path);
    if !path.contains("\\x") || place.exists() {
        return place;
    }
    let mut bytes = Vec::new();
    let mut parts = path.split("\\x");
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        match part.get(..2).map(|hex| u8::from_str_radix(hex, 16)) {
            Some(Ok(byte)) => {
                bytes.push(byte);
                bytes.extend(part[2..].bytes());
            }
            _ => bytes.extend(b"\\x".iter().copied().chain(part.bytes())),
        }
    }
    root.join(path_of_bytes(bytes))
}

/// The path of bytes as the system has them.
#[cfg(unix)]
pub(crate) fn path_of_bytes(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
pub(crate) fn path_of_bytes(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// Names several roots by as many of their last parts as tell them apart.
fn name_roots(roots: &[PathBuf]) -> Vec<String> {
    if roots.len() < 2 {
        return roots.iter().map(|_| String::new()).collect();
    }
    let last = |root: &Path, count: usize| {
        let parts: Vec<_> = root
            .components()
            .filter(|part| matches!(part, Component::Normal(_)))
            .collect();
        let kept: PathBuf = parts[parts.len().saturating_sub(count)..].iter().collect();
        shown(&kept)
    };
    roots
        .iter()
        .map(|root| {
            let longest = root.components().count();
            let unique = |count: &usize| {
                roots
                    .iter()
                    .filter(|other| last(other, *count) == last(root, *count))
                    .count()
                    == 1
            };
            last(root, (1..longest).find(unique).unwrap_or(longest))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_named_by_what_tells_them_apart() {
        let roots = ["/a/docs", "/b/docs", "/b/blog"].map(PathBuf::from);
        assert_eq!(name_roots(&roots), ["a/docs", "b/docs", "blog"]);
        assert_eq!(name_roots(&roots[..1]), [""]);
    }
}
