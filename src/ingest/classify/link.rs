//! What a link leads to: the home of a project, or a page about something else.
//! Knows a few kinds of sites, and no project.

/// Sites where each project has a page of its own below its owner's.
const HOSTS_OF_PROJECTS: &[&str] = &[
    "bitbucket.org",
    "codeberg.org",
    "crates.io",
    "github.com",
    "gitlab.com",
    "huggingface.co",
    "marketplace.visualstudio.com",
    "npmjs.com",
    "nuget.org",
    "pypi.org",
    "sourceforge.net",
];

/// Sites of profiles and posts.
const SOCIAL_HOSTS: &[&str] = &[
    "discord.gg",
    "facebook.com",
    "linkedin.com",
    "medium.com",
    "t.me",
    "twitter.com",
    "x.com",
];

/// Sites of channels, which are told by their paths.
const CHANNEL_HOSTS: &[&str] = &["twitch.tv", "vimeo.com", "youtube.com"];

/// Pages of a repository that are not about the project as a whole.
const INNER_PAGES: &[&str] = &[
    "blob",
    "commit",
    "discussions",
    "issues",
    "milestone",
    "projects",
    "pull",
    "pulls",
    "wiki",
];

/// Folders of reference documentation, where one page describes one item.
const REFERENCE_FOLDERS: &[&str] = &["api", "apidocs", "docs", "html", "javadoc", "reference"];

/// What an external link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkTarget {
    /// A repository or package.
    Repository,
    /// The root of a site.
    Site,
    /// Another page of a site.
    Page,
    /// A person, an issue, a page of reference documentation: no project.
    Other,
}

/// An external link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ExternalLink {
    pub(super) target: LinkTarget,
    /// What pages of the same project share: the host, or the path of a repository.
    pub(super) site: String,
}

impl ExternalLink {
    /// Reads a URL; `None` for one that stays on the page or the site.
    pub(super) fn parse(url: &str) -> Option<ExternalLink> {
        let (scheme, rest) = url.split_once("://")?;
        if !matches!(scheme, "http" | "https") {
            return None;
        }
        let end = rest.find(['?', '#']).unwrap_or(rest.len());
        let mut parts = rest[..end].split('/').filter(|part| !part.is_empty());
        let host = parts.next()?.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        let path: Vec<&str> = parts.collect();
        let (target, depth) = target(host, &path);
        let shared = path.iter().take(depth).copied();
        let site: Vec<&str> = std::iter::once(host).chain(shared).collect();
        Some(ExternalLink {
            target,
            site: site.join("/"),
        })
    }

    /// What the projects of one owner share.
    pub(super) fn owner(&self) -> &str {
        match self.target {
            LinkTarget::Repository => self
                .site
                .rsplit_once('/')
                .map_or(&self.site, |(owner, _)| owner),
            _ => &self.site,
        }
    }

    pub(super) fn may_be_project(&self) -> bool {
        self.target != LinkTarget::Other
    }

    pub(super) fn is_home(&self) -> bool {
        matches!(self.target, LinkTarget::Repository | LinkTarget::Site)
    }
}

/// Whether a URL leads to another page of the overview itself: it has a path, and no
/// scheme, as `xref:` of references to code has.
pub(super) fn is_own_page(url: &str) -> bool {
    let start = url.split(['/', '#', '?']).next().unwrap_or_default();
    !url.starts_with(['#', '?'])
        && !url.starts_with("//")
        && !url.is_empty()
        && !start.contains(':')
}

/// The target, and how many parts of the path tell one project from another.
fn target(host: &str, path: &[&str]) -> (LinkTarget, usize) {
    if HOSTS_OF_PROJECTS.contains(&host) {
        return match path {
            [] => (LinkTarget::Site, 0),
            [_] if host == "github.com" => (LinkTarget::Other, 1),
            [_, _, "tree", ..] => (LinkTarget::Page, 2),
            [_, _, page, ..] if INNER_PAGES.contains(page) => (LinkTarget::Other, 2),
            _ => (LinkTarget::Repository, 2),
        };
    }
    if SOCIAL_HOSTS.contains(&host) {
        return (LinkTarget::Other, 2);
    }
    if CHANNEL_HOSTS.contains(&host) {
        return (LinkTarget::Page, 2);
    }
    let folders = path.split_last().map_or(path, |(_, folders)| folders);
    let is_reference = folders.len() > 1
        && folders
            .iter()
            .any(|folder| REFERENCE_FOLDERS.contains(folder));
    match path {
        _ if host.starts_with("api.") || is_reference => (LinkTarget::Other, 0),
        [] => (LinkTarget::Site, 0),
        _ => (LinkTarget::Page, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_told_by_its_site_and_path() {
        use LinkTarget::*;
        for (url, expected) in [
            (
                "https://github.com/a/b",
                Some((Repository, "github.com/a/b")),
            ),
            (
                "https://github.com/a/b/tree/main/c",
                Some((Page, "github.com/a/b")),
            ),
            (
                "https://github.com/a/b/issues/7",
                Some((Other, "github.com/a/b")),
            ),
            ("https://github.com/a", Some((Other, "github.com/a"))),
            ("https://www.name.dev/", Some((Site, "name.dev"))),
            ("https://Name.dev/?utm=1", Some((Site, "name.dev"))),
            ("http://name.dev/x/y", Some((Page, "name.dev"))),
            ("https://api.name.dev/x", Some((Other, "api.name.dev"))),
            ("https://name.dev/en/docs/x.html", Some((Other, "name.dev"))),
            ("https://x.com/a", Some((Other, "x.com/a"))),
            ("#name", None),
            ("docs/name.md", None),
            ("mailto:a@b.c", None),
            ("https://", None),
        ] {
            let link = ExternalLink::parse(url);
            let found = link.as_ref().map(|link| (link.target, link.site.as_str()));
            assert_eq!(found, expected, "{url}");
        }
    }
}
