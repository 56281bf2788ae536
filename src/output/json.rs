//! JSON: the contract with scripts. Fields are added, never changed; the
//! schemas beside this file say the same.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter};

use super::{Answer, File, Gap};

use crate::analysis::Token;
use crate::document::{Document, is_unsafe};
use crate::search::{Hit, Suggestion};

/// The version of the contract, in every object printed.
pub(super) const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct DocumentJson<'a> {
    id: &'a str,
    kind: &'a str,
    name: &'a str,
    headings: &'a [String],
    path: &'a str,
    line: usize,
    end_line: usize,
    lang: &'a str,
    date: Option<&'a str>,
    tags: &'a [String],
    url: Option<&'a str>,
}

impl<'a> From<&'a Document> for DocumentJson<'a> {
    fn from(document: &'a Document) -> Self {
        DocumentJson {
            id: &document.id,
            kind: document.kind.as_str(),
            name: document.name.as_str(),
            headings: &document.headings,
            path: &document.path,
            line: document.line,
            end_line: document.end_line,
            lang: &document.article.lang,
            date: document.article.date.as_deref(),
            tags: &document.article.tags,
            url: document.url(),
        }
    }
}

#[derive(Serialize)]
struct HitsJson<'a> {
    schema: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'a str>,
    query: &'a str,
    notes: Vec<NoteJson>,
    corrections: Vec<CorrectionJson<'a>>,
    total: usize,
    #[serde(skip_serializing_if = "<[Gap]>::is_empty")]
    incomplete: &'a [Gap],
    hits: Vec<HitJson<'a>>,
}

#[derive(Serialize)]
struct NoteJson {
    column: usize,
    message: String,
}

#[derive(Serialize)]
struct CorrectionJson<'a> {
    from: &'a str,
    to: &'a str,
    /// What else is as likely.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    or: &'a [String],
    why: &'a str,
}

#[derive(Serialize)]
pub(super) struct HitJson<'a> {
    rank: usize,
    score: f32,
    #[serde(flatten)]
    document: DocumentJson<'a>,
    file: String,
    name_highlights: &'a [(usize, usize)],
    heading_highlights: &'a [Vec<(usize, usize)>],
    missing: Vec<&'a str>,
    snippet: SnippetJson<'a>,
    matches: Vec<MatchJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<ExplainJson<'a>>,
}

/// Its base and its parts add up to the score.
#[derive(Serialize)]
struct ExplainJson<'a> {
    base: f32,
    coverage: f32,
    parts: Vec<PartJson<'a>>,
}

#[derive(Serialize)]
struct PartJson<'a> {
    word: String,
    how: &'a str,
    field: &'a str,
    frequency: u32,
    score: f32,
}

impl<'a> HitJson<'a> {
    pub(super) fn new(answer: &Answer<'a>, hit: &'a Hit) -> Self {
        let Answer { text, query, .. } = *answer;
        let File { shown, .. } = (answer.files)(&hit.document);
        let places = hit.source_matches.iter().flat_map(|place| {
            let text = |found: &Range<usize>| place.source.get(found.clone()).unwrap_or_default();
            place.matches.iter().map(move |found| MatchJson {
                field: if found.in_name { "name" } else { "body" },
                line: found.line,
                column: found.column,
                byte_start: found.range.start,
                byte_end: found.range.end,
                text: text(&found.range),
            })
        });
        HitJson {
            missing: query.texts(text, &hit.missing),
            rank: hit.rank,
            score: hit.score,
            document: (&hit.document).into(),
            file: shown,
            name_highlights: &hit.name_highlights,
            heading_highlights: &hit.heading_highlights,
            matches: places.collect(),
            snippet: SnippetJson {
                text: &hit.snippet.text,
                highlights: &hit.snippet.highlights,
            },
            explain: hit.explanation.as_ref().map(|explanation| ExplainJson {
                base: explanation.base,
                coverage: explanation.coverage,
                parts: explanation
                    .details
                    .iter()
                    .map(|part| PartJson {
                        word: query.texts(text, &part.words).join(" "),
                        how: part.match_type.as_str(),
                        field: part.field.as_str(),
                        frequency: part.frequency,
                        score: part.score,
                    })
                    .collect(),
            }),
        }
    }
}

#[derive(Serialize)]
struct SnippetJson<'a> {
    text: &'a str,
    highlights: &'a [(usize, usize)],
}

/// A match as it stands in the source.
#[derive(Serialize)]
struct MatchJson<'a> {
    field: &'a str,
    line: usize,
    column: usize,
    byte_start: usize,
    byte_end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct ListJson<'a> {
    schema: u32,
    #[serde(skip_serializing_if = "<[Gap]>::is_empty")]
    incomplete: &'a [Gap],
    documents: Vec<SpanJson<'a>>,
}

#[derive(Serialize)]
struct SpanJson<'a> {
    #[serde(flatten)]
    document: DocumentJson<'a>,
    byte_start: usize,
    byte_end: usize,
}

#[derive(Serialize)]
struct ShowJson<'a> {
    schema: u32,
    #[serde(skip_serializing_if = "<[Gap]>::is_empty")]
    incomplete: &'a [Gap],
    #[serde(flatten)]
    document: SpanJson<'a>,
    markdown: &'a str,
}

#[derive(Serialize)]
struct TokensJson<'a> {
    schema: u32,
    text: &'a str,
    lang: &'a str,
    tokens: Vec<TokenJson<'a>>,
}

#[derive(Serialize)]
struct TokenJson<'a> {
    position: usize,
    surface: &'a str,
    /// In code points, as the highlights of a snippet.
    start: usize,
    end: usize,
    why: &'a str,
    common: bool,
    terms: Vec<TermJson<'a>>,
}

#[derive(Serialize)]
struct TermJson<'a> {
    kind: &'a str,
    term: &'a str,
}

/// Prints the answer to a query, on one line; in a batch with its topic's id.
pub(crate) fn hits(
    out: &mut dyn Write,
    topic: Option<&str>,
    answer: &Answer<'_>,
) -> io::Result<()> {
    let query = answer.query;
    let found = answer.hits.hits.iter().map(|hit| HitJson::new(answer, hit));
    let notes = query.notes.iter().map(|note| NoteJson {
        column: note.column,
        message: note.kind.to_string(),
    });
    let corrections = query.corrections.iter().map(|correction| CorrectionJson {
        from: &correction.from,
        to: correction.to.first().map_or("", String::as_str),
        or: correction.to.get(1..).unwrap_or_default(),
        why: correction.reason.as_str(),
    });
    write(
        out,
        &HitsJson {
            schema: SCHEMA,
            topic,
            query: answer.text,
            notes: notes.collect(),
            corrections: corrections.collect(),
            total: answer.hits.total,
            incomplete: answer.gaps,
            hits: found.collect(),
        },
    )
}

/// Prints a list of documents.
pub(crate) fn list(out: &mut dyn Write, documents: &[Document], gaps: &[Gap]) -> io::Result<()> {
    write(
        out,
        &ListJson {
            schema: SCHEMA,
            incomplete: gaps,
            documents: documents.iter().map(span).collect(),
        },
    )
}

/// Prints a document with its Markdown.
pub(crate) fn document(
    out: &mut dyn Write,
    document: &Document,
    markdown: &str,
    gaps: &[Gap],
) -> io::Result<()> {
    write(
        out,
        &ShowJson {
            schema: SCHEMA,
            incomplete: gaps,
            document: span(document),
            markdown,
        },
    )
}

#[derive(Serialize)]
struct SuggestJson<'a> {
    schema: u32,
    prefix: &'a str,
    #[serde(skip_serializing_if = "<[Gap]>::is_empty")]
    incomplete: &'a [Gap],
    suggestions: Vec<SuggestionJson<'a>>,
}

#[derive(Serialize)]
struct SuggestionJson<'a> {
    text: &'a str,
    kind: &'a str,
    documents: u32,
}

/// Prints completions.
pub(crate) fn suggestions(
    out: &mut dyn Write,
    prefix: &str,
    suggestions: &[Suggestion],
    gaps: &[Gap],
) -> io::Result<()> {
    let suggestions = suggestions.iter().map(|suggestion| SuggestionJson {
        text: &suggestion.text,
        kind: suggestion.kind.as_str(),
        documents: suggestion.documents,
    });
    write(
        out,
        &SuggestJson {
            schema: SCHEMA,
            prefix,
            incomplete: gaps,
            suggestions: suggestions.collect(),
        },
    )
}

/// Prints the tokens of a text.
pub(crate) fn tokens(
    out: &mut dyn Write,
    text: &str,
    lang: &str,
    tokens: &[Token],
) -> io::Result<()> {
    // Tokens stand in the order of their starts: each character is counted once.
    // (The last byte and code point counted.)
    let mut counted = (0, 0);
    let tokens = tokens.iter().map(|token| {
        counted.1 += text[counted.0..token.range.start].chars().count();
        counted.0 = token.range.start;
        let surface = &text[token.range.clone()];
        TokenJson {
            position: token.position,
            surface,
            start: counted.1,
            end: counted.1 + surface.chars().count(),
            why: token.reading.as_str(),
            common: token.common,
            terms: token
                .terms
                .iter()
                .chain(token.parts.iter())
                .map(|term| TermJson {
                    kind: term.kind.as_str(),
                    term: &term.text,
                })
                .collect(),
        }
    });
    let tokens = tokens.collect();
    write(
        out,
        &TokensJson {
            schema: SCHEMA,
            text,
            lang,
            tokens,
        },
    )
}

fn span(document: &Document) -> SpanJson<'_> {
    SpanJson {
        document: document.into(),
        byte_start: document.byte_start,
        byte_end: document.byte_end,
    }
}

/// Prints a value on a line of its own.
pub(super) fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Escaping);
    value.serialize(&mut serializer)?;
    writeln!(out)
}

/// Compact JSON in which every character that may act on a terminal is escaped.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| is_unsafe(c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            // All of them are in the basic plane.
            write!(writer, "\\u{:04x}", u32::from(c))?;
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        serde_json::ser::CompactFormatter.write_char_escape(writer, escape)
    }
}
