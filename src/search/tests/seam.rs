//! Two retrievers of the same documents give the same answers to the last bit:
//! nothing above the seam depends on the index.
#![cfg(test)]

use super::{MemoryRetriever, documents, in_memory, small_index};
use crate::analysis::Analyzer;
use crate::document::DocumentKind;
use crate::search::{Filter, ParseOptions, SearchOptions, Searcher};

/// Queries of every kind, among them some that need correction.
pub(super) const QUERIES: [&str; 26] = [
    "рынок",
    "аренда видеокарт",
    "octa space",
    "io.net",
    "Akash",
    "рынок вычислений и токен",
    "и",
    "the graph",
    "открытый AND рынок",
    "рынок -токен",
    "\"облачных мощностей\"",
    "\"open market\"~3",
    "!рынки",
    "видео*",
    "akush~",
    "name:network",
    "heading:рынки",
    "kind:project рынок",
    "tag:ai market",
    "section:gpu",
    "author:петров кластер",
    "lang:en markets",
    "акаш",
    "hsyjr",
    "хранлище",
    "nosana",
];

fn searchers() -> (tempfile::TempDir, Searcher, Searcher) {
    let (folder, index) = small_index();
    let memory = MemoryRetriever::new(documents(index.clone()));
    let memory = Searcher::of_retriever(Box::new(memory), Analyzer::new());
    (folder, Searcher::new(index).unwrap(), memory)
}

#[test]
fn a_retriever_in_memory_plans_and_ranks_as_the_index_does() {
    let (_folder, local, memory) = searchers();
    let options = SearchOptions {
        explain: true,
        ..SearchOptions::default()
    };
    for text in QUERIES {
        let query = local.parse(text, ParseOptions::default()).unwrap();
        assert_eq!(
            memory.parse(text, ParseOptions::default()).unwrap(),
            query,
            "{text}"
        );
        let expected = local.search(&query, &options).unwrap();
        let found = memory.search(&query, &options).unwrap();
        assert_eq!(format!("{found:#?}"), format!("{expected:#?}"), "{text}");
        assert!(found.total > 0, "{text}");
        let ranks = memory.rank(&query, &options).unwrap();
        assert_eq!(ranks, local.rank(&query, &options).unwrap(), "{text}");
    }
}

#[test]
fn documents_are_found_by_id() {
    let (_folder, local, memory) = searchers();
    let all = local.list(&Filter::default()).unwrap();
    assert!(all.len() > 10);
    for document in &all {
        assert_eq!(
            local.document_by_id(&document.id).unwrap().as_ref(),
            Some(document)
        );
        assert_eq!(
            memory.document_by_id(&document.id).unwrap().as_ref(),
            Some(document)
        );
    }
    for unknown in [
        "",
        "#",
        "notes.md#",
        "notes.md#x",
        "рынок.md",
        "akash network",
    ] {
        assert_eq!(local.document_by_id(unknown).unwrap(), None, "{unknown}");
    }
}

#[test]
fn documents_are_found_by_name_in_any_case() {
    let (_folder, local, memory) = searchers();
    for (name, count) in [
        ("OctaSpace", 1),
        ("octaspace", 1),
        ("octa space", 0),
        ("IO.NET", 1),
        ("  akash\n network ", 2),
        ("the graph", 1),
        ("graph", 0),
        // A name that is a stop word.
        ("OUR", 1),
        ("рынки gpu", 1),
        ("ОБЗОР РЫНКА ВЫЧИСЛЕНИЙ", 1),
        ("—", 0),
        ("", 0),
    ] {
        let found = local.documents_by_name(name).unwrap();
        assert_eq!(found.len(), count, "{name}");
        assert_eq!(memory.documents_by_name(name).unwrap(), found, "{name}");
    }
}

#[test]
fn every_name_finds_its_documents_whatever_it_is_made_of() {
    let long = "Слово ".repeat(50);
    let names = [
        "Вitcoin",
        "★",
        "и",
        "C++",
        "ØSTER",
        "İstanbul",
        "и не The",
        "A#B",
        &long,
    ];
    let list: String = names
        .iter()
        .map(|name| format!("## {name}\n\nText.\n\n"))
        .collect();
    let entries: String = names
        .iter()
        .map(|name| format!("- **{name}** — text.\n"))
        .collect();
    let text = format!("# Names\n\n{list}\n## List\n\n{entries}");
    let (_folder, index) = super::index_of(&[("a#b.md", &text)]);
    let searcher = Searcher::new(index).unwrap();
    for document in searcher.list(&Filter::default()).unwrap() {
        let name = document.name.as_str();
        let found = searcher.documents_by_name(name).unwrap();
        assert!(found.contains(&document), "{name}");
        let found = searcher.document_by_id(&document.id).unwrap();
        assert_eq!(found.as_ref(), Some(&document), "{name}");
    }
}

#[test]
fn suggestions_come_from_titles_and_words() {
    let memory = Searcher::of_retriever(Box::new(in_memory()), Analyzer::new());
    let suggestions = memory.suggest("ака", 3).unwrap();
    assert_eq!(suggestions[0].text, "Akash Network");
    assert_eq!(suggestions[0].kind.as_str(), DocumentKind::Project.as_str());
    assert_eq!(suggestions[0].documents, 2);
}
