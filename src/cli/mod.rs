//! The command line: what can be typed. No logic.

mod examples;
mod quoting;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use self::examples::*;
pub use self::quoting::quoting_safely;
use crate::document::DocumentKind;

/// Find the project, not the page: full-text search over overview articles.
///
/// An overview article lists projects under headings. obzor splits Markdown
/// articles into article, section and project documents, and its queries rank
/// these, so that the answer is which project, where it stands in the source,
/// and why it matched.
///
/// Settings come from options, then from OBZOR_ variables, then from the nearest
/// obzor.toml upward from the working directory, then from
/// ~/.config/obzor/config.toml.
///
/// Exit status: 0 when something was found, 1 when nothing was, 2 on an error.
#[derive(Debug, Parser)]
#[command(name = "obzor", version, max_term_width = 100)]
pub struct Cli {
    /// The index's directory [default: index]
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "OBZOR_INDEX",
        hide_env = true
    )]
    pub index: Option<PathBuf>,

    /// When to use colours and links [default: auto]
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        env = "OBZOR_COLOR",
        hide_env = true,
        hide_short_help = true
    )]
    pub color: Option<ColorChoice>,

    /// Do not show long output in a pager ($OBZOR_PAGER, $PAGER)
    #[arg(long, global = true, hide_short_help = true)]
    pub no_pager: bool,

    /// Answer from the index as it is, whatever has changed in the corpus
    #[arg(long, global = true, hide_short_help = true)]
    pub no_refresh: bool,

    /// Fail when the index is damaged or of another version, instead of
    /// building it anew
    #[arg(long, global = true, hide_short_help = true)]
    pub no_heal: bool,

    /// Read no obzor.toml and no user configuration
    #[arg(long, global = true, hide_short_help = true)]
    pub no_config: bool,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ColorChoice {
    /// In a terminal, unless NO_COLOR or CLICOLOR say otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the index from files and folders
    ///
    /// The paths given are the whole corpus, and are remembered: without any,
    /// the corpus of the last time is indexed again, or `corpus/` the first
    /// time. Folders are searched for .md, .markdown and .mdx files by
    /// ripgrep's rules (.gitignore, .ignore, no hidden files). Only what has
    /// changed since the last time is read; the result is what it would be if
    /// everything were.
    #[command(after_help = INDEX_EXAMPLES)]
    Index(IndexArgs),
    /// Find the documents that match words, best first
    ///
    /// Any word may match; more matched words beat fewer, rarer words weigh
    /// more, and a name weighs more than a heading, a heading more than text.
    #[command(visible_alias = "search", after_help = QUERY_TIP, after_long_help = QUERY_EXAMPLES)]
    Query(Box<QueryArgs>),
    /// Complete a word or a name
    ///
    /// Prints names, headings and frequent words of the corpus that begin so,
    /// the likeliest first, in any case, script or keyboard layout.
    #[command(after_help = SUGGEST_EXAMPLES)]
    Suggest(SuggestArgs),
    /// Measure how well judged topics are answered
    ///
    /// Prints nDCG@10, MRR@10, P@1, recall@10 and recall@100 as trec_eval
    /// computes them. Hits count as files when the qrels name files: by path,
    /// or by path without its ending.
    #[command(after_help = EVAL_EXAMPLES)]
    Eval(EvalArgs),
    /// Show what a text is indexed and searched as
    ///
    /// Prints each word and name with its position among the words, its terms
    /// by kind (exact form, form of a word, stem, beginning), and what it was
    /// taken for: a dictionary word (lemma), a word cut by its ending (stem), an
    /// acronym, a name written together, the ending of one, or plain. Two words
    /// match when they share a term.
    #[command(after_help = ANALYZE_EXAMPLES)]
    Analyze(AnalyzeArgs),
    /// List the documents in the order of the articles
    #[command(after_help = LIST_EXAMPLES)]
    List(ListArgs),
    /// Print one document's own Markdown, found by its id or name
    #[command(after_help = SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// Say whether index and corpus are as they should be
    ///
    /// Reads all files of the index and all articles, and mends nothing: what is
    /// stale or damaged is mended by `obzor index`. Exit 0 when all is well, 1
    /// when something is to be done.
    #[command(after_help = DOCTOR_EXAMPLES)]
    Doctor(DoctorArgs),
    /// Print the JSON Schema of an output
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema(SchemaArgs),
    /// Print a script that completes commands and names in a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
    /// Print the manual page of obzor, or of a command
    #[command(after_help = MAN_EXAMPLES)]
    Man(ManArgs),
}

/// Arguments of `index`.
#[derive(Debug, Args)]
pub struct IndexArgs {
    /// Files and folders to index
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Read all files, not only those that have changed
    #[arg(long, conflicts_with = "check")]
    pub rebuild: bool,

    /// Print what has changed, exit 1 if anything has, and write nothing
    #[arg(long)]
    pub check: bool,

    /// Fail when another process is writing, instead of waiting for it
    #[arg(long)]
    pub no_wait: bool,

    /// Say nothing but what went wrong
    #[arg(short, long)]
    pub quiet: bool,

    /// Skip files larger than this, and say so [default: 64]
    #[arg(long, value_name = "MB")]
    pub max_file_size: Option<u64>,
}

/// Arguments of `query`.
#[derive(Debug, Args)]
pub struct QueryArgs {
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

    /// Only articles, sections or projects (repeatable)
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

    /// text, json, jsonl, tsv, vimgrep or trec [default: text]
    ///
    /// text: for the eye. json: one object, for scripts; jsonl: an object a hit,
    /// with --batch (its default) a topic's answer. tsv: rank, score, kind, id,
    /// file, line, name, headings, snippet, tabs between. vimgrep:
    /// file:line:column:text, a match a line, columns in bytes, for editors.
    /// trec: topic Q0 id rank score obzor.
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        conflicts_with = "brief",
        hide_possible_values = true
    )]
    pub format: Option<HitFormat>,

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

/// Arguments of `analyze`.
#[derive(Debug, Args)]
pub struct AnalyzeArgs {
    /// The text [default: standard input]
    #[arg(value_name = "TEXT")]
    pub text: Vec<String>,

    /// The text's language, as a document has it [default: told by the script]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,

    /// How to print the tokens
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// Arguments of `suggest`.
#[derive(Debug, Args)]
pub struct SuggestArgs {
    /// The beginning
    #[arg(value_name = "PREFIX", required = true)]
    pub prefix: Vec<String>,

    /// Print at most this many completions
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub limit: usize,

    /// How to print the completions: one a line, or one JSON object
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// How to print what was found out
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// Arguments of `list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only documents of this kind; may be given more than once
    #[arg(short, long, value_name = "KIND", value_enum)]
    pub kind: Vec<DocumentKind>,

    /// Only documents under a heading with these words; may be given more than once
    #[arg(short, long, value_name = "TEXT")]
    pub section: Vec<String>,

    /// How to print the documents
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// A document's id, or its name in any case
    #[arg(value_name = "ID|NAME", required = true)]
    pub document: Vec<String>,

    /// How to print the document
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// Arguments of `eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// The questions, `id<TAB>text` a line
    pub topics: PathBuf,

    /// The judgements, `topic iteration document relevance` a line
    pub qrels: PathBuf,

    /// Measure this TREC run instead of asking the index
    #[arg(long, value_name = "FILE")]
    pub run: Option<PathBuf>,

    /// Print the measures of every topic too
    #[arg(long)]
    pub per_topic: bool,

    /// Rank with another weight, as `stem=0`; may be given more than once
    #[arg(short, long, value_name = "NAME=NUMBER", conflicts_with = "run")]
    pub weight: Vec<String>,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What is described: query, hit (a line of jsonl), batch, list, show,
    /// analyze, suggest or doctor
    #[arg(value_name = "OUTPUT")]
    pub output: String,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL")]
    pub shell: String,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Output formats of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HitFormat {
    /// For the eye
    Text,
    /// One JSON object, for scripts
    Json,
    /// One JSON object a line: a hit, or with --batch a topic's answer
    Jsonl,
    /// rank, score, kind, id, file, line, name, headings, snippet, tabs between
    Tsv,
    /// file:line:column:text, a match a line, columns in bytes: for editors
    Vimgrep,
    /// A TREC run: topic Q0 id rank score obzor
    Trec,
}

/// Orders of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SortOrder {
    /// Best first
    Score,
    /// By path, then as the articles go
    Path,
    /// The newest articles first
    Date,
}

/// What hits are shown under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GroupBy {
    /// The headings down to the section; groups stand in the order of their best hits
    Section,
}

/// Output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For the eye
    Text,
    /// One JSON object, for scripts
    Json,
}

impl ValueEnum for DocumentKind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.as_str()))
    }
}
