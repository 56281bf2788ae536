//! The ranking against the judged topics on the shipped article: neither a mean
//! nor a single topic may fall unnoticed. See `tests/evaluation/README.md`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use crate::sandbox::{Sandbox, repository};

const MEASURES: [&str; 2] = ["nDCG@10", "P@1"];

/// Reports are rounded to four digits.
const ROUNDING: f64 = 5e-5;

/// How far one topic's nDCG@10 may fall while others rise: further than when
/// two neighbours in the first ten change places, not as far as when the only
/// answer falls from first to second place (to .631).
const MAX_FALL: f64 = 0.2;

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
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
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

    let mut report = String::new();
    let mut is_worse = false;
    for measure in MEASURES {
        let (before, after) = (parse(&recorded, measure), parse(&run.stdout, measure));
        assert!(
            after.len() >= 80 && before.keys().eq(after.keys()),
            "the baseline is of other topics"
        );
        let comparison = compare(measure, &before, &after);
        is_worse |= comparison.is_worse;
        report += &comparison.report;
    }
    assert!(!is_worse, "the ranking got worse:\n{report}");
    let first = mean(&parse(&run.stdout, "P@1"));
    assert!(first >= 0.95, "P@1 is {first:.4}:\n{report}");
}

struct Comparison {
    is_worse: bool,
    /// The topics that changed, and the mean.
    report: String,
}

fn compare(measure: &str, before: &Values, after: &Values) -> Comparison {
    let mut report = String::new();
    let mut is_worse = mean(after) < mean(before) - ROUNDING;
    for (topic, &now) in after {
        let fall = before[topic] - now;
        let is_bad = measure == "nDCG@10" && fall > MAX_FALL;
        is_worse |= is_bad;
        if fall.abs() > ROUNDING {
            let remark = if is_bad { ", a bad fall" } else { "" };
            let before = before[topic];
            writeln!(report, "{measure} of {topic}: {before} to {now}{remark}").unwrap();
        }
    }
    let (before, after) = (mean(before), mean(after));
    writeln!(report, "{measure}: {before:.4} to {after:.4}").unwrap();
    Comparison { is_worse, report }
}

#[test]
fn a_topic_that_falls_badly_is_noticed_though_the_mean_rises() {
    let before = [("a", 1.0), ("b", 0.2), ("c", 0.5)];
    for (measure, after, is_worse) in [
        ("nDCG@10", [1.0, 0.2, 0.5], false),
        ("nDCG@10", [0.9, 0.4, 0.5], false),
        ("nDCG@10", [0.63, 0.9, 0.9], true),
        ("nDCG@10", [0.9, 0.2, 0.5], true),
        ("P@1", [0.0, 1.0, 1.0], false),
    ] {
        let values = |values: [f64; 3]| -> Values {
            let topics = before.iter().map(|(topic, _)| topic.to_string());
            topics.zip(values).collect()
        };
        let comparison = compare(measure, &values(before.map(|(_, v)| v)), &values(after));
        assert_eq!(comparison.is_worse, is_worse, "{measure} {after:?}");
    }
}
