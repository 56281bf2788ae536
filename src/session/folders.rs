//! The user's own folders, by the XDG Base Directory Specification or the system's
//! equivalent. Their contents belong to the user and are trusted.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// The program's subfolder in each of them.
const PROGRAM: &str = "obzor";

/// The folder of the user's settings; `None` without a home folder.
pub(crate) fn config_folder() -> Option<PathBuf> {
    // The only error is a missing home folder.
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join(PROGRAM))
}

/// The folder of choices that obzor saves for the user; `None` without a home
/// folder.
pub(crate) fn state_folder() -> Option<PathBuf> {
    // The only error is a missing home folder.
    let folders = etcetera::choose_base_strategy().ok()?;
    // Windows has no separate folder for state.
    let folder = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Some(folder.join(PROGRAM))
}
