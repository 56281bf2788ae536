//! The documents that an index stores, and the text of their files.

use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, DocSet, TERMINATED, TantivyDocument, Term};

use super::codec::{self, SourceSlice};
use super::error::IndexError;
use super::snapshot::Index;
use crate::document::Document;

impl Index {
    /// The document at an address of the snapshot.
    pub(crate) fn document(&self, address: DocAddress) -> Result<Document, IndexError> {
        let stored = self.stored(address)?;
        let record = bytes_of(&stored, self.fields.document);
        let slice = bytes_of(&stored, self.fields.source);
        let document = record
            .zip(slice)
            .and_then(|(record, slice)| codec::decode(record, slice));
        document.ok_or_else(|| self.unreadable_document())
    }

    /// The id of the document at an address of the snapshot.
    pub(crate) fn id(&self, address: DocAddress) -> Result<String, IndexError> {
        let stored = self.stored(address)?;
        let id = bytes_of(&stored, self.fields.document).and_then(codec::decode_id);
        id.ok_or_else(|| self.unreadable_document())
    }

    /// The text of a file as it was indexed, `None` for a path that is not in
    /// the index. The bytes and lines of documents are places in this text.
    ///
    /// # Errors
    ///
    /// Fails when the index is damaged.
    pub fn source(&self, path: &str) -> Result<Option<String>, IndexError> {
        let addresses = self.addresses_of(path)?;
        if addresses.is_empty() {
            return Ok(None);
        }
        let mut extents = Vec::new();
        for address in addresses {
            let stored = self.stored(address)?;
            let slice = bytes_of(&stored, self.fields.source).and_then(SourceSlice::from_bytes);
            let slice = slice.ok_or_else(|| self.unreadable_document())?;
            let own = slice.extents();
            extents.extend(own.map(|(start, bytes)| (start, bytes.to_vec())));
        }
        let source = codec::join(extents);
        let lost = || IndexError::damaged(&self.dir, format!("parts of {path} are missing"));
        source.map(Some).ok_or_else(lost)
    }

    /// The documents of a file.
    fn addresses_of(&self, path: &str) -> Result<Vec<DocAddress>, IndexError> {
        let field = self.fields.path;
        let term = Term::from_field_text(field, path);
        let mut addresses = Vec::new();
        for (segment, reader) in self.snapshot.segment_readers().iter().enumerate() {
            let inverted = reader
                .inverted_index(field)
                .map_err(|error| self.failed(error))?;
            let postings = inverted
                .read_postings(&term, IndexRecordOption::Basic)
                .map_err(|error| self.failed(error.into()))?;
            let Some(mut postings) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if !reader.is_deleted(postings.doc()) {
                    addresses.push(DocAddress::new(segment as u32, postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(addresses)
    }

    fn stored(&self, address: DocAddress) -> Result<TantivyDocument, IndexError> {
        let stored = self.snapshot.doc(address);
        stored.map_err(|error| self.failed(error))
    }

    fn unreadable_document(&self) -> IndexError {
        IndexError::damaged(&self.dir, "a stored document cannot be read")
    }
}

fn bytes_of(stored: &TantivyDocument, field: Field) -> Option<&[u8]> {
    stored.get_first(field)?.as_bytes()
}
