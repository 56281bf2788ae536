//! From the text of a file to its documents.
//!
//! Adds to the parts that the format found what depends on the file's path and
//! on the article as a whole: ids, titles, headings. Reads no files.

use std::sync::Arc;

use super::{classify, language};
use crate::document::{Article, ArticleMeta, Document, DocumentKind, PlainText, Warning};
use crate::format::{self, Format, Markdown, Outline, ParsedArticle, TextCoverage};
use crate::index::FileLanguage;
use crate::language::{PathLanguages, title_of};

/// Titles and headings are cut to this length, in characters, where they are
/// copied to the documents below them.
const MAX_HEADING: usize = 1000;

/// Splits an article into documents, in the order of the text: the article first,
/// then each section before its projects. Every word of the visible text is in
/// the name or the body of exactly one document. Never fails: what could not be
/// read as it was meant is in the warnings.
pub fn split(article: &Article) -> (Vec<Document>, Vec<Warning>) {
    let paths = PathLanguages::new([article.path.as_str()]);
    let read = ReadArticle::new(article, &paths);
    read.into_documents()
}

/// An article of which all is known but what its neighbours tell.
pub(super) struct ReadArticle<'a> {
    path: &'a str,
    parsed: ParsedArticle,
    kinds: Vec<DocumentKind>,
    pub(super) language: FileLanguage,
}

impl<'a> ReadArticle<'a> {
    pub(super) fn new(article: &'a Article, paths: &PathLanguages) -> ReadArticle<'a> {
        let outline = Outline::read(format_of(article), &article.source);
        let (parsed, kinds) = classify::split(&outline);
        let path_tag = paths.of(&article.path);
        let language = language::tell(path_tag.as_deref(), &parsed, &outline.prose());
        ReadArticle {
            path: &article.path,
            parsed,
            kinds,
            language,
        }
    }

    /// The documents, and what could not be read as it was meant.
    pub(super) fn into_documents(mut self) -> (Vec<Document>, Vec<Warning>) {
        let warnings = std::mem::take(&mut self.parsed.warnings);
        let documents = documents(self.path, self.parsed, self.kinds, &self.language);
        (documents, warnings)
    }
}

/// Looks up each visible word of an article in its documents, to prove that
/// splitting loses nothing.
pub fn coverage<'d>(
    article: &Article,
    documents: impl IntoIterator<Item = &'d Document>,
) -> TextCoverage {
    format::coverage(format_of(article), &article.source, documents)
}

/// The markup language of an article. A second one is chosen here, by extension.
fn format_of(_: &Article) -> &'static dyn Format {
    &Markdown
}

fn documents(
    path: &str,
    parsed: ParsedArticle,
    kinds: Vec<DocumentKind>,
    language: &FileLanguage,
) -> Vec<Document> {
    let (lang, lang_source) = language.told();
    let title = parsed.title;
    let title = title.unwrap_or_else(|| PlainText::unmapped(title_of(path)));
    let meta = Arc::new(ArticleMeta {
        title: shortened(title.as_str()),
        authors: parsed.front_matter.authors,
        tags: parsed.front_matter.tags,
        date: parsed.front_matter.date,
        lang: lang.to_owned(),
        lang_source,
    });
    let names = parsed.documents.iter().map(|document| &document.name);
    let names: Vec<String> = names.map(|name| shortened(name.as_str())).collect();
    // The entries of a section share one list of headings.
    let mut shared: (Vec<usize>, Arc<[String]>) = Default::default();
    let mut documents = Vec::with_capacity(kinds.len());
    for (at, (document, kind)) in parsed.documents.into_iter().zip(kinds).enumerate() {
        let is_article = at == 0;
        if !is_article && (shared.0 != document.parents || shared.1.is_empty()) {
            let parents = document.parents.iter().map(|&parent| names[parent].clone());
            let headings = std::iter::once(meta.title.clone()).chain(parents).collect();
            shared = (document.parents, headings);
        }
        documents.push(Document {
            id: match is_article {
                true => path.to_owned(),
                false => format!("{path}#{}", document.anchor),
            },
            kind,
            name: match is_article {
                true => title.clone(),
                false => document.name,
            },
            headings: Arc::clone(&shared.1),
            body: document.body,
            links: document.links,
            path: path.to_owned(),
            line: document.lines.0,
            end_line: document.lines.1,
            byte_start: document.bytes.start,
            byte_end: document.bytes.end,
            article: Arc::clone(&meta),
        });
    }
    documents
}

fn shortened(heading: &str) -> String {
    match heading.char_indices().nth(MAX_HEADING) {
        Some((end, _)) => format!("{}…", &heading[..end]),
        None => heading.to_owned(),
    }
}
