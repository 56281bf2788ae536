//! `obzor completions`, and the completion itself: the shell script calls this
//! program, which knows its own options and takes names from the index.
//!
//! Runs on each press of Tab, so it neither refreshes nor builds an index, and
//! stays silent when there is none.

use std::collections::HashSet;
use std::env;
use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use clap::{Args, Command, FromArgMatches, ValueHint};
use clap_complete::engine::{PathCompleter, ValueCompleter};
use clap_complete::env::{CompleteEnv, EnvCompleter, Shells};
use clap_complete::{ArgValueCompleter, CompletionCandidate};

use crate::analysis::Analyzer;
use crate::cli::exit_status::ExitStatus;
use crate::cli::options::GlobalOptions;
use crate::cli::panic::catch_panic;
use crate::cli::settings::Settings;
use crate::document::{Document, DocumentKind, is_unsafe, one_line};
use crate::index::Index;
use crate::search::{Filter, Searcher};

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell: bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL")]
    pub shell: String,
}

/// The environment variable in which the shell script asks for completions; its
/// value is the shell.
const VARIABLE: &str = "COMPLETE";

/// Prints the script to source. It calls the program the way it was called now.
pub(in crate::cli) fn run(args: &CompletionsArgs, out: &mut dyn Write) -> Result<ExitStatus> {
    let shells = Shells::builtins();
    let shell: &dyn EnvCompleter = shells.completer(&args.shell).ok_or_else(|| {
        let names = shells.names().collect::<Vec<_>>().join(", ");
        anyhow!(
            "there are no completions for {:?}, only for {names}",
            args.shell
        )
    })?;
    let program = env::args_os()
        .next()
        .map_or_else(|| "obzor".into(), PathBuf::from);
    // A bare name stays bare, so that the shell finds it in PATH each time.
    let program = match program.components().count() {
        1 => program,
        _ => env::current_dir()?.join(program),
    };
    shell.write_registration(VARIABLE, "obzor", "obzor", &program.to_string_lossy(), out)?;
    Ok(ExitStatus::Found)
}

/// If a shell asks for completions, prints them and exits. Returns otherwise.
pub(in crate::cli) fn complete(cli: fn() -> Command) {
    let bash = env::var_os(VARIABLE).is_some_and(|shell| shell == "bash");
    let command = move || {
        let names = move |value: fn(&Document) -> Option<String>| {
            ArgValueCompleter::new(move |typed: &OsStr| candidates(typed, bash, value))
        };
        with_paths(cli())
            .mut_subcommand("show", |show| {
                show.mut_arg("document", |arg| arg.add(names(any_name)))
            })
            .mut_subcommand("query", |query| {
                query
                    .mut_arg("section", |arg| arg.add(names(section)))
                    .mut_arg("lang", |arg| arg.add(names(lang)))
                    .mut_arg("path", |arg| arg.add(names(path)))
            })
            .mut_subcommand("list", |list| {
                list.mut_arg("section", |arg| arg.add(names(section)))
                    .mut_arg("lang", |arg| arg.add(names(lang)))
            })
    };
    CompleteEnv::with_factory(command).var(VARIABLE).complete();
}

/// Completes paths as clap does, without names that nobody can type. Applies to
/// all subcommands.
fn with_paths(command: Command) -> Command {
    let command = command.mut_args(|arg| match arg.get_value_hint() {
        ValueHint::AnyPath => arg.add(ArgValueCompleter::new(paths)),
        _ => arg,
    });
    command.mut_subcommands(with_paths)
}

/// Files that start as typed. Names with control characters are left out: a
/// shell would print them raw.
fn paths(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut paths = PathCompleter::any().complete(typed);
    paths.retain(|path| !path.get_value().to_string_lossy().contains(is_unsafe));
    paths
}

/// For `show`: names of any kind.
fn any_name(document: &Document) -> Option<String> {
    let wanted = document.kind != DocumentKind::Point;
    wanted.then(|| one_line(document.name.as_str()))
}

/// For `--section`.
fn section(document: &Document) -> Option<String> {
    let wanted = document.kind == DocumentKind::Section;
    wanted.then(|| one_line(document.name.as_str()))
}

/// For `--lang`.
fn lang(document: &Document) -> Option<String> {
    Some(document.article.lang.clone())
}

/// For `--path`: relative to the corpus.
fn path(document: &Document) -> Option<String> {
    Some(document.path.clone())
}

/// The distinct values of all documents that start as typed, ignoring case, in
/// the order of the corpus. On an error there are none: a shell cannot show it.
fn candidates(
    typed: &OsStr,
    bash: bool,
    value: fn(&Document) -> Option<String>,
) -> Vec<CompletionCandidate> {
    let Ok(documents) = catch_panic(documents) else {
        return Vec::new();
    };
    let analyzer = Analyzer::new();
    let typed = typed.to_string_lossy();
    let typed = if bash {
        typed.replace('\\', "")
    } else {
        typed.into_owned()
    };
    let typed = analyzer.normalize(&typed);
    let mut values: Vec<String> = documents.iter().filter_map(value).collect();
    // Nobody can type unsafe characters, and a shell would print them raw.
    values.retain(|value| {
        let begins = || analyzer.normalize(value).starts_with(&typed);
        !value.is_empty() && !value.contains(is_unsafe) && begins()
    });
    let mut seen = HashSet::new();
    values.retain(|value| seen.insert(value.clone()));
    let values = values.into_iter().map(|value| {
        // Bash alone inserts candidates without quoting them.
        CompletionCandidate::new(if bash { escaped(&value) } else { value })
    });
    values.collect()
}

/// All documents of the index, as it is on disk.
fn documents() -> Result<Vec<Document>> {
    // The command line is unfinished, so only the environment counts.
    let command = GlobalOptions::augment_args(Command::new("obzor"));
    let matches = command.try_get_matches_from(["obzor"])?;
    let settings = Settings::new(&GlobalOptions::from_arg_matches(&matches)?)?;
    settings.workspace.check_index()?;
    let index = Arc::new(Index::open(&settings.workspace.index)?);
    Ok(Searcher::new(index)?.list(&Filter::default())?)
}

/// A word with a backslash before each character that bash may interpret.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        if !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '+' | ',')) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
