//! The tree of a parsed query, for `query --show-query`. Shows the parse, before
//! words are analyzed or corrected.

use std::io::{self, Write};

use super::sanitize::clean;
use super::style::{FAINT, KIND, NAME};
use crate::document::one_line;
use crate::query::{BooleanQuery, Leaf, Mode, Node, Occur, ParsedQuery};

/// Prints the tree, then the notes on ignored parts. `text` is the query that
/// `parsed` was made from.
///
/// ```text
/// any  words рынок
/// not  words solana in name
/// ```
pub(crate) fn print(out: &mut dyn Write, text: &str, parsed: &ParsedQuery) -> io::Result<()> {
    print_group(out, text, &parsed.root, 0)?;
    for note in &parsed.notes {
        writeln!(
            out,
            "note: column {}: {}",
            note.column,
            clean(&note.kind.to_string())
        )?;
    }
    Ok(())
}

/// One clause per line; groups indent theirs by two columns.
fn print_group(
    out: &mut dyn Write,
    text: &str,
    group: &BooleanQuery,
    indent: usize,
) -> io::Result<()> {
    for clause in &group.clauses {
        let occur = match clause.occur {
            Occur::Should => "any",
            Occur::Must => "must",
            Occur::MustNot => "not",
        };
        write!(out, "{:indent$}{FAINT}{occur:<4}{FAINT:#} ", "")?;
        match &clause.node {
            Node::Group(group) => {
                writeln!(out, "of")?;
                print_group(out, text, group, indent + 2)?;
            }
            Node::Leaf(leaf) => print_leaf(out, text, leaf)?,
        }
    }
    Ok(())
}

/// How the text is matched, the text as typed, its field, and its boost.
fn print_leaf(out: &mut dyn Write, text: &str, leaf: &Leaf) -> io::Result<()> {
    let value = clean(&one_line(&text[leaf.range.clone()]));
    let how = match leaf.mode {
        Mode::Words => "words".to_owned(),
        Mode::Exact => "exact form".to_owned(),
        Mode::Prefix => "prefix".to_owned(),
        Mode::Fuzzy(edits) => format!("words within {edits} edits of"),
        Mode::Phrase(0) => "phrase".to_owned(),
        Mode::Phrase(slop) => format!("phrase with {slop} words between"),
    };
    write!(out, "{KIND}{how}{KIND:#} {NAME}{value}{NAME:#}")?;
    if let Some(field) = leaf.field {
        write!(out, " in {}", field.as_str())?;
    }
    if leaf.boost != 1.0 {
        write!(out, " ×{}", leaf.boost)?;
    }
    writeln!(out)
}
