//! From the text of a file to its documents.
//!
//! Adds to the parts that the format found what depends on the file's path and
//! on the article as a whole: ids, titles, headings, language. Reads no files.

use std::sync::Arc;

use super::classify;
use crate::document::{Article, ArticleMeta, Document, DocumentKind, PlainText, Warning};
use crate::format::{self, Format, Markdown, Outline, ParsedArticle, TextCoverage};
use crate::language;

/// Titles and headings are cut to this length, in characters, where they are
/// copied to the documents below them.
const MAX_HEADING: usize = 1000;

/// Splits an article into documents, in the order of the text: the article first,
/// then each section before its projects. Every word of the visible text is in
/// the name or the body of exactly one document. Never fails: what could not be
/// read as it was meant is in the warnings.
pub fn split(article: &Article) -> (Vec<Document>, Vec<Warning>) {
    let (mut parsed, kinds) = classify::split(&Outline::read(format_of(article), &article.source));
    let warnings = std::mem::take(&mut parsed.warnings);
    (documents(&article.path, parsed, kinds), warnings)
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

fn documents(path: &str, parsed: ParsedArticle, kinds: Vec<DocumentKind>) -> Vec<Document> {
    let lang = language_of(path, &parsed);
    let title = parsed.title;
    let title = title.unwrap_or_else(|| PlainText::unmapped(file_title(path)));
    let meta = Arc::new(ArticleMeta {
        title: shortened(title.as_str()),
        authors: parsed.front_matter.authors,
        tags: parsed.front_matter.tags,
        date: parsed.front_matter.date,
        lang,
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

/// The language of an article: from its front matter, else from its path, else
/// from its script.
fn language_of(path: &str, parsed: &ParsedArticle) -> String {
    let stated = parsed.front_matter.lang.as_deref();
    let stated = stated.and_then(language::parse_tag);
    stated
        .or_else(|| language::of_path(path))
        .unwrap_or_else(|| {
            let documents = || parsed.documents.iter();
            let names = documents().map(|document| document.name.as_str());
            language::of_script(names.chain(documents().map(|document| document.body.as_str())))
        })
}

fn shortened(heading: &str) -> String {
    match heading.char_indices().nth(MAX_HEADING) {
        Some((end, _)) => format!("{}…", &heading[..end]),
        None => heading.to_owned(),
    }
}

/// The name of a file without its extension and language: `intro` of
/// `docs/intro.ru.md`.
fn file_title(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match stem.rsplit_once('.') {
        Some((title, _)) if language::of_path(path).is_some() => title.to_owned(),
        _ => stem.to_owned(),
    }
}
