//! The ranking against the judged topics on the shipped article: it may get
//! better, and not worse unseen. See `tests/evaluation/README.md`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use crate::sandbox::{Sandbox, repository};

const MEASURES: [&str; 2] = ["nDCG@10", "P@1"];

/// The values of a measure by topic.
type Values = BTreeMap<String, f64>;

fn parse(report: &str, measure: &str) -> Values {
    let lines = report
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    lines
        .filter(|fields| fields[0] == measure && fields[1] != "all")
        .map(|fields| (fields[1].to_owned(), fields[2].parse().unwrap()))
        .collect()
}

fn mean(values: &Values) -> f64 {
    values.values().sum::<f64>() / values.len() as f64
}

#[test]
fn the_yardstick_of_the_article_holds() {
    let evaluation = repository().join("tests/evaluation");
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    for file in ["topics.tsv", "qrels.txt"] {
        sandbox.write(file, fs::read(evaluation.join(file)).unwrap());
    }
    let run = sandbox.run(["eval", "--per-topic", "topics.tsv", "qrels.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let kept = |line: &&str| {
        MEASURES
            .iter()
            .any(|measure| line.starts_with(&format!("{measure}\t")))
    };
    let now: Vec<&str> = run.stdout.lines().filter(kept).collect();
    let baseline = evaluation.join("baseline.tsv");
    if std::env::var_os("OBZOR_BASELINE").is_some_and(|value| value == "write") {
        fs::write(&baseline, now.join("\n") + "\n").unwrap();
    }
    let recorded = fs::read_to_string(baseline).unwrap();

    let mut changes = String::new();
    let mut worse = false;
    for measure in MEASURES {
        let (before, after) = (parse(&recorded, measure), parse(&run.stdout, measure));
        assert!(
            after.len() >= 80 && before.keys().eq(after.keys()),
            "the baseline is of other topics"
        );
        for (topic, value) in &after {
            if (value - before[topic]).abs() > 5e-5 {
                writeln!(
                    changes,
                    "{measure} of {topic}: {} to {value}",
                    before[topic]
                )
                .unwrap();
            }
        }
        // The report is rounded to four digits.
        worse |= mean(&after) < mean(&before) - 5e-5;
        writeln!(
            changes,
            "{measure}: {:.4} to {:.4}",
            mean(&before),
            mean(&after)
        )
        .unwrap();
    }
    assert!(!worse, "the ranking got worse:\n{changes}");
    let first = mean(&parse(&run.stdout, "P@1"));
    assert!(first >= 0.95, "P@1 is {first:.4}:\n{changes}");
}
