//! A damaged index is never used: it is explained, and built anew.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use obzor::index::Index;
use obzor::search::{ParseOptions, SearchOptions, Searcher};

use super::{Chance, answers, so_many};
use crate::sandbox::{MARKET_COUNT, Sandbox};

/// The files that make up an index.
fn files(sandbox: &Sandbox) -> Vec<PathBuf> {
    let entries = fs::read_dir(sandbox.path("index")).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| !file.ends_with(".obzor.lock"));
    files.sort();
    assert!(files.len() >= 6, "{files:?}");
    files
}

/// What the library answers, or that it refuses.
fn found(sandbox: &Sandbox) -> Result<String, String> {
    let index = Index::open(&sandbox.path("index")).map_err(|error| error.to_string())?;
    let searcher = Searcher::new(Arc::new(index)).map_err(|error| error.to_string())?;
    let mut all = String::new();
    for text in ["рынки GPU", "токен*", "акаш", "\"обучение моделей\""]
    {
        let query = searcher.parse(text, ParseOptions::default()).unwrap();
        let hits = searcher.search(&query, &SearchOptions::default()).unwrap();
        all += &format!("{hits:?}\n");
    }
    Ok(all)
}

#[test]
fn no_flipped_bit_gives_another_answer() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let expected = found(&sandbox).unwrap();
    let mut chance = Chance(3);
    let (mut flips, mut refused) = (0, 0);
    for file in files(&sandbox) {
        let sound = fs::read(&file).unwrap();
        // Each byte in the long form; else some of each region.
        let step = (sound.len() / so_many(40, usize::MAX)).max(1);
        for at in (0..sound.len()).step_by(step) {
            let mut bytes = sound.clone();
            bytes[at] ^= 1 << chance.below(8);
            fs::write(&file, &bytes).unwrap();
            flips += 1;
            match found(&sandbox) {
                Ok(answer) => assert_eq!(answer, expected, "byte {at} of {}", file.display()),
                Err(why) => {
                    assert!(why.starts_with("the index at"), "{why}");
                    refused += 1;
                }
            }
        }
        fs::write(&file, &sound).unwrap();
    }
    assert_eq!(found(&sandbox).unwrap(), expected);
    eprintln!("damage: {flips} bits flipped, {refused} noticed, no wrong answer, no panic");
    assert_eq!(refused, flips);
}

#[test]
fn each_file_cut_lengthened_or_lost_is_explained_and_mended() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let expected = answers(&sandbox, &[]);
    for at in 0..files(&sandbox).len() {
        for thirds in [None, Some(0), Some(1), Some(2), Some(3)] {
            // Each rebuild gives other names.
            let file = files(&sandbox).swap_remove(at);
            let sound = fs::read(&file).unwrap();
            let what = format!("{}: {thirds:?}", file.display());
            match thirds {
                None => fs::remove_file(&file).unwrap(),
                Some(3) => fs::write(&file, [&sound[..], b"\0"].concat()).unwrap(),
                Some(part) => fs::write(&file, &sound[..sound.len() * part / 3]).unwrap(),
            }
            let refused = sandbox.run(["query", "рынок", "--no-heal"]);
            refused.assert_error("run `obzor index` to build it anew");
            assert!(
                refused.stderr.contains("is damaged ("),
                "{}",
                refused.stderr
            );
            assert_eq!(refused.stderr.lines().count(), 1, "{}", refused.stderr);
            let mended = sandbox.run(["query", "рынок", "-c"]);
            assert_eq!(
                (mended.code, mended.stdout.as_str()),
                (0, MARKET_COUNT),
                "{what}"
            );
            assert!(
                mended.stderr.contains("): rebuilding it\n"),
                "{}",
                mended.stderr
            );
        }
    }
    assert!(answers(&sandbox, &["--no-refresh"]) == expected);
}

#[test]
fn an_index_of_another_version_is_explained_and_mended() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    // Written as another version would write it: with a checksum that fits.
    sandbox.write(
        "index/obzor.json",
        "{\"what\":\"an obzor index\",\"format\":99,\"hash\":3244421341483603138}\n",
    );
    sandbox
        .run(["query", "рынок", "--no-heal"])
        .assert_error("was written by another version of obzor");
    let mended = sandbox.run(["query", "рынок", "-c"]);
    assert_eq!(
        (mended.code, mended.stdout.as_str()),
        (0, MARKET_COUNT),
        "{}",
        mended.stderr
    );
    assert!(
        mended
            .stderr
            .contains("another version of obzor: rebuilding it")
    );
}

#[test]
fn damage_without_a_corpus_is_an_error_that_says_what_to_do() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let file = files(&sandbox).swap_remove(0);
    fs::remove_file(file).unwrap();
    fs::rename(sandbox.path("corpus"), sandbox.path("elsewhere")).unwrap();
    sandbox.run(["query", "рынок"]).assert_error("is damaged (");
    assert_eq!(sandbox.run(["index", "elsewhere"]).code, 0);
    assert_eq!(sandbox.run(["query", "рынок", "-q"]).code, 0);
}

/// Too large to have all its checksums verified on each open: what tantivy
/// meets then must not reach the user as a panic.
#[test]
fn damage_in_a_large_index_is_explained_when_it_is_met() {
    let sandbox = Sandbox::with_article();
    let mut chance = Chance(4);
    let mut large = String::from("- **Большой**: рынок\n\n");
    while large.len() < 2500 << 10 {
        let letters = (0..60).map(|_| char::from(b'a' + chance.below(26) as u8));
        large.extend(letters);
        large.push(if chance.below(8) == 0 { '\n' } else { ' ' });
    }
    sandbox.write("corpus/large.md", &large);
    assert_eq!(sandbox.run(["index"]).code, 0);
    let size = |file: &PathBuf| fs::metadata(file).unwrap().len();
    let whole: u64 = files(&sandbox).iter().map(size).sum();
    assert!(whole > 8 << 20, "{whole}");
    let ask = |heal: &str| {
        sandbox.run([
            "query",
            "рынки Akash",
            "--no-refresh",
            "-n",
            "40",
            "-fjson",
            heal,
        ])
    };
    let expected = ask("--no-heal");
    assert_eq!(expected.code, 0);
    let (mut same, mut explained, mut wrong) = (0, 0, 0);
    for file in files(&sandbox) {
        let sound = fs::read(&file).unwrap();
        for _ in 0..so_many(3, 60) {
            let mut bytes = sound.clone();
            // What is read first stands at the end.
            let from = if chance.below(2) == 0 {
                0
            } else {
                sound.len().saturating_sub(300)
            };
            let at = from + chance.below(sound.len() - from);
            bytes[at] ^= 1 << chance.below(8);
            fs::write(&file, &bytes).unwrap();
            let run = ask("--no-heal");
            match run.code {
                2 => {
                    assert!(run.stderr.contains("is damaged ("), "{}", run.stderr);
                    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
                    explained += 1;
                }
                0 | 1 if run.stdout == expected.stdout => same += 1,
                0 | 1 => wrong += 1,
                code => panic!("{code}: {}", run.stderr),
            }
            let doctor = sandbox.run(["doctor"]);
            assert_eq!(doctor.code, 1, "{}", doctor.stdout);
            assert!(doctor.stdout.contains("is damaged ("), "{}", doctor.stdout);
        }
        fs::write(&file, &sound).unwrap();
    }
    eprintln!(
        "damage: in an index of {} MB {explained} flipped bits explained, {same} not met, \
         {wrong} gave another answer; doctor named all",
        whole >> 20
    );
    assert!(explained > 0);
    // Mended too, as the corpus is small enough.
    let file = files(&sandbox)
        .into_iter()
        .find(|file| file.extension().is_some_and(|e| e == "term"));
    let file = file.unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let end = bytes.len();
    bytes[end - 300..].iter_mut().for_each(|byte| *byte ^= 0x55);
    fs::write(&file, bytes).unwrap();
    let mended = ask("--no-pager");
    assert_eq!(mended.stdout, expected.stdout, "{}", mended.stderr);
    assert!(mended.stderr.contains("rebuilding it"), "{}", mended.stderr);
}
