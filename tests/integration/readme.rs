//! README.md against the program: each command line, option, environment
//! variable and setting that it names is one that the program has. What the
//! commands print is for `transcripts` to say.

mod shell;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use self::shell::simple_commands;
use crate::sandbox::{Sandbox, repository};

/// A piece of code in a Markdown file.
enum Code {
    /// Within a sentence or a table.
    Span(String),
    /// A line that is typed in a shell.
    Shell(String),
    /// A whole block of TOML.
    Toml(String),
}

#[test]
fn all_that_the_readme_names_is_there() {
    let files = fs::read_dir(repository()).unwrap();
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap().to_string_lossy();
        name.starts_with("README.") && name.ends_with(".md")
    });
    files.sort();
    assert!(files.contains(&repository().join("README.md")));
    let mut all = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy();
        assert!(text.contains("```toml"), "{name} shows no settings");
        all.extend(faults(&text).iter().map(|fault| format!("{name}:{fault}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// Files of the repository that a document may name, by their first folder.
const OWN_FOLDERS: [&str; 4] = ["src/", "tests/", ".ci/", ".github/"];

#[test]
fn files_that_documents_name_are_there() {
    let root = repository();
    let folders = [root.to_owned(), root.join(".github")];
    let tests = fs::read_dir(root.join("tests")).unwrap();
    let tests = tests.map(|entry| entry.unwrap().path());
    let mut missing = Vec::new();
    for folder in folders.into_iter().chain(tests) {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        let files = entries.map(|entry| entry.unwrap().path());
        for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "md")) {
            for name in named_files(&fs::read_to_string(&file).unwrap()) {
                let is_own = OWN_FOLDERS.iter().any(|own| name.starts_with(own));
                let base = if is_own { root } else { &folder };
                if !base.join(&name).exists() {
                    missing.push(format!("{}: there is no {name}", file.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));

    let text = "`src/none.rs`, [a](b.md#c), `src/*.rs`, <https://a.b>, [d](#e)";
    assert_eq!(named_files(text), ["src/none.rs", "b.md"]);
}

/// The paths in a document: destinations of links, and code that looks like one.
fn named_files(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url: to, .. } | Tag::Image { dest_url: to, .. }) => {
                let path = to.split('#').next().unwrap();
                if !path.is_empty() && !path.contains(':') {
                    found.push(path.to_owned());
                }
            }
            Event::Code(code) => {
                let is_path = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
                let is_own = OWN_FOLDERS.iter().any(|own| code.starts_with(own));
                if is_own && code.chars().all(is_path) {
                    found.push(code.into_string());
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn what_is_not_there_is_noticed() {
    for (text, fault) in [
        ("`obzor qury GPU`", "1: there is no command `obzor qury`"),
        (
            "`obzor query -n 3 --made-up GPU`",
            "`query` has no `--made-up`",
        ),
        ("`obzor --made-up query GPU`", "`obzor` has no `--made-up`"),
        ("`obzor list -qn 3`", "`list` has no `-q`"),
        ("`obzor query -f jsn GPU`", "invalid value 'jsn'"),
        ("`obzor query -l -c GPU`", "cannot be used with"),
        (
            "\n| a |\n|---|\n| `--made-up` |",
            "4: no command has `--made-up`",
        ),
        ("say `-Z`", "no command has `-Z`"),
        (
            "    cargo run --release -- qury",
            "there is no command `obzor qury`",
        ),
        (
            "    ls | OBZOR_INDEX=i obzor qury",
            "there is no command `obzor qury`",
        ),
        (
            "```console\n$ a && (obzor show --all b)\nx\n```",
            "2: `show` has no `--all`",
        ),
        (
            "`:cexpr system('obzor qury рынок')`",
            "there is no command `obzor qury`",
        ),
        (
            "`printf 'a:\\n\\t@obzor index --made-up'`",
            "`index` has no `--made-up`",
        ),
        ("before `OBZOR_14 MB/s`", "1: nothing reads OBZOR_14"),
        ("```toml\nlimt = 3\n```", "unknown setting `limt`"),
        (
            "```toml\nlimit = 3\n```",
            "there is also the setting `snippets`",
        ),
    ] {
        let found = faults(text).join("\n");
        assert!(found.contains(fault), "{text}\n{found}");
    }
    for text in [
        "`obzor` and `obzor.toml`, `-solana`, `--`, `obzor query`, `obzor index PATH… -q`",
        "`cargo build --release`, `obzor query --oneline -n 100 GPU | fzf --ansi`",
        "`obzor search -qn5 -- -made-up`, `obzor query --limit N GPU 2>&1 >out | grep -c x`",
        "`OBZOR_INDEX`, `OBZOR_PAGER`, OBZOR_ variables",
    ] {
        assert_eq!(faults(text), Vec::<String>::new(), "{text}");
    }
}

/// What a Markdown file names and the program has not, with the line.
fn faults(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut settings = None;
    for (line, code) in codes(text) {
        let faults = match code {
            Code::Span(code) => [option_faults(&code), shell_faults(&code)].concat(),
            Code::Shell(code) => shell_faults(&code),
            Code::Toml(code) => {
                let keys: toml::Table = code.parse().expect("TOML");
                let named = settings.get_or_insert_with(BTreeSet::new);
                named.extend(keys.keys().cloned());
                setting_faults(&code)
            }
        };
        found.extend(faults.iter().map(|fault| format!("{line}: {fault}")));
    }
    for (at, line) in text.lines().enumerate() {
        let faults = variable_faults(line);
        found.extend(faults.iter().map(|fault| format!("{}: {fault}", at + 1)));
    }
    if let Some(named) = settings {
        let missing = known_settings();
        let missing = missing.difference(&named);
        found.extend(missing.map(|key| format!("0: there is also the setting `{key}`")));
    }
    found
}

/// The pieces of code of a Markdown file, with their lines.
fn codes(text: &str) -> Vec<(usize, Code)> {
    let mut found = Vec::new();
    let mut block = None;
    for (event, place) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let line = text[..place.start].matches('\n').count() + 1;
        match event {
            Event::Start(Tag::CodeBlock(kind)) => block = Some((kind, String::new())),
            Event::Text(part) if block.is_some() => {
                let (kind, code) = block.as_mut().unwrap();
                code.push_str(&part);
                let shell = match kind {
                    CodeBlockKind::Indented => Some(""),
                    CodeBlockKind::Fenced(info) => match info.split(' ').next() {
                        Some("console") => Some("$ "),
                        Some("sh" | "bash") => Some(""),
                        _ => None,
                    },
                };
                let typed = |line| shell.and_then(|prompt| str::strip_prefix(line, prompt));
                for (at, code) in part.lines().enumerate() {
                    if let Some(code) = typed(code) {
                        found.push((line + at, Code::Shell(code.to_owned())));
                    }
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((CodeBlockKind::Fenced(info), code)) = block.take()
                    && &*info == "toml"
                {
                    found.push((line, Code::Toml(code)));
                }
            }
            Event::Code(code) => found.push((line, Code::Span(code.into_string()))),
            _ => {}
        }
    }
    found
}

/// Of a code span that is an option, perhaps with its value: `--limit N`, `-n`.
fn option_faults(code: &str) -> Vec<String> {
    let word = code.split([' ', '=']).next().unwrap_or_default();
    let is_short = word.len() == 2 && word.starts_with('-') && word != "--";
    if !(is_short || word.starts_with("--") && word.len() > 2) {
        return Vec::new();
    }
    let program = program();
    let mut commands = std::iter::once(&program).chain(program.get_subcommands());
    if commands.any(|command| option(command, word).is_some()) {
        return Vec::new();
    }
    vec![format!("no command has `{word}`")]
}

/// Of all calls of the program in a line of shell. What other programs are
/// given is theirs to know, except that it may be a line of shell itself.
fn shell_faults(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for words in simple_commands(code) {
        let called = words.iter().position(|word| word.text == "obzor");
        let is_cargo = words.len() > 1 && words[0].text == "cargo" && words[1].text == "run";
        let called = called.or_else(|| {
            let dashes = words.iter().position(|word| word.text == "--");
            dashes.filter(|_| is_cargo)
        });
        if let Some(at) = called {
            let args: Vec<&str> = words[at + 1..].iter().map(|word| &*word.text).collect();
            found.extend(call_faults(&args));
        } else {
            for word in words.iter().filter(|word| word.quoted) {
                let text = word.text.replace("\\n", "\n").replace("\\t", "\t");
                found.extend(shell_faults(&text));
            }
        }
    }
    found
}

/// Of one call, by what clap was told, and then by clap.
fn call_faults(args: &[&str]) -> Vec<String> {
    let program = program();
    let mut command = &program;
    let mut words = args.iter().copied();
    while let Some(word) = words.next().filter(|word| *word != "--") {
        let takes = |arg: &Arg| arg.get_action().takes_values();
        let missing = |name: &str| vec![format!("`{}` has no `{name}`", command.get_name())];
        if word.starts_with("--") {
            let (name, value) = word
                .split_once('=')
                .map_or((word, None), |(n, v)| (n, Some(v)));
            let Some(arg) = option(command, name) else {
                return missing(name);
            };
            if takes(arg) && value.is_none() {
                words.next();
            }
        } else if let Some(letters) = word.strip_prefix('-') {
            for (at, letter) in letters.char_indices() {
                let name = format!("-{letter}");
                let Some(arg) = option(command, &name) else {
                    return missing(&name);
                };
                if takes(arg) {
                    if at + letter.len_utf8() == letters.len() {
                        words.next();
                    }
                    break;
                }
            }
        } else if std::ptr::eq(command, &program) {
            match program.find_subcommand(word) {
                Some(found) => command = found,
                None => return vec![format!("there is no command `obzor {word}`")],
            }
        }
    }
    match obzor::cli::command().try_get_matches_from(std::iter::once(&"obzor").chain(args)) {
        Err(error) if !is_fragment(&error) => {
            let said = error.to_string();
            vec![said.lines().next().unwrap_or_default().to_owned()]
        }
        _ => Vec::new(),
    }
}

/// True of what clap says when a call is right as far as it goes.
fn is_fragment(error: &clap::Error) -> bool {
    match error.kind() {
        ErrorKind::MissingRequiredArgument
        | ErrorKind::MissingSubcommand
        | ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion => true,
        // In `--limit N`, N stands for a number.
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            matches!(error.get(ContextKind::InvalidValue), Some(ContextValue::String(value))
                if value.chars().all(|c| c.is_ascii_uppercase()))
        }
        _ => false,
    }
}

/// Of the environment variables with the program's beginning.
fn variable_faults(line: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let names = line.match_indices("OBZOR_").map(|(at, _)| {
        let end = line[at..].find(|c| !is_part(c)).unwrap_or(line.len() - at);
        &line[at..at + end]
    });
    names
        .filter(|name| *name != "OBZOR_" && !known_variables().contains(*name))
        .map(|name| format!("nothing reads {name}"))
        .collect()
}

/// Of the settings in a configuration file, by what the program says of it.
fn setting_faults(toml: &str) -> Vec<String> {
    let sandbox = Sandbox::with_article();
    sandbox.write("obzor.toml", toml);
    let run = sandbox.run(["query", "GPU", "--quiet"]);
    let said = run.stderr.lines();
    said.filter(|said| run.code != 0 || said.contains("obzor.toml"))
        .map(str::to_owned)
        .collect()
}

/// All settings, as the source has them.
fn known_settings() -> BTreeSet<String> {
    let source = fs::read_to_string(repository().join("src/cli/config.rs")).unwrap();
    let list = source
        .split_once("const KEYS")
        .expect("the list of settings")
        .1;
    let list = list.split_once("];").unwrap().0;
    let known: BTreeSet<String> = list
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    assert!(known.contains("index") && known.len() > 5, "{known:?}");
    known
}

/// The environment variables that the program reads for its options, and those
/// that it and its tests read by hand.
fn known_variables() -> BTreeSet<String> {
    let program = program();
    let commands = std::iter::once(&program).chain(program.get_subcommands());
    let read = commands
        .flat_map(Command::get_arguments)
        .filter_map(Arg::get_env);
    let mut known: BTreeSet<String> = read.map(|name| name.to_string_lossy().into()).collect();
    for folder in ["src", "tests"] {
        read_by_hand(&repository().join(folder), &mut known);
    }
    known
}

fn read_by_hand(folder: &Path, known: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_by_hand(&path, known);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            for call in ["var(\"", "var_os(\""] {
                let read = text.split(call).skip(1);
                known.extend(read.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
            }
        }
    }
}

/// The command line as clap was told it, what holds everywhere in each command.
fn program() -> Command {
    let mut program = obzor::cli::command();
    program.build();
    program
}

/// A command's option, named with its hyphens.
fn option<'a>(command: &'a Command, name: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|arg| {
        let long = arg.get_long_and_visible_aliases().unwrap_or_default();
        let short = arg.get_short_and_visible_aliases().unwrap_or_default();
        match name.strip_prefix("--") {
            Some(name) => long.contains(&name),
            None => short.iter().any(|letter| format!("-{letter}") == name),
        }
    })
}
