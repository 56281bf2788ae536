//! The kind of each document.
//!
//! The structure of a text distinguishes sections from entries. Whether an entry
//! is a project or a mere point of a list does not show in its syntax: it takes
//! the rest of its list, of its article and, at times, of other articles. This
//! module decides it for a whole article at once; evidence from other files would
//! be gathered by `pipeline` and passed in. Knows no markup.

use crate::document::DocumentKind;
use crate::format::{ParsedArticle, StructuralRole};

/// The kinds of an article's documents, in their order. For now, every entry is
/// a project.
pub(super) fn kinds(article: &ParsedArticle) -> Vec<DocumentKind> {
    let kind = |role| match role {
        StructuralRole::Lead => DocumentKind::Article,
        StructuralRole::Section => DocumentKind::Section,
        StructuralRole::Entry => DocumentKind::Project,
    };
    let documents = article.documents.iter();
    documents.map(|document| kind(document.role)).collect()
}
