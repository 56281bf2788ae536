//! The arguments of `obzor query`. The doc comments are the help texts; the ones
//! for `--format` are made from the registry of formats.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::document::DocumentKind;
use crate::output::{PRINTERS, PrintFormat};

/// Arguments of `query`.
#[derive(Debug, Args)]
pub(in crate::cli) struct QueryArgs {
    /// Words to find
    #[arg(required_unless_present = "batch", value_name = "WORD")]
    pub words: Vec<String>,

    /// Show at most this many hits [default: 10]
    #[arg(
        short = 'n',
        long,
        value_name = "N",
        env = "OBZOR_LIMIT",
        hide_env = true
    )]
    pub limit: Option<usize>,

    /// Skip the first N hits
    #[arg(long, value_name = "N", default_value_t = 0, hide_short_help = true)]
    pub offset: usize,

    /// Require every word to match
    #[arg(short, long)]
    pub all: bool,

    /// Find only documents of this kind (repeatable)
    #[arg(
        short,
        long,
        value_name = "KIND",
        value_enum,
        hide_possible_values = true
    )]
    pub kind: Vec<DocumentKind>,

    /// Find only documents under a heading with these words
    #[arg(short, long, value_name = "TEXT")]
    pub section: Vec<String>,

    /// Find only documents of articles with this tag
    #[arg(short, long, value_name = "TAG", hide_short_help = true)]
    pub tag: Vec<String>,

    /// Find only documents of articles in this language
    #[arg(long, value_name = "LANG", hide_short_help = true)]
    pub lang: Vec<String>,

    /// Find only documents in this file, folder or glob of the corpus
    #[arg(short, long, value_name = "PATH", hide_short_help = true)]
    pub path: Vec<String>,

    /// Sort the hits
    #[arg(
        long,
        value_name = "ORDER",
        default_value = "score",
        hide_short_help = true
    )]
    pub sort: SortOrder,

    /// Group the hits under their headings
    #[arg(long, value_name = "WHAT", hide_short_help = true)]
    pub group_by: Option<GroupBy>,

    /// Show at most this many passages per hit, 0 for none [default: 2]
    #[arg(
        long,
        value_name = "N",
        env = "OBZOR_SNIPPETS",
        hide_env = true,
        hide_short_help = true
    )]
    pub snippets: Option<usize>,

    /// Show at most this many characters per passage [default: 240]
    #[arg(
        long,
        value_name = "N",
        env = "OBZOR_SNIPPET_CHARS",
        hide_env = true,
        hide_short_help = true
    )]
    pub snippet_chars: Option<usize>,

    #[arg(
        short,
        long,
        value_name = "FORMAT",
        help = format_help(),
        long_help = format_long_help(),
        value_parser = format_parser(),
        conflicts_with = "brief",
        hide_possible_values = true
    )]
    pub format: Option<&'static PrintFormat>,

    /// Print one hit per line, as file:line:name, for fzf
    #[arg(long, group = "brief")]
    pub oneline: bool,

    /// Print only the number of matching documents
    #[arg(short, long, group = "brief", conflicts_with = "batch")]
    pub count: bool,

    /// Print nothing; the exit status is the answer
    #[arg(short, long, group = "brief", conflicts_with = "batch")]
    pub quiet: bool,

    /// Print only the names of files with hits
    #[arg(short = 'l', long, group = "brief", conflicts_with = "batch")]
    pub files: bool,

    /// With -l, end file names with NUL, for xargs -0
    #[arg(short = '0', long, requires = "files", hide_short_help = true)]
    pub null: bool,

    /// Answer many queries, one `id<TAB>text` per line
    ///
    /// The file may be `-`, standard input. Prints one JSON object per topic
    /// (jsonl) or a TREC run (trec). Lines that cannot be read are reported; the
    /// others are answered.
    #[arg(short, long, value_name = "FILE", conflicts_with = "words")]
    pub batch: Option<PathBuf>,

    /// Treat the query as plain words, without operators
    #[arg(short = 'F', long, hide_short_help = true)]
    pub literal: bool,

    /// Fail if part of the query has to be ignored or reinterpreted
    #[arg(long, conflicts_with_all = ["literal", "batch"], hide_short_help = true)]
    pub strict: bool,

    /// Do not correct words that have no matches
    #[arg(long, hide_short_help = true)]
    pub no_rescue: bool,

    /// Explain the score of each hit
    #[arg(long, hide_short_help = true)]
    pub explain: bool,

    /// Show how the query is parsed, without searching
    #[arg(long, conflicts_with = "batch", hide_short_help = true)]
    pub show_query: bool,
}

/// Orders of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SortOrder {
    /// Best first
    Score,
    /// By path, then by position in the article
    Path,
    /// Newest articles first
    Date,
}

/// What to group hits by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum GroupBy {
    /// The headings down to the section, sections with the best hits first
    Section,
}

/// The short help of `--format`: the names of all formats, as
/// `text, json or trec [default: text]`.
fn format_help() -> String {
    let names = PRINTERS.map(|format| format.name);
    let (last, first) = names.split_last().unwrap_or((&"", &[]));
    format!("{} or {last} [default: {}]", first.join(", "), names[0])
}

/// The long help of `--format`: each name with its description.
fn format_long_help() -> String {
    let formats = PRINTERS.map(|format| format!("{}: {}.", format.name, format.help));
    format!("{}\n\n{}", format_help(), formats.join(" "))
}

/// Accepts the names of the registered formats. Completions and error messages
/// list the same names.
fn format_parser() -> impl TypedValueParser<Value = &'static PrintFormat> {
    let values = PRINTERS.map(|format| PossibleValue::new(format.name).help(format.help));
    // The inner parser accepts registered names only.
    PossibleValuesParser::new(values).map(|name| {
        let named = PRINTERS.into_iter().find(|format| format.name == name);
        named.unwrap_or(PRINTERS[0])
    })
}
