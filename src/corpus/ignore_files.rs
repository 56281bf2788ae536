//! Ignore files that are not safe to read.
//!
//! The walk reads `.gitignore` and the like itself, to their end. A repository
//! may bring along one that never ends: a FIFO, a device, a link to `/proc`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::document::{IgnoreFileProblem, Unreadable, UnreadableReason, path_text};
use crate::regular_file::{self, Links};

/// The ignore files that the walk reads in each folder.
const IGNORE_FILES: [&str; 2] = [".ignore", ".gitignore"];

/// The folder of a repository; in a linked worktree, a file that names it.
const GIT: &str = ".git";

/// The ignore file inside a repository's folder.
const EXCLUDE: &str = "info/exclude";

/// The largest ignore file that is read, in bytes.
const MAX_IGNORE_SIZE: u64 = 4 << 20;

/// The folder, if one of its ignore files is not safe to read.
pub(super) fn unsafe_ignore_file(folder: &Path) -> Option<Unreadable> {
    let files = IGNORE_FILES.iter().map(|name| folder.join(name));
    files.chain(git_files(folder)).find_map(|file| {
        let problem = problem_of(&file, folder)?;
        let name = file.strip_prefix(folder).unwrap_or(&file);
        Some(Unreadable {
            location: folder.to_owned(),
            reason: UnreadableReason::UnsafeIgnoreFile {
                file: path_text(name),
                problem,
            },
        })
    })
}

fn problem_of(file: &Path, folder: &Path) -> Option<IgnoreFileProblem> {
    // Without metadata there is no file, or the walk cannot read it either.
    let metadata = fs::metadata(file).ok()?;
    if metadata.is_dir() {
        None
    } else if !metadata.is_file() {
        Some(IgnoreFileProblem::NotRegular)
    } else if metadata.len() > MAX_IGNORE_SIZE {
        Some(IgnoreFileProblem::TooLarge)
    } else if leads_to_another_file_system(file, folder) {
        Some(IgnoreFileProblem::OtherFileSystem)
    } else {
        None
    }
}

/// The files that the walk reads to learn what a repository excludes and, in a
/// linked worktree, where the repository is. The list ends at the first file
/// that cannot be read, since the walk ends there too.
fn git_files(folder: &Path) -> Vec<PathBuf> {
    let first_line = |file: &Path| {
        // The walk fails on the same files, and ignores that.
        let text = regular_file::read_to_string(file, Links::Follow, MAX_IGNORE_SIZE).ok()?;
        Some(text.lines().next()?.to_owned())
    };
    let git = folder.join(GIT);
    match fs::metadata(&git) {
        Err(_) => return Vec::new(),
        Ok(metadata) if metadata.is_dir() => return vec![git.join(EXCLUDE)],
        Ok(_) => {}
    }
    let mut files = vec![git.clone()];
    let Some(line) = first_line(&git) else {
        return files;
    };
    let Some(repository) = line.strip_prefix("gitdir: ").map(PathBuf::from) else {
        return files;
    };
    let common = repository.join("commondir");
    files.push(common.clone());
    files.extend(first_line(&common).map(|line| repository.join(line).join(EXCLUDE)));
    files
}

/// The endless regular files of `/proc` and `/sys` can only be reached by links.
#[cfg(unix)]
fn leads_to_another_file_system(file: &Path, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    // Two paths without metadata compare as one: the walk reports them itself.
    let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
    file.is_symlink() && device(file) != device(folder)
}

/// Other systems have no such files.
#[cfg(not(unix))]
fn leads_to_another_file_system(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignore_files_that_are_too_large_are_refused() {
        let folder = tempfile::TempDir::new().unwrap();
        assert_eq!(unsafe_ignore_file(folder.path()), None);
        let file = fs::File::create(folder.path().join(".gitignore")).unwrap();
        file.set_len(MAX_IGNORE_SIZE).unwrap();
        assert_eq!(unsafe_ignore_file(folder.path()), None);
        file.set_len(MAX_IGNORE_SIZE + 1).unwrap();
        let refused = unsafe_ignore_file(folder.path()).unwrap();
        assert_eq!(
            refused.reason.to_string(),
            "cannot be walked: its .gitignore is too large"
        );
    }

    #[test]
    fn the_files_of_a_linked_worktree_are_followed() {
        let folder = tempfile::TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("tree")).unwrap();
        fs::create_dir_all(at("repository")).unwrap();
        let repository = at("repository");
        let link = format!("gitdir: {}\n", repository.display());
        fs::write(at("tree/.git"), link).unwrap();
        fs::write(at("repository/commondir"), "..\n").unwrap();
        let files = [
            at("tree/.git"),
            at("repository/commondir"),
            at("repository/../info/exclude"),
        ];
        assert_eq!(git_files(&at("tree")), files);
    }
}
