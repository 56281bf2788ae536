//! Tokens as a table, for `analyze`: position, word, type, and the terms by kind.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::sanitize::clean;
use super::style::{FAINT, KIND, NAME};
use crate::analysis::TermKind;
use crate::answer::{TokenInfo, TokenList};
use crate::document::one_line;

/// The titles of the first columns; a column for each kind of term follows.
const TITLES: [&str; 3] = ["#", "word", "why"];

/// Prints the tokens of a text; nothing, not even titles, if it has none. Columns
/// are as wide as their widest cell: tokens are short, so lines are not wrapped.
pub(crate) fn print(out: &mut dyn Write, list: &TokenList) -> io::Result<()> {
    if list.tokens.is_empty() {
        return Ok(());
    }
    let kinds = kinds(list);
    let titles = TITLES
        .into_iter()
        .chain(kinds.iter().map(|kind| kind.as_str()));
    let mut rows: Vec<Vec<String>> = vec![titles.map(str::to_owned).collect()];
    rows.extend(list.tokens.iter().map(|token| row(token, &kinds)));
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max();
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| width(column).unwrap_or(0))
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

/// The kinds of terms that any token has.
fn kinds(list: &TokenList) -> Vec<TermKind> {
    let terms = || list.tokens.iter().flat_map(|token| &token.terms);
    let kinds = TermKind::ALL.into_iter();
    kinds
        .filter(|kind| terms().any(|term| term.kind == kind.as_str()))
        .collect()
}

/// The cells of a token; several terms of a kind are separated by commas.
fn row(token: &TokenInfo, kinds: &[TermKind]) -> Vec<String> {
    let terms = kinds.iter().map(|kind| {
        let terms = token.terms.iter().filter(|term| term.kind == kind.as_str());
        let terms = terms.map(|term| clean(&term.term));
        terms.collect::<Vec<_>>().join(", ")
    });
    let surface = clean(&one_line(&token.surface));
    let first = [token.position.to_string(), surface, token.why.to_owned()];
    first.into_iter().chain(terms).collect()
}
