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

use std::collections::HashSet;

use self::list::EntryList;
use crate::document::DocumentKind;
use crate::format::{EntryForm, EntryId, Outline, ParsedArticle, ParsedDocument, StructuralRole};

/// The share of an article's entries of one kind from which its undecided lists
/// follow, and how many these are at least.
const MIN_FOLLOWED: f32 = 0.8;
const MIN_FOLLOWED_ENTRIES: usize = 10;

/// The words from which the text beside a link to another page of the overview is a
/// point of its own. On a judged set of documentation pages, nDCG@10 is .744 where
/// none is one, .735 with this bound, .667 where all are.
const MIN_WORDS_OF_REFERENCE: usize = 12;

/// Splits an article, with the kind of each document. A point that says no more than
/// its name, or refers to another page of the overview, stays in the text where it
/// stands.
pub(super) fn split(outline: &Outline<'_>) -> (ParsedArticle, Vec<DocumentKind>) {
    let mut article = outline.split();
    let projects = projects(&EntryList::all(&article));
    let left_out: HashSet<EntryId> = article
        .documents
        .iter()
        .filter(|document| is_bare(document) || is_reference(document) || is_sentence(document))
        .filter_map(|document| Some(document.entry.as_ref()?.id))
        .filter(|id| !projects.contains(id))
        .collect();
    if !left_out.is_empty() {
        article = outline.split_without(&left_out);
    }
    let kind = |document: &ParsedDocument| match (document.role, &document.entry) {
        (StructuralRole::Lead, _) => DocumentKind::Article,
        (StructuralRole::Section, _) => DocumentKind::Section,
        (StructuralRole::Entry, Some(facts)) if projects.contains(&facts.id) => {
            DocumentKind::Project
        }
        (StructuralRole::Entry, _) => DocumentKind::Point,
    };
    let kinds = article.documents.iter().map(kind).collect();
    (article, kinds)
}

/// Whether an entry says no more than its name.
fn is_bare(entry: &ParsedDocument) -> bool {
    !entry.body.as_str().contains(char::is_alphanumeric)
}

/// Whether an entry is a sentence that begins in bold.
fn is_sentence(entry: &ParsedDocument) -> bool {
    let facts = entry.entry.as_ref();
    facts.is_some_and(|facts| facts.form == EntryForm::Sentence)
}

/// Whether the name of an entry is a link to another page of the overview, and its
/// text is short: that page says what there is to say.
fn is_reference(entry: &ParsedDocument) -> bool {
    let facts = entry.entry.as_ref();
    let url = facts.and_then(|facts| facts.name_url.as_deref());
    let is_elsewhere = |url: &str| url.is_empty() || url.contains("://");
    url.is_some_and(|url| !is_elsewhere(url))
        && entry.body.as_str().split_whitespace().count() < MIN_WORDS_OF_REFERENCE
}

/// The entries that are projects: those of lists of projects, those named alone,
/// and those of undecided lists in an article whose other lists are of projects.
fn projects(lists: &[EntryList]) -> HashSet<EntryId> {
    let totals = [false, true].map(|link_led| {
        let alike = lists.iter().filter(|list| list.is_link_led() == link_led);
        let count = |decided: bool| -> usize {
            let lists = alike.clone().filter(|list| list.names_projects == decided);
            lists.map(|list| list.entries.len()).sum()
        };
        (count(true), count(false))
    });
    let mut projects = HashSet::new();
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
        projects.extend(entries.map(|entry| entry.id));
    }
    projects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Markdown;

    /// The names of the projects of a text, joined by spaces.
    fn projects_of(source: &str) -> String {
        let (article, kinds) = split(&Outline::read(&Markdown, source));
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
    fn a_name_may_begin_a_sentence_in_a_list_of_names() {
        let named = "- **Bittensor** is a market\n- **Gensyn**, a network, trains\n";
        assert_eq!(projects_of(named), "Bittensor Gensyn");
        let prose = "- **Enhanced privacy** is good\n- **Lower costs** are too\n";
        let (article, kinds) = split(&Outline::read(&Markdown, prose));
        assert_eq!(kinds, [DocumentKind::Article]);
        let body = article.documents[0].body.as_str();
        assert_eq!(body, "Enhanced privacy is good\nLower costs are too");
    }

    #[test]
    fn links_tell_what_words_do_not() {
        for (source, expected) in [
            (
                "- [[water]]: text\n- [[wind|The wind]] - text\n",
                "water The wind",
            ),
            ("- [[water]]\n- [[wind]]\n", ""),
            (
                "- `water` - text\n- [Rill](https://rill.example) - text\n- [Wind](https://wind.example)\n",
                "water Rill Wind",
            ),
            (
                "- [A rewritten book](https://a.example/2018)\n- [Embedded devices](https://a.example/2019)\n",
                "",
            ),
            (
                "- <xref:Ritual.Chain>\n- <xref:Gensyn.Node>\n- <xref:Kuzco.Cloud>\n",
                "",
            ),
            (
                "- [`Ritual`](xref:Ritual): text\n- [`Gensyn`](xref:Gensyn): text\n- [`Kuzco`](xref:Kuzco): text\n",
                "",
            ),
        ] {
            assert_eq!(projects_of(source), expected, "{source}");
        }
    }

    #[test]
    #[cfg(feature = "dictionary")]
    fn a_cyrillic_name_is_one_that_the_dictionary_has_as_such() {
        let names = "- Ладога — каркас для агентов\n- Онега — очередь задач\n";
        assert_eq!(projects_of(names), "Ладога Онега");
        let words = "- Скорость — вдвое выше\n- Удобство — тоже\n";
        assert_eq!(projects_of(words), "");
    }

    #[test]
    fn a_point_that_says_nothing_itself_stays_text_of_its_section() {
        for (source, expected) in [
            ("- **Lower costs**: they fall\n- **Privacy**: more\n", 3),
            ("- **Lower costs**: they fall\n- **Privacy**\n", 2),
            (
                "- [Lower costs](costs.md): they fall\n- [Privacy](privacy.md): more\n",
                1,
            ),
            (
                "- [Lower costs](https://x.com/a): text\n- [More](https://x.com/b): text\n",
                3,
            ),
        ] {
            let (article, kinds) = split(&Outline::read(&Markdown, source));
            assert_eq!(kinds.len(), expected, "{source}");
            assert!(!kinds.contains(&DocumentKind::Project), "{source}");
            let texts = article
                .documents
                .iter()
                .flat_map(|d| [d.name.as_str(), d.body.as_str()]);
            let texts: Vec<_> = texts.collect();
            assert!(
                texts.join(" ").contains("Privacy") || source.contains("More"),
                "{source}"
            );
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
