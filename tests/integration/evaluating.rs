//! Batches of queries and their measures.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::sandbox::{Run, Sandbox, repository};

fn measures(run: &Run) -> BTreeMap<(String, String), f64> {
    let lines = run
        .stdout
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    lines
        .map(|fields| {
            (
                (fields[0].to_owned(), fields[1].to_owned()),
                fields[2].parse().unwrap(),
            )
        })
        .collect()
}

#[test]
fn measures_are_those_of_trec_eval() {
    let fixture = |file: &str| {
        repository()
            .join("tests/fixtures/evaluation")
            .join(file)
            .display()
            .to_string()
    };
    let args = [
        "eval",
        "unused",
        &fixture("qrels.tsv"),
        "--run",
        &fixture("run.trec"),
        "--per-topic",
    ];
    let run = Sandbox::empty().run(args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let measures = measures(&run);
    // How these were computed stands in the fixture's README.
    let expected = [
        ("nDCG@10", 0.21304447),
        ("MRR@10", (0.5 + 1.0 + 1.0 / 3.0 + 1.0 + 1.0) / 13.0),
        ("P@1", 0.23076923),
        ("recall@10", 0.18791209),
        ("recall@100", 0.35054945),
    ];
    for (name, value) in expected {
        let found = measures[&(name.to_owned(), "all".to_owned())];
        assert!(
            (found - value).abs() < 0.000_051,
            "{name}: {found}, expected {value}"
        );
    }
    assert_eq!(measures.len(), 5 * 14);
    assert_eq!(measures[&("MRR@10".to_owned(), "t4".to_owned())], 0.3333);
}

#[test]
fn the_measures_of_the_index_are_those_of_its_run() {
    let sandbox = Sandbox::with_article();
    sandbox.write("topics.tsv", "1\tаренда GPU\n2\tрынок Solana\n3\tйцукен\n");
    // Both must ask with the synonyms.
    sandbox.write("synonyms.txt", "аренда = рынок\n");
    let id =
        |section: &str, entry: &str| format!("decentralizing-ai-overview.ru.md#{section}/{entry}");
    let market = "рынки-вычислительных-ресурсов";
    let qrels = [
        (1, id(market, "clore-ai"), 2),
        (1, id(market, "node-ai"), 1),
        (2, id(market, "nosana"), 1),
        (3, id(market, "golem"), 1),
    ];
    let qrels: String = qrels
        .iter()
        .map(|(topic, id, grade)| format!("{topic} 0 {id} {grade}\n"))
        .collect();
    sandbox.write("qrels.tsv", qrels);
    let asked = sandbox.run(["eval", "topics.tsv", "qrels.tsv"]);
    let run = sandbox.run([
        "query",
        "--batch",
        "topics.tsv",
        "--format",
        "trec",
        "-n",
        "1000",
    ]);
    assert_eq!(run.code, 0);
    sandbox.write("run.trec", run.stdout);
    let measured = sandbox.run(["eval", "topics.tsv", "qrels.tsv", "--run", "run.trec"]);
    assert_eq!(asked.stdout, measured.stdout);
    assert!(
        measures(&asked)[&("nDCG@10".to_owned(), "all".to_owned())] > 0.4,
        "{}",
        asked.stdout
    );
}

#[test]
fn hits_count_as_files_when_the_qrels_name_files() {
    let sandbox = Sandbox::with_files(&[
        (
            "a/один.md",
            "# Один\n\n## Слово\n\n- **Имя**: слово\n- **Ещё**: слово\n",
        ),
        ("b два.md", "# Два\n\nслово\n"),
    ]);
    sandbox.write("topics.tsv", "1\tслово\n");
    for qrels in [
        "1 0 b%20два.md 1\n1 0 a/один.md 1\n",
        "1 0 b%20два 1\n1 0 a/один 1\n",
    ] {
        sandbox.write("qrels.tsv", qrels);
        let run = sandbox.run(["eval", "topics.tsv", "qrels.tsv"]);
        assert_eq!(
            measures(&run)[&("recall@10".to_owned(), "all".to_owned())],
            1.0,
            "{}",
            run.stdout
        );
        assert_eq!(
            measures(&run)[&("nDCG@10".to_owned(), "all".to_owned())],
            1.0,
            "{}",
            run.stdout
        );
    }
}

#[test]
fn a_batch_answers_in_order_and_a_bad_line_does_not_stop_it() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let mut child = sandbox
        .command()
        .args(["query", "--batch", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all("b\tаренда GPU\nно таба нет\na\tйцукен\n".as_bytes())
        .unwrap();
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("line 2"), "{}", run.stderr);
    let lines: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(
        (&lines[0]["topic"], &lines[0]["query"]),
        (&"b".into(), &"аренда GPU".into())
    );
    assert_eq!(lines[1]["line"], 2);
    assert_eq!(
        (&lines[2]["topic"], &lines[2]["hits"]),
        (&"a".into(), &serde_json::json!([]))
    );
}

#[test]
fn a_batch_without_any_hit_is_exit_1_and_prints_no_page_formats() {
    let sandbox = Sandbox::with_article();
    sandbox.write("topics.tsv", "1\tйцукен\n");
    assert_eq!(sandbox.run(["query", "--batch", "topics.tsv"]).code, 1);
    sandbox
        .run(["query", "--batch", "topics.tsv", "--format", "text"])
        .assert_error("jsonl or trec");
    sandbox
        .run(["query", "--batch", "nowhere.tsv"])
        .assert_error("nowhere.tsv");
}

#[test]
fn a_trec_run_has_six_columns_and_whole_scores() {
    let sandbox = Sandbox::with_files(&[("путь с пробелом.md", "- **Имя**: слово\n")]);
    let run = sandbox.run(["query", "слово", "--format", "trec"]);
    let fields: Vec<_> = run.stdout.trim_end().split(' ').collect();
    assert_eq!(fields[..4], ["1", "Q0", "путь%20с%20пробелом.md#/имя", "1"]);
    assert_eq!(fields[5], "obzor");
    let score: f32 = fields[4].parse().unwrap();
    assert_eq!(
        f64::from(score),
        sandbox.json(&["query", "слово"])["hits"][0]["score"]
            .as_f64()
            .unwrap() as f32 as f64
    );
}

#[test]
fn bad_judgements_are_named_by_line() {
    let sandbox = Sandbox::with_article();
    sandbox.write("topics.tsv", "1\tGPU\n");
    sandbox.write("qrels.tsv", "1 0 x 1\n1 0 x\n");
    sandbox
        .run(["eval", "topics.tsv", "qrels.tsv"])
        .assert_error("qrels.tsv:2: not topic iteration document relevance");
}
