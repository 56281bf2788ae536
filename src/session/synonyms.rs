//! Words that stand for one another, as an author lists them: `ИИ = AI`.
//!
//! Reads the list and knows nothing of how it is used.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::folders::config_folder;
use crate::regular_file::{self, Links};

/// The name of a list, beside a corpus or in the user's own folder.
pub const FILE: &str = "synonyms.txt";

/// The largest list that is read, in bytes.
const MAX_SIZE: u64 = 16 << 20;

/// Words or names of which each stands for all others.
pub type Group = Vec<String>;

/// A line that is no group.
#[derive(Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The line, from 1.
    pub line: usize,
}

/// Reads a list: groups, one a line, and what could not be read. `#` begins a
/// comment.
pub fn parse(text: &str) -> (Vec<Group>, Vec<BadLine>) {
    let (mut groups, mut bad) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() || line == "\u{feff}" {
            continue;
        }
        let group: Group = line
            .trim_start_matches('\u{feff}')
            .split('=')
            .map(|side| side.trim().to_owned())
            .collect();
        if group.len() > 1
            && group
                .iter()
                .all(|side| side.contains(char::is_alphanumeric))
        {
            groups.push(group);
        } else {
            bad.push(BadLine { line: at + 1 });
        }
    }
    (groups, bad)
}

/// Reads a list; there need not be one. Fails when it cannot be read, is no
/// regular file, or has more than 16 MB. A link counts only in the user's own
/// folder: beside a corpus, whoever wrote that put it there.
pub fn read(file: &Path) -> Result<(Vec<Group>, Vec<BadLine>)> {
    let own = config_folder().is_some_and(|folder| file.starts_with(folder));
    let links = if own { Links::Follow } else { Links::Refuse };
    match regular_file::read(file, links, MAX_SIZE) {
        Ok(bytes) => Ok(parse(&String::from_utf8_lossy(&bytes))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Default::default())
        }
        Err(error) => Err(error).with_context(|| format!("cannot read {}", file.display())),
    }
}

/// Where lists may be: in each folder of the corpus and beside it, and in the
/// user's own.
pub fn places(roots: &[PathBuf]) -> Vec<PathBuf> {
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
    fn groups_are_lines_of_equals() {
        let (groups, bad) =
            parse("# мои\nИИ = AI = искусственный интеллект\n\nслово\n= x\nа=б # так\n");
        assert_eq!(
            groups,
            [vec!["ИИ", "AI", "искусственный интеллект"], vec!["а", "б"]]
        );
        assert_eq!(bad, [BadLine { line: 4 }, BadLine { line: 5 }]);
    }
}
