//! The command line: what can be typed. Each command's own arguments stand with
//! the command. No logic.

use clap::{Parser, Subcommand};

use super::commands::analyze::AnalyzeArgs;
use super::commands::completions::CompletionsArgs;
use super::commands::doctor::DoctorArgs;
use super::commands::eval::EvalArgs;
use super::commands::index::IndexArgs;
use super::commands::list::ListArgs;
use super::commands::man::ManArgs;
use super::commands::query::QueryArgs;
use super::commands::schema::SchemaArgs;
use super::commands::show::ShowArgs;
use super::commands::suggest::SuggestArgs;
use super::help::*;
use super::options::GlobalOptions;

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
pub(in crate::cli) struct Cli {
    #[command(flatten)]
    pub(super) options: GlobalOptions,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
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
    /// Measure how well judged topics are answered (for development)
    ///
    /// Prints nDCG@10, MRR@10, P@1, recall@10 and recall@100 as trec_eval
    /// computes them. Hits count as files when the qrels name files: by path,
    /// or by path without its ending.
    #[command(hide = true, after_help = EVAL_EXAMPLES)]
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
