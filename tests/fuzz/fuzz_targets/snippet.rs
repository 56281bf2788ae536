//! Snippets, highlights and places: the query is the first line, the article the rest.

#![no_main]

#[path = "../properties.rs"]
#[allow(dead_code)]
mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| properties::check_snippet(text));
