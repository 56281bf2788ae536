//! The fuzz targets' properties on their seeds and on all inputs that once
//! failed: `tests/fuzz/seeds` and `tests/fuzz/regressions`, a folder a target.

use std::fs;

use crate::properties;
use crate::sandbox::repository;

/// Runs a property on all inputs kept for a target.
fn replay(target: &str, check: fn(&str)) {
    let mut inputs = 0;
    for kind in ["seeds", "regressions"] {
        let folder = repository().join("tests/fuzz").join(kind).join(target);
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let file = entry.unwrap().path();
            eprintln!("{}", file.display());
            let bytes = fs::read(&file).unwrap();
            // The fuzzer, too, gives what is valid UTF-8 from the beginning.
            let valid = bytes.utf8_chunks().next();
            check(valid.map_or("", |chunk| chunk.valid()));
            inputs += 1;
        }
    }
    assert!(inputs >= 4, "{target} has {inputs} inputs");
}

#[test]
fn the_splitter() {
    replay("split", properties::check_split);
}

#[test]
fn front_matter() {
    replay("front_matter", properties::check_front_matter);
}

#[test]
fn the_query_parser() {
    replay("query", properties::check_query);
}

#[test]
fn searches() {
    replay("search", properties::check_search);
}

#[test]
fn snippets() {
    replay("snippet", properties::check_snippet);
}
