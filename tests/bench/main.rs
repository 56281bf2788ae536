//! Benchmarks of each step of the way, on the shipped article and on a larger
//! corpus: generated (`OBZOR_BENCH_MB`, 2 when nothing is said), or a folder
//! (`OBZOR_BENCH_CORPUS`). Each asserts what it has done, so that a step that
//! does nothing is not taken for a fast one. `OBZOR_BENCH_WRITE` names a folder
//! to write the generated corpus to, and then nothing is timed.

mod corpus;

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use obzor::analysis::Analyzer;
use obzor::corpus::Corpus;
use obzor::document::Article;
use obzor::index::Index;
use obzor::ingest::{self, UpdateOptions, UpdateReport};
use obzor::search::{ParseOptions, SearchOptions, Searcher};
use tempfile::TempDir;

fn main() {
    match std::env::var_os("OBZOR_BENCH_WRITE") {
        Some(folder) => write(Path::new(&folder)),
        None => divan::main(),
    }
}

/// Writes the corpus to a folder of its own: what lies there already would be
/// taken for part of it.
fn write(folder: &Path) {
    let taken = folder
        .read_dir()
        .is_ok_and(|mut files| files.next().is_some());
    assert!(!taken, "OBZOR_BENCH_WRITE: the folder is not empty");
    corpus::generate(folder, corpus::megabytes());
}

/// A corpus with its index.
struct Place {
    files: PathBuf,
    /// Keeps what is temporary.
    _dir: TempDir,
    index: Arc<Index>,
    articles: Vec<Article>,
    bytes: usize,
    report: UpdateReport,
}

impl Place {
    fn of(files: Option<PathBuf>) -> Place {
        let dir = tempfile::tempdir().expect("a folder");
        let files = files.unwrap_or_else(|| {
            let files = dir.path().join("corpus");
            corpus::generate(&files, corpus::megabytes());
            files
        });
        let (index, report) = built(&files, &dir.path().join("index"));
        let corpus = Corpus::new(&[&files]).expect("a corpus");
        let (found, _) = corpus.files();
        let read = found.iter().filter_map(|file| corpus.read(file).ok());
        let articles: Vec<Article> = read.map(|(article, _)| article).collect();
        let bytes = articles.iter().map(|article| article.source.len()).sum();
        assert!(bytes > 0);
        Place {
            files,
            _dir: dir,
            index,
            articles,
            bytes,
            report,
        }
    }

    fn documents(&self) -> u64 {
        self.report.articles + self.report.sections + self.report.projects + self.report.points
    }
}

static ARTICLE: LazyLock<Place> = LazyLock::new(|| {
    let place = Place::of(Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")));
    assert_eq!(place.documents(), 31);
    place
});

static LARGE: LazyLock<Place> =
    LazyLock::new(|| Place::of(std::env::var_os("OBZOR_BENCH_CORPUS").map(PathBuf::from)));

const PLACES: [&str; 2] = ["article", "large"];

fn place(name: &str) -> &'static Place {
    match name {
        "article" => &ARTICLE,
        _ => &LARGE,
    }
}

fn built(files: &Path, dir: &Path) -> (Arc<Index>, UpdateReport) {
    let corpus = Corpus::new(&[files]).expect("a corpus");
    let anew = UpdateOptions {
        rebuild: true,
        ..UpdateOptions::default()
    };
    let report = ingest::update(dir, &corpus, anew, |_| {}).expect("an index");
    (Arc::new(Index::open(dir).expect("an index")), report)
}

/// Markdown to documents.
#[divan::bench(args = PLACES)]
fn split(bencher: Bencher<'_, '_>, name: &str) {
    let place = place(name);
    bencher.counter(BytesCount::new(place.bytes)).bench(|| {
        let split = place
            .articles
            .iter()
            .map(|article| ingest::split(article).0.len() as u64);
        assert_eq!(split.sum::<u64>(), place.documents());
    });
}

/// The words of all articles, with nothing known of them before.
#[divan::bench(args = PLACES)]
fn analyze(bencher: Bencher<'_, '_>, name: &str) {
    let place = place(name);
    bencher
        .counter(BytesCount::new(place.bytes))
        .with_inputs(Analyzer::new)
        .bench_values(|analyzer| {
            let articles = place.articles.iter();
            let tokens = articles.map(|article| analyzer.analyze(&article.source, "ru").len());
            assert!(tokens.sum::<usize>() > place.bytes / 100);
        });
}

/// A whole build: reading, splitting, analysing, writing.
#[divan::bench(args = PLACES, sample_count = 5, sample_size = 1)]
fn index(bencher: Bencher<'_, '_>, name: &str) {
    let place = place(name);
    bencher
        .counter(BytesCount::new(place.bytes))
        .with_inputs(|| tempfile::tempdir().expect("a folder"))
        .bench_refs(|dir| {
            let (index, _) = built(&place.files, dir.path());
            assert_eq!(index.document_count() as u64, place.documents());
        });
}

/// Opening an index, as every command does first.
#[divan::bench(args = PLACES)]
fn open(bencher: Bencher<'_, '_>, name: &str) {
    let place = place(name);
    let dir = tempfile::tempdir().expect("a folder");
    built(&place.files, dir.path());
    bencher.bench(|| Index::open(black_box(dir.path())).expect("an index"));
}

/// Queries whose words the corpus has.
const QUERIES: [&str; 4] = ["рынок", "аренда GPU", "обучение моделей ИИ", "\"вывод ИИ\""];

/// Ranking alone.
#[divan::bench(args = PLACES)]
fn query(bencher: Bencher<'_, '_>, name: &str) {
    ask(bencher, name, &QUERIES, |searcher, text| {
        let query = searcher
            .parse(text, ParseOptions::default())
            .expect("a query");
        let ranking = searcher.rank(&query, &SearchOptions::default());
        ranking.expect("a ranking").len()
    });
}

/// Ranking, and what is shown of the hits: documents, highlights, passages.
#[divan::bench(args = PLACES)]
fn snippet(bencher: Bencher<'_, '_>, name: &str) {
    ask(bencher, name, &QUERIES, search);
}

/// Words that the corpus does not have: misspelt, in the other layout or script.
#[divan::bench(args = PLACES)]
fn rescue(bencher: Bencher<'_, '_>, name: &str) {
    ask(
        bencher,
        name,
        &["ренок", "hsyjr", "акаш", "вычеслительных"],
        search,
    );
}

fn search(searcher: &Searcher, text: &str) -> usize {
    let query = searcher
        .parse(text, ParseOptions::default())
        .expect("a query");
    let hits = searcher.search(&query, &SearchOptions::default());
    hits.expect("hits").hits.len()
}

fn ask(
    bencher: Bencher<'_, '_>,
    name: &str,
    queries: &'static [&'static str],
    answer: fn(&Searcher, &str) -> usize,
) {
    let place = place(name);
    let searcher = Searcher::new(Arc::clone(&place.index)).expect("a searcher");
    bencher.counter(ItemsCount::new(queries.len())).bench(|| {
        let found: usize = queries
            .iter()
            .map(|text| answer(&searcher, black_box(text)))
            .sum();
        assert!(found > 0);
    });
}
