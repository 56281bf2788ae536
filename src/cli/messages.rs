//! What the program says on stderr: the sentences, and the one gate to it.
//!
//! A message is worth less than the work: one that cannot be written is
//! dropped. Names that a message quotes cannot act on a terminal.

use std::fmt;
use std::io::{self, Write};
use std::time::Duration;

use thiserror::Error;
use unicode_width::UnicodeWidthStr;

use super::hints::hint;
use crate::answer::unreadable_reason;
use crate::corpus::Unreadable;
use crate::document::one_line;
use crate::ingest::{IngestEvent, UpdateReport};
use crate::output::{clean, clean_line};
use crate::query::Note;
use crate::search::{Correction, Query};
use crate::session::location::path_from_here;

/// Said where a leading `-` may have been meant as an operator.
pub(super) const DASH_TIP: &str =
    "tip: a query that begins with `-` needs `--` before it: obzor query -- -solana GPU";

/// Writes one line to stderr.
pub(super) fn tell(message: fmt::Arguments<'_>) {
    let line = clean_line(&message.to_string()) + "\n";
    let mut stderr = io::stderr().lock();
    // On a full disk, or when nobody reads it, there is nobody to tell.
    let _ = stderr.write_all(line.as_bytes());
    let _ = stderr.flush();
}

/// Says why the program failed.
pub(super) fn tell_failure(error: &anyhow::Error) {
    match error.downcast_ref::<MultilineError>() {
        Some(MultilineError(lines)) => {
            let mut prefix = "error: ";
            for line in lines {
                tell(format_args!("{prefix}{line}"));
                prefix = "";
            }
        }
        None => match hint(error) {
            Some(hint) => tell(format_args!("error: {error:#}: {hint}")),
            None => tell(format_args!("error: {error:#}")),
        },
    }
}

/// An error of several lines. Line breaks within a line are escaped.
#[derive(Debug, Error)]
#[error("{}", .0.join("\n"))]
pub(super) struct MultilineError(pub(super) Vec<String>);

/// Says what happens to a file while an index is written, if that matters.
pub(super) fn tell_event(event: &IngestEvent) {
    match event {
        IngestEvent::Reading(_) | IngestEvent::Read => {}
        IngestEvent::Waiting => tell(format_args!(
            "another process is writing the index: waiting for it"
        )),
        IngestEvent::Warning {
            file,
            line,
            message,
        } => {
            let file = path_from_here(file);
            tell(format_args!("warning: {file}:{line}: {message}"));
        }
        IngestEvent::Unreadable(place) => tell_unreadable(place),
    }
}

pub(super) fn tell_unreadable(place: &Unreadable) {
    let Unreadable { location, reason } = place;
    let location = path_from_here(location);
    let reason = unreadable_reason(reason);
    tell(format_args!("error: {location} {reason}; not indexed"));
}

/// Says what was indexed, and what had changed.
pub(super) fn tell_report(report: &UpdateReport, took: Duration) {
    let files = [
        (report.added, "added"),
        (report.changed, "changed"),
        (report.removed, "removed"),
        (report.unchanged, "unchanged"),
    ];
    let files = files.iter().filter(|(count, _)| *count > 0);
    let files: Vec<_> = files
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let files = match &files[..] {
        [] => "none".to_owned(),
        files => files.join(", "),
    };
    let changed = report.added + report.changed + report.removed > 0;
    let done = if changed { "indexed" } else { "up to date:" };
    tell(format_args!(
        "{done} {}, {}, {} in {} ms (files: {files})",
        count(report.articles, "article"),
        count(report.sections, "section"),
        count(report.projects, "project"),
        took.as_millis(),
    ));
}

fn count(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// Says where a query was not read as it stands, and what was searched in place
/// of what was typed.
pub(super) fn tell_reading(text: &str, query: &Query) {
    for note in &query.notes {
        let (column, message) = (note.column, &note.kind);
        tell(format_args!("note: column {column}: {message}"));
    }
    for correction in &query.corrections {
        tell(format_args!("{}", correction_sentence(correction)));
    }
    if query.is_empty() {
        tell(format_args!("note: there is no word to find in {text:?}"));
    }
}

fn correction_sentence(correction: &Correction) -> String {
    let (from, why) = (clean(&correction.from), correction.reason.as_str());
    let quoted = |word: &String| format!("«{}»", clean(word));
    let to: Vec<String> = correction.to.iter().map(quoted).collect();
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

/// The lines that point at the place of a note in a query.
pub(super) fn point_at(text: &str, note: &Note) -> Vec<String> {
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
