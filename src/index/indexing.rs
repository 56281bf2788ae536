//! From files to documents in the writer, on as many threads as there are.
//!
//! Whichever thread is done first, what is told of the files comes in their
//! order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use tantivy::{IndexWriter, TantivyError};

use super::codec::{self, SourceSlice};
use super::freshness;
use super::lexicon::LexiconBuilder;
use super::manifest::{Entry, Manifest};
use super::queue::{Queue, Queued};
use super::schema::{Fields, Kept};
use super::writer::{Event, stamp_of};
use crate::analysis::Analyzer;
use crate::corpus::{Corpus, CorpusFile};
use crate::ingest;

/// What all threads need.
pub(super) struct Indexing<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) lexicon: &'a LexiconBuilder,
    pub(super) writer: &'a IndexWriter<Queued>,
    pub(super) fields: &'a Fields,
    pub(super) queue: Queue,
    /// What the index has, if that stays.
    pub(super) old: Option<&'a Manifest>,
}

/// What became of a file: how it was, and what is to be told of it.
type Outcome = Result<(Entry, Vec<Event>), TantivyError>;

impl Indexing<'_> {
    /// Reads files and puts what they are into the manifest.
    pub(super) fn read(
        &self,
        files: &[&CorpusFile],
        threads: usize,
        manifest: &mut Manifest,
        tell: &mut impl FnMut(Event),
    ) -> Result<(), TantivyError> {
        let next = AtomicUsize::new(0);
        let (done, outcomes) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..threads.min(files.len()) {
                let (next, done) = (&next, done.clone());
                scope.spawn(move || self.read_next(files, next, &done));
            }
            drop(done);
            let mut told = 0;
            let mut waiting: BTreeMap<usize, Vec<Event>> = BTreeMap::new();
            for (at, outcome) in outcomes {
                tell(Event::Read);
                let (entry, events) = outcome.inspect_err(|_| {
                    // No thread begins another.
                    next.store(files.len(), Ordering::Relaxed);
                })?;
                let path = &files[at].path;
                // What cannot be read keeps its last documents.
                let kept = self.old.filter(|_| entry.hash.is_none());
                let kept = kept.and_then(|old| old.files.get(path)).cloned();
                manifest.files.insert(path.clone(), kept.unwrap_or(entry));
                waiting.insert(at, events);
                while let Some(events) = waiting.remove(&told) {
                    events.into_iter().for_each(&mut *tell);
                    told += 1;
                }
            }
            Ok(())
        })
    }

    /// What one thread does.
    fn read_next(
        &self,
        files: &[&CorpusFile],
        next: &AtomicUsize,
        done: &mpsc::Sender<(usize, Outcome)>,
    ) {
        let analyzer = self.lexicon.analyzer().clone();
        let mut kept = Kept::new(self.lexicon);
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(at) else {
                return;
            };
            let outcome = self.read_file(&analyzer, &mut kept, file);
            if done.send((at, outcome)).is_err() {
                return;
            }
        }
    }

    fn read_file(&self, analyzer: &Analyzer, kept: &mut Kept<'_>, file: &CorpusFile) -> Outcome {
        // Taken first: what is changed while it is read must not look settled.
        let mut entry = Entry {
            stamp: stamp_of(file).unwrap_or_default(),
            hash: None,
            documents: [0; 3],
            words: 0,
        };
        let (article, mut warnings) = match self.corpus.read(file) {
            Ok(read) => read,
            Err(error) => return Ok((entry, vec![Event::Unreadable(error)])),
        };
        entry.hash = Some(freshness::hash(&article.source));
        if self
            .old
            .is_some_and(|old| old.files.contains_key(&file.path))
        {
            let path = tantivy::Term::from_field_text(self.fields.path, &file.path);
            self.writer.delete_term(path);
        }
        let (documents, more) = ingest::split(&article);
        warnings.extend(more);
        let own = codec::own_bytes(&documents, article.source.len());
        for (place, (document, ranges)) in documents.iter().zip(&own).enumerate() {
            let slice = SourceSlice::cut(&article.source, ranges);
            let filled = self.fields.fill(analyzer, kept, document, &slice, place);
            let (filled, size, words) =
                filled.map_err(|error| TantivyError::InternalError(error.to_string()))?;
            entry.words += words;
            entry.documents[document.kind as usize] += 1;
            self.writer.add_document(self.queue.admit(filled, size))?;
        }
        let warnings = warnings.into_iter().map(|warning| Event::Warning {
            file: file.location.clone(),
            line: warning.line,
            message: warning.message,
        });
        Ok((entry, warnings.collect()))
    }
}
