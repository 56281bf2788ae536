//! A health report as text: one fact per line, problems last.

use std::io::{self, Write};

use super::sanitize::clean_line;
use super::style::{FAINT, MATCH, NAME};
use crate::answer::{
    BuildVersions, CorpusHealth, Count, CoverageHealth, Diagnostic, HealthReport, VocabularySize,
};

/// The maximum number of counts on a line; the JSON has all of them.
const MAX_COUNTS: usize = 12;

/// Prints a report. Facts are labelled, `documents  89: article 1, section 21`;
/// a sound index ends with `healthy`.
pub(crate) fn print(out: &mut dyn Write, report: &HealthReport) -> io::Result<()> {
    for (what, fact) in facts(report) {
        writeln!(out, "{FAINT}{what:<10}{FAINT:#} {}", clean_line(&fact))?;
    }
    for Diagnostic { path, line, text } in &report.warnings {
        let (path, text) = (clean_line(path), clean_line(text));
        writeln!(out, "{MATCH}warning{MATCH:#}    {path}:{line}: {text}")?;
    }
    for problem in &report.problems {
        writeln!(out, "{MATCH}problem{MATCH:#}    {}", clean_line(problem))?;
    }
    if report.healthy {
        writeln!(out, "{NAME}healthy{NAME:#}")?;
    }
    Ok(())
}

/// The labels and facts of a report. What could not be examined has none, and
/// groups without members are left out.
fn facts(report: &HealthReport) -> Vec<(&'static str, String)> {
    let mut facts = index_facts(report);
    if let Some(corpus) = &report.corpus {
        facts.push(("corpus", corpus_fact(corpus)));
    }
    if let Some(documents) = &report.documents {
        let total = documents.total;
        facts.push((
            "documents",
            format!("{total}: {}", counts(&documents.kinds)),
        ));
        let groups = [
            ("languages", &documents.languages),
            ("told by", &documents.language_sources),
            ("tags", &documents.tags),
            ("sections", &documents.sections),
        ];
        let groups = groups.iter().filter(|(_, group)| !group.is_empty());
        facts.extend(groups.map(|(what, group)| (*what, counts(group))));
    }
    if let Some(VocabularySize {
        words,
        running_words,
    }) = &report.vocabulary
    {
        let fact = format!("{words} different words, {running_words} in all bodies");
        facts.push(("vocabulary", fact));
    }
    if let Some(coverage) = &report.coverage {
        facts.push(("coverage", coverage_fact(coverage)));
    }
    facts
}

/// Size, age and origin of the index, or that it cannot be used.
fn index_facts(report: &HealthReport) -> Vec<(&'static str, String)> {
    let path = &report.path;
    let Some(index) = &report.index else {
        return vec![("index", format!("{path}: cannot be used"))];
    };
    let removed = match index.removed_documents {
        0 => String::new(),
        removed => format!(" with {removed} removed documents"),
    };
    let written = usize::try_from(index.generation).unwrap_or(usize::MAX);
    let BuildVersions {
        obzor,
        format,
        analyzer,
        tantivy,
    } = &index.built_with;
    let fact = format!(
        "{path}: {} in {}, {}{removed}, written {}",
        size(index.bytes),
        number(index.files, "file"),
        number(index.segments, "segment"),
        number(written, "time"),
    );
    let versions = format!("obzor {obzor}, format {format}, analyzer {analyzer}, {tantivy}");
    vec![("index", fact), ("built with", versions)]
}

/// The roots and the files by state: `corpus: files: 3 as indexed, 1 added`.
fn corpus_fact(corpus: &CorpusHealth) -> String {
    let parts = [
        (corpus.unchanged, "as indexed"),
        (corpus.added.len(), "added"),
        (corpus.changed.len(), "changed"),
        (corpus.removed.len(), "removed"),
        (corpus.unreadable.len(), "unreadable"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    format!("{}: files: {}", corpus.roots.join(", "), parts.join(", "))
}

/// The share of visible words that some document has: `99.99% of 6132 visible
/// words`.
fn coverage_fact(coverage: &CoverageHealth) -> String {
    let covered = coverage.words - coverage.missing.len();
    let percent = match coverage.words {
        0 => 100.0,
        words => 100.0 * covered as f64 / words as f64,
    };
    // Rounded down, so that 100% means all.
    let percent = (percent * 100.0).floor() / 100.0;
    format!("{percent}% of {} visible words", coverage.words)
}

/// `ru 40, en 12`, with the number of those that do not fit.
fn counts(counts: &[Count]) -> String {
    let shown = counts.iter().take(MAX_COUNTS);
    let mut shown: Vec<_> = shown
        .map(|Count { name, count }| format!("{name} {count}"))
        .collect();
    if counts.len() > MAX_COUNTS {
        shown.push(format!("{} more", counts.len() - MAX_COUNTS));
    }
    shown.join(", ")
}

/// `1 file`, `2 files`.
fn number(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A size in bytes, kB or MB (powers of ten), with at least two digits.
fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}
