//! Writes documents to tantivy's segments, and their words to the lexicon.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

use tantivy::indexer::LogMergePolicy;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexSettings, IndexWriter, TantivyError, Term};

use super::codec::{self, SourceSlice};
use super::commit::Commit;
use super::directory::CommitDirectory;
use super::document_fields::FieldCache;
use super::error::IndexError;
use super::lexicon::LexiconBuilder;
use super::queue::{Queue, QueuedDocument};
use super::schema::{self, Fields};
use super::totals::DocumentTotals;
use super::write_lock::WriteLock;
use super::{lexicon_files, term_stream};
use crate::analysis::Analyzer;
use crate::document::Document;

/// Memory for the postings of a thread before it writes a segment, in bytes.
const WRITER_MEMORY: usize = 64 << 20;

/// Fewer bytes than this are indexed by one thread: it writes one segment, and
/// many small segments slow queries down.
const MIN_PARALLEL_BYTES: u64 = 4 << 20;

/// The most threads, whatever the number of cores.
const MAX_THREADS: usize = 8;

/// How many segments of similar size are merged. Fewer would rewrite documents
/// more often, more would slow queries down.
const MERGED_SEGMENTS: usize = 4;

/// The share of deleted documents above which a segment is rewritten.
const MAX_DELETED: f32 = 0.3;

/// Stored documents are compressed in blocks of this size, in bytes: large
/// enough that a document is near the others of its file, small enough to
/// decompress one for each hit.
const DOCSTORE_BLOCK_SIZE: usize = 64 << 10;

/// What a writer needs to know of its update.
pub(super) struct WriterContext<'u> {
    pub(super) lock: &'u WriteLock,
    pub(super) lexicon: &'u LexiconBuilder,
    /// The commit whose documents are kept.
    pub(super) base: Option<&'u Commit>,
    pub(super) generation: u64,
}

/// What was written, for the commit.
pub(crate) struct WrittenSegments {
    /// tantivy's list of segments.
    pub(super) segments: String,
    /// The names of the lexicon segments.
    pub(super) lexicons: Vec<String>,
}

/// Writes the documents of one update. No reader sees them before the commit.
pub(crate) struct DocumentWriter<'u> {
    context: WriterContext<'u>,
    directory: CommitDirectory,
    writer: IndexWriter<QueuedDocument>,
    fields: Fields,
    queue: Queue,
    threads: usize,
}

/// Analyses and adds documents on one thread.
pub(crate) struct ThreadWriter<'w> {
    shared: &'w DocumentWriter<'w>,
    analyzer: Analyzer,
    cache: FieldCache<'w>,
}

impl<'u> DocumentWriter<'u> {
    /// `bytes` is the size of the files to add.
    pub(super) fn open(
        context: WriterContext<'u>,
        bytes: u64,
    ) -> Result<DocumentWriter<'u>, IndexError> {
        let dir = context.lock.dir();
        let segments = context.base.map_or("", |commit| &commit.segments);
        let directory = CommitDirectory::open(dir, segments).map_err(IndexError::tantivy(dir))?;
        let directory = directory.for_writing(context.lock);
        let threads = match bytes {
            0..MIN_PARALLEL_BYTES => 1,
            // One thread where the number of cores is unknown.
            _ => thread::available_parallelism().map_or(1, NonZero::get),
        };
        let threads = threads.min(MAX_THREADS);
        let (schema, fields) = schema::schema();
        let index = match context.base {
            Some(_) => tantivy::Index::open(directory.clone()),
            None => tantivy::Index::create(directory.clone(), schema, settings()),
        };
        let writer = index.and_then(|mut index| {
            index.set_tokenizers(term_stream::tokenizers());
            index.writer_with_num_threads(threads, threads * WRITER_MEMORY)
        });
        let writer = writer.map_err(|error| write_error(&context, &directory, error))?;
        writer.set_merge_policy(Box::new(merge_policy()));
        Ok(DocumentWriter {
            context,
            directory,
            writer,
            fields,
            queue: Queue::default(),
            threads,
        })
    }

    /// On how many threads documents should be added.
    pub(crate) fn threads(&self) -> usize {
        self.threads
    }

    /// Deletes the documents of a file.
    pub(crate) fn delete_file(&self, path: &str) {
        let term = Term::from_field_text(self.fields.path, path);
        self.writer.delete_term(term);
    }

    /// The part of the writer for the calling thread.
    pub(crate) fn for_thread(&self) -> ThreadWriter<'_> {
        ThreadWriter {
            shared: self,
            analyzer: self.context.lexicon.analyzer().clone(),
            cache: FieldCache::new(self.context.lexicon),
        }
    }

    /// Writes all that was added.
    pub(crate) fn finish(self) -> Result<WrittenSegments, IndexError> {
        let DocumentWriter {
            context,
            directory,
            mut writer,
            ..
        } = self;
        let lexicons = thread::scope(|scope| {
            let lexicons = scope.spawn(|| {
                lexicon_files::write(
                    context.lock,
                    context.lexicon,
                    context.base,
                    context.generation,
                )
            });
            let committed = writer.commit().and_then(|_| writer.wait_merging_threads());
            let lexicons = lexicons.join().unwrap_or_else(|panic| resume_unwind(panic));
            committed.map_err(|error| write_error(&context, &directory, error))?;
            lexicons
        })?;
        Ok(WrittenSegments {
            segments: directory.meta(),
            lexicons,
        })
    }

    fn failed(&self, error: TantivyError) -> IndexError {
        write_error(&self.context, &self.directory, error)
    }
}

impl ThreadWriter<'_> {
    /// Adds the documents of a file, which are all of its text. Documents that
    /// the index has of the file must be deleted before.
    pub(crate) fn add_file(
        &mut self,
        source: &str,
        documents: &[Document],
    ) -> Result<DocumentTotals, IndexError> {
        let shared = self.shared;
        let mut totals = DocumentTotals::default();
        let own = codec::own_bytes(documents, source.len());
        for (place, (document, ranges)) in documents.iter().zip(&own).enumerate() {
            let slice = SourceSlice::cut(source, ranges);
            let filled = self
                .cache
                .fill(&shared.fields, &self.analyzer, document, &slice, place);
            let filled = filled
                .map_err(|error| shared.failed(TantivyError::InternalError(error.to_string())))?;
            totals.add(document.kind, filled.body_words);
            let queued = shared.queue.admit(filled.document, filled.bytes);
            let added = shared.writer.add_document(queued);
            added.map_err(|error| shared.failed(error))?;
        }
        Ok(totals)
    }
}

/// The cause of an error: tantivy reports that its threads have stopped, not
/// which file they could not write.
fn write_error(
    context: &WriterContext<'_>,
    directory: &CommitDirectory,
    error: TantivyError,
) -> IndexError {
    let dir = context.lock.dir();
    match directory.failure() {
        Some(failure) => IndexError::io(dir)(failure),
        None => IndexError::tantivy(dir)(error),
    }
}

fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(MERGED_SEGMENTS);
    policy.set_del_docs_ratio_before_merge(MAX_DELETED);
    policy
}

fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor::default()),
        docstore_blocksize: DOCSTORE_BLOCK_SIZE,
        ..IndexSettings::default()
    }
}
