//! The user's own folders, by the XDG Base Directory Specification or what the
//! system has instead.
//!
//! What is in them belongs to the user, and is trusted.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// The name of the program's folder in each of them.
const PROGRAM: &str = "obzor";

/// Where the user keeps settings for obzor; `None` without a home folder.
pub(crate) fn config_folder() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join(PROGRAM))
}

/// Where obzor keeps what it has learned from the user; `None` without a home
/// folder.
pub(crate) fn state_folder() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    // Windows has no folder for state alone.
    let folder = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Some(folder.join(PROGRAM))
}
