//! What the index survives: edits of all kinds, kills at any moment, damage,
//! many at once, a full disk.
//!
//! Each test has a short form for every run and a long one:
//! `OBZOR_LONG=1 cargo test --release surviving -- --nocapture --test-threads 1`
//! prints what it did and found.

mod crowd;
mod damage;
mod edits;
mod full_disk;
mod kill;

use std::fs;

use crate::sandbox::{Run, Sandbox};

/// How much is done: little on every run, much when that is asked for.
fn so_many(short: usize, long: usize) -> usize {
    match std::env::var_os("OBZOR_LONG") {
        Some(_) => long,
        None => short,
    }
}

/// What is asked: all kinds of terms, phrases, prefixes and rescues.
const TOPICS: &str = "1\tрынки GPU\n2\t\"аренда видеокарт\" токен*\n3\tакаш\n4\t+слово -рынок\n\
                      5\tname:Akash^2 обучение моделей\n6\tвычислителный ресурс\n\
    7\trun\n\
    8\tspace\n\
    9\tи\n\
    10\tnets\n\
    11\trunning ИИ\n\
    12\tоктаспейс\n";

/// All that an index answers: each hit of each topic with its score and the
/// explanation of it, and all documents. An error is a failure of the test.
fn answers(sandbox: &Sandbox, options: &[&str]) -> String {
    sandbox.write("topics.tsv", TOPICS);
    let batch = ["query", "--batch", "topics.tsv", "-n", "1000", "--explain"];
    let list = ["list", "--format", "json"];
    let mut all = String::new();
    for command in [&batch[..], &list] {
        let run = sandbox.run(command.iter().chain(options));
        assert!(run.code < 2, "{command:?} {options:?}: {}", run.stderr);
        all += &run.stdout;
    }
    all
}

/// The same of an index made anew of the corpus as it is.
fn answers_of_a_rebuild(sandbox: &Sandbox) -> String {
    let _ = fs::remove_dir_all(sandbox.path("anew"));
    let run = sandbox.run(["--index", "anew", "index", "corpus"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    answers(sandbox, &["--index", "anew", "--no-refresh"])
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        // Knuth, TAOCP 3.3.4: the multiplier of MMIX.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// A Markdown list of so many projects; each seed gives another.
fn article(seed: usize, projects: usize) -> String {
    // Some are the same word written otherwise, or another in another language.
    const WORDS: [&str; 24] = [
        "рынок",
        "рынки",
        "GPU",
        "аренда",
        "видеокарт",
        "токен",
        "токены",
        "обучение",
        "моделей",
        "вычислительных",
        "ресурсов",
        "слово",
        "сети",
        "узлы",
        "Akash",
        "децентрализация",
        "OctaSpace",
        "Octaspace",
        "ИИ",
        "ии",
        "running",
        "RUNNING",
        "io.net",
        "net",
    ];
    let mut chance = Chance(seed as u64);
    let lang = ["ru", "de", "en"][chance.below(3)];
    let mut text = format!("---\nlang: {lang}\n---\n# Обзор {seed}\n\n## Раздел {seed}\n\n");
    for project in 0..projects {
        let name = WORDS[chance.below(WORDS.len())];
        let words: Vec<_> = (0..5 + chance.below(20))
            .map(|_| WORDS[chance.below(WORDS.len())])
            .collect();
        text += &format!("- **{name} {project}** — {}.\n", words.join(" "));
    }
    text
}

/// The state of health, which `doctor` tells.
fn doctor(sandbox: &Sandbox) -> (Run, serde_json::Value) {
    let run = sandbox.run(["doctor", "--format", "json"]);
    let health = serde_json::from_str(&run.stdout).unwrap_or_default();
    (run, health)
}
