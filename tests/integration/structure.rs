//! Who may know whom: the layers of the source, read from its imports.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::repository;

/// A crate or layer, and the only places that may name it.
const ALLOWED: &[(&str, &[&str])] = &[
    ("tantivy", &["index/", "search/"]),
    ("xxhash_rust", &["index/", "state.rs"]),
    ("pulldown_cmark", &["format/markdown/"]),
    (
        "clap",
        &[
            "main.rs",
            "cli/",
            "commands/completions.rs",
            "commands/man.rs",
        ],
    ),
    ("rumorph", &["analysis/dictionary.rs"]),
    ("frostem", &["analysis/"]),
    ("fst", &["index/lexicon/"]),
    ("levenshtein_automata", &["index/lexicon/"]),
    ("anstyle", &["output/"]),
    ("anstream", &["commands/console.rs"]),
    ("indicatif", &["commands/progress.rs"]),
    (
        "crate::spelling",
        &["analysis/", "index/lexicon/", "search/"],
    ),
    ("crate::cli", &["commands/"]),
    ("crate::output", &["commands/", "output/"]),
    ("crate::config", &["commands/", "state.rs", "synonyms.rs"]),
    ("crate::query", &["search/", "commands/", "output/"]),
    ("crate::search", &["search/", "commands/", "output/"]),
    ("crate::index", &["index/", "search/", "commands/"]),
    ("crate::format", &["format/", "ingest/"]),
    ("crate::ingest", &["index/", "commands/"]),
    (
        "crate::corpus",
        &["corpus/", "index/", "commands/", "state.rs"],
    ),
    ("crate::evaluation", &["commands/", "output/"]),
];

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn each_layer_knows_only_those_it_may() {
    let src = repository().join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 20);
    let mut violations = Vec::new();
    for file in files {
        let path = file
            .strip_prefix(&src)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let text = fs::read_to_string(&file).unwrap();
        for (line, code) in text
            .lines()
            .enumerate()
            .filter(|(_, code)| !code.trim_start().starts_with("//"))
        {
            for (name, places) in ALLOWED {
                let named =
                    code.contains(&format!("{name}::")) || code.contains(&format!("use {name}"));
                if named && !places.iter().any(|place| path.starts_with(place)) {
                    violations.push(format!("src/{path}:{}: {code}", line + 1));
                }
            }
        }
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}
