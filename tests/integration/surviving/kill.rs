//! A writer killed at any moment leaves the old answer or the new one.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{Chance, answers, answers_of_a_rebuild, article, doctor, so_many};
use crate::sandbox::Sandbox;

const FILES: usize = 8;
const PROJECTS: usize = 8;

/// One of two states of the corpus: some files are the same in both, some
/// differ, some are in one only.
fn put(sandbox: &Sandbox, state: usize) {
    for file in 0..FILES {
        let path = format!("corpus/{file}.md");
        match file % 4 {
            0 => sandbox.write(&path, article(file, PROJECTS)),
            1 | 2 => sandbox.write(&path, article(file + 100 * state, PROJECTS)),
            _ if file / 4 % 2 == state => sandbox.write(&path, article(file, PROJECTS)),
            _ => drop(fs::remove_file(sandbox.path(&path))),
        }
    }
}

/// Shortens what no commit has promised to keep, as a power cut would.
fn shorten_what_was_not_synced(sandbox: &Sandbox, chance: &mut Chance) -> usize {
    let commit = fs::read_to_string(sandbox.path("index/obzor.json")).unwrap();
    let body = commit.split_once('\n').unwrap().1;
    let commit: Value = serde_json::from_str(body).unwrap();
    let mut shortened = 0;
    for entry in fs::read_dir(sandbox.path("index")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        // The lock is synced before each file that it names is created.
        if name == "obzor.json" || name == ".obzor.lock" || !commit["files"][&name].is_null() {
            continue;
        }
        let length = entry.metadata().unwrap().len() as usize;
        let file = fs::File::options().write(true).open(entry.path()).unwrap();
        file.set_len(chance.below(length + 1) as u64).unwrap();
        shortened += 1;
    }
    shortened
}

#[test]
fn a_writer_killed_at_any_moment_leaves_the_old_answer_or_the_new() {
    let moments = so_many(16, 200);
    let sandbox = Sandbox::empty();
    let expected = [0, 1].map(|state| {
        put(&sandbox, state);
        answers_of_a_rebuild(&sandbox)
    });
    assert_ne!(expected[0], expected[1]);
    let start = Instant::now();
    assert_eq!(sandbox.run(["index", "--rebuild"]).code, 0);
    // About how long it takes to the commit, found as we go.
    let mut reach = start.elapsed().as_micros() as usize;
    let mut chance = Chance(1);
    let (mut old, mut new, mut killed, mut shortened) = (0, 0, 0, 0);
    for moment in 0..moments {
        let state = moment % 2;
        put(&sandbox, state);
        let mut command = sandbox.command();
        match moment % 3 {
            0 => command.args(["index", "--quiet"]),
            1 => command.args(["index", "--rebuild", "--quiet"]),
            _ => command.args(["query", "рынок"]),
        };
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut writer = command.spawn().unwrap();
        // Half of them close to the commit.
        let wait = match moment % 4 {
            0 | 1 => chance.below(reach),
            _ => reach * 9 / 10 + chance.below(reach / 5),
        };
        std::thread::sleep(Duration::from_micros(wait as u64));
        killed += usize::from(writer.try_wait().unwrap().is_none());
        writer.kill().unwrap();
        writer.wait().unwrap();
        shortened += shorten_what_was_not_synced(&sandbox, &mut chance);

        let answer = answers(&sandbox, &["--no-refresh", "--no-heal"]);
        if answer == expected[state] {
            new += 1;
            reach -= reach / 8;
        } else {
            old += 1;
            reach += reach / 16;
            assert!(answer == expected[1 - state], "neither the old nor the new");
        }
        // The next one repairs.
        let answer = answers(&sandbox, &["--no-heal"]);
        assert!(answer == expected[state], "the new state is not reached");
    }
    assert_eq!(sandbox.run(["index", "--rebuild"]).code, 0);
    let (run, health) = doctor(&sandbox);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert_eq!(health["index"]["leftovers"], serde_json::json!([]));
    eprintln!(
        "kill: {killed} writers of {moments} killed at work, {shortened} unsynced files cut; \
         afterwards {old} times the old answer, {new} times the new, no other, no error"
    );
    assert!(killed >= moments / 4, "{killed} of {moments} were at work");
}

#[test]
fn a_first_writer_that_was_killed_leaves_a_folder_that_the_next_one_uses() {
    let moments = so_many(6, 100);
    let mut chance = Chance(2);
    for _ in 0..moments {
        let sandbox = Sandbox::empty();
        put(&sandbox, 0);
        let mut command = sandbox.command();
        command.arg("index").stderr(Stdio::null());
        let mut writer = command.spawn().unwrap();
        std::thread::sleep(Duration::from_micros(chance.below(120_000) as u64));
        writer.kill().unwrap();
        writer.wait().unwrap();
        let run = sandbox.run(["query", "рынок"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(doctor(&sandbox).0.code, 0);
    }
    eprintln!("kill: {moments} first writers killed, each folder used by the next");
}
