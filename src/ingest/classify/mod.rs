//! The kind of each document.
//!
//! The structure of a text distinguishes sections from entries. Whether an entry
//! names a project or is a mere point does not show in its syntax: it takes the rest
//! of its list and of its article. Lists are judged first: by the share of proper
//! names in them, by what their names link to, by the words above them; then the
//! entries of a mixed list one by one. Depends on the article alone, so that a change
//! of one file changes no labels in another. Knows no markup.

mod common_words;
mod cue;
mod link;
mod list;
mod name;

use self::list::EntryList;
use crate::document::DocumentKind;
use crate::format::{ParsedArticle, StructuralRole};

/// The kinds of an article's documents, in their order.
pub(super) fn kinds(article: &ParsedArticle) -> Vec<DocumentKind> {
    let kind = |role| match role {
        StructuralRole::Lead => DocumentKind::Article,
        StructuralRole::Section => DocumentKind::Section,
        StructuralRole::Entry => DocumentKind::Point,
    };
    let documents = article.documents.iter();
    let mut kinds: Vec<_> = documents.map(|document| kind(document.role)).collect();
    for project in list::projects(&EntryList::all(article)) {
        kinds[project] = DocumentKind::Project;
    }
    kinds
}
