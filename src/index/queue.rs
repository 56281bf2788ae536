//! Bounded queue from the threads that analyse to those that write segments.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tantivy::TantivyDocument;
use tantivy::schema::document::Document;

/// The queue blocks above this size, in bytes. A single document may be larger.
const MAX_QUEUED_BYTES: usize = 32 << 20;

/// Counts the bytes of the documents in tantivy's queue, for all threads.
#[derive(Clone, Default)]
pub(super) struct Queue(Arc<QueueState>);

#[derive(Default)]
struct QueueState {
    bytes: Mutex<usize>,
    freed: Condvar,
}

/// A document in the queue. Frees its bytes when a writer takes or drops it.
pub(super) struct QueuedDocument {
    document: TantivyDocument,
    _reservation: Reservation,
}

struct Reservation {
    queue: Queue,
    bytes: usize,
}

impl Queue {
    /// Waits until there is room for a document of about this size, in bytes.
    pub(super) fn admit(&self, document: TantivyDocument, bytes: usize) -> QueuedDocument {
        let QueueState {
            bytes: queued,
            freed,
        } = &*self.0;
        let queued = queued.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |queued: &mut usize| *queued > 0 && *queued + bytes > MAX_QUEUED_BYTES;
        let queued = freed.wait_while(queued, is_full);
        *queued.unwrap_or_else(PoisonError::into_inner) += bytes;
        QueuedDocument {
            document,
            _reservation: Reservation {
                queue: self.clone(),
                bytes,
            },
        }
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        let queue = &*self.queue.0;
        *queue.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        queue.freed.notify_all();
    }
}

impl Document for QueuedDocument {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        Document::iter_fields_and_values(&self.document)
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_full_queue_blocks_until_a_document_is_taken() {
        let queue = Queue::default();
        let first = queue.admit(TantivyDocument::default(), MAX_QUEUED_BYTES + 1);
        let (admitted, waiting) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(|| {
                let second = queue.admit(TantivyDocument::default(), 1);
                admitted.send(()).unwrap();
                drop(second);
            });
            assert!(waiting.recv_timeout(Duration::from_millis(20)).is_err());
            drop(first);
            assert_eq!(waiting.recv(), Ok(()));
        });
    }
}
