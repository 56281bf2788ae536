//! The lock on an index folder, and the files that are written under it.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::checksum::FileChecksums;
use super::error::IndexError;
use super::file_names;
use super::ownership::{MAX_LOCK_SIZE, parse_lock, refuse_foreign, write_lock};
use crate::regular_file::{self, Links};

/// Exclusive right to write an index. The system releases the lock however the
/// process ends.
#[derive(Clone, Debug)]
pub(crate) struct WriteLock {
    dir: PathBuf,
    state: Arc<Mutex<LockState>>,
}

#[derive(Debug)]
struct LockState {
    file: File,
    /// Files that earlier writers have listed.
    earlier: BTreeSet<String>,
    /// Files of this writer.
    created: BTreeSet<String>,
}

impl WriteLock {
    /// Locks a folder, which is created when it does not exist. With `wait`,
    /// calls `on_wait` and waits while another process writes.
    ///
    /// # Errors
    ///
    /// Fails when the folder has a file that is not obzor's, and with
    /// [`IndexError::Locked`] when another process writes and `wait` is false.
    pub(crate) fn acquire(
        dir: &Path,
        wait: bool,
        on_wait: impl FnOnce(),
    ) -> Result<WriteLock, IndexError> {
        let failed = IndexError::io(dir);
        refuse_foreign(dir)?;
        fs::create_dir_all(dir).map_err(&failed)?;
        let mut options = File::options();
        options.create(true).truncate(false).read(true).write(true);
        let path = dir.join(file_names::LOCK);
        let mut file =
            regular_file::open_with(&path, Links::Refuse, &mut options).map_err(&failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) if wait => {
                on_wait();
                file.lock().map_err(&failed)?;
            }
            Err(TryLockError::WouldBlock) => return Err(IndexError::Locked(dir.to_owned())),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        // Only now: another writer may have added to the list meanwhile.
        let earlier = read_names(&file).map_err(&failed)?;
        write_lock(&mut file, &earlier).map_err(&failed)?;
        Ok(WriteLock {
            dir: dir.to_owned(),
            state: Arc::new(Mutex::new(LockState {
                file,
                earlier,
                created: BTreeSet::new(),
            })),
        })
    }

    /// The folder of the index.
    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Writes and syncs a new file. Fails when the name is taken, be it by a
    /// link that leads nowhere.
    pub(super) fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.dir.join(name);
        if path.symlink_metadata().is_ok() {
            // Not claimed: the file may be somebody else's.
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.claim(name)?;
        let mut file = File::options().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Lists a file as obzor's. To be called before the file is created.
    pub(super) fn claim(&self, name: &str) -> io::Result<()> {
        let mut state = self.state();
        state.file.write_all(format!("{name}\n").as_bytes())?;
        // A power cut must not leave a file that no list names.
        state.file.sync_data()?;
        state.created.insert(name.to_owned());
        Ok(())
    }

    /// Removes the files of this writer. Those that cannot be removed stay for
    /// the next one.
    pub(super) fn remove_created(&self) {
        remove_files(&self.dir, self.state().created.iter());
    }

    /// Removes the files of killed writers, which may fill the disk.
    pub(super) fn remove_abandoned(&self, committed: &FileChecksums) {
        let state = self.state();
        let abandoned = state.earlier.iter();
        let abandoned = abandoned.filter(|name| !committed.contains_key(*name));
        remove_files(&self.dir, abandoned);
    }

    /// After a commit: removes all files but those that it lists. `replaced` are
    /// the files of the commit before.
    pub(super) fn remove_uncommitted(
        &self,
        committed: &FileChecksums,
        replaced: &BTreeSet<String>,
    ) {
        let mut state = self.state();
        let own = state.earlier.iter().chain(&state.created).chain(replaced);
        let superfluous = own.filter(|name| !committed.contains_key(*name));
        let left = remove_files(&self.dir, superfluous);
        state.earlier = committed.keys().cloned().chain(left).collect();
        state.created.clear();
        let LockState { file, earlier, .. } = &mut *state;
        // The commit lists its files too: failing here costs nothing yet.
        let _ = write_lock(file, earlier);
    }

    fn state(&self) -> MutexGuard<'_, LockState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The names in a lock. One that is not UTF-8 or not obzor's has none.
fn read_names(file: &File) -> io::Result<BTreeSet<String>> {
    let mut text = String::new();
    match file.take(MAX_LOCK_SIZE).read_to_string(&mut text) {
        // A text that is no list of names lists none.
        Ok(_) => Ok(parse_lock(&text).unwrap_or_default()),
        Err(error) if error.kind() == ErrorKind::InvalidData => Ok(BTreeSet::new()),
        Err(error) => Err(error),
    }
}

/// Removes regular files with names of obzor's; returns those that remain.
fn remove_files<'a>(dir: &Path, names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut left = Vec::new();
    for name in names.filter(|name| file_names::is_own(name)) {
        let file = dir.join(name);
        let metadata = file.symlink_metadata();
        let is_file = metadata.is_ok_and(|metadata| metadata.is_file());
        if is_file && fs::remove_file(&file).is_err() {
            left.push(name.clone());
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_refused_or_waits() {
        let folder = tempfile::TempDir::new().unwrap();
        let lock = WriteLock::acquire(folder.path(), false, || {}).unwrap();
        let second = WriteLock::acquire(folder.path(), false, || {});
        assert!(matches!(second, Err(IndexError::Locked(_))));
        drop(lock);
        WriteLock::acquire(folder.path(), false, || {}).unwrap();
    }

    #[test]
    fn files_of_a_killed_writer_are_removed_by_the_next() {
        let folder = tempfile::TempDir::new().unwrap();
        let name = file_names::manifest(1);
        let killed = WriteLock::acquire(folder.path(), false, || {}).unwrap();
        killed.create(&name, b"").unwrap();
        assert!(killed.create(&name, b"").is_err());
        drop(killed);
        let next = WriteLock::acquire(folder.path(), false, || {}).unwrap();
        next.remove_abandoned(&FileChecksums::new());
        assert!(!folder.path().join(&name).exists());
    }
}
