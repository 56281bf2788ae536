//! What holds for every input whatever, checked by the fuzz targets on inputs
//! that a fuzzer finds, and by `cargo test` on the seeds, on inputs that once
//! failed, and on generated ones.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use obzor::corpus::Corpus;
use obzor::document::{Article, Document};
use obzor::index::Index;
use obzor::ingest::{self, UpdateOptions};
use obzor::query;
use obzor::search::{Hit, ParseOptions, SearchOptions, Searcher};
use tempfile::TempDir;

/// The documents of an article with this text.
pub fn split(source: &str) -> Vec<Document> {
    let article = Article {
        path: "dir/article.md".to_owned(),
        source: source.to_owned(),
    };
    let (documents, warnings) = ingest::split(&article);
    let lines = source.matches('\n').count() + 1;
    for warning in warnings {
        assert!((1..=lines).contains(&warning.line), "{warning:?}");
    }
    documents
}

/// The splitter: any text is split soundly, the same way twice.
pub fn check_split(source: &str) {
    let documents = split(source);
    assert_sound(source, &documents);
    assert_eq!(documents, split(source));
}

/// Front matter: whatever stands in it, the text below is split soundly, and
/// its last project is found where it stands.
pub fn check_front_matter(yaml: &str) {
    let source = format!("---\ntitle: Обзор\n{yaml}\n---\n\n# Раздел\n\n- **Имя**: слово\n");
    let documents = split(&source);
    assert_sound(&source, &documents);
    let closes = |line: &str| matches!(line.trim_end(), "---" | "...");
    if !yaml.split('\n').any(closes) {
        let last = documents.last().expect("at least the article");
        assert_eq!(last.name.as_str(), "Имя", "{source}");
        assert_eq!(last.line, source.matches('\n').count(), "{source}");
    }
}

/// The query language: any text is read, the same way twice.
pub fn check_query(text: &str) {
    let parsed = query::parse(text);
    assert_eq!(parsed, query::parse(text));
    for note in &parsed.notes {
        assert!((1..=text.chars().count()).contains(&note.column));
    }
}

/// Planning, rescue and search: any text is answered on the shipped article,
/// the same way twice.
pub fn check_search(text: &str) {
    static ARTICLE: LazyLock<(TempDir, Arc<Index>)> = LazyLock::new(|| {
        indexed(include_str!(
            "../../corpus/decentralizing-ai-overview.ru.md"
        ))
    });
    let (_, index) = &*ARTICLE;
    let searcher = Searcher::new(Arc::clone(index)).expect("a searcher");
    // A path that is no glob is refused, and nothing else is.
    if let Ok(query) = searcher.parse(text, ParseOptions::default()) {
        let options = SearchOptions::default();
        let hits = searcher.search(&query, &options).expect("an answer");
        let again = searcher.search(&query, &options).expect("an answer");
        assert_eq!(hits.total, again.total);
        for hit in &hits.hits {
            assert_shown(hit, &options);
        }
        searcher.suggest(text, 10).expect("suggestions");
    }
}

/// Snippets, highlights and places: the first line is asked of an article that
/// is the rest.
pub fn check_snippet(input: &str) {
    let (text, source) = input.split_once('\n').unwrap_or((input, input));
    let (_dir, index) = indexed(source);
    let searcher = Searcher::new(index).expect("a searcher");
    let Ok(query) = searcher.parse(text, ParseOptions::default()) else {
        return;
    };
    for (snippets, snippet_chars) in [(1, 10), (2, 80), (3, 240)] {
        let options = SearchOptions {
            snippets,
            snippet_chars,
            source_matches: true,
            ..SearchOptions::default()
        };
        for hit in searcher.search(&query, &options).expect("an answer").hits {
            assert_shown(&hit, &options);
            let place = hit.source_matches.expect("its source");
            assert_eq!(&*place.source, source);
            for found in place.matches {
                assert!(source.get(found.range.clone()).is_some(), "{found:?}");
                let before = &source[..found.range.start];
                assert_eq!(found.line, before.matches('\n').count() + 1);
            }
        }
    }
}

/// Snippets keep their length, and highlights are inside of what they mark.
fn assert_shown(hit: &Hit, options: &SearchOptions) {
    let chars = |text: &str| text.chars().count();
    let length = chars(&hit.snippet.text);
    assert!(
        length <= options.snippets * options.snippet_chars,
        "{length}: {:?}",
        hit.snippet
    );
    let name = (hit.document.name.as_str(), &hit.name_highlights);
    let headings = hit.document.headings.iter().zip(&hit.heading_highlights);
    let headings = headings.map(|(heading, spans)| (&**heading, spans));
    let snippet = (hit.snippet.text.as_str(), &hit.snippet.highlights);
    for (text, spans) in headings.chain([name, snippet]) {
        let mut last = 0;
        for &(start, end) in spans {
            assert!(last <= start && start < end, "{spans:?} of {text:?}");
            last = end;
        }
        assert!(last <= chars(text), "{spans:?} of {text:?}");
    }
}

fn indexed(source: &str) -> (TempDir, Arc<Index>) {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("a.md");
    std::fs::write(&file, source).expect("a file");
    let corpus = Corpus::new(&[file]).expect("a corpus");
    let place = dir.path().join("index");
    ingest::update(&place, &corpus, UpdateOptions::default(), |_| {}).expect("an index");
    let index = Arc::new(Index::open(&place).expect("an index"));
    (dir, index)
}

/// Ids tell documents apart, spans and maps lead to places in the file, and
/// verbatim runs to the very same text.
pub fn assert_sound(source: &str, documents: &[Document]) {
    let ids: HashSet<&str> = documents.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids.len(), documents.len(), "ids repeat in {source:?}");
    let lines = source.matches('\n').count() + 1;
    for document in documents {
        let span = document.byte_start..document.byte_end;
        assert!(source.get(span.clone()).is_some(), "{span:?}: {document:?}");
        assert!(document.line <= document.end_line && document.end_line <= lines);
        for text in [&document.name, &document.body] {
            let mut end = 0;
            for span in text.spans() {
                assert!(span.text.start >= end, "spans overlap: {text:?}");
                end = span.text.end;
                let shown = text.as_str().get(span.text.clone());
                let origin = source.get(span.source.clone());
                assert!(shown.is_some() && origin.is_some(), "{span:?}: {text:?}");
                if span.verbatim {
                    let folded = |text: Option<&str>| text.map(|t| t.replace(['\r', '\n'], " "));
                    assert_eq!(folded(shown), folded(origin));
                }
            }
            assert!(
                text.source_range(0..text.as_str().len())
                    .is_none_or(|range| range.start >= span.start && range.end <= span.end),
                "text from outside of {span:?}: {document:?}"
            );
        }
    }
}
