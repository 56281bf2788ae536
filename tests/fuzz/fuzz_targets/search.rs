//! Planning, rescue and search on the shipped article: any text is answered,
//! the same way twice.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use obzor::analysis::Analyzer;
use obzor::corpus::Corpus;
use obzor::index::{self, Index, Update};
use obzor::search::{Reading, SearchOptions, Searcher};
use tempfile::TempDir;

static ARTICLE: LazyLock<(TempDir, Index, Analyzer)> = LazyLock::new(|| {
    let dir = TempDir::new().unwrap();
    let corpus = Corpus::new(&[concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus")]).unwrap();
    let analyzer = Analyzer::new();
    index::update(dir.path(), &corpus, &analyzer, Update::default(), |_| {}).unwrap();
    let index = Index::open(dir.path()).unwrap();
    (dir, index, analyzer)
});

fuzz_target!(|text: &str| {
    let (_, index, analyzer) = &*ARTICLE;
    let searcher = Searcher::new(index, analyzer).unwrap();
    // A path that is no glob is refused, and nothing else is.
    if let Ok(query) = searcher.parse(text, Reading::default()) {
        let options = SearchOptions::default();
        let hits = searcher.search(&query, &options).unwrap();
        let again = searcher.search(&query, &options).unwrap();
        assert_eq!(hits.total, again.total);
        searcher.suggest(text, 10).unwrap();
    }
});
