//! A disk that is full at any byte: the old index answers, nothing is left.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use super::{answers, answers_of_a_rebuild, article, so_many};
use crate::sandbox::{Run, Sandbox, environment};

fn names(sandbox: &Sandbox) -> BTreeSet<String> {
    let entries = fs::read_dir(sandbox.path("index")).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// Runs `obzor index` where no file can have more than so many blocks of 512
/// bytes: writing fails in the midst, as on a full disk.
fn index_within(sandbox: &Sandbox, blocks: usize) -> Run {
    let program = env!("CARGO_BIN_EXE_obzor");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec {program} index");
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &script])
        .current_dir(sandbox.path(""))
        .env_clear()
        .envs(environment(sandbox));
    Run::of(shell.output().unwrap())
}

#[test]
fn a_disk_that_fills_up_leaves_the_old_index_and_no_rubbish() {
    let sandbox = Sandbox::empty();
    sandbox.write("corpus/a.md", article(1, 60));
    assert_eq!(sandbox.run(["index"]).code, 0);
    let old = answers(&sandbox, &[]);
    sandbox.write("corpus/b.md", article(2, 300));
    let new = answers_of_a_rebuild(&sandbox);
    let before = names(&sandbox);
    let (mut failed, mut blocks) = (0, 0);
    loop {
        let run = index_within(&sandbox, blocks);
        if run.code == 0 {
            break;
        }
        run.assert_error("cannot use the index at index");
        assert!(run.stderr.contains("large"), "{}", run.stderr);
        assert_eq!(names(&sandbox), before, "after {blocks} blocks");
        assert!(answers(&sandbox, &["--no-refresh", "--no-heal"]) == old);
        failed += 1;
        blocks += so_many(9, 1);
        assert!(blocks < 10_000);
    }
    assert!(answers(&sandbox, &["--no-refresh", "--no-heal"]) == new);
    eprintln!("full disk: {failed} limits, each left the old answer and no file more");
    assert!(failed >= 3, "{failed}");
}
