//! The command line: what can be typed. No logic.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::document::DocumentKind;

/// Find the project, not the page: full-text search over overview articles.
///
/// An overview article lists projects under headings. obzor splits Markdown
/// articles into article, section and project documents, and its queries rank
/// these, so that the answer is which project, where it stands in the source,
/// and why it matched.
///
/// Exit status: 0 when something was found, 1 when nothing was, 2 on an error.
#[derive(Debug, Parser)]
#[command(name = "obzor", version, max_term_width = 100)]
pub struct Cli {
    /// The index's directory
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "OBZOR_INDEX",
        default_value = "index"
    )]
    pub index: PathBuf,

    /// When to use colours: in a terminal, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,

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
    /// ripgrep's rules (.gitignore, .ignore, no hidden files).
    Index(IndexArgs),
    /// Find the documents that match words, best first
    ///
    /// Any word may match; more matched words beat fewer, rarer words weigh
    /// more, and a name weighs more than a heading, a heading more than text.
    #[command(alias = "search", after_help = QUERY_EXAMPLES)]
    Query(QueryArgs),
    /// Complete a word or a name
    ///
    /// Prints names, headings and frequent words of the corpus that begin so,
    /// the likeliest first, in any case, script or keyboard layout.
    Suggest(SuggestArgs),
    /// Measure how well judged topics are answered
    ///
    /// Prints nDCG@10, MRR@10, P@1, recall@10 and recall@100 as trec_eval
    /// computes them. Hits count as files when the qrels name files: by path,
    /// or by path without its ending.
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
    List(ListArgs),
    /// Print one document's own Markdown, found by its id or name
    Show(ShowArgs),
}

const QUERY_EXAMPLES: &str = "\
Examples:
  obzor query аренда GPU
  obzor query --kind project --section рынки Solana
  obzor query --all --format json рендеринг Solana | jq -r '.hits[].name'";

const ANALYZE_EXAMPLES: &str = "\
Examples:
  obzor analyze рынки токенов на io.net
  obzor analyze --lang de --format json Märkte | jq -r '.tokens[].terms[].term'";

/// Arguments of `index`.
#[derive(Debug, Args)]
pub struct IndexArgs {
    /// Files and folders to index
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Arguments of `query`.
#[derive(Debug, Args)]
pub struct QueryArgs {
    /// Words to find
    #[arg(required_unless_present = "batch", value_name = "WORD")]
    pub words: Vec<String>,

    /// Answer the topics in a file, `id<TAB>text` a line (`-`: standard input)
    ///
    /// Prints one JSON object a topic (jsonl), or a TREC run (trec). Topics
    /// that cannot be read are reported; the others are answered.
    #[arg(short, long, value_name = "FILE", conflicts_with = "words")]
    pub batch: Option<PathBuf>,

    /// Read everything as plain words, no operators
    #[arg(short = 'F', long)]
    pub literal: bool,

    /// Refuse a query that cannot be read as it stands
    #[arg(long, conflicts_with_all = ["literal", "batch"])]
    pub strict: bool,

    /// Do not look for what a word without matches may have been meant to be
    #[arg(long)]
    pub no_rescue: bool,

    /// Show what each score is made of
    #[arg(long)]
    pub explain: bool,

    /// Show how the query is read, and search nothing
    #[arg(long, conflicts_with = "batch")]
    pub show_query: bool,

    /// Show at most this many hits
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub limit: usize,

    /// Pass over the first hits
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,

    /// Every word must match
    #[arg(short, long)]
    pub all: bool,

    /// Only documents of this kind; may be given more than once
    #[arg(short, long, value_name = "KIND", value_enum)]
    pub kind: Vec<DocumentKind>,

    /// Only documents under a heading with these words; may be given more than once
    #[arg(short, long, value_name = "TEXT")]
    pub section: Vec<String>,

    /// Only articles with this tag; may be given more than once
    #[arg(short, long, value_name = "TAG")]
    pub tag: Vec<String>,

    /// Only articles in this language; may be given more than once
    #[arg(short, long, value_name = "LANG")]
    pub lang: Vec<String>,

    /// Only this file, folder or glob of the corpus; may be given more than once
    #[arg(short, long, value_name = "PATH")]
    pub path: Vec<String>,

    /// How to print the hits [default: text, or jsonl with --batch]
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<HitFormat>,
}

/// Arguments of `analyze`.
#[derive(Debug, Args)]
pub struct AnalyzeArgs {
    /// The text [default: standard input]
    #[arg(value_name = "TEXT")]
    pub text: Vec<String>,

    /// The text's language, as a document has it [default: told by the script]
    #[arg(short, long, value_name = "LANG")]
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

/// Output formats of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HitFormat {
    /// For the eye
    Text,
    /// One JSON object, for scripts
    Json,
    /// One JSON object a line: a hit, or with --batch a topic's answer
    Jsonl,
    /// A TREC run: topic Q0 id rank score obzor
    Trec,
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
