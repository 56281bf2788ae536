//! Remembers which folders outside of its project an index may read, because the
//! user once named them. An index that came with a repository must not decide
//! that.
//!
//! One file per index, in the user's state folder, named by a hash of the index's
//! path: the path of the index, then its roots, one percent-encoded path per line.
//! Knows nothing of what is in an index.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use xxhash_rust::xxh3::xxh3_64;

use super::folders::state_folder;
use crate::regular_file::{self, Links};

/// The subfolder for these files in the state folder.
const FOLDER: &str = "roots";

/// The maximum size of such a file, in bytes.
const MAX_SIZE: u64 = 1 << 20;

/// The roots that this user named for an index; empty if unknown. `index` must be
/// canonical.
pub(crate) fn named_roots(index: &Path) -> Vec<PathBuf> {
    let Some(file) = file_of(index) else {
        return Vec::new();
    };
    // A file that is missing or unreadable grants nothing, which is safe.
    let text = regular_file::read_to_string(&file, Links::Follow, MAX_SIZE).unwrap_or_default();
    let mut lines = text.lines().map(decode);
    match lines.next() {
        Some(named) if named == index => lines.collect(),
        _ => Vec::new(),
    }
}

/// Saves the roots that this user named for an index, replacing those named
/// before. `index` must be canonical. Fails without a home folder.
pub(crate) fn remember_roots(index: &Path, roots: &[PathBuf]) -> io::Result<()> {
    let Some(file) = file_of(index) else {
        return Err(io::Error::other("there is no folder for user state"));
    };
    let folder = file.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let lines = [index]
        .into_iter()
        .chain(roots.iter().map(PathBuf::as_path));
    let text: String = lines.map(|path| encode(path) + "\n").collect();
    // Written beside it and renamed, so that readers see the old file or the new.
    let next = file.with_extension(format!("{}.next", std::process::id()));
    let mut writing = File::options().write(true).create_new(true).open(&next)?;
    let written = writing.write_all(text.as_bytes());
    let replaced = written.and_then(|()| fs::rename(&next, &file));
    if replaced.is_err() {
        // The first error is the one to report; a leftover file does no harm.
        let _ = fs::remove_file(&next);
    }
    replaced
}

fn file_of(index: &Path) -> Option<PathBuf> {
    let key = xxh3_64(index.as_os_str().as_encoded_bytes());
    Some(state_folder()?.join(FOLDER).join(format!("{key:016x}")))
}

/// A path as one line of ASCII, whatever its bytes.
fn encode(path: &Path) -> String {
    percent_encode(path.as_os_str().as_encoded_bytes(), NON_ALPHANUMERIC).to_string()
}

fn decode(line: &str) -> PathBuf {
    crate::document::path_of_bytes(percent_decode_str(line).collect())
}
