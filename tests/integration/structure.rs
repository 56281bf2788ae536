//! The house: who may know whom, read from the syntax of the source.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use self::source::SourceFile;
use crate::sandbox::repository;

/// The rooms from the ground up. A room knows those on lower floors alone,
/// neither its neighbours nor what stands above.
const FLOORS: &[&[&str]] = &[
    &["document", "regular_file", "spelling"],
    &["language"],
    &["analysis", "format", "query"],
    &["corpus", "index"],
    &["ingest", "search"],
    &["evaluation"],
    &["answer"],
    &["session"],
    &["output"],
    &["cli"],
];

/// Crates that only some places may name.
const CRATES: &[(&str, &[&str])] = &[
    ("tantivy", &["index/", "search/reader/"]),
    ("pulldown_cmark", &["format/markdown/"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("anyhow", &["cli/"]),
    ("indicatif", &["cli/"]),
    ("rumorph", &["analysis/dictionary.rs"]),
    ("frostem", &["analysis/stemmer.rs"]),
    ("stop_words", &["analysis/stop_list.rs"]),
    ("icu_segmenter", &["analysis/segmenter/dictionary_words.rs"]),
    ("quick_cache", &["analysis/cache.rs"]),
    ("fst", &["index/lexicon/"]),
    ("levenshtein_automata", &["index/lexicon/"]),
    ("anstyle", &["output/"]),
    ("anstream", &["cli/console.rs"]),
    ("ignore", &["corpus/"]),
    ("etcetera", &["session/folders.rs"]),
    ("rustix", &["regular_file.rs", "session/trust.rs"]),
];

/// The same inside a room: its modules from the ground up.
const FLOORS_INSIDE: &[(&str, &[&[&str]])] = &[
    (
        "search",
        &[
            &["error", "options", "proximity", "query_analyzer"],
            &["plan"],
            &["retriever"],
            &["match_expr"],
            &["reader", "scorer", "correction", "presentation", "suggest"],
            &["planner"],
            &["searcher"],
        ],
    ),
    (
        "query",
        &[
            &["field"],
            &["note"],
            &["ast"],
            &["suffix"],
            &["lexer"],
            &["parser"],
        ],
    ),
];

/// Lines of a file, and of a function's body.
const MAX_FILE_LINES: usize = 400;
const MAX_FUNCTION_LINES: usize = 60;

fn files() -> Vec<SourceFile> {
    let files = source::read(&repository().join("src"));
    assert!(files.len() > 20);
    files
}

#[track_caller]
fn assert_none(violations: &[String]) {
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

/// The room of a module; none for the roots of the crate.
fn room(path: &[String]) -> Option<&str> {
    path.first().map(String::as_str)
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

#[test]
fn a_room_knows_only_those_below() {
    let mut violations = Vec::new();
    for file in &files() {
        let Some(own) = room(&file.module) else {
            continue;
        };
        let Some(own_floor) = floor(own) else {
            violations.push(format!("{}: `{own}` stands on no floor", file.path));
            continue;
        };
        for reference in &file.references {
            let (root, path) = reference.path.split_first().unwrap();
            let Some(other) = room(path).filter(|_| root == "crate") else {
                continue;
            };
            let known = other == own || floor(other).is_some_and(|floor| floor < own_floor);
            if !known {
                let (place, line) = (&file.path, reference.line);
                violations.push(format!("{place}:{line}: {own} knows {}", path.join("::")));
            }
        }
    }
    assert_none(&violations);
}

#[test]
fn a_module_of_a_room_knows_only_those_below() {
    let mut violations = Vec::new();
    for file in &files() {
        let rooms = || FLOORS_INSIDE.iter();
        let Some((room, floors)) =
            rooms().find(|(room, _)| file.module.first().is_some_and(|own| own == room))
        else {
            continue;
        };
        let floor = |module: &str| floors.iter().position(|floor| floor.contains(&module));
        // The room's own file declares the others.
        let Some(own) = file.module.get(1) else {
            continue;
        };
        let Some(own_floor) = floor(own).or(file.is_test().then_some(floors.len())) else {
            violations.push(format!("{}: `{own}` stands on no floor", file.path));
            continue;
        };
        for reference in &file.references {
            let [root, other_room, other, ..] = &reference.path[..] else {
                continue;
            };
            if root == "crate" && other_room == room && other != own {
                let other_floor = floor(other);
                if other_floor.is_none_or(|floor| floor >= own_floor) {
                    let (place, line) = (&file.path, reference.line);
                    violations.push(format!("{place}:{line}: {own} knows {other}"));
                }
            }
        }
    }
    assert_none(&violations);
}

#[test]
fn the_drawing_of_the_architecture_has_these_floors() {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    let (_, layers) = text.split_once("## Layers").expect("a section of layers");
    let (_, drawing) = layers.split_once("```text\n").expect("a drawing");
    let (drawing, _) = drawing.split_once("```").unwrap();
    let rooms = drawing.lines().rev().map(|line| {
        let (rooms, _) = line.split_once('│').expect("rooms, and what they are");
        rooms.split_whitespace().collect::<Vec<_>>()
    });
    let drawn: Vec<_> = rooms.collect();
    assert_eq!(drawn, FLOORS, "drawn, and in this test");
}

#[test]
fn crates_are_named_only_where_they_belong() {
    let mut violations = Vec::new();
    for file in &files() {
        for reference in &file.references {
            let named = &reference.path[0];
            let places = CRATES.iter().find(|(name, _)| name == named);
            let place = file.path.trim_start_matches("src/");
            if places.is_some_and(|(_, places)| !places.iter().any(|at| place.starts_with(at))) {
                violations.push(format!("{}:{}: names {named}", file.path, reference.line));
            }
        }
    }
    assert_none(&violations);
}

#[test]
fn modules_of_a_room_form_no_circle() {
    // For each module with parts: which part names which. The module's own file
    // is a part, too: what a part needs of it belongs into a part below.
    let files = files();
    let mut graphs: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for file in &files {
        let own = &file.module;
        for reference in file.references.iter().filter(|r| r.path[0] == "crate") {
            let target = &reference.path[1..];
            for depth in 1..=own.len() {
                let parent = &own[..depth];
                if target.len() < depth || target[..depth] != *parent {
                    continue;
                }
                let part_of = |path: &[String]| {
                    let next = path.get(depth).cloned();
                    let is_part = |name: &String| {
                        files.iter().any(|f| {
                            f.module.len() > depth
                                && f.module[..depth] == *parent
                                && f.module[depth] == *name
                        })
                    };
                    next.filter(is_part).unwrap_or_else(|| "mod.rs".to_owned())
                };
                let (from, to) = (part_of(own), part_of(target));
                if from != to {
                    let graph = graphs.entry(parent.join("::")).or_default();
                    graph.entry(from).or_default().insert(to);
                }
            }
        }
    }
    let mut violations = Vec::new();
    for (module, graph) in &graphs {
        violations.extend(circle(graph).map(|circle| format!("{module}: {circle}")));
    }
    assert_none(&violations);
}

/// A circle of a graph, as text.
fn circle(graph: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    fn walk<'g>(
        node: &'g str,
        graph: &'g BTreeMap<String, BTreeSet<String>>,
        path: &mut Vec<&'g str>,
        done: &mut BTreeSet<&'g str>,
    ) -> Option<String> {
        if let Some(at) = path.iter().position(|other| *other == node) {
            let mut text = String::new();
            path[at..]
                .iter()
                .for_each(|part| write!(text, "{part} -> ").unwrap());
            return Some(text + node);
        }
        if !done.insert(node) {
            return None;
        }
        path.push(node);
        let next = graph.get(node).into_iter().flatten();
        let found = next.filter_map(|next| walk(next, graph, path, done)).next();
        path.pop();
        found
    }
    let mut done = BTreeSet::new();
    graph
        .keys()
        .find_map(|node| walk(node, graph, &mut Vec::new(), &mut done))
}

#[test]
fn no_type_name_is_given_twice() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in &files() {
        for (name, line) in &file.types {
            let place = format!("{}:{line}", file.path);
            places.entry(name.clone()).or_default().push(place);
        }
    }
    let twice = places.into_iter().filter(|(_, places)| places.len() > 1);
    let twice = twice.map(|(name, places)| format!("{name}: {}", places.join(", ")));
    assert_none(&twice.collect::<Vec<_>>());
}

#[test]
fn files_and_functions_can_be_read_at_once() {
    let mut violations = Vec::new();
    for file in files() {
        let lines = file.text.lines().count();
        if lines > MAX_FILE_LINES {
            violations.push(format!("{}: {lines} lines", file.path));
        }
        for (name, start, end) in &file.functions {
            let lines = end - start;
            if lines > MAX_FUNCTION_LINES {
                violations.push(format!("{}:{start}: `{name}` has {lines} lines", file.path));
            }
        }
    }
    assert_none(&violations);
}

/// What ends the program where an error would not.
const PANICS: [&str; 5] = [
    ".unwrap()",
    ".expect(",
    "panic!(",
    "unreachable!(",
    "todo!(",
];

/// How many of them there may be outside of tests, each with its reason.
const MAX_PANICS: usize = 3;

#[test]
fn hardly_anything_can_panic() {
    let mut found = Vec::new();
    for file in files() {
        for (at, line) in file.text.lines().enumerate() {
            let code = line.trim_start();
            let is_code = !code.starts_with("//") && !file.test_lines.contains(&(at + 1));
            if is_code && PANICS.iter().any(|panic| code.contains(panic)) {
                found.push(format!("{}:{}: {code}", file.path, at + 1));
            }
        }
    }
    assert!(found.len() <= MAX_PANICS, "\n{}", found.join("\n"));
}
