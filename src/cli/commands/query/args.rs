//! The arguments of `obzor query`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::document::DocumentKind;
use crate::output::{Format, PRINTERS};

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

    /// Pass over the first hits
    #[arg(long, value_name = "N", default_value_t = 0, hide_short_help = true)]
    pub offset: usize,

    /// Every word must match
    #[arg(short, long)]
    pub all: bool,

    /// Only documents of this kind (repeatable)
    #[arg(
        short,
        long,
        value_name = "KIND",
        value_enum,
        hide_possible_values = true
    )]
    pub kind: Vec<DocumentKind>,

    /// Only documents under a heading with these words
    #[arg(short, long, value_name = "TEXT")]
    pub section: Vec<String>,

    /// Only articles with this tag
    #[arg(short, long, value_name = "TAG", hide_short_help = true)]
    pub tag: Vec<String>,

    /// Only articles in this language
    #[arg(long, value_name = "LANG", hide_short_help = true)]
    pub lang: Vec<String>,

    /// Only this file, folder or glob of the corpus
    #[arg(short, long, value_name = "PATH", hide_short_help = true)]
    pub path: Vec<String>,

    /// The order of the hits
    #[arg(
        long,
        value_name = "ORDER",
        default_value = "score",
        hide_short_help = true
    )]
    pub sort: SortOrder,

    /// Show hits under the headings that hold them
    #[arg(long, value_name = "WHAT", hide_short_help = true)]
    pub group_by: Option<GroupBy>,

    /// Show at most this many passages of a text, 0 for none [default: 2]
    #[arg(
        long,
        value_name = "N",
        env = "OBZOR_SNIPPETS",
        hide_env = true,
        hide_short_help = true
    )]
    pub snippets: Option<usize>,

    /// Show at most this many characters of a passage [default: 240]
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
    pub format: Option<&'static Format>,

    /// Print a hit a line, as file:line:name, for fzf
    #[arg(long, group = "brief")]
    pub oneline: bool,

    /// Print only how many documents match
    #[arg(short, long, group = "brief", conflicts_with = "batch")]
    pub count: bool,

    /// Print nothing; the exit status is the answer
    #[arg(short, long, group = "brief", conflicts_with = "batch")]
    pub quiet: bool,

    /// Print only the files of all hits
    #[arg(short = 'l', long, group = "brief", conflicts_with = "batch")]
    pub files: bool,

    /// With -l, end each file's name with NUL, for xargs -0
    #[arg(short = '0', long, requires = "files", hide_short_help = true)]
    pub null: bool,

    /// Answer many queries, `id<TAB>text` a line
    ///
    /// The file may be `-`, standard input. Prints one JSON object a topic (jsonl), or a TREC run (trec). Topics
    /// that cannot be read are reported; the others are answered.
    #[arg(short, long, value_name = "FILE", conflicts_with = "words")]
    pub batch: Option<PathBuf>,

    /// Read everything as plain words, no operators
    #[arg(short = 'F', long, hide_short_help = true)]
    pub literal: bool,

    /// Refuse a query that cannot be read as it stands
    #[arg(long, conflicts_with_all = ["literal", "batch"], hide_short_help = true)]
    pub strict: bool,

    /// Do not look for what a word without matches may have been meant to be
    #[arg(long, hide_short_help = true)]
    pub no_rescue: bool,

    /// Show what each score is made of
    #[arg(long, hide_short_help = true)]
    pub explain: bool,

    /// Show how the query is read, and search nothing
    #[arg(long, conflicts_with = "batch", hide_short_help = true)]
    pub show_query: bool,
}

/// Orders of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SortOrder {
    /// Best first
    Score,
    /// By path, then as the articles go
    Path,
    /// The newest articles first
    Date,
}

/// What hits are shown under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum GroupBy {
    /// The headings down to the section; groups stand in the order of their best hits
    Section,
}

/// The names of all formats.
fn format_help() -> String {
    let names = PRINTERS.map(|format| format.name);
    let (last, first) = names.split_last().unwrap_or((&"", &[]));
    format!("{} or {last} [default: {}]", first.join(", "), names[0])
}

/// What each format is.
fn format_long_help() -> String {
    let formats = PRINTERS.map(|format| format!("{}: {}.", format.name, format.help));
    format!("{}\n\n{}", format_help(), formats.join(" "))
}

fn format_parser() -> impl TypedValueParser<Value = &'static Format> {
    let values = PRINTERS.map(|format| PossibleValue::new(format.name).help(format.help));
    // The parser lets only names of formats through.
    PossibleValuesParser::new(values).map(|name| {
        let named = PRINTERS.into_iter().find(|format| format.name == name);
        named.unwrap_or(PRINTERS[0])
    })
}
