//! Where links lead, as far as an address tells.

use std::ops::Range;

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Another site.
    External,
    /// Another page of the same site or folder.
    Relative,
    /// A place in the same page.
    Anchor,
}

/// Where an address leads from a page whose headings have these anchors.
pub(super) fn target(url: &str, is_anchor: impl Fn(&str) -> bool) -> Target {
    if url.starts_with('#') || url.is_empty() {
        return Target::Anchor;
    }
    // The whole address of the page itself: an anchor of this page behind it.
    if let Some((_, fragment)) = url.split_once('#')
        && is_anchor(fragment)
    {
        return Target::Anchor;
    }
    let scheme = url.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    match scheme {
        Some(scheme) if is_scheme(scheme) => Target::External,
        _ if url.starts_with("//") => Target::External,
        _ => Target::Relative,
    }
}

/// The first web address in a text.
pub(super) fn find_address(text: &str) -> Option<&str> {
    let start = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| text.find(scheme))
        .min()?;
    let rest = &text[start..];
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | '（' | '）'))
        .unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '。', '，']))
}

/// The part of an address that names what it leads to, in bytes: the last part
/// of its path, or its host.
pub(super) fn own_part(address: &str) -> Range<usize> {
    let host = address.find("://").map_or(0, |at| at + 3);
    let host = host
        + if address[host..].starts_with("www.") {
            4
        } else {
            0
        };
    let end = address.find(['?', '#']).unwrap_or(address.len()).max(host);
    let path = address[..end].trim_end_matches('/');
    match path.get(host..).and_then(|path| path.rfind('/')) {
        Some(slash) => host + slash + 1..path.len(),
        None => host..path.len().max(host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_where_it_leads() {
        for (url, expected) in [
            ("#boats", Target::Anchor),
            ("https://git.example/me/mills#boats", Target::Anchor),
            ("https://git.example/me/mills#other", Target::External),
            ("//cdn.example/x", Target::External),
            ("mailto:a@b.example", Target::External),
            ("../docs/a.md", Target::Relative),
            ("/tools/a.md", Target::Relative),
            ("a.md", Target::Relative),
        ] {
            assert_eq!(target(url, |anchor| anchor == "boats"), expected, "{url}");
        }
    }

    #[test]
    fn an_address_names_what_it_leads_to() {
        for (address, name) in [
            ("https://work.example", "work.example"),
            ("https://www.work.example/", "work.example"),
            ("https://git.example/me/mills", "mills"),
            ("https://git.example/me/mills/?tab=x#y", "mills"),
        ] {
            assert_eq!(&address[own_part(address)], name);
        }
    }

    #[test]
    fn an_address_in_a_text_ends_before_its_punctuation() {
        let text = "text (https://a.example/b). More";
        assert_eq!(find_address(text), Some("https://a.example/b"));
        assert_eq!(find_address("none"), None);
    }
}
