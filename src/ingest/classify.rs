//! What kind of thing each part of an article is.
//!
//! The structure of a text tells sections from entries; what an entry names
//! cannot be told from its syntax alone. Sees whole articles, so that an entry
//! can be judged by its list, its article and, if need be, other articles.

use crate::document::DocumentKind;
use crate::format::{ParsedArticle, StructuralRole};

/// The kinds of an article's documents, in their order. Every entry is taken
/// for a project.
pub(super) fn kinds(article: &ParsedArticle) -> Vec<DocumentKind> {
    let kind = |role| match role {
        StructuralRole::Lead => DocumentKind::Article,
        StructuralRole::Section => DocumentKind::Section,
        StructuralRole::Entry => DocumentKind::Project,
    };
    let documents = article.documents.iter();
    documents.map(|document| kind(document.role)).collect()
}
