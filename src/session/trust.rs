//! What a project may decide about its user's files, and what it may not.
//!
//! A project is a folder that somebody else may have written: a clone, an
//! archive, a shared folder. Whatever names a place outside of it, or reaches
//! it through a link, counts only when the user named it. Knows nothing of what
//! is in an index.

use std::fs::Metadata;
use std::path::{Component, Path};

/// True when a path, which need not exist, leads to no place outside a folder,
/// neither by its parts nor by links.
pub(crate) fn is_inside(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else {
        return false;
    };
    let mut missing: Vec<Component> = Vec::new();
    let mut existing = path;
    // A link that leads nowhere exists: writing would create what it leads to.
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

/// True for what belongs to the user, to root, or, under sudo, to the user who
/// called it: git's rule for `safe.directory`. Windows has no such owner: there
/// it is always true.
#[cfg(unix)]
pub(crate) fn is_trusted_owner(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let user = rustix::process::geteuid().as_raw();
    let caller = std::env::var("SUDO_UID").ok().filter(|_| user == 0);
    let owner = metadata.uid();
    owner == 0 || owner == user || caller.is_some_and(|caller| caller.parse() == Ok(owner))
}

#[cfg(not(unix))]
pub(crate) fn is_trusted_owner(_: &Metadata) -> bool {
    true
}
