//! Which places a project may choose.
//!
//! A project is a folder that somebody else may have written: a clone, an archive,
//! a shared folder. It must not make obzor read or write outside of itself, by path
//! or by link; only the user can. Knows nothing of indexes.

use std::fs::Metadata;
use std::path::{Component, Path};

/// Whether a path stays inside a folder, considering `..` and links. The path need
/// not exist; the folder must.
pub(crate) fn is_inside(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else {
        return false;
    };
    let mut missing: Vec<Component> = Vec::new();
    let mut existing = path;
    // A dangling link counts as existing: writing would create its target.
    while existing.symlink_metadata().is_err() {
        let (Some(last), Some(parent)) = (existing.components().next_back(), existing.parent())
        else {
            return false;
        };
        missing.push(last);
        existing = match parent.as_os_str().is_empty() {
            true => Path::new("."),
            false => parent,
        };
    }
    let inside = existing
        .canonicalize()
        .is_ok_and(|place| place.starts_with(&folder));
    inside
        && missing
            .iter()
            .all(|part| matches!(part, Component::Normal(_)))
}

/// Whether a file belongs to the user, to root or, under sudo, to the calling user:
/// git's rule for `safe.directory`. Always true on Windows, which has no such
/// owner.
#[cfg(unix)]
pub(crate) fn is_trusted_owner(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let user = rustix::process::geteuid().as_raw();
    // Without a valid SUDO_UID there is no caller to trust.
    let caller = std::env::var("SUDO_UID").ok().filter(|_| user == 0);
    let owner = metadata.uid();
    owner == 0 || owner == user || caller.is_some_and(|caller| caller.parse() == Ok(owner))
}

#[cfg(not(unix))]
pub(crate) fn is_trusted_owner(_: &Metadata) -> bool {
    true
}
