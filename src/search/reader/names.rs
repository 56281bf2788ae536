//! Finds documents by id and by name without loading all of them.
//!
//! The index has no field for either. But an id begins with the path of its file,
//! which is indexed, and nearly all names are indexed as titles. Both only narrow
//! the choice: what is loaded is compared with the id or name itself.

use std::collections::{BTreeMap, BTreeSet};

use super::segments::Segments;
use super::terms;
use crate::document::{Document, DocumentKind, one_line};
use crate::search::error::SearchError;
use crate::search::retriever::{DocId, TitleEntry, name_key};

/// The maximum length of a [`name_key`] whose names are sure to be indexed as
/// titles, in bytes. The limit of the index itself is 200; half of that leaves room
/// for names whose lower case is shorter.
const MAX_TITLE_KEY: usize = 100;

/// The document with an id.
pub(super) fn document_with_id(
    segments: &Segments,
    id: &str,
) -> Result<Option<Document>, SearchError> {
    // The path may contain # too.
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

/// The documents with the same [`name_key`]. `languages` are those of the corpus.
pub(super) fn documents_with_name(
    segments: &Segments,
    languages: &BTreeMap<String, usize>,
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

/// True when all documents with this name are indexed by a title: the whole name,
/// or its tail from some word on. Not indexed are very long names, names without
/// words, and projects whose name consists of stop words.
fn is_title(segments: &Segments, languages: &BTreeMap<String, usize>, key: &str) -> bool {
    let analyzer = segments.index().analyzer();
    let has_content = |language: &str| {
        let tokens = analyzer.analyze(key, language);
        tokens.iter().any(|token| !token.is_stop_word)
    };
    let mut languages = languages.keys().map(String::as_str).chain([""]);
    key.len() <= MAX_TITLE_KEY && languages.all(has_content)
}

/// The documents whose title is the name or a tail of it.
fn with_title(segments: &Segments, name: &str) -> Result<BTreeSet<DocId>, SearchError> {
    let analyzer = segments.index().analyzer();
    let mut keys = BTreeSet::new();
    // Cyrillic В is normalized to a Latin B in a Latin word, but в is not.
    for spelling in [one_line(name), name_key(name)] {
        // In lower case it is unknown where words begin, such as Space in OctaSpace.
        let starts = spelling.char_indices().map(|(at, _)| at);
        keys.extend(starts.map(|at| analyzer.normalize(spelling[at..].trim_start())));
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
