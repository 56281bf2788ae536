//! Lists of synonyms, one set per line: `ИИ = AI = искусственный интеллект`. `#`
//! starts a comment.
//!
//! Finds and parses the lists; does not know how the search uses them.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::folders::config_folder;
use crate::regular_file::{self, Links};

/// The name of a list, beside a corpus or in the user's config folder.
const FILE: &str = "synonyms.txt";

/// The maximum size of a list, in bytes.
const MAX_SIZE: u64 = 16 << 20;

/// A list of synonyms.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SynonymList {
    /// Sets of words or names; each member stands for all others of its set.
    pub(super) groups: Vec<Vec<String>>,
    /// Lines that are not sets, from 1.
    pub(super) bad_lines: Vec<usize>,
}

/// Parses a list. Each side of a set needs a letter or digit.
fn parse(text: &str) -> SynonymList {
    let mut list = SynonymList::default();
    for (at, line) in text.lines().enumerate() {
        // Splitting always gives a first part.
        let line = line.split('#').next().unwrap_or_default();
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() {
            continue;
        }
        let group: Vec<String> = line.split('=').map(|side| side.trim().to_owned()).collect();
        let has_word = |side: &String| side.contains(char::is_alphanumeric);
        if group.len() > 1 && group.iter().all(has_word) {
            list.groups.push(group);
        } else {
            list.bad_lines.push(at + 1);
        }
    }
    list
}

/// Reads a list; a missing one is empty. Fails if it is not a regular file or has
/// more than [`MAX_SIZE`] bytes. Links are followed only in the user's own folder:
/// beside a corpus, its author may have put them there.
pub(super) fn read(file: &Path) -> io::Result<SynonymList> {
    let own = config_folder().is_some_and(|folder| file.starts_with(folder));
    let links = if own { Links::Follow } else { Links::Refuse };
    match regular_file::read(file, links, MAX_SIZE) {
        Ok(bytes) => Ok(parse(&String::from_utf8_lossy(&bytes))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(SynonymList::default())
        }
        Err(error) => Err(error),
    }
}

/// Where lists may be: in each root of the corpus, beside it, and in the user's
/// config folder.
pub(super) fn places(roots: &[PathBuf]) -> Vec<PathBuf> {
    let mut places = Vec::new();
    for root in roots {
        let beside = root.parent().map(|parent| parent.join(FILE));
        places.push(root.join(FILE));
        places.extend(beside);
    }
    let own = config_folder();
    places.extend(own.map(|folder| folder.join(FILE)));
    places.sort();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_set_of_sides_around_equals_signs() {
        let list = parse("# мои\nИИ = AI = искусственный интеллект\n\nслово\n= x\nа=б # так\n");
        assert_eq!(
            list.groups,
            [vec!["ИИ", "AI", "искусственный интеллект"], vec!["а", "б"]]
        );
        assert_eq!(list.bad_lines, [4, 5]);
    }
}
