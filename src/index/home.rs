//! The folder of an index: which one is obzor's, and which files in it are.
//!
//! A folder is obzor's when a file in it says so: the commit, or the lock,
//! whose first line is a signature. The lock's other lines name the files that
//! writers have created, each written before its file is, so that what a killed
//! writer left is known by a list and not by its looks. Nothing else in the
//! folder is ever removed. Knows nothing of what the files hold.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::commit::{self, Commit};
use super::{Event, IndexError};
use crate::regular_file::{self, Links};

/// Locked while a process writes; never removed.
pub(super) const LOCK: &str = ".obzor.lock";

/// The first line of the lock. A part of it will do: a writer may have been
/// killed while it wrote.
const SIGNATURE: &str = "an obzor index; the files that were written here, a name a line:\n";

/// The largest lock that is read, in bytes.
const MAX_SIZE: u64 = 16 << 20;

/// What tools put into every folder, and what keeps a folder in a repository.
const TOLERATED: [&str; 5] = [
    ".gitignore",
    ".gitattributes",
    ".gitkeep",
    ".DS_Store",
    "CACHEDIR.TAG",
];

/// A file that is removed while it is open, on NFS.
const NFS: &str = ".nfs";

/// The folder of an index, locked for writing. Other processes may not write as
/// long as it lives; the system lets go of the lock however the process ends.
#[derive(Clone, Debug)]
pub(super) struct Home {
    dir: PathBuf,
    files: Arc<Mutex<Files>>,
}

#[derive(Debug)]
struct Files {
    lock: File,
    /// Those of earlier writers.
    before: BTreeSet<String>,
    /// Those of this one.
    created: BTreeSet<String>,
}

impl Home {
    /// Locks a folder, which is created when there is none. Fails when it has
    /// anything that is not obzor's, and with [`IndexError::Locked`] when
    /// another process writes and `wait` is false.
    pub(super) fn lock(
        dir: &Path,
        wait: bool,
        tell: &mut impl FnMut(Event),
    ) -> Result<Home, IndexError> {
        let failed = |source| IndexError::Io {
            dir: dir.to_owned(),
            source,
        };
        refuse_foreign(dir)?;
        fs::create_dir_all(dir).map_err(failed)?;
        let mut options = File::options();
        options.create(true).truncate(false).read(true).write(true);
        let mut lock = regular_file::open_with(&dir.join(LOCK), Links::Refuse, &mut options)
            .map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) if wait => {
                tell(Event::Waiting);
                lock.lock().map_err(failed)?;
            }
            Err(TryLockError::WouldBlock) => return Err(IndexError::Locked(dir.to_owned())),
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        // What another writer has begun meanwhile is named there.
        let mut text = String::new();
        let read = (&lock).take(MAX_SIZE).read_to_string(&mut text);
        let before = match read {
            Ok(_) => names_in(&text).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::InvalidData => BTreeSet::new(),
            Err(error) => return Err(failed(error)),
        };
        write_names(&mut lock, &before).map_err(failed)?;
        Ok(Home {
            dir: dir.to_owned(),
            files: Arc::new(Mutex::new(Files {
                lock,
                before,
                created: BTreeSet::new(),
            })),
        })
    }

    /// Writes a new file, and syncs it. Fails when there is something of that
    /// name, a link that leads nowhere included.
    pub(super) fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        if self.dir.join(name).symlink_metadata().is_ok() {
            // It is not claimed: it may be somebody else's.
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.claim(name)?;
        let mut options = File::options();
        let mut file = options
            .write(true)
            .create_new(true)
            .open(self.dir.join(name))?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Names a file as obzor's; to be called before it is created.
    pub(super) fn claim(&self, name: &str) -> io::Result<()> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.lock.write_all(format!("{name}\n").as_bytes())?;
        // Before the file is there: a power cut must not leave one that no list names.
        files.lock.sync_data()?;
        files.created.insert(name.to_owned());
        Ok(())
    }

    /// Removes what this writer created. What cannot be removed stays for the
    /// next one.
    pub(super) fn remove_created(&self) {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        remove(&self.dir, files.created.iter());
    }

    /// Removes the files of writers that did not come to an end, which may fill
    /// the disk.
    pub(super) fn remove_abandoned(&self, commit: &Commit) {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let before = files.before.iter();
        remove(
            &self.dir,
            before.filter(|name| !commit.files.contains_key(*name)),
        );
    }

    /// Removes the files of writers that did not come to an end, and those of
    /// `last` that `commit` does not name.
    pub(super) fn remove_all_but(&self, commit: &Commit, last: &BTreeSet<String>) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let own = files.before.iter().chain(&files.created).chain(last);
        let other = own.filter(|name| !commit.files.contains_key(*name));
        let left = remove(&self.dir, other);
        let names = commit.files.keys().cloned().chain(left);
        files.before = names.collect();
        files.created.clear();
        let Files { lock, before, .. } = &mut *files;
        // The commit names its files too: what fails here costs nothing yet.
        let _ = write_names(lock, before);
    }
}

/// Fails when a folder has anything that is not obzor's; there need not be one.
pub(super) fn refuse_foreign(dir: &Path) -> Result<(), IndexError> {
    match foreign_entry(dir) {
        Ok(None) => Ok(()),
        Ok(Some(name)) => Err(IndexError::Foreign {
            dir: dir.to_owned(),
            name,
        }),
        Err(source) => Err(IndexError::Io {
            dir: dir.to_owned(),
            source,
        }),
    }
}

/// True when the lock in a folder bears the signature.
pub(super) fn is_signed(dir: &Path) -> bool {
    lock_text(dir).is_some_and(|text| !text.is_empty() && names_in(&text).is_some())
}

/// The names of files in a folder that obzor may have written and a commit does
/// not name.
pub(super) fn leftovers(dir: &Path, commit: &Commit) -> Vec<String> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut left: Vec<_> = names
        .filter(|name| commit::is_own(name) && !commit.files.contains_key(name))
        .collect();
    left.sort();
    left
}

/// The first entry of a folder that is not obzor's.
fn foreign_entry(dir: &Path) -> io::Result<Option<String>> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        entries => entries?,
    };
    let lock = lock_text(dir);
    let signed = is_signed(dir);
    let committed = Commit::is_signed(dir);
    let mut foreign = None::<String>;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let regular = entry.file_type()?.is_file();
        let own = match name.as_str() {
            LOCK => regular && (committed || lock.as_deref().and_then(names_in).is_some()),
            commit::FILE => regular && (committed || signed),
            name if TOLERATED.contains(&name) || name.starts_with(NFS) => true,
            // A link of such a name is not followed, nor removed.
            name => (committed || signed) && commit::is_own(name),
        };
        if !own && foreign.as_ref().is_none_or(|first| name < *first) {
            foreign = Some(name);
        }
    }
    Ok(foreign)
}

fn lock_text(dir: &Path) -> Option<String> {
    regular_file::read_to_string(&dir.join(LOCK), Links::Refuse, MAX_SIZE).ok()
}

/// The names that a lock lists; `None` when it is somebody else's file.
fn names_in(text: &str) -> Option<BTreeSet<String>> {
    match text.strip_prefix(SIGNATURE) {
        Some(names) => Some(names.lines().map(str::to_owned).collect()),
        None if SIGNATURE.starts_with(text) => Some(BTreeSet::new()),
        None => None,
    }
}

fn write_names(lock: &mut File, names: &BTreeSet<String>) -> io::Result<()> {
    let mut text = SIGNATURE.to_owned();
    names.iter().for_each(|name| text += &format!("{name}\n"));
    lock.set_len(0)?;
    lock.seek(SeekFrom::Start(0))?;
    lock.write_all(text.as_bytes())?;
    lock.sync_data()
}

/// Removes files that bear names of obzor's, no links; gives those that stay.
fn remove<'a>(dir: &Path, names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut left = Vec::new();
    for name in names.filter(|name| commit::is_own(name)) {
        let file = dir.join(name);
        let regular = file
            .symlink_metadata()
            .is_ok_and(|metadata| metadata.is_file());
        if regular && fs::remove_file(&file).is_err() {
            left.push(name.clone());
        }
    }
    left
}
