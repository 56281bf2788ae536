//! The way of documents from the threads that analyse to those that write: so
//! much memory and no more is on it.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tantivy::TantivyDocument;
use tantivy::schema::document::Document;

/// How much may be on the way, in bytes; one document always may.
const MOST: usize = 32 << 20;

/// Room for documents, shared by all threads.
#[derive(Clone, Default)]
pub(super) struct Queue(Arc<(Mutex<usize>, Condvar)>);

/// A document on its way; it gives its room back when it is taken or dropped.
pub(super) struct Queued {
    document: TantivyDocument,
    _room: Room,
}

struct Room {
    queue: Queue,
    bytes: usize,
}

impl Queue {
    /// Waits until there is room for a document of about so many bytes.
    pub(super) fn admit(&self, document: TantivyDocument, bytes: usize) -> Queued {
        let (taken, freed) = &*self.0;
        let taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |taken: &mut usize| *taken > 0 && *taken + bytes > MOST;
        let taken = freed.wait_while(taken, full);
        *taken.unwrap_or_else(PoisonError::into_inner) += bytes;
        Queued {
            document,
            _room: Room {
                queue: self.clone(),
                bytes,
            },
        }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let (taken, freed) = &*self.queue.0;
        *taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        freed.notify_all();
    }
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        Document::iter_fields_and_values(&self.document)
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}
