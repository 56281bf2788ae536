//! The answer to a query.

use std::time::Duration;

use serde::Serialize;

use super::document::{CharRange, DisplayPath, DocumentInfo};
use super::gap::Gap;
use super::schema::SCHEMA_VERSION;
use crate::document::Document;
use crate::search::{Correction, Explanation, Hit, Hits, Query, SourceMatches};

/// Hits, and how the query was understood.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Answer {
    schema: u32,
    /// In a batch: the id of the topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// The query as it was typed.
    pub query: String,
    /// Parts of the query that were not read as they stand.
    pub notes: Vec<NoteInfo>,
    /// Words that were replaced.
    pub corrections: Vec<CorrectionInfo>,
    /// How many documents match.
    pub total: usize,
    /// What the answer may lack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub incomplete: Vec<Gap>,
    /// The hits asked for, in order.
    pub hits: Vec<AnswerHit>,
    /// How many documents were searched.
    #[serde(skip)]
    pub searched: usize,
    /// How long the search took.
    #[serde(skip)]
    pub took: Duration,
}

/// A part of a query that was not read as it stands.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct NoteInfo {
    /// In code points of the query, from 1.
    pub column: usize,
    /// What was ignored, or read otherwise than it may be meant.
    pub message: String,
}

/// A word that was replaced.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CorrectionInfo {
    /// The word as it was typed.
    pub from: String,
    /// What was searched instead.
    pub to: String,
    /// Equally likely alternatives, searched too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub or: Vec<String>,
    /// How the one came to the other, in English.
    pub why: String,
}

/// A document that matches.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AnswerHit {
    /// From 1, among all hits.
    pub rank: usize,
    /// Higher is better; comparable within one answer.
    pub score: f32,
    /// The document.
    #[serde(flatten)]
    pub document: DocumentInfo,
    /// The file as it can be opened from the working directory.
    #[serde(rename = "file", serialize_with = "path_only")]
    pub file: DisplayPath,
    /// The matches in its name.
    pub name_highlights: Vec<CharRange>,
    /// The matches in each of its headings.
    pub heading_highlights: Vec<Vec<CharRange>>,
    /// Words of the query that the document lacks.
    pub missing: Vec<String>,
    /// The passages that match.
    pub snippet: SnippetInfo,
    /// The matches in the source, if the format asks for them.
    pub matches: Vec<MatchInfo>,
    /// What the score is made of, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<ExplanationInfo>,
    /// The first line of the document in the source, when matches were asked
    /// for.
    #[serde(skip)]
    pub first_line: Option<SourceLine>,
}

/// A line of a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourceLine {
    /// Without the white space at its end.
    pub text: String,
    /// In bytes from the beginning of the line, from 1.
    pub byte_column: usize,
}

/// Passages of a document's text.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct SnippetInfo {
    /// The passages, joined by `…`.
    pub text: String,
    /// The matches in them.
    pub highlights: Vec<CharRange>,
}

/// A match in the source, markup included.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct MatchInfo {
    /// Whether it is in the name or in the body.
    pub field: MatchField,
    /// From 1.
    pub line: usize,
    /// In code points, from 1.
    pub column: usize,
    /// Where it begins in the file, in bytes.
    pub byte_start: usize,
    /// Where it ends in the file, in bytes.
    pub byte_end: usize,
    /// The text that matches.
    pub text: String,
    /// Its line.
    #[serde(skip)]
    pub source: SourceLine,
}

/// The part of a document that a match is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum MatchField {
    /// The name.
    Name,
    /// The body.
    Body,
}

/// What a score is made of: the base and the parts add up to it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ExplanationInfo {
    /// What the matching words count by themselves.
    pub base: f32,
    /// The share of the query that the document has, from 0 to 1.
    pub coverage: f32,
    /// What each word contributes.
    pub parts: Vec<ScorePart>,
}

/// What a word contributes in one field.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ScorePart {
    /// The word of the query.
    pub word: String,
    /// How it matches: by form, stem, prefix and so on.
    pub how: String,
    /// The field in which it does.
    pub field: String,
    /// How many times it does.
    pub frequency: u32,
    /// Its part of the score.
    pub score: f32,
}

impl Answer {
    /// The answer to `query`, which was typed as `text`. `locate` gives the file
    /// of a document.
    pub(crate) fn new(
        text: &str,
        query: &Query,
        hits: &Hits,
        locate: impl Fn(&Document) -> DisplayPath,
        incomplete: Vec<Gap>,
    ) -> Answer {
        let found = hits.hits.iter();
        let found = found.map(|hit| AnswerHit::new(text, query, hit, locate(&hit.document)));
        let notes = query.notes.iter().map(|note| NoteInfo {
            column: note.column,
            message: note.kind.to_string(),
        });
        Answer {
            schema: SCHEMA_VERSION,
            topic: None,
            query: text.to_owned(),
            notes: notes.collect(),
            corrections: query.corrections.iter().map(CorrectionInfo::from).collect(),
            total: hits.total,
            incomplete,
            hits: found.collect(),
            searched: 0,
            took: Duration::ZERO,
        }
    }

    /// The answer of a format that needs ids and scores alone; `offset` hits
    /// were passed over.
    pub(crate) fn from_ranking(text: &str, ranking: Vec<(String, f32)>, offset: usize) -> Answer {
        let hits = ranking.into_iter().enumerate();
        let hits: Vec<_> = hits
            .map(|(at, (id, score))| AnswerHit::of_id(offset + at + 1, id, score))
            .collect();
        Answer {
            total: hits.len(),
            hits,
            ..Answer::new(
                text,
                &Query::default(),
                &Hits::default(),
                |_| DisplayPath::default(),
                Vec::new(),
            )
        }
    }

    /// Puts hits of one section together, in the order of the best of each.
    pub(crate) fn group_by_section(&mut self) {
        let mut sections: Vec<Vec<String>> = Vec::new();
        self.hits.sort_by_cached_key(|hit| {
            let section = hit.section();
            let known = sections.iter().position(|other| *other == section);
            known.unwrap_or_else(|| {
                sections.push(section);
                sections.len() - 1
            })
        });
    }
}

impl From<&Correction> for CorrectionInfo {
    fn from(correction: &Correction) -> CorrectionInfo {
        CorrectionInfo {
            from: correction.from.clone(),
            // A correction always has at least one word.
            to: correction.to.first().cloned().unwrap_or_default(),
            or: correction.to.iter().skip(1).cloned().collect(),
            why: correction.reason.as_str().to_owned(),
        }
    }
}

impl AnswerHit {
    fn new(text: &str, query: &Query, hit: &Hit, file: DisplayPath) -> AnswerHit {
        let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
        let place = hit.source_matches.as_ref();
        AnswerHit {
            rank: hit.rank,
            score: hit.score,
            document: (&hit.document).into(),
            file,
            name_highlights: hit.name_highlights.clone(),
            heading_highlights: hit.heading_highlights.clone(),
            missing: owned(query.texts(text, &hit.missing)),
            snippet: SnippetInfo {
                text: hit.snippet.text.clone(),
                highlights: hit.snippet.highlights.clone(),
            },
            matches: place.map_or_else(Vec::new, matches_of),
            explain: hit
                .explanation
                .as_ref()
                .map(|explanation| ExplanationInfo::new(text, query, explanation)),
            first_line: place.map(|place| SourceLine::at(&place.source, hit.document.byte_start)),
        }
    }

    fn of_id(rank: usize, id: String, score: f32) -> AnswerHit {
        AnswerHit {
            rank,
            score,
            document: DocumentInfo::of_id(id),
            file: DisplayPath::default(),
            name_highlights: Vec::new(),
            heading_highlights: Vec::new(),
            missing: Vec::new(),
            snippet: SnippetInfo::default(),
            matches: Vec::new(),
            explain: None,
            first_line: None,
        }
    }

    /// The headings down to the section that the hit is or stands in.
    pub(crate) fn section(&self) -> Vec<String> {
        let document = &self.document;
        let mut section = document.headings.clone();
        if !document.kind.is_entry() {
            section.push(document.name.clone());
        }
        section
    }
}

fn matches_of(place: &SourceMatches) -> Vec<MatchInfo> {
    let matches = place.matches.iter().map(|found| MatchInfo {
        field: if found.in_name {
            MatchField::Name
        } else {
            MatchField::Body
        },
        line: found.line,
        column: found.column,
        byte_start: found.range.start,
        byte_end: found.range.end,
        text: place
            .source
            // Matches are located in this very source.
            .get(found.range.clone())
            .unwrap_or_default()
            .to_owned(),
        source: SourceLine::at(&place.source, found.range.start),
    });
    matches.collect()
}

impl SourceLine {
    /// The line around byte `at`, which must be a boundary of code points.
    fn at(source: &str, at: usize) -> SourceLine {
        let (before, after) = source.split_at_checked(at).unwrap_or((source, ""));
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = after
            .find('\n')
            .map_or(source.len(), |newline| before.len() + newline);
        SourceLine {
            text: source[start..end].trim_end().to_owned(),
            byte_column: before.len() - start + 1,
        }
    }
}

impl ExplanationInfo {
    fn new(text: &str, query: &Query, explanation: &Explanation) -> ExplanationInfo {
        let parts = explanation.details.iter().map(|part| ScorePart {
            word: query.texts(text, &part.words).join(" "),
            how: part.match_type.as_str().to_owned(),
            field: part.field.as_str().to_owned(),
            frequency: part.frequency,
            score: part.score,
        });
        ExplanationInfo {
            base: explanation.base,
            coverage: explanation.coverage,
            parts: parts.collect(),
        }
    }
}

/// In JSON a file is its path alone.
fn path_only<S: serde::Serializer>(file: &DisplayPath, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&file.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_line_is_whole_and_counts_bytes() {
        let source = "one\nд два \nthree";
        for (at, text, byte_column) in [
            (0, "one", 1),
            (3, "one", 4),
            (4, "д два", 1),
            (7, "д два", 4),
            (source.len(), "three", 6),
        ] {
            let expected = SourceLine {
                text: text.to_owned(),
                byte_column,
            };
            assert_eq!(SourceLine::at(source, at), expected, "{at}");
        }
    }
}
