//! The corpus that an index was built from.

use std::path::Path;

use crate::corpus::{Corpus, CorpusError};
use crate::index::{self, CorpusOrigin, Index};

/// The corpus that an index was built from.
///
/// # Errors
///
/// Fails when a root is gone.
pub fn corpus_of(index: &Index) -> Result<Corpus, CorpusError> {
    open(index.origin())
}

/// The corpus of the index at `dir`, in whatever state that is, since it may
/// have to be rebuilt. `None` when there is no index.
pub fn recorded_corpus(dir: &Path) -> Option<Result<Corpus, CorpusError>> {
    index::recorded_origin(dir).map(open)
}

fn open(origin: CorpusOrigin) -> Result<Corpus, CorpusError> {
    let corpus = Corpus::new(&origin.roots)?;
    Ok(match origin.max_file_size {
        Some(bytes) => corpus.with_max_file_size(bytes),
        None => corpus,
    })
}
