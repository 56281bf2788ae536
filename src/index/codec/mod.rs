//! The encoding of stored documents: two byte fields each, by [postcard].
//!
//! ```text
//! document   metadata, and texts as spans of the source; see `record`
//! source     the document's own bytes of its file; see `source_slice`
//! ```
//!
//! A text is not stored beside its source but read from it again. Each byte of a
//! file is stored once, with the innermost document that contains it: the slices
//! of all its documents are the whole file. Decoding gives `None` for damaged
//! bytes, never a panic. Knows nothing of tantivy.
//!
//! [postcard]: https://postcard.jamesmunns.com/wire-format

mod record;
mod source_slice;
mod spans;

pub(super) use self::record::{decode, decode_id, encode};
pub(super) use self::source_slice::{SourceSlice, join, own_bytes};

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;
    use crate::document::{ArticleMeta, Document, DocumentKind, Link, PlainText};

    const SOURCE: &str =
        "# A\n\nlead\ntwo lines &amp; all\n\n## B\n\n- **C**: text `x\ny`\n\nafter\n";

    /// A document of [`SOURCE`]; `texts` are its name and what its body is made of.
    fn document(kind: DocumentKind, anchor: &str, bytes: &str, texts: &[&str]) -> Document {
        let place = |text: &str| SOURCE.find(text).expect("a text of the source");
        let (name, body) = texts.split_first().expect("a name");
        let mut document = Document {
            id: format!("a/b.md{anchor}"),
            kind,
            name: PlainText::default(),
            headings: ["A".to_owned()].into(),
            body: PlainText::default(),
            links: vec![Link {
                text: "l".to_owned(),
                url: "u".to_owned(),
                line: 3,
            }],
            path: "a/b.md".to_owned(),
            line: 1,
            end_line: 4,
            byte_start: place(bytes),
            byte_end: place(bytes) + bytes.len(),
            article: ArticleMeta::default().into(),
        };
        document.name.push_verbatim(name, place(name), false);
        for part in body {
            match *part {
                "&" => document
                    .body
                    .push_decoded("&", place("&amp;")..place("&amp;") + 5, false),
                "\n" => document.body.push_unmapped("\n"),
                part => document.body.push_verbatim(
                    &part.replace('\n', " "),
                    place(part),
                    part == "x\ny",
                ),
            }
        }
        document
    }

    fn documents() -> [Document; 3] {
        [
            document(
                DocumentKind::Article,
                "",
                "# A",
                &["A", "lead\ntwo lines ", "&", " all"],
            ),
            document(
                DocumentKind::Section,
                "#b",
                "## B\n\n- **C**: text `x\ny`\n\nafter",
                &["B", "\n", "after"],
            ),
            document(
                DocumentKind::Project,
                "#b/c",
                "- **C**: text `x\ny`",
                &["C", "text ", "x\ny"],
            ),
        ]
    }

    #[test]
    fn documents_and_their_file_are_decoded_as_they_were_encoded() {
        let documents = documents();
        let mut extents = Vec::new();
        for (document, own) in documents.iter().zip(own_bytes(&documents, SOURCE.len())) {
            let slice = SourceSlice::cut(SOURCE, &own);
            let record = encode(document, &slice).unwrap();
            let slice = slice.to_bytes().unwrap();
            assert_eq!(decode(&record, &slice).as_ref(), Some(document));
            assert_eq!(decode_id(&record).as_ref(), Some(&document.id));
            let slice = SourceSlice::from_bytes(&slice).unwrap();
            extents.extend(
                slice
                    .extents()
                    .map(|(start, bytes)| (start, bytes.to_vec())),
            );
        }
        assert_eq!(join(extents.clone()).as_deref(), Some(SOURCE));
        // A missing extent is noticed.
        extents.remove(0);
        assert_eq!(join(extents), None);
    }

    #[test]
    fn text_from_outside_of_the_own_bytes_is_stored_itself() {
        let [article, ..] = documents();
        let slice = SourceSlice::cut(SOURCE, slice::from_ref(&(0..4)));
        let record = encode(&article, &slice).unwrap();
        let slice = slice.to_bytes().unwrap();
        assert_eq!(decode(&record, &slice), Some(article));
    }

    #[test]
    fn damaged_bytes_are_no_document() {
        let [article, ..] = documents();
        let slice = SourceSlice::cut(SOURCE, slice::from_ref(&(0..SOURCE.len())));
        let record = encode(&article, &slice).unwrap();
        let slice = slice.to_bytes().unwrap();
        for end in 0..record.len() {
            assert_eq!(decode(&record[..end], &slice), None, "{end}");
        }
        for end in 0..slice.len() {
            assert!(SourceSlice::from_bytes(&slice[..end]).is_none(), "{end}");
        }
    }
}
