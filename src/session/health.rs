//! Checks an index and its corpus. Writes and repairs nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::advice::{sentence, with_advice};
use super::error::SessionError;
use super::location::path_from_here;
use super::workspace::Workspace;
use crate::answer::{
    ArticleLanguage, BuildVersions, CorpusHealth, Count, CoverageHealth, Diagnostic,
    DocumentCounts, HealthReport, IndexHealth, VocabularySize, unreadable_reason,
};
use crate::corpus::{Corpus, CorpusFile};
use crate::document::{Article, Document, DocumentKind, LanguageSource, Unreadable, path_text};
use crate::index::{self, Index};
use crate::ingest::{self, CorpusDiff};
use crate::search::{Filter, Searcher};

/// Examines every byte of an index and every article of its corpus, and whether
/// each visible word of the articles is in a document.
///
/// An unusable index is a problem in the report. Fails if there is no index.
pub fn examine(workspace: &Workspace) -> Result<HealthReport, SessionError> {
    workspace.check_index()?;
    let dir = &workspace.index;
    let mut report = HealthReport::new(dir.display().to_string());
    match index::verify(dir).and_then(|()| Index::open(dir)) {
        Ok(index) => examine_index(workspace, &Arc::new(index), &mut report)?,
        Err(error) if error.is_healed_by_rebuild() => {
            report.problems.push(with_advice(&error.into()));
        }
        Err(error) => return Err(error.into()),
    }
    report.healthy = report.problems.is_empty();
    Ok(report)
}

fn examine_index(
    workspace: &Workspace,
    index: &Arc<Index>,
    report: &mut HealthReport,
) -> Result<(), SessionError> {
    let status = index.info();
    report.index = Some(IndexHealth {
        generation: status.generation,
        built_with: BuildVersions {
            obzor: status.obzor,
            format: status.format,
            analyzer: status.analyzer,
            tantivy: status.tantivy,
        },
        bytes: status.bytes,
        files: status.files,
        segments: status.segments,
        removed_documents: status.removed_documents,
        leftovers: index.leftovers(),
    });
    let searcher = Searcher::new(Arc::clone(index))?;
    let documents = searcher.list(&Filter::default())?;
    report.documents = Some(count(&documents));
    report.vocabulary = Some(VocabularySize {
        words: searcher.vocabulary_size()?,
        running_words: index.word_count(),
    });
    let corpus = match workspace.corpus_of(index) {
        Ok(corpus) => Some((ingest::diff(index, &corpus)?, corpus)),
        Err(error) => {
            report.problems.push(sentence(&error));
            None
        }
    };
    read_articles(index, &documents, corpus.as_ref(), report)?;
    if let Some((changes, corpus)) = corpus {
        let health = corpus_health(&corpus, changes, status.max_file_size);
        let stale = health.added.len() + health.changed.len() + health.removed.len();
        if stale > 0 {
            let files = if stale == 1 { "file has" } else { "files have" };
            report.problems.push(format!(
                "{stale} {files} changed since the corpus was indexed: run `obzor index`"
            ));
        }
        let unreadable = health.unreadable.iter();
        report.problems.extend(unreadable.cloned());
        report.corpus = Some(health);
    }
    Ok(())
}

/// Counts documents by the fields that filters use.
fn count(documents: &[Document]) -> DocumentCounts {
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sections: Vec<Count> = Vec::new();
    let mut kinds = [0; DocumentKind::ALL.len()];
    let mut articles = Vec::new();
    for document in documents {
        kinds[document.kind as usize] += 1;
        *languages.entry(&document.article.lang).or_default() += 1;
        for tag in &document.article.tags {
            *tags.entry(tag).or_default() += 1;
        }
        match document.kind {
            DocumentKind::Point => {}
            DocumentKind::Article => articles.push(ArticleLanguage {
                path: document.path.clone(),
                lang: document.article.lang.clone(),
                source: document.article.lang_source,
            }),
            DocumentKind::Section => sections.push(Count {
                name: document.name.as_str().to_owned(),
                count: 0,
            }),
            // In corpus order, projects follow their section.
            DocumentKind::Project => {
                if let Some(section) = sections.last_mut().filter(|_| document.headings.len() > 1) {
                    section.count += 1;
                }
            }
        }
    }
    let most_first = |counts: BTreeMap<&str, usize>| {
        let counts = counts.into_iter().map(|(name, count)| Count {
            name: name.to_owned(),
            count,
        });
        let mut counts: Vec<_> = counts.collect();
        counts.sort_by_key(|count| std::cmp::Reverse(count.count));
        counts
    };
    DocumentCounts {
        total: documents.len(),
        kinds: DocumentKind::ALL
            .iter()
            .map(|&kind| Count {
                name: kind.as_str().to_owned(),
                count: kinds[kind as usize],
            })
            .collect(),
        languages: most_first(languages),
        language_sources: sources(&articles),
        article_languages: articles,
        tags: most_first(tags),
        sections,
    }
}

/// How many articles have their language from each source.
fn sources(articles: &[ArticleLanguage]) -> Vec<Count> {
    let counts = LanguageSource::ALL.iter().map(|source| Count {
        name: source.as_str().to_owned(),
        count: articles
            .iter()
            .filter(|article| article.source == *source)
            .count(),
    });
    counts.filter(|count| count.count > 0).collect()
}

/// Splits all articles again, from the text in the index: collects their warnings,
/// and the words that no document has.
fn read_articles(
    index: &Index,
    documents: &[Document],
    corpus: Option<&(CorpusDiff, Corpus)>,
    report: &mut HealthReport,
) -> Result<(), SessionError> {
    let mut covered = CoverageHealth::default();
    for documents in documents.chunk_by(|a, b| a.path == b.path) {
        let path = &documents[0].path;
        let located = |line, text| Diagnostic {
            path: path.clone(),
            line,
            text,
        };
        let Some(source) = index.source(path)? else {
            let problem =
                format!("the index has lost the text of {path}: run `obzor index --rebuild`");
            report.problems.push(problem);
            continue;
        };
        let article = Article {
            path: path.clone(),
            source,
        };
        let mut warnings = ingest::split(&article).1;
        // Only the file shows that bytes were not UTF-8. A file that cannot be read
        // is reported as a problem of the corpus.
        let as_indexed = |(changes, corpus): &(CorpusDiff, Corpus)| {
            let is_it = |file: &&CorpusFile| &file.path == path;
            let file = changes.unchanged.iter().find(is_it)?;
            // As said above, that is reported elsewhere.
            Some(corpus.read(file).ok()?.1)
        };
        // Without the file, the warnings of the splitter are all there are.
        warnings.extend(corpus.and_then(as_indexed).unwrap_or_default());
        warnings.sort_by_key(|warning| warning.line);
        let warnings = warnings.into_iter();
        report
            .warnings
            .extend(warnings.map(|warning| located(warning.line, warning.message)));
        let coverage = ingest::coverage(&article, documents);
        covered.words += coverage.words;
        let missing = coverage.missing.into_iter();
        covered
            .missing
            .extend(missing.map(|(line, word)| located(line, word)));
    }
    if let Some(first) = covered.missing.first() {
        report.problems.push(format!(
            "{} words of the articles are in no document, the first is {:?} ({}:{}): run `obzor index --rebuild`",
            covered.missing.len(),
            first.text,
            first.path,
            first.line
        ));
    }
    report.coverage = Some(covered);
    Ok(())
}

fn corpus_health(corpus: &Corpus, changes: CorpusDiff, max_file_size: u64) -> CorpusHealth {
    let paths = |files: Vec<CorpusFile>| files.into_iter().map(|file| file.path).collect();
    let mut unreadable = changes.unreadable.clone();
    for file in &changes.unchanged {
        let failed = corpus.read(file).err();
        unreadable.extend(failed.filter(|failed| !changes.unreadable.contains(failed)));
    }
    CorpusHealth {
        roots: corpus
            .roots()
            .iter()
            .map(|root| path_from_here(root))
            .collect(),
        max_file_size,
        unchanged: changes.unchanged.len(),
        added: paths(changes.added),
        changed: paths(changes.changed),
        removed: changes.removed,
        unreadable: unreadable.iter().map(unreadable_sentence).collect(),
    }
}

fn unreadable_sentence(place: &Unreadable) -> String {
    let reason = unreadable_reason(&place.reason);
    format!("{} {reason}", path_text(&place.location))
}
