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
mod spelling;

use self::list::EntryList;
use crate::document::DocumentKind;
use crate::format::{ParsedArticle, StructuralRole};

/// The share of an article's entries of one kind from which its undecided lists
/// follow, and how many these are at least.
const MIN_FOLLOWED: f32 = 0.8;
const MIN_FOLLOWED_ENTRIES: usize = 10;

/// The kinds of an article's documents, in their order.
pub(super) fn kinds(article: &ParsedArticle) -> Vec<DocumentKind> {
    let kind = |role| match role {
        StructuralRole::Lead => DocumentKind::Article,
        StructuralRole::Section => DocumentKind::Section,
        StructuralRole::Entry => DocumentKind::Point,
    };
    let documents = article.documents.iter();
    let mut kinds: Vec<_> = documents.map(|document| kind(document.role)).collect();
    for project in projects(&EntryList::all(article)) {
        kinds[project] = DocumentKind::Project;
    }
    kinds
}

/// The documents that are projects: those of lists of projects, those named alone,
/// and those of undecided lists in an article whose other lists are of projects.
fn projects(lists: &[EntryList]) -> Vec<usize> {
    let totals = [false, true].map(|link_led| {
        let alike = lists.iter().filter(|list| list.is_link_led() == link_led);
        let count = |decided: bool| -> usize {
            let lists = alike.clone().filter(|list| list.names_projects == decided);
            lists.map(|list| list.entries.len()).sum()
        };
        (count(true), count(false))
    });
    let mut projects = Vec::new();
    for list in lists {
        let (followed, undecided) = totals[usize::from(list.is_link_led())];
        let others = followed + undecided - list.entries.len();
        let follows = !list.names_projects
            && followed >= MIN_FOLLOWED_ENTRIES
            && followed as f32 / others as f32 >= MIN_FOLLOWED
            && !list.cue.points
            && list.may_follow();
        let entries = list.entries.iter();
        let entries = entries.filter(|entry| follows || entry.is_project);
        projects.extend(entries.map(|entry| entry.document));
    }
    projects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Markdown, parse};

    /// The names of the projects of a text, joined by spaces.
    fn projects_of(source: &str) -> String {
        let article = parse(&Markdown, source);
        let kinds = kinds(&article);
        let documents = article.documents.iter().zip(kinds);
        let projects = documents.filter(|(_, kind)| *kind == DocumentKind::Project);
        let names: Vec<_> = projects
            .map(|(document, _)| document.name.as_str())
            .collect();
        names.join(" ")
    }

    #[test]
    fn a_list_is_judged_by_its_names_its_links_and_the_words_above_it() {
        for (source, expected) in [
            (
                "- **Bittensor**: text\n- **Gensyn**: text\n- **Ritual**: text\n",
                "Bittensor Gensyn",
            ),
            (
                "- **Bittensor**: text\n- **Gensyn**: text\n- **Kuzco**: text\n- **Ritual**: text\n",
                "Bittensor Gensyn Kuzco Ritual",
            ),
            (
                "## Tools\n\n- **Bittensor**: text\n- **Ritual**: text\n",
                "Bittensor Ritual",
            ),
            (
                "There are two tools:\n\n- **Bittensor**: text\n- **Ritual**: text\n",
                "Bittensor Ritual",
            ),
            (
                "- **Enhanced Privacy**: text\n- **Lower Costs**: text\n- **Step 1**: text\n",
                "",
            ),
            ("- **Приватность**: текст\n- **Скорость**: текст\n", ""),
            (
                "- [water](https://github.com/a/b) - text\n- [wind](https://wind.example) - text\n",
                "water wind",
            ),
            (
                "- [water](https://github.com/a) - text\n- [wind](https://github.com/b) - text\n",
                "",
            ),
            ("- [water](#water): text\n- [wind](wind.md): text\n", ""),
            (
                "- **water**: a [site](https://a.example)\n- **wind**: a [site](https://b.example)\n\
                 - **fire**: a [site](https://c.example)\n",
                "water wind fire",
            ),
            (
                "- **\"The Water\"**: text\n- **\"The Wind\"**: text\n",
                "The Water The Wind",
            ),
        ] {
            assert_eq!(projects_of(source), expected, "{source}");
        }
    }

    #[test]
    fn an_undecided_list_follows_the_others_of_its_article() {
        let mut source = "## Key projects\n\n".to_owned();
        for name in [
            "Bittensor",
            "Gensyn",
            "Kuzco",
            "Nosana",
            "Akash",
            "Aethir",
            "Iagon",
        ] {
            source += &format!("- **{name}**: text\n- **{name}Hash**: text\n");
        }
        let alone = "## Education\n\n- **Ritual**: text\n";
        assert_eq!(projects_of(alone), "");
        assert!(projects_of(&format!("{source}\n{alone}")).ends_with(" Ritual"));
        let points = alone.replace("Education", "Benefits");
        assert!(!projects_of(&format!("{source}\n{points}")).ends_with(" Ritual"));
    }
}
