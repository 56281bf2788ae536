//! The command line as clap sees it. The arguments of a command are defined next
//! to the command. No logic.
//!
//! The doc comments below are the help texts: clap prints the first paragraph
//! for `-h`, all of it for `--help`.

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
/// articles into article, section and project documents and ranks those, so a
/// hit tells you which project, where it is in the source, and why it matched.
///
/// Settings come from options, then OBZOR_* variables, then the nearest
/// obzor.toml in the working directory or above it, then
/// ~/.config/obzor/config.toml.
///
/// Exit status: 0 if something was found, 1 if nothing was, 2 on errors.
#[derive(Debug, Parser)]
#[command(name = "obzor", version, max_term_width = 100)]
pub(in crate::cli) struct Cli {
    #[command(flatten)]
    pub(super) options: GlobalOptions,

    #[command(subcommand)]
    pub command: Command,
}

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Build the index from files and folders
    ///
    /// The given paths are the whole corpus, and are remembered. Without paths,
    /// obzor indexes the same corpus again, or `corpus/` the first time. Folders
    /// are searched for .md, .markdown and .mdx files by ripgrep's rules
    /// (.gitignore, .ignore, no hidden files). Only files that changed since the
    /// last time are read; the result is the same as that of a full rebuild.
    #[command(after_help = INDEX_EXAMPLES)]
    Index(IndexArgs),
    /// Find the documents that match some words, best first
    ///
    /// Any word may match. Documents that match more of the words rank higher;
    /// rare words weigh more than common ones, names more than headings, and
    /// headings more than text.
    #[command(visible_alias = "search", after_help = QUERY_TIP, after_long_help = QUERY_EXAMPLES)]
    Query(Box<QueryArgs>),
    /// Complete a word or a name
    ///
    /// Prints the names, headings and frequent words of the corpus that start
    /// with the prefix, likeliest first. Case, script and keyboard layout of the
    /// prefix do not matter.
    #[command(after_help = SUGGEST_EXAMPLES)]
    Suggest(SuggestArgs),
    /// Measure the ranking on judged topics (for development)
    ///
    /// Prints nDCG@10, MRR@10, P@1, recall@10 and recall@100 as trec_eval
    /// computes them. If the qrels name files, by path with or
    /// without extension, hits count as files.
    #[command(hide = true, after_help = EVAL_EXAMPLES)]
    Eval(EvalArgs),
    /// Show how a text is analyzed
    ///
    /// Prints each token with its position, its terms by kind (exact form, lemma,
    /// stem, prefix), and its type: a dictionary word (lemma), a word without its
    /// ending (stem), an acronym, a compound name, the last part of one, or
    /// plain. Two words match if they share a term.
    #[command(after_help = ANALYZE_EXAMPLES)]
    Analyze(AnalyzeArgs),
    /// List the documents in the order of their articles
    #[command(after_help = LIST_EXAMPLES)]
    List(ListArgs),
    /// Print the Markdown of one document, by id or name
    #[command(after_help = SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// Check the index and the corpus
    ///
    /// Reads every file of the index and every article, and changes nothing:
    /// `obzor index` repairs what is stale or damaged. Exits with 0 if all is
    /// well, with 1 if there is something to do.
    #[command(after_help = DOCTOR_EXAMPLES)]
    Doctor(DoctorArgs),
    /// Print the JSON Schema of an output format
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema(SchemaArgs),
    /// Print a shell completion script for commands and names
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
    /// Print the manual page of obzor or of a command
    #[command(after_help = MAN_EXAMPLES)]
    Man(ManArgs),
}
