//! `obzor completions`, and the completing itself: the shell's script calls
//! the program, which knows its options and, from the index, the names.

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
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL")]
    pub shell: String,
}

/// By this the shell's script says that it wants completions, and for which shell.
const VARIABLE: &str = "COMPLETE";

pub(in crate::cli) fn run(args: &CompletionsArgs, out: &mut dyn Write) -> Result<ExitStatus> {
    let shells = Shells::builtins();
    let shell: &dyn EnvCompleter = shells.completer(&args.shell).ok_or_else(|| {
        let names = shells.names().collect::<Vec<_>>().join(", ");
        anyhow!(
            "there are no completions for {:?}, but for {names}",
            args.shell
        )
    })?;
    let program = env::args_os()
        .next()
        .map_or_else(|| "obzor".into(), PathBuf::from);
    // As it was called: by its name alone it is found anew each time.
    let program = match program.components().count() {
        1 => program,
        _ => env::current_dir()?.join(program),
    };
    shell.write_registration(VARIABLE, "obzor", "obzor", &program.to_string_lossy(), out)?;
    Ok(ExitStatus::Found)
}

/// Answers a shell that wants completions, and ends the program; returns when
/// none does.
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
            })
    };
    CompleteEnv::with_factory(command).var(VARIABLE).complete();
}

/// The same command, its files completed but for those that nobody can type.
fn with_paths(command: Command) -> Command {
    let command = command.mut_args(|arg| match arg.get_value_hint() {
        ValueHint::AnyPath => arg.add(ArgValueCompleter::new(paths)),
        _ => arg,
    });
    command.mut_subcommands(with_paths)
}

fn paths(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut paths = PathCompleter::any().complete(typed);
    paths.retain(|path| !path.get_value().to_string_lossy().contains(is_unsafe));
    paths
}

fn any_name(document: &Document) -> Option<String> {
    let wanted = document.kind != DocumentKind::Point;
    wanted.then(|| one_line(document.name.as_str()))
}

fn section(document: &Document) -> Option<String> {
    let wanted = document.kind == DocumentKind::Section;
    wanted.then(|| one_line(document.name.as_str()))
}

fn lang(document: &Document) -> Option<String> {
    Some(document.article.lang.clone())
}

fn path(document: &Document) -> Option<String> {
    Some(document.path.clone())
}

/// The values of the index's documents that begin as typed, in any case. A
/// shell that completes has no use for an error: there are none then.
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
    // Nobody can type what is unsafe, and a shell would show it as it is.
    values.retain(|value| {
        let begins = || analyzer.normalize(value).starts_with(&typed);
        !value.is_empty() && !value.contains(is_unsafe) && begins()
    });
    let mut seen = HashSet::new();
    values.retain(|value| seen.insert(value.clone()));
    let values = values.into_iter().map(|value| {
        // Bash alone puts in what it is given as it is.
        CompletionCandidate::new(if bash { escaped(&value) } else { value })
    });
    values.collect()
}

fn documents() -> Result<Vec<Document>> {
    // What a shell passes is not complete: only the environment counts.
    let command = GlobalOptions::augment_args(Command::new("obzor"));
    let matches = command.try_get_matches_from(["obzor"])?;
    let settings = Settings::new(&GlobalOptions::from_arg_matches(&matches)?)?;
    settings.workspace.check_index()?;
    let index = Arc::new(Index::open(&settings.workspace.index)?);
    Ok(Searcher::new(index)?.list(&Filter::default())?)
}

/// A word as bash reads it back.
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
