//! The health of an index and its corpus, for the eye and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::clean_line;
use super::json::{SCHEMA, write};
use super::style::{FAINT, MATCH, NAME};

/// What was found out.
#[derive(Default, Serialize)]
pub(crate) struct Diagnosis {
    /// Nothing is to be done.
    pub(crate) healthy: bool,
    /// What is, in one sentence each.
    pub(crate) problems: Vec<String>,
    /// Where the index is.
    pub(crate) path: String,
    /// What it is; none when it cannot be used.
    pub(crate) index: Option<IndexHealth>,
    pub(crate) corpus: Option<CorpusHealth>,
    pub(crate) documents: Option<DocumentCounts>,
    pub(crate) vocabulary: Option<Vocabulary>,
    pub(crate) coverage: Option<Coverage>,
    /// What in the articles may not have been read as it was meant.
    pub(crate) warnings: Vec<Located>,
}

#[derive(Serialize)]
pub(crate) struct IndexHealth {
    pub(crate) generation: u64,
    pub(crate) built_with: BuiltWith,
    pub(crate) bytes: u64,
    pub(crate) files: usize,
    pub(crate) segments: usize,
    pub(crate) removed_documents: u64,
    /// Files of a writer that is at work or was killed.
    pub(crate) leftovers: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct BuiltWith {
    pub(crate) obzor: String,
    pub(crate) format: u32,
    pub(crate) analyzer: String,
    pub(crate) tantivy: String,
}

/// The files that the index is made of, by what has become of them.
#[derive(Serialize)]
pub(crate) struct CorpusHealth {
    pub(crate) roots: Vec<String>,
    pub(crate) max_file_size: u64,
    pub(crate) unchanged: usize,
    pub(crate) added: Vec<String>,
    pub(crate) changed: Vec<String>,
    pub(crate) removed: Vec<String>,
    pub(crate) unreadable: Vec<String>,
}

#[derive(Default, Serialize)]
pub(crate) struct DocumentCounts {
    pub(crate) total: usize,
    pub(crate) kinds: Vec<Count>,
    pub(crate) languages: Vec<Count>,
    pub(crate) tags: Vec<Count>,
    /// The projects of each section.
    pub(crate) sections: Vec<Count>,
}

#[derive(Serialize)]
pub(crate) struct Count {
    pub(crate) name: String,
    pub(crate) count: usize,
}

#[derive(Serialize)]
pub(crate) struct Vocabulary {
    /// Different words.
    pub(crate) words: usize,
    /// All words of all bodies.
    pub(crate) running_words: u64,
}

#[derive(Default, Serialize)]
pub(crate) struct Coverage {
    /// The visible words of the articles.
    pub(crate) words: usize,
    /// Those that are in no document.
    pub(crate) missing: Vec<Located>,
}

/// A line of an article and what is to be said of it.
#[derive(Serialize)]
pub(crate) struct Located {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// Prints one JSON object.
pub(crate) fn json(out: &mut dyn Write, diagnosis: &Diagnosis) -> io::Result<()> {
    #[derive(Serialize)]
    struct Versioned<'a> {
        schema: u32,
        #[serde(flatten)]
        diagnosis: &'a Diagnosis,
    }
    write(
        out,
        &Versioned {
            schema: SCHEMA,
            diagnosis,
        },
    )
}

/// Prints one fact a line, the problems last.
pub(crate) fn text(out: &mut dyn Write, diagnosis: &Diagnosis) -> io::Result<()> {
    let mut fact = |what: &str, fact: String| {
        writeln!(out, "{FAINT}{what:<10}{FAINT:#} {}", clean_line(&fact))
    };
    match &diagnosis.index {
        Some(index) => {
            let gone = match index.removed_documents {
                0 => String::new(),
                gone => format!(" with {gone} removed documents"),
            };
            fact(
                "index",
                format!(
                    "{}: {} in {}, {}{gone}, written {}",
                    diagnosis.path,
                    size(index.bytes),
                    number(index.files, "file"),
                    number(index.segments, "segment"),
                    number(index.generation as usize, "time"),
                ),
            )?;
            let BuiltWith {
                obzor,
                format,
                analyzer,
                tantivy,
            } = &index.built_with;
            fact(
                "built with",
                format!("obzor {obzor}, format {format}, analyzer {analyzer}, {tantivy}"),
            )?;
        }
        None => fact("index", format!("{}: cannot be used", diagnosis.path))?,
    }
    if let Some(corpus) = &diagnosis.corpus {
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
        fact(
            "corpus",
            format!("{}: files: {}", corpus.roots.join(", "), parts.join(", ")),
        )?;
    }
    if let Some(documents) = &diagnosis.documents {
        fact(
            "documents",
            format!("{}: {}", documents.total, counts(&documents.kinds)),
        )?;
        for (what, of) in [
            ("languages", &documents.languages),
            ("tags", &documents.tags),
            ("sections", &documents.sections),
        ] {
            if !of.is_empty() {
                fact(what, counts(of))?;
            }
        }
    }
    if let Some(vocabulary) = &diagnosis.vocabulary {
        let Vocabulary {
            words,
            running_words,
        } = vocabulary;
        fact(
            "vocabulary",
            format!("{words} different words, {running_words} in all bodies"),
        )?;
    }
    if let Some(coverage) = &diagnosis.coverage {
        let covered = coverage.words - coverage.missing.len();
        let percent = 100.0 * covered as f64 / coverage.words.max(1) as f64;
        let percent = if coverage.words == 0 { 100.0 } else { percent };
        // 99.999 is not 100.
        let percent = (percent * 100.0).floor() / 100.0;
        fact(
            "coverage",
            format!("{percent}% of {} visible words", coverage.words),
        )?;
    }
    for Located { path, line, text } in &diagnosis.warnings {
        let place = clean_line(path);
        writeln!(
            out,
            "{MATCH}warning{MATCH:#}    {place}:{line}: {}",
            clean_line(text)
        )?;
    }
    for problem in &diagnosis.problems {
        writeln!(out, "{MATCH}problem{MATCH:#}    {}", clean_line(problem))?;
    }
    if diagnosis.healthy {
        writeln!(out, "{NAME}healthy{NAME:#}")?;
    }
    Ok(())
}

fn counts(counts: &[Count]) -> String {
    /// More are in the JSON.
    const MOST: usize = 12;
    let shown = counts.iter().take(MOST);
    let mut shown: Vec<_> = shown
        .map(|Count { name, count }| format!("{name} {count}"))
        .collect();
    if counts.len() > MOST {
        shown.push(format!("{} more", counts.len() - MOST));
    }
    shown.join(", ")
}

fn number(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Bytes in the unit that suits them.
fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}
