//! The corpus: which files it holds, and their text.
//!
//! Walks folders by ripgrep's rules and reads files. Knows nothing of what is
//! in them, nor of the index.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use ignore::WalkBuilder;

use crate::document::{Article, Warning};

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
    /// A corpus of files and folders. Fails when one of them does not exist.
    pub fn new<P: AsRef<Path>>(paths: &[P]) -> Result<Corpus> {
        let mut roots: Vec<PathBuf> = Vec::new();
        for path in paths {
            let path = path.as_ref();
            let root = fs::canonicalize(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
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

    /// All Markdown files in the order of their paths, and what could not be
    /// read on the way. Ignore files and hidden folders count as in ripgrep; a
    /// file given by name is always in.
    pub fn files(&self) -> (Vec<CorpusFile>, Vec<anyhow::Error>) {
        let mut files = Vec::new();
        let mut errors = Vec::new();
        let mut seen = HashSet::new();
        for (root, prefix) in self.roots.iter().zip(&self.prefixes) {
            for entry in WalkBuilder::new(root).build() {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        errors.push(error.into());
                        continue;
                    }
                };
                let kind = entry.file_type();
                let given = entry.depth() == 0;
                if !kind.is_some_and(|kind| kind.is_file()) {
                    if given && !kind.is_some_and(|kind| kind.is_dir()) {
                        errors.push(anyhow!(
                            "{} is neither a file nor a folder",
                            shown(entry.path())
                        ));
                    }
                    continue;
                }
                if !(given || is_markdown(entry.path())) || !seen.insert(entry.path().to_owned()) {
                    continue;
                }
                let inner = if given {
                    Path::new(root.file_name().unwrap_or_default())
                } else {
                    entry.path().strip_prefix(root).unwrap_or(entry.path())
                };
                let mut path = shown(inner);
                if !prefix.is_empty() {
                    path = if given {
                        prefix.clone()
                    } else {
                        format!("{prefix}/{path}")
                    };
                }
                files.push(CorpusFile {
                    location: entry.into_path(),
                    path,
                });
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        (files, errors)
    }

    /// Reads a file. Bytes that are not UTF-8 become `?`, each by itself so that
    /// offsets stay those of the file, with a warning for the first of them. Fails
    /// for what is no regular file or larger than the corpus allows.
    pub fn read(&self, file: &CorpusFile) -> Result<(Article, Vec<Warning>)> {
        let failed = || format!("cannot read {}", shown(&file.location));
        let metadata = fs::metadata(&file.location).with_context(failed)?;
        let location = shown(&file.location);
        if !metadata.is_file() {
            bail!("{location} is not a regular file");
        }
        let most = self.max_file_size;
        let too_large = || format!("{location} is larger than {most} bytes (--max-file-size)");
        if metadata.len() > most {
            bail!(too_large());
        }
        // It may have grown since.
        let mut bytes = Vec::with_capacity(metadata.len() as usize);
        let opened = File::open(&file.location).with_context(failed)?;
        opened
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .with_context(failed)?;
        if bytes.len() as u64 > most {
            bail!(too_large());
        }
        let mut warnings = Vec::new();
        let source = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
                let mut text = String::with_capacity(bytes.len());
                let mut bad = 0usize;
                for chunk in bytes.utf8_chunks() {
                    text.push_str(chunk.valid());
                    text.extend(chunk.invalid().iter().map(|_| '?'));
                    bad += chunk.invalid().len();
                }
                let bytes = if bad == 1 {
                    "this byte is".to_owned()
                } else {
                    format!("this and {} more bytes are", bad - 1)
                };
                warnings.push(Warning {
                    line,
                    message: format!("invalid UTF-8 at byte {at}: {bytes} read as '?'"),
                });
                text
            }
        };
        Ok((
            Article {
                path: file.path.clone(),
                source,
            },
            warnings,
        ))
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
    root.join(from_bytes(bytes))
}

#[cfg(unix)]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
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
