//! Text for people about words: how a query was read, what a text is indexed
//! as, how a word goes on.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::style::{FAINT, KIND, NAME};
use super::{clean, clean_line};
use crate::analysis::{TermKind, Token};
use crate::document::one_line;
use crate::query::{BooleanQuery, Mode, Node, Note, Occur, ParsedQuery};
use crate::search::{Correction, Suggestion};

/// Prints how a query was read, as a tree, and what was not read as it stands.
pub(crate) fn parsed(out: &mut dyn Write, text: &str, parsed: &ParsedQuery) -> io::Result<()> {
    parsed_group(out, text, &parsed.root, 0)?;
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

fn parsed_group(
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
                parsed_group(out, text, group, indent + 2)?;
            }
            Node::Leaf(leaf) => {
                let value = clean(&one_line(&text[leaf.range.clone()]));
                let how = match leaf.mode {
                    Mode::Words => "words".to_owned(),
                    Mode::Exact => "exactly".to_owned(),
                    Mode::Prefix => "words that begin with".to_owned(),
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
                writeln!(out)?;
            }
        }
    }
    Ok(())
}

/// What was looked for in place of what was typed.
pub(crate) fn correction(correction: &Correction) -> String {
    let from = clean(&correction.from);
    let quoted = |word: &String| format!("«{}»", clean(word));
    let to: Vec<String> = correction.to.iter().map(quoted).collect();
    let why = correction.reason.as_str();
    match &to[..] {
        all if correction.keeps_original() => {
            format!("also {} for «{from}» ({why})", all.join(" and "))
        }
        [one] => format!("showing {one} for «{from}» ({why})"),
        several => format!(
            "did you mean {}? showing all for «{from}» ({why})",
            several.join(" or ")
        ),
    }
}

/// A note with its place in the query marked below it, in lines.
pub(crate) fn marked_column(text: &str, note: &Note) -> Vec<String> {
    let text = one_line(text);
    let before: String = text.chars().take(note.column - 1).collect();
    let margin = " ".repeat(clean(&before).width());
    let (column, message) = (note.column, &note.kind);
    vec![
        format!("column {column}: {message}"),
        format!("  {}", clean(&text)),
        format!("  {margin}^"),
    ]
}

/// Prints completions, one a line.
pub(crate) fn suggestions(out: &mut dyn Write, suggestions: &[Suggestion]) -> io::Result<()> {
    suggestions
        .iter()
        .try_for_each(|suggestion| writeln!(out, "{}", clean_line(&suggestion.text)))
}

/// Prints tokens as a table: position, surface, what it was taken for, and its
/// terms by kind.
pub(crate) fn tokens(out: &mut dyn Write, text: &str, tokens: &[Token]) -> io::Result<()> {
    if tokens.is_empty() {
        return Ok(());
    }
    let titles = ["#", "word", "why"].into_iter();
    let mut rows: Vec<Vec<String>> = vec![
        titles
            .chain(TermKind::ALL.map(TermKind::as_str))
            .map(str::to_owned)
            .collect(),
    ];
    for token in tokens {
        let terms = TermKind::ALL.map(|kind| {
            let terms = token.terms.iter().chain(token.parts.iter());
            let terms = terms.filter(|term| term.kind == kind);
            terms
                .map(|term| clean(&term.text))
                .collect::<Vec<_>>()
                .join(", ")
        });
        let mut row = vec![
            token.position.to_string(),
            clean(&one_line(&text[token.range.clone()])),
            token.reading.as_str().to_owned(),
        ];
        row.extend(terms);
        rows.push(row);
    }
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| {
            rows.iter()
                .map(|row| row[column].width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    for (at, row) in rows.iter().enumerate() {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let style = match column {
                _ if at == 0 => FAINT,
                1 => NAME,
                2 => KIND,
                _ => Style::new(),
            };
            let padding = " ".repeat(width - cell.width() + 2);
            line += &format!("{style}{cell}{style:#}{padding}");
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
