//! A searcher is shared by threads as it is.
#![cfg(test)]

use std::thread;

use super::seam::QUERIES;
use super::small_index;
use crate::search::{ParseOptions, SearchOptions, Searcher};

/// Does not compile unless a searcher can be shared.
const fn assert_shared<T: Send + Sync>() {}
const _: () = assert_shared::<Searcher>();

fn answer(searcher: &Searcher, text: &str) -> String {
    let options = SearchOptions {
        explain: true,
        source_matches: true,
        ..SearchOptions::default()
    };
    let query = searcher.parse(text, ParseOptions::default()).unwrap();
    format!("{query:?} {:?}", searcher.search(&query, &options).unwrap())
}

#[test]
fn threads_that_ask_at_once_get_the_answers_of_one() {
    let (_folder, index) = small_index();
    let alone = Searcher::new(index.clone()).unwrap();
    let expected = QUERIES.map(|text| answer(&alone, text));
    // A searcher that has opened nothing yet.
    let shared = Searcher::new(index).unwrap();
    thread::scope(|scope| {
        for first in 0..8 {
            let (shared, expected) = (&shared, &expected);
            scope.spawn(move || {
                for at in 0..QUERIES.len() {
                    let at = (first * 3 + at) % QUERIES.len();
                    assert_eq!(answer(shared, QUERIES[at]), expected[at], "{}", QUERIES[at]);
                }
            });
        }
    });
}
