//! The parser of the query language: any text is read, the same way twice.

#![no_main]

use libfuzzer_sys::fuzz_target;
use obzor::query::Parsed;

fuzz_target!(|text: &str| {
    let parsed = Parsed::of(text);
    assert_eq!(parsed, Parsed::of(text));
    for note in &parsed.notes {
        assert!((1..=text.chars().count()).contains(&note.column));
    }
});
