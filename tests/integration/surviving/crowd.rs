//! Many readers and writers at once: no error, and each answer is of one state.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::{answers_of_a_rebuild, article, doctor, so_many};
use crate::sandbox::Sandbox;

const QUERY: [&str; 7] = [
    "query",
    "рынки GPU токен*",
    "-n",
    "1000",
    "--explain",
    "--format",
    "json",
];

/// Replaces the one file that changes, all at once as editors do.
fn put(sandbox: &Sandbox, state: usize) {
    sandbox.write("next.md", article(100 * state, 40));
    fs::rename(sandbox.path("next.md"), sandbox.path("corpus/changes.md")).unwrap();
}

#[test]
fn eight_readers_beside_a_writer_get_whole_answers_and_no_error() {
    let lasting = Duration::from_secs(so_many(6, 60) as u64);
    let sandbox = Sandbox::empty();
    for file in 0..4 {
        sandbox.write(&format!("corpus/{file}.md"), article(file + 1, 20));
    }
    let expected = [0, 1].map(|state| {
        put(&sandbox, state);
        answers_of_a_rebuild(&sandbox);
        let run = sandbox.run(QUERY.iter().chain(&["--index", "anew", "--no-refresh"]));
        assert_eq!(run.code, 0);
        without_gaps(&run.stdout)
    });
    assert_ne!(expected[0], expected[1]);
    assert_eq!(sandbox.run(["index"]).code, 0);
    let done = AtomicBool::new(false);
    let answered = [0, 1].map(|_| AtomicUsize::new(0));
    let mut written = 0;
    thread::scope(|scope| {
        for reader in 0..8 {
            let (sandbox, done, answered, expected) = (&sandbox, &done, &answered, &expected);
            scope.spawn(move || {
                // Half of them bring the index up to date themselves.
                let refresh = if reader % 2 == 0 {
                    "--no-refresh"
                } else {
                    "--no-pager"
                };
                while !done.load(Ordering::Relaxed) {
                    let run = sandbox.run(QUERY.iter().chain(&[refresh, "--no-heal"]));
                    assert_eq!(run.code, 0, "{}", run.stderr);
                    let answer = without_gaps(&run.stdout);
                    let state = expected.iter().position(|expected| *expected == answer);
                    let state = state.expect("an answer of one state");
                    answered[state].fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let start = Instant::now();
        while start.elapsed() < lasting {
            put(&sandbox, written % 2);
            let how = if written % 3 == 0 {
                "--quiet"
            } else {
                "--rebuild"
            };
            let run = sandbox.run(["index", how]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            written += 1;
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(doctor(&sandbox).0.code, 0);
    let [one, other] = answered.map(AtomicUsize::into_inner);
    eprintln!(
        "crowd: 8 readers beside a writer for {} s: {written} times written, {} answers, \
         {one} of one state and {other} of the other, no error",
        lasting.as_secs(),
        one + other
    );
    assert!(one > 0 && other > 0);
}

/// An answer but for what it says of changes that another process is indexing.
fn without_gaps(json: &str) -> Vec<serde_json::Value> {
    let lines = json.lines().map(|line| serde_json::from_str(line).unwrap());
    lines
        .map(|mut answer: serde_json::Value| {
            if let Some(answer) = answer.as_object_mut() {
                answer.remove("incomplete");
            }
            answer
        })
        .collect()
}
