//! Tests of the search as a whole, and what the unit tests of its parts share: a
//! small index, and a retriever in memory.
#![cfg(test)]

mod field_text;
mod memory;
mod seam;
mod threads;

use std::fs;
use std::sync::Arc;

use tempfile::TempDir;

pub(super) use self::memory::MemoryRetriever;
use super::{Filter, Searcher};
use crate::analysis::Analyzer;
use crate::corpus::Corpus;
use crate::document::Document;
use crate::index::Index;
use crate::ingest::{self, UpdateOptions};

/// An article with projects of several kinds of names, below the length at which
/// the index rounds lengths.
pub(super) const ARTICLE: &str = "\
---
lang: ru
tags: [AI]
authors: [Иван Петров]
---
# Обзор рынка вычислений

Рынки вычислений и их токены.

## Рынки GPU

- **[OctaSpace](https://octa.space)** — аренда видеокарт на рынке мощностей.
- **io.net** — кластер из чужих видеокарт, токен IO.
- **Akash Network** — открытый рынок облачных мощностей.

## Инфраструктура

- **The Graph** — индексы для блокчейнов, запросы в GraphQL.
- **Носана** — вывод моделей на видеокартах.
- **Our** — хранилище файлов.
";

/// The same kind of text in English.
pub(super) const NOTES: &str = "\
---
lang: en
tags: [storage, AI]
date: 2024-05-11
---
# Notes on markets

Open markets for cloud storage.

## Storage

- **Akash network** — an open cloud market.
- **Filecoin** — markets of storage; files are stored by many.
";

/// An index of files, given by path and text, in a folder of its own.
pub(super) fn index_of(files: &[(&str, &str)]) -> (TempDir, Arc<Index>) {
    let folder = TempDir::new().unwrap();
    let corpus = folder.path().join("corpus");
    for (path, text) in files {
        let file = corpus.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let home = folder.path().join("index");
    let corpus = Corpus::new(&[corpus]).unwrap();
    ingest::update(&home, &corpus, UpdateOptions::default(), |_| ()).unwrap();
    let index = Index::open(&home).unwrap();
    (folder, Arc::new(index))
}

/// [`ARTICLE`] and [`NOTES`] as an index.
pub(super) fn small_index() -> (TempDir, Arc<Index>) {
    index_of(&[("a/рынок.md", ARTICLE), ("notes.md", NOTES)])
}

/// The documents of [`small_index`] in memory.
pub(super) fn in_memory() -> MemoryRetriever {
    let (_folder, index) = small_index();
    MemoryRetriever::new(documents(index))
}

fn documents(index: Arc<Index>) -> Vec<Document> {
    let searcher = Searcher::new(index).unwrap();
    searcher.list(&Filter::default()).unwrap()
}

/// The analyzer of [`in_memory`] queries.
pub(super) fn query_analyzer() -> super::query_analyzer::QueryAnalyzer {
    let languages = ["en", "ru"].map(|lang| (lang.to_owned(), 1)).into();
    super::query_analyzer::QueryAnalyzer::new(Analyzer::new(), &languages)
}
