//! Whether a folder is an obzor index, and which of its files are obzor's.
//!
//! A folder is an index when its commit or its lock bears a signature. The lock
//! also lists the files that writers have created, each before it exists, so
//! that what a killed writer left is known by a list and not by its looks.
//! Knows nothing of what the files hold.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::Path;

use super::checksum::FileChecksums;
use super::commit_header::is_commit_signed;
use super::error::IndexError;
use super::file_names;
use crate::regular_file::{self, Links};

/// The first line of the lock. A prefix of it will do: a writer may have been
/// killed while it wrote.
const SIGNATURE: &str = "an obzor index; the files that were written here, a name a line:\n";

/// The largest lock that is read, in bytes.
pub(super) const MAX_LOCK_SIZE: u64 = 16 << 20;

/// Files that tools put into any folder, or that keep a folder in a repository.
const TOLERATED: [&str; 5] = [
    ".gitignore",
    ".gitattributes",
    ".gitkeep",
    ".DS_Store",
    "CACHEDIR.TAG",
];

/// The prefix of files that were removed while open, on NFS.
const NFS: &str = ".nfs";

/// Fails when a folder has a file that is not obzor's. The folder need not exist.
pub(super) fn refuse_foreign(dir: &Path) -> Result<(), IndexError> {
    match first_foreign(dir) {
        Ok(None) => Ok(()),
        Ok(Some(name)) => Err(IndexError::Foreign {
            dir: dir.to_owned(),
            name,
        }),
        Err(error) => Err(IndexError::io(dir)(error)),
    }
}

/// The first file, by name, that is not obzor's.
fn first_foreign(dir: &Path) -> io::Result<Option<String>> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        entries => entries?,
    };
    let lock = lock_text(dir);
    let is_signed = is_lock_signed(dir);
    let has_commit = is_commit_signed(dir);
    let mut foreign = None::<String>;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_file = entry.file_type()?.is_file();
        let is_own = match name.as_str() {
            file_names::LOCK => {
                is_file && (has_commit || lock.as_deref().and_then(parse_lock).is_some())
            }
            file_names::COMMIT => is_file && (has_commit || is_signed),
            name if TOLERATED.contains(&name) || name.starts_with(NFS) => true,
            // A link with such a name is neither followed nor removed.
            name => (has_commit || is_signed) && file_names::is_own(name),
        };
        if !is_own && foreign.as_ref().is_none_or(|first| name < *first) {
            foreign = Some(name);
        }
    }
    Ok(foreign)
}

/// The files of a folder that only a writer may have left: they have names of
/// obzor's, and the commit does not list them.
pub(super) fn leftovers(dir: &Path, committed: &FileChecksums) -> Vec<String> {
    // For people to read: a folder that cannot be listed has none to show.
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut left: Vec<_> = names
        .filter(|name| file_names::is_own(name) && !committed.contains_key(name))
        .collect();
    left.sort();
    left
}

/// Whether the lock in a folder bears the whole signature.
pub(super) fn is_lock_signed(dir: &Path) -> bool {
    lock_text(dir).is_some_and(|text| !text.is_empty() && parse_lock(&text).is_some())
}

/// `None` for a lock that cannot be read: it proves nothing.
fn lock_text(dir: &Path) -> Option<String> {
    // Whatever the reason, it is no proof.
    regular_file::read_to_string(&dir.join(file_names::LOCK), Links::Refuse, MAX_LOCK_SIZE).ok()
}

/// The names that a lock lists; `None` when the file is not obzor's.
pub(super) fn parse_lock(text: &str) -> Option<BTreeSet<String>> {
    match text.strip_prefix(SIGNATURE) {
        Some(names) => Some(names.lines().map(str::to_owned).collect()),
        None if SIGNATURE.starts_with(text) => Some(BTreeSet::new()),
        None => None,
    }
}

/// Replaces the contents of a lock.
pub(super) fn write_lock(lock: &mut File, names: &BTreeSet<String>) -> io::Result<()> {
    let mut text = SIGNATURE.to_owned();
    for name in names {
        text += name;
        text.push('\n');
    }
    lock.set_len(0)?;
    lock.seek(SeekFrom::Start(0))?;
    lock.write_all(text.as_bytes())?;
    lock.sync_data()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_lists_files_and_may_be_cut_short() {
        let names = |names: &[&str]| Some(names.iter().map(|&name| name.to_owned()).collect());
        for (text, expected) in [
            (format!("{SIGNATURE}a\nb\n"), names(&["a", "b"])),
            (SIGNATURE.to_owned(), names(&[])),
            (SIGNATURE[..9].to_owned(), names(&[])),
            (String::new(), names(&[])),
            ("somebody else's".to_owned(), None),
        ] {
            assert_eq!(parse_lock(&text), expected, "{text}");
        }
    }

    #[test]
    fn a_folder_with_other_files_is_refused() {
        let folder = tempfile::TempDir::new().unwrap();
        let foreign = |name: &str| {
            fs::write(folder.path().join(name), "").unwrap();
            first_foreign(folder.path()).unwrap()
        };
        assert_eq!(foreign(".gitignore"), None);
        assert_eq!(foreign("notes.md"), Some("notes.md".to_owned()));
        assert_eq!(foreign("archive"), Some("archive".to_owned()));
    }
}
