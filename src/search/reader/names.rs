//! Documents by id and by name, without reading those that cannot be meant.
//!
//! The index has no field for either. An id begins with the path of its file,
//! which is indexed, and most names are indexed as titles.

use std::collections::BTreeSet;

use super::segments::Segments;
use super::terms;
use crate::document::{Document, DocumentKind, one_line};
use crate::search::error::SearchError;
use crate::search::retriever::{DocId, TitleEntry, name_key};

/// The maximum length of a name that is surely indexed as a title, in bytes of
/// its key. The limit of the index is twice this, but lower case may be longer
/// than what was written.
const MAX_TITLE_KEY: usize = 100;

/// The document with an id.
pub(super) fn document_with_id(
    segments: &Segments,
    id: &str,
) -> Result<Option<Document>, SearchError> {
    // The path of a file may have a # too.
    let cuts = id.match_indices('#').map(|(at, _)| at);
    for end in cuts.chain([id.len()]) {
        for doc_id in segments.with_term(segments.fields().path, &id[..end])? {
            let address = segments.address(doc_id);
            if segments.index().id(address)? == id {
                return Ok(Some(segments.index().document(address)?));
            }
        }
    }
    Ok(None)
}

/// The documents with a name, by its [`name_key`]. `languages` are those of the
/// corpus.
pub(super) fn documents_with_name(
    segments: &Segments,
    languages: &[String],
    name: &str,
) -> Result<Vec<Document>, SearchError> {
    let key = name_key(name);
    let doc_ids = match is_title(segments, languages, &key) {
        true => with_title(segments, name)?,
        false => segments.doc_ids().collect(),
    };
    let mut found = Vec::new();
    for doc_id in doc_ids {
        let document = segments.index().document(segments.address(doc_id))?;
        if name_key(document.name.as_str()) == key {
            found.push(document);
        }
    }
    Ok(found)
}

/// True when every document with this name has it as a title, in whole or from
/// one of its words on. A project of stop words alone has none, nor has a name
/// without words, or a very long one.
fn is_title(segments: &Segments, languages: &[String], key: &str) -> bool {
    let analyzer = segments.index().analyzer();
    let has_content = |language: &str| {
        let tokens = analyzer.analyze(key, language);
        tokens.iter().any(|token| !token.common)
    };
    let mut languages = languages.iter().map(String::as_str).chain([""]);
    key.len() <= MAX_TITLE_KEY && languages.all(has_content)
}

/// The documents with a title that a name may have, ascending.
fn with_title(segments: &Segments, name: &str) -> Result<BTreeSet<DocId>, SearchError> {
    let analyzer = segments.index().analyzer();
    let mut keys = BTreeSet::new();
    // Look-alikes of another script depend on case: Cyrillic В is one, в is not.
    for spelling in [one_line(name), name_key(name)] {
        // Any letter may begin a word: so does the S of OctaSpace.
        let starts = spelling.char_indices().map(|(at, _)| at);
        keys.extend(starts.map(|at| analyzer.fold(spelling[at..].trim_start())));
    }
    let mut found = BTreeSet::new();
    for key in keys {
        for kind in DocumentKind::ALL {
            for is_whole in [true, false] {
                let title = TitleEntry {
                    key: key.clone(),
                    kind,
                    is_whole,
                    documents: 0,
                };
                let term = terms::title_term(&title);
                found.extend(segments.with_term(segments.fields().title, &term)?);
            }
        }
    }
    Ok(found)
}
