//! tantivy's directory: segments are files, tantivy's bookkeeping stays in
//! memory.
//!
//! Nothing that tantivy does changes what a reader sees: files are only added,
//! and count once the commit lists them. Readers take no locks and write
//! nothing, so that an index may be read-only.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{Directory, TantivyError};

use super::write_lock::WriteLock;
use crate::regular_file::{self, Links};

/// tantivy's name for its list of segments.
const META: &str = "meta.json";

/// A folder of segment files, with the list of those that one commit has.
#[derive(Clone, Debug)]
pub(super) struct CommitDirectory {
    files: MmapDirectory,
    folder: PathBuf,
    /// `None` for readers.
    lock: Option<WriteLock>,
    /// tantivy's small files by name.
    records: Arc<RwLock<HashMap<PathBuf, Vec<u8>>>>,
    failure: WriteFailure,
}

/// The first error of writing a file. tantivy's threads only report that they
/// have stopped.
type WriteFailure = Arc<Mutex<Option<io::Error>>>;

/// A file that is being written.
struct SegmentFile {
    file: WritePtr,
    failure: WriteFailure,
}

impl CommitDirectory {
    /// The segments that `meta`, tantivy's list, names; none when it is empty.
    pub(super) fn open(folder: &Path, meta: &str) -> Result<CommitDirectory, TantivyError> {
        let mut records = HashMap::new();
        if !meta.is_empty() {
            records.insert(PathBuf::from(META), meta.as_bytes().to_vec());
        }
        Ok(CommitDirectory {
            files: MmapDirectory::open(folder)?,
            folder: folder.to_owned(),
            lock: None,
            records: Arc::new(RwLock::new(records)),
            failure: WriteFailure::default(),
        })
    }

    /// The same directory, to which files may be added.
    pub(super) fn for_writing(self, lock: &WriteLock) -> CommitDirectory {
        CommitDirectory {
            lock: Some(lock.clone()),
            ..self
        }
    }

    /// Maps a file of the folder into memory. It stays readable when a later
    /// commit removes it, and has no cursor for threads to share.
    pub(super) fn read(&self, name: &str) -> io::Result<OwnedBytes> {
        let file = self.open_read(Path::new(name));
        file.map_err(io::Error::other)?.read_bytes()
    }

    /// tantivy's list of segments as it last wrote it.
    pub(super) fn meta(&self) -> String {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        let meta = records.get(Path::new(META)).map(Vec::as_slice);
        // Nothing is recorded before tantivy's first commit.
        String::from_utf8_lossy(meta.unwrap_or_default()).into_owned()
    }

    /// The first error of writing a file.
    pub(super) fn failure(&self) -> Option<io::Error> {
        let failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.as_ref().map(copy_error)
    }
}

impl SegmentFile {
    /// Keeps the error of a result.
    fn noted<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| note(&self.failure, error))
    }
}

impl Write for SegmentFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.file.write(bytes);
        self.noted(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.file.flush();
        self.noted(result)
    }
}

impl TerminatingWrite for SegmentFile {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let result = self.file.terminate_ref(token);
        self.noted(result)
    }
}

fn note(failure: &WriteFailure, error: &io::Error) {
    let mut failure = failure.lock().unwrap_or_else(PoisonError::into_inner);
    failure.get_or_insert_with(|| copy_error(error));
}

fn copy_error(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}

impl Directory for CommitDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        // tantivy would follow a link, and block on a FIFO.
        match regular_file::metadata(&self.folder.join(path), Links::Refuse) {
            Ok(metadata) if !metadata.is_file() => {
                let error = io::Error::other("it is not a regular file");
                Err(OpenReadError::wrap_io_error(error, path.to_owned()))
            }
            _ => self.files.get_file_handle(path),
        }
    }

    /// Does nothing: files are removed after a commit that does not list them.
    fn delete(&self, _: &Path) -> Result<(), DeleteError> {
        Ok(())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        Ok(records.contains_key(path) || self.files.exists(path)?)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let claimed = match &self.lock {
            Some(lock) => lock.claim(&path.to_string_lossy()),
            None => Err(io::ErrorKind::PermissionDenied.into()),
        };
        claimed.map_err(|error| {
            note(&self.failure, &error);
            OpenWriteError::wrap_io_error(error, path.to_owned())
        })?;
        let file = self.files.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                note(&self.failure, io_error);
            }
        })?;
        let failure = Arc::clone(&self.failure);
        Ok(WritePtr::new(Box::new(SegmentFile { file, failure })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        let record = records.get(path).cloned();
        record.ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut records = self.records.write().unwrap_or_else(PoisonError::into_inner);
        records.insert(path.to_owned(), data.to_vec());
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    /// The write lock covers the whole index, and readers need none.
    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
