//! Files to documents to the index, on several threads.
//!
//! Whichever thread is done first, events come in the order of the files.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::article::ReadArticle;
use super::diff::{content_hash, stamp_of};
use super::language::Neighbours;
use super::report::IngestEvent;
use crate::corpus::{Corpus, CorpusFile};
use crate::index::{DocumentWriter, FileRecord, IndexError, Manifest, ThreadWriter};
use crate::language::PathLanguages;

/// Reads, splits and adds files.
pub(super) struct IngestPipeline<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) writer: &'a DocumentWriter<'a>,
    /// The files whose documents the index has.
    pub(super) kept: Option<&'a Manifest>,
    /// The languages that paths tell.
    pub(super) paths: &'a PathLanguages,
    /// The languages of the files around each; `None` until they are known. Until
    /// then, files that they decide about are only looked at.
    pub(super) neighbours: Option<&'a Neighbours>,
}

/// A file that was read: its record for the manifest, and what to tell of it.
struct IngestedFile {
    record: FileRecord,
    events: Vec<IngestEvent>,
    /// Whether it was only looked at, to be indexed once its neighbours are known.
    is_postponed: bool,
}

type FileResult = Result<IngestedFile, IndexError>;

impl IngestPipeline<'_> {
    /// Indexes files and adds their records to the manifest. Returns which of them
    /// were postponed, since their neighbours decide about them.
    pub(super) fn run(
        &self,
        files: &[&CorpusFile],
        manifest: &mut Manifest,
        tell: &mut impl FnMut(IngestEvent),
    ) -> Result<Vec<usize>, IndexError> {
        let next = AtomicUsize::new(0);
        let (sender, results) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..self.writer.threads().min(files.len()) {
                let (next, sender) = (&next, sender.clone());
                scope.spawn(move || self.run_thread(files, next, &sender));
            }
            drop(sender);
            let mut told = 0;
            let mut postponed = Vec::new();
            let mut waiting: BTreeMap<usize, Vec<IngestEvent>> = BTreeMap::new();
            for (at, result) in results {
                let IngestedFile {
                    record,
                    events,
                    is_postponed,
                } = result.inspect_err(|_| {
                    // Keeps the other threads from starting a file.
                    next.store(files.len(), Ordering::Relaxed);
                })?;
                match is_postponed {
                    true => postponed.push(at),
                    false => tell(IngestEvent::Read),
                }
                let path = &files[at].path;
                // A file that cannot be read keeps its last documents.
                let kept = self.kept.filter(|_| record.hash.is_none());
                let kept = kept.and_then(|kept| kept.files.get(path)).cloned();
                let record = kept.unwrap_or(record);
                manifest.files.insert(path.clone(), record);
                waiting.insert(at, events);
                while let Some(events) = waiting.remove(&told) {
                    events.into_iter().for_each(&mut *tell);
                    told += 1;
                }
            }
            postponed.sort_unstable();
            Ok(postponed)
        })
    }

    fn run_thread(
        &self,
        files: &[&CorpusFile],
        next: &AtomicUsize,
        results: &mpsc::Sender<(usize, FileResult)>,
    ) {
        let mut writer = self.writer.for_thread();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(at) else {
                return;
            };
            let result = self.ingest(&mut writer, file);
            // The receiver is gone after the first error.
            if results.send((at, result)).is_err() {
                return;
            }
        }
    }

    fn ingest(&self, writer: &mut ThreadWriter<'_>, file: &CorpusFile) -> FileResult {
        // Before the file is read: a change while it is read must not look
        // settled. Without a stamp, the next update reads the file again.
        let stamp = stamp_of(file).unwrap_or_default();
        let (article, mut warnings) = match self.corpus.read(file) {
            Ok(read) => read,
            Err(unreadable) => {
                return Ok(IngestedFile {
                    record: FileRecord {
                        stamp,
                        ..FileRecord::default()
                    },
                    events: vec![IngestEvent::Unreadable(unreadable)],
                    is_postponed: false,
                });
            }
        };
        let mut read = ReadArticle::new(&article, self.paths);
        let language = &mut read.language;
        let mut record = FileRecord {
            stamp,
            hash: Some(content_hash(&article.source)),
            ..FileRecord::default()
        };
        match self.neighbours {
            Some(neighbours) if language.is_guess => {
                let tag = neighbours.decide(&file.path, &language.tag);
                language.neighbours_tag = tag.map(str::to_owned);
            }
            None if language.is_guess => {
                record.language = read.language;
                return Ok(IngestedFile {
                    record,
                    events: Vec::new(),
                    is_postponed: true,
                });
            }
            _ => {}
        }
        if self
            .kept
            .is_some_and(|kept| kept.files.contains_key(&file.path))
        {
            self.writer.delete_file(&file.path);
        }
        record.language = read.language.clone();
        let (documents, more) = read.into_documents();
        warnings.extend(more);
        record.totals = writer.add_file(&article.source, &documents)?;
        let events = warnings.into_iter().map(|warning| IngestEvent::Warning {
            file: file.location.clone(),
            line: warning.line,
            message: warning.message,
        });
        Ok(IngestedFile {
            record,
            events: events.collect(),
            is_postponed: false,
        })
    }
}
