//! Building the index: files in, one commit out.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use tantivy::directory::error::LockError;
use tantivy::{IndexWriter, TantivyDocument, TantivyError};

use super::{FORMAT, Fingerprint, IndexError, MARKER, Occupant, schema};
use crate::analysis::Analyzer;
use crate::corpus::{self, Corpus, CorpusFile};
use crate::document::{Document, DocumentKind};
use crate::markdown;

/// Locked while a process writes; empty, and never removed.
const LOCK: &str = ".obzor.lock";

/// Memory for terms before a segment is written, in bytes.
const WRITER_MEMORY: usize = 64 << 20;

/// What happens to a file while an index is built.
#[derive(Debug)]
pub enum Event {
    /// It was dealt with, whatever came of it.
    Read,
    /// Indexed, but not all of it was read as its author may have meant.
    Warning {
        /// The file, as it can be opened.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and what was done about it.
        message: String,
    },
    /// Not indexed.
    Unreadable(anyhow::Error),
}

/// What was indexed.
#[derive(Debug, Default)]
pub struct BuildReport {
    /// Files indexed.
    pub articles: usize,
    /// Section documents.
    pub sections: usize,
    /// Project documents.
    pub projects: usize,
    /// Files that could not be read.
    pub unreadable: usize,
}

/// Indexes the files of a corpus into `dir`, in place of what the index held.
/// Until the last moment readers see the old state. `tell` is called for each
/// file and each problem as it is met.
pub fn build(
    dir: &Path,
    corpus: &Corpus,
    files: &[CorpusFile],
    analyzer: &Analyzer,
    mut tell: impl FnMut(Event),
) -> Result<BuildReport, IndexError> {
    let failed = |source| IndexError::Tantivy {
        dir: dir.to_owned(),
        source,
    };
    let io_failed = |source| IndexError::Io {
        dir: dir.to_owned(),
        source,
    };
    if matches!(Occupant::of(dir)?, Occupant::Foreign) {
        return Err(IndexError::Foreign(dir.to_owned()));
    }
    fs::create_dir_all(dir).map_err(io_failed)?;
    let _lock = lock(dir)?;
    let marker = serde_json::json!({ "what": "an obzor index", "format": FORMAT });
    fs::write(dir.join(MARKER), format!("{marker}\n")).map_err(io_failed)?;

    let (schema, fields) = schema::schema();
    let index = match tantivy::Index::open_in_dir(dir) {
        Ok(index) if index.schema() == schema => index,
        _ => {
            remove_segments(dir).map_err(io_failed)?;
            tantivy::Index::create_in_dir(dir, schema).map_err(failed)?
        }
    };
    let mut writer: IndexWriter<TantivyDocument> = index
        .writer_with_num_threads(1, WRITER_MEMORY)
        .map_err(|error| match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => IndexError::Locked(dir.to_owned()),
            error => failed(error),
        })?;
    writer.delete_all_documents().map_err(failed)?;

    let mut report = BuildReport::default();
    for file in files {
        tell(Event::Read);
        let (article, mut warnings) = match corpus::read(file) {
            Ok(read) => read,
            Err(error) => {
                report.unreadable += 1;
                tell(Event::Unreadable(error));
                continue;
            }
        };
        let (documents, more) = markdown::split(&article);
        warnings.extend(more);
        for warning in warnings {
            tell(Event::Warning {
                file: file.location.clone(),
                line: warning.line,
                message: warning.message,
            });
        }
        for document in &documents {
            report.count(document);
            let filled = fields.fill(analyzer, document, &article.source);
            let filled =
                filled.map_err(|error| failed(TantivyError::InternalError(error.to_string())))?;
            writer.add_document(filled).map_err(failed)?;
        }
    }

    let fingerprint = Fingerprint {
        format: FORMAT,
        analyzer: Analyzer::VERSION.to_owned(),
        roots: relative_roots(dir, corpus).map_err(io_failed)?,
    };
    let payload = serde_json::to_string(&fingerprint)
        .map_err(|error| failed(TantivyError::InternalError(error.to_string())))?;
    let mut commit = writer.prepare_commit().map_err(failed)?;
    commit.set_payload(&payload);
    commit.commit().map_err(failed)?;
    writer.garbage_collect_files().wait().map_err(failed)?;
    writer.wait_merging_threads().map_err(failed)?;
    Ok(report)
}

impl BuildReport {
    fn count(&mut self, document: &Document) {
        match document.kind {
            DocumentKind::Article => self.articles += 1,
            DocumentKind::Section => self.sections += 1,
            DocumentKind::Project => self.projects += 1,
        }
    }
}

/// An index and its corpus that move together find each other again.
fn relative_roots(dir: &Path, corpus: &Corpus) -> std::io::Result<Vec<PathBuf>> {
    let dir = fs::canonicalize(dir)?;
    let relative =
        |root: &PathBuf| pathdiff::diff_paths(root, &dir).unwrap_or_else(|| root.clone());
    Ok(corpus.roots().iter().map(relative).collect())
}

/// Keeps other processes from writing as long as the file is open; the system
/// lets go of it when the process ends, however it ends. Taken before anything
/// is changed, and so before tantivy's own lock.
fn lock(dir: &Path) -> Result<File, IndexError> {
    let failed = |source| IndexError::Io {
        dir: dir.to_owned(),
        source,
    };
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(dir.join(LOCK))
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(IndexError::Locked(dir.to_owned())),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Removes the files of an index that cannot be opened, and nothing else.
fn remove_segments(dir: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let stem = name.split('.').next().unwrap_or_default();
        let segment = stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
        if segment || name == "meta.json" || name == ".managed.json" {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
