//! Which files a corpus has: folders are walked by ripgrep's rules.
//!
//! Says what could not be looked into, so that nothing is taken for gone that
//! was only not seen. Reads no articles.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder};

use super::{Corpus, CorpusFile, Unreadable, is_markdown, shown};
use crate::regular_file::{self, Links};

/// Files in which the walk looks up what to pass over.
const IGNORE_FILES: [&str; 2] = [".ignore", ".gitignore"];

/// The folder of a repository; in a linked worktree, a file that leads to it.
const GIT: &str = ".git";

/// In the folder of a repository, what its user alone wants passed over.
const EXCLUDE: &str = "info/exclude";

/// The largest of these that is read, in bytes.
const MAX_IGNORE_SIZE: u64 = 4 << 20;

/// What a walk has found.
#[derive(Default)]
struct Found {
    files: Vec<CorpusFile>,
    unreadable: Vec<Unreadable>,
    seen: HashSet<PathBuf>,
}

impl Corpus {
    /// All Markdown files in the order of their paths, and what could not be
    /// looked into on the way: below such a folder there may be more. Ignore
    /// files and hidden folders count as in ripgrep; a file given by name is
    /// always in.
    pub fn files(&self) -> (Vec<CorpusFile>, Vec<Unreadable>) {
        let mut found = Found::default();
        for (root, prefix) in self.roots.iter().zip(&self.prefixes) {
            found.walk(root, prefix);
        }
        found.files.sort_by(|a, b| a.path.cmp(&b.path));
        (found.files, found.unreadable)
    }
}

impl Found {
    fn walk(&mut self, root: &Path, prefix: &str) {
        // The walk reads the ignore files of the folders above, too.
        if let Some(unreadable) = root.ancestors().find_map(endless_ignore_file) {
            self.unreadable
                .push(Unreadable::new(root, unreadable.reason));
            return;
        }
        let endless: Arc<Mutex<Vec<Unreadable>>> = Arc::default();
        let skipped = Arc::clone(&endless);
        let may_enter = move |entry: &DirEntry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let endless = is_folder
                .then(|| endless_ignore_file(entry.path()))
                .flatten();
            let mut skipped = skipped.lock().unwrap_or_else(PoisonError::into_inner);
            skipped.extend(endless.iter().cloned());
            endless.is_none()
        };
        for entry in WalkBuilder::new(root).filter_entry(may_enter).build() {
            match entry {
                Ok(entry) => self.take(entry, root, prefix),
                Err(error) => self.unreadable.extend(unreadable(&error, root)),
            }
        }
        let endless = endless.lock().unwrap_or_else(PoisonError::into_inner);
        self.unreadable.extend(endless.iter().cloned());
    }

    fn take(&mut self, entry: DirEntry, root: &Path, prefix: &str) {
        let given = entry.depth() == 0;
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let wanted = is_file && (given || is_markdown(entry.path()));
        if !wanted || !self.seen.insert(entry.path().to_owned()) {
            return;
        }
        let inner = if given {
            Path::new(root.file_name().unwrap_or_default())
        } else {
            entry.path().strip_prefix(root).unwrap_or(entry.path())
        };
        let path = match (prefix, given) {
            ("", _) => shown(inner),
            (prefix, true) => prefix.to_owned(),
            (prefix, false) => format!("{prefix}/{}", shown(inner)),
        };
        self.files.push(CorpusFile {
            location: entry.into_path(),
            path,
        });
    }
}

/// The ignore file in a folder that would not come to an end when it is read:
/// a FIFO, a device, or a file of any size.
fn endless_ignore_file(folder: &Path) -> Option<Unreadable> {
    let files = IGNORE_FILES.iter().map(|name| folder.join(name));
    files.chain(git_files(folder)).find_map(|file| {
        let reason = match fs::metadata(&file) {
            // There is none, or the walk cannot read it either.
            Err(_) => return None,
            Ok(metadata) if metadata.is_dir() => return None,
            Ok(metadata) if !metadata.is_file() => "is not a regular file",
            Ok(metadata) if metadata.len() > MAX_IGNORE_SIZE => "is too large",
            Ok(_) if leads_to_another_file_system(&file, folder) => {
                "is a link to another file system"
            }
            Ok(_) => return None,
        };
        let name = file.strip_prefix(folder).unwrap_or(&file);
        let reason = format!("cannot be walked: its {} {reason}", shown(name));
        Some(Unreadable::new(folder, reason))
    })
}

/// The files in which the walk looks up what a repository excludes and, for a
/// linked worktree, where the repository is; each is named only when the one
/// before it can be read to its end.
fn git_files(folder: &Path) -> Vec<PathBuf> {
    let first_line = |file: &Path| {
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

/// Regular files that never end, as those of /proc and /sys, are reached by links.
#[cfg(unix)]
fn leads_to_another_file_system(file: &Path, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
    file.is_symlink() && device(file) != device(folder)
}

#[cfg(not(unix))]
fn leads_to_another_file_system(_: &Path, _: &Path) -> bool {
    false
}

/// What the walk could not look into; where it does not say, all of the root.
fn unreadable(error: &ignore::Error, root: &Path) -> Option<Unreadable> {
    let place = place_of(error).unwrap_or(root);
    match error.io_error() {
        // It was removed meanwhile.
        Some(error) if error.kind() == ErrorKind::NotFound => None,
        Some(error) => {
            // The walk names the place before what the system says.
            let error = error.to_string();
            let says = error.rsplit(": ").next().unwrap_or_default();
            Some(Unreadable::failed(place, "cannot be listed", says))
        }
        None => {
            let reason = format!("cannot be walked: {error}");
            Some(Unreadable::new(place, reason))
        }
    }
}

fn place_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            place_of(err)
        }
        _ => None,
    }
}
