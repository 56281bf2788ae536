//! Messages on stderr: their wording, and the only function that writes there.
//!
//! A message must never cost the answer, so a message that cannot be written is
//! dropped. Names quoted in messages are escaped: a file name cannot control the
//! terminal.

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

/// For usage errors that a query with a leading `-` would cause.
pub(super) const DASH_TIP: &str =
    "tip: put `--` before a query that starts with `-`: obzor query -- -solana GPU";

/// Writes one line to stderr. Line breaks and control characters in the message
/// are escaped.
pub(super) fn tell(message: fmt::Arguments<'_>) {
    let line = clean_line(&message.to_string()) + "\n";
    let mut stderr = io::stderr().lock();
    // If stderr is closed or full, there is nowhere to report that.
    let _ = stderr.write_all(line.as_bytes());
    // Dropped for the same reason.
    let _ = stderr.flush();
}

/// Reports the error that ends the program, with a hint if there is one.
pub(super) fn tell_failure(error: &anyhow::Error) {
    match error.downcast_ref::<MultilineError>() {
        Some(MultilineError(lines)) => {
            let mut prefix = "error: ";
            for line in lines {
                tell(format_args!("{prefix}{line}"));
                prefix = "";
            }
        }
        None => tell(format_args!("error: {}", with_hint(error))),
    }
}

/// An error on one line: what failed, its causes, and what to do about it.
pub(super) fn with_hint(error: &anyhow::Error) -> String {
    match hint(error) {
        Some(hint) => format!("{error:#}: {hint}"),
        None => format!("{error:#}"),
    }
}

/// An error of several lines. Line breaks inside a line are escaped.
#[derive(Debug, Error)]
#[error("{}", .0.join("\n"))]
pub(super) struct MultilineError(pub(super) Vec<String>);

/// Reports a problem with a file while an index is written. Progress is not
/// reported: that is for the progress bar.
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

/// Reports a file or folder that was not indexed.
pub(super) fn tell_unreadable(place: &Unreadable) {
    let Unreadable { location, reason } = place;
    let location = path_from_here(location);
    let reason = unreadable_reason(reason);
    tell(format_args!("error: {location} {reason}; not indexed"));
}

/// Reports what was indexed, as in
/// `indexed 1 article, 3 sections, 67 projects in 12 ms (files: 1 added)`.
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

/// Reports the parts of a query that were ignored or reinterpreted, and the words
/// that were corrected.
pub(super) fn tell_reading(text: &str, query: &Query) {
    for note in &query.notes {
        let (column, message) = (note.column, &note.kind);
        tell(format_args!("note: column {column}: {message}"));
    }
    for correction in &query.corrections {
        tell(format_args!("{}", correction_sentence(correction)));
    }
    if query.is_empty() {
        tell(format_args!("note: no word to search for in {text:?}"));
    }
}

/// `showing «рынок» for «hsyjr» (keyboard layout)`.
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

/// The lines of an error that points into the query:
///
/// ```text
/// column 7: this bracket is never closed
///   рынок (
///         ^
/// ```
pub(super) fn point_at(text: &str, note: &Note) -> Vec<String> {
    let text = one_line(text);
    // The margin is in columns: wide characters take two.
    let before: String = text.chars().take(note.column - 1).collect();
    let margin = " ".repeat(clean(&before).width());
    let (column, message) = (note.column, &note.kind);
    vec![
        format!("column {column}: {message}"),
        format!("  {}", clean(&text)),
        format!("  {margin}^"),
    ]
}
