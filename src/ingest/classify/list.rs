//! Whether a list names projects, judged by all its entries and by the other lists of
//! its article.
//!
//! The thresholds were chosen on labelled lists of posts and of lists of links, with
//! all translations of an article together.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::cue::Cue;
use super::link::{ExternalLink, is_own_page};
use super::name::{ArticleWords, NameShape};
use crate::format::{EntryFacts, EntryForm, EntryId, ParsedArticle, ParsedDocument};

/// The share of proper names that makes a list one of projects.
const MIN_NAMED: f32 = 0.6;

/// The same where its heading or its lead-in says so.
const MIN_NAMED_WITH_CUE: f32 = 0.4;

/// The same where names are short and in a script without capitals.
const MIN_CASELESS: f32 = 0.8;

/// The same where its descriptions begin with an article: "A market for …".
const MIN_NAMED_DEFINED: f32 = 0.3;

/// The share of proper names from which the others of a list are projects too.
const MIN_NAMED_ALL: f32 = 0.7;

/// The share of descriptions that begin with an article.
const MIN_DEFINED: f32 = 0.5;

/// A list whose names are longer on average does not follow, in words.
const MAX_AVERAGE_NAME: f32 = 4.0;

/// The same for names that are links, such as titles of books.
const MAX_AVERAGE_LINKED_NAME: f32 = 12.0;

/// A list of links with longer names on average is one of articles, in words.
const MAX_AVERAGE_LINK: f32 = 9.0;

/// The share of distinct names in a list.
const MIN_DISTINCT_NAMES: f32 = 0.8;

/// The name of a project that its link tells, at most, in words.
const MAX_NAME_OF_HOME: usize = 6;

/// The share of names that are links from which the others are projects too.
const MIN_LINKS_ALL: f32 = 0.7;

/// The minimum of entries in a list of pages of the overview itself.
const MIN_OWN_PAGES: usize = 3;

/// The share of links to other sites that makes an article a list of links, how many
/// they are at least, and the share of sites among them.
const MIN_LINKS: f32 = 0.8;
const MIN_LINK_ENTRIES: usize = 10;
const MIN_SITES: f32 = 0.5;

/// Words that begin a definition.
const ARTICLES: &[&str] = &[
    "A", "An", "The", "El", "La", "Un", "Una", "Le", "L", "Une", "O", "Um", "Uma", "Ein", "Eine",
];

/// The entries of one list or table.
pub(super) struct EntryList {
    pub(super) entries: Vec<ListedEntry>,
    pub(super) cue: Cue,
    /// It names projects, judged by itself.
    pub(super) names_projects: bool,
}

pub(super) struct ListedEntry {
    pub(super) id: EntryId,
    name: NameShape,
    /// Its name in lower case.
    key: String,
    words: usize,
    /// It is short, in a script without capitals, which would tell a proper name.
    is_caseless: bool,
    /// Its name is a link, of any kind.
    is_link: bool,
    /// The address of that link has its name.
    is_named_as_link: bool,
    /// That link leads to a page of the overview itself.
    is_own_page: bool,
    /// The link of its name, or the only one of its text.
    link: Option<ExternalLink>,
    is_described: bool,
    is_defined: bool,
    is_defined_in_lower_case: bool,
    form: EntryForm,
    pub(super) is_project: bool,
}

impl EntryList {
    /// The lists of an article, each judged by itself.
    pub(super) fn all(article: &ParsedArticle) -> Vec<EntryList> {
        if article.groups.is_empty() {
            return Vec::new();
        }
        let words = ArticleWords::of(article);
        let mut groups: BTreeMap<usize, Vec<ListedEntry>> = BTreeMap::new();
        let mut parents: HashMap<usize, &[usize]> = HashMap::new();
        for document in &article.documents {
            if let Some(facts) = &document.entry {
                let entry = ListedEntry::new(document, facts, &words);
                groups.entry(facts.group).or_default().push(entry);
                parents.entry(facts.group).or_insert(&document.parents);
            }
        }
        let of_links = is_list_of_links(groups.values().flatten());
        let lists = groups.into_iter().map(|(group, entries)| {
            let heading = parents[&group].last();
            let heading = heading.map(|&parent| &article.documents[parent].name);
            let heading = heading.map_or("", |name| name.as_str());
            let mut list = EntryList {
                entries,
                cue: Cue::read(heading, &article.groups[group].lead_in),
                names_projects: false,
            };
            list.judge(of_links);
            list
        });
        lists.collect()
    }

    fn judge(&mut self, of_links: bool) {
        if self.is_written_as_projects() || self.has_defined_code() {
            self.decide(true, |_| true);
        } else if self.is_link_led() {
            let is_list = self.links_to_projects(of_links) || self.has_own_pages();
            let all = self.share(|entry| entry.is_link) >= MIN_LINKS_ALL;
            self.decide(is_list, |entry| {
                let is_code = entry.form == EntryForm::Code;
                all || entry.is_link || is_code || entry.name.is_named
            });
        } else {
            let all = self.named() >= MIN_NAMED_ALL
                || self.cue.projects && !self.cue.points
                || self.has_own_links();
            self.decide(self.has_project_names(), |entry| all || entry.name.is_named);
        }
    }

    /// Whether the entries are written as only things are. A column of names may be
    /// one of parameters: some must be proper, or most have a link.
    fn is_written_as_projects(&self) -> bool {
        let is = |form: EntryForm| self.share(|entry| entry.form == form) > 0.5;
        is(EntryForm::Block)
            || is(EntryForm::WikiLink) && self.share(|entry| entry.is_described) > 0.5
            || is(EntryForm::NamedColumn)
                && (self.named() >= MIN_NAMED_DEFINED
                    || self.share(|entry| entry.is_link || entry.link.is_some()) > 0.5)
    }

    /// Whether the names are in code font and defined, as those of programs are:
    /// "a scheduler".
    fn has_defined_code(&self) -> bool {
        let is_code = |entry: &ListedEntry| entry.form == EntryForm::Code;
        self.share(is_code) >= MIN_DEFINED
            && self.share(|entry| entry.is_defined_in_lower_case) >= MIN_DEFINED
    }

    /// Whether the names are proper and lead to pages of the overview itself.
    fn has_own_pages(&self) -> bool {
        self.entries.len() >= MIN_OWN_PAGES
            && self.share(|entry| entry.is_own_page) > 0.5
            && self.named() >= MIN_NAMED
    }

    fn decide(&mut self, is_list: bool, is_project: impl Fn(&ListedEntry) -> bool) {
        let are_distinct = self.are_names_distinct();
        let are_named = self.named() >= MIN_NAMED;
        for entry in &mut self.entries {
            entry.is_project = match (is_list, entry.form) {
                // Any words may begin a sentence.
                (_, EntryForm::Sentence) => are_named && entry.name.is_named,
                (true, _) => is_project(entry),
                (false, _) => entry.is_project_alone() && are_distinct,
            };
        }
        self.names_projects = is_list;
    }

    fn share(&self, has: impl Fn(&ListedEntry) -> bool) -> f32 {
        let count = self.entries.iter().filter(|entry| has(entry)).count();
        count as f32 / self.entries.len() as f32
    }

    fn named(&self) -> f32 {
        self.share(|entry| entry.name.is_named)
    }

    pub(super) fn is_link_led(&self) -> bool {
        self.share(|entry| entry.is_link) > 0.5
    }

    /// Whether no name stands for many entries, as those of categories do.
    fn are_names_distinct(&self) -> bool {
        let names: HashSet<&str> = self.entries.iter().map(|entry| &*entry.key).collect();
        names.len() as f32 / self.entries.len() as f32 >= MIN_DISTINCT_NAMES
    }

    fn average_name(&self) -> f32 {
        let words: usize = self.entries.iter().map(|entry| entry.words).sum();
        words as f32 / self.entries.len() as f32
    }

    /// Whether its names are such that it may be what the other lists are.
    pub(super) fn may_follow(&self) -> bool {
        let average = self.average_name();
        match self.is_link_led() {
            true => {
                average <= MAX_AVERAGE_LINKED_NAME && self.share(|entry| entry.link.is_some()) > 0.5
            }
            false => average <= MAX_AVERAGE_NAME,
        }
    }

    fn has_project_names(&self) -> bool {
        let named = self.named();
        let is_cued = self.cue.projects && !self.cue.points;
        named >= MIN_NAMED
            || is_cued && named >= MIN_NAMED_WITH_CUE
            || is_cued
                && (named > 0.0 || self.cue.is_label)
                && self.share(|entry| entry.name.is_named || entry.is_caseless) >= MIN_CASELESS
            || named >= MIN_NAMED_DEFINED && self.share(|entry| entry.is_defined) >= MIN_DEFINED
            || self.has_own_links()
    }

    /// Whether the entries have a link each, most of them to the home of a project, and
    /// these belong to many.
    fn has_own_links(&self) -> bool {
        let links = self.entries.iter().filter_map(|entry| entry.link.as_ref());
        let owners: HashSet<&str> = links.map(ExternalLink::owner).collect();
        let is_home = |entry: &ListedEntry| entry.link.as_ref().is_some_and(ExternalLink::is_home);
        self.entries.len() >= 3
            && self.share(|entry| entry.link.is_some()) > 0.6
            && self.share(is_home) >= 0.5
            && owners.len() as f32 / self.entries.len() as f32 > 0.5
    }

    /// Whether the names link to the homes of many projects. `of_links` says that the
    /// whole article does.
    fn links_to_projects(&self, of_links: bool) -> bool {
        let links: Vec<_> = self
            .entries
            .iter()
            .filter_map(|entry| entry.link.as_ref())
            .collect();
        if links.is_empty() {
            return false;
        }
        let share = |has: &dyn Fn(&ExternalLink) -> bool| {
            links.iter().filter(|link| has(link)).count() as f32 / links.len() as f32
        };
        let sites: HashSet<&str> = links.iter().map(|link| link.site.as_str()).collect();
        let diversity = sites.len() as f32 / links.len() as f32;
        let count = self.entries.len();
        let many = of_links
            || share(&ExternalLink::is_home) >= 0.5
            || count >= 5
            || count >= 3 && sites.len() == links.len();
        let distinct = of_links
            || sites.len() >= 2 && diversity > 0.5 && self.average_name() <= MAX_AVERAGE_LINK;
        let is_list = self.share(|entry| entry.link.is_some()) > 0.5
            && share(&ExternalLink::may_be_project) > 0.6
            && many
            && distinct;
        let may_be_projects = share(&ExternalLink::may_be_project);
        is_list || self.named() >= MIN_NAMED && may_be_projects > 0.5 && self.are_names_distinct()
    }
}

impl ListedEntry {
    /// Whether it is a project whatever else is in its list: it is called so, or its
    /// name links to the home of one.
    fn is_project_alone(&self) -> bool {
        let is_home = self.link.as_ref().is_some_and(ExternalLink::is_home);
        match self.is_link {
            true => {
                is_home
                    && self.words <= MAX_NAME_OF_HOME
                    && (self.name.is_named || self.is_named_as_link)
            }
            false => self.name.is_named_alone,
        }
    }

    fn new(document: &ParsedDocument, facts: &EntryFacts, words: &ArticleWords) -> ListedEntry {
        let name = document.name.as_str();
        let body = document.body.as_str();
        let first = body.split(|c: char| !c.is_alphabetic()).next();
        let url = facts.name_url.as_deref();
        ListedEntry {
            id: facts.id,
            name: match facts.form {
                EntryForm::Title => NameShape::named(),
                _ => words.shape(name),
            },
            form: facts.form,
            is_defined_in_lower_case: ["a ", "an ", "the "]
                .iter()
                .any(|article| body.to_lowercase().starts_with(article)),
            key: name.to_lowercase(),
            words: name.split_whitespace().count(),
            is_caseless: is_short_caseless(name),
            is_link: url.is_some_and(|url| !url.is_empty()),
            is_named_as_link: url.is_some_and(|url| is_named_in(name, url)),
            is_own_page: facts.form != EntryForm::Code && url.is_some_and(is_own_page),
            link: own_link(document, url),
            is_described: body.contains(char::is_alphanumeric),
            is_defined: first.is_some_and(|word| ARTICLES.contains(&word)),
            is_project: false,
        }
    }
}

/// Whether a name is short and in a script without capitals: of a few words, or a few
/// characters where words are not set apart.
fn is_short_caseless(name: &str) -> bool {
    const MAX_WORDS: usize = 3;
    const MAX_CHARACTERS: usize = 20;
    let has_case = |c: char| c.is_lowercase() || c.is_uppercase();
    name.split_whitespace().count() <= MAX_WORDS
        && name.chars().count() <= MAX_CHARACTERS
        && name.contains(char::is_alphabetic)
        && !name.contains(has_case)
}

/// Whether the letters and digits of a name stand in a URL.
fn is_named_in(name: &str, url: &str) -> bool {
    let letters = |text: &str| -> String {
        let lower = text.to_lowercase();
        lower.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    letters(url).contains(&letters(name))
}

/// The link of a name, or else the only one of an entry.
fn own_link(document: &ParsedDocument, name_url: Option<&str>) -> Option<ExternalLink> {
    if name_url.is_some() {
        return name_url.and_then(ExternalLink::parse);
    }
    let (first, others) = document.links.split_first()?;
    let is_only = others.iter().all(|other| other.url == first.url);
    is_only.then(|| ExternalLink::parse(&first.url)).flatten()
}

/// Whether an article is a list of links: nearly all entries lead to what may be a
/// project, and to many sites.
fn is_list_of_links<'e>(entries: impl Iterator<Item = &'e ListedEntry>) -> bool {
    let (mut count, mut links, mut sites) = (0, 0, HashSet::new());
    for entry in entries {
        count += 1;
        if let Some(link) = entry.link.as_ref().filter(|link| link.may_be_project()) {
            links += 1;
            sites.insert(link.site.as_str());
        }
    }
    links >= MIN_LINK_ENTRIES
        && links as f32 / count as f32 >= MIN_LINKS
        && sites.len() as f32 / links as f32 >= MIN_SITES
}
