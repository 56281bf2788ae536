//! Where tantivy keeps an index: its segments are files, its own bookkeeping
//! stays in memory.
//!
//! So nothing that tantivy does changes what a reader sees: files are only
//! added, and count from the moment that the commit names them. Readers take no
//! locks and write nothing, so that an index may be read-only.

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

use super::home::Home;
use crate::regular_file::{self, Links};

/// tantivy's name for its list of segments.
const META: &str = "meta.json";

/// A folder of segment files with a list of segments of its own.
#[derive(Clone, Debug)]
pub(super) struct Store {
    files: MmapDirectory,
    folder: PathBuf,
    /// Who writes; none for readers.
    home: Option<Home>,
    /// What tantivy would keep in small files, by name.
    records: Arc<RwLock<HashMap<PathBuf, Vec<u8>>>>,
    /// Why the first file could not be written that could not: tantivy's own
    /// threads only say that they have stopped.
    failure: Failure,
}

type Failure = Arc<Mutex<Option<io::Error>>>;

/// A file being written.
struct Written {
    file: WritePtr,
    failure: Failure,
}

impl Store {
    /// The segments that `meta` lists, in a folder that exists; none when it is empty.
    pub(super) fn open(folder: &Path, meta: &str) -> Result<Store, TantivyError> {
        let mut records = HashMap::new();
        if !meta.is_empty() {
            records.insert(PathBuf::from(META), meta.as_bytes().to_vec());
        }
        Ok(Store {
            files: MmapDirectory::open(folder)?,
            folder: folder.to_owned(),
            home: None,
            records: Arc::new(RwLock::new(records)),
            failure: Failure::default(),
        })
    }

    /// The same, for writing more.
    pub(super) fn for_writing(self, home: &Home) -> Store {
        Store {
            home: Some(home.clone()),
            ..self
        }
    }

    /// What a file of the folder holds, read when it is looked at.
    pub(super) fn read(&self, name: &str) -> io::Result<OwnedBytes> {
        let file = self.open_read(Path::new(name));
        file.map_err(io::Error::other)?.read_bytes()
    }

    /// The list of segments as tantivy last wrote it.
    pub(super) fn meta(&self) -> String {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        let meta = records.get(Path::new(META)).map(Vec::as_slice);
        String::from_utf8_lossy(meta.unwrap_or_default()).into_owned()
    }
}

impl Store {
    /// Why writing failed, once.
    pub(super) fn take_failure(&self) -> Option<io::Error> {
        let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.take()
    }
}

impl Written {
    fn noted<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| note(&self.failure, error))
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.file.write(bytes);
        self.noted(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.file.flush();
        self.noted(result)
    }
}

impl TerminatingWrite for Written {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let result = self.file.terminate_ref(token);
        self.noted(result)
    }
}

fn note(failure: &Failure, error: &io::Error) {
    let mut failure = failure.lock().unwrap_or_else(PoisonError::into_inner);
    let copy = || match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    };
    failure.get_or_insert_with(copy);
}

impl Directory for Store {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        // tantivy would follow a link, and wait for what is no file.
        match regular_file::metadata(&self.folder.join(path), Links::Refuse) {
            Ok(metadata) if !metadata.is_file() => {
                let error = io::Error::other("it is not a regular file");
                Err(OpenReadError::wrap_io_error(error, path.to_owned()))
            }
            _ => self.files.get_file_handle(path),
        }
    }

    /// Files are removed when no commit names them any more, not when tantivy
    /// has done with them.
    fn delete(&self, _: &Path) -> Result<(), DeleteError> {
        Ok(())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        let records = self.records.read().unwrap_or_else(PoisonError::into_inner);
        Ok(records.contains_key(path) || self.files.exists(path)?)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let claimed = match &self.home {
            Some(home) => home.claim(&path.to_string_lossy()),
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
        Ok(WritePtr::new(Box::new(Written { file, failure })))
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

    /// Whoever writes holds the lock of the whole index; readers need none.
    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
