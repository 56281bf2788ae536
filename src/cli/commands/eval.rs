//! `obzor eval`: measures the ranking on judged topics, with TREC's files and
//! trec_eval's measures. A development tool, hidden from the help.

use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use clap::Args;

use crate::cli::exit_status::ExitStatus;
use crate::cli::opening;
use crate::cli::settings::Settings;
use crate::corpus;
use crate::evaluation::{
    Measures, Qrels, Run, TrecError, evaluate, parse_qrels, parse_run, parse_topics,
};
use crate::search::{ParseOptions, SearchOptions, Weights};
use crate::session::SessionOptions;

/// Arguments of `eval`.
#[derive(Debug, Args)]
pub(in crate::cli) struct EvalArgs {
    /// The topics, one `id<TAB>text` per line
    pub topics: PathBuf,

    /// The judgements, one `topic iteration document relevance` per line
    pub qrels: PathBuf,

    /// Measure this TREC run instead of searching the index
    #[arg(long, value_name = "FILE")]
    pub run: Option<PathBuf>,

    /// Print the measures of each topic, too
    #[arg(long)]
    pub per_topic: bool,

    /// Change a weight of the ranking, as in stem=0 (repeatable)
    #[arg(short, long, value_name = "NAME=NUMBER", conflicts_with = "run")]
    pub weight: Vec<String>,
}

/// How many documents to rank per topic: enough for recall@100 when hits are
/// merged into files.
const DEPTH: usize = 1000;

/// Prints `measure<TAB>topic<TAB>value` lines; the topic `all` is the mean.
pub(in crate::cli) fn run(
    settings: &Settings,
    args: &EvalArgs,
    out: &mut dyn Write,
) -> Result<ExitStatus> {
    let qrels = parse_qrels(&read(&args.qrels)?).map_err(|bad| named(&args.qrels, &bad))?;
    let run = match &args.run {
        Some(file) => parse_run(&read(file)?).map_err(|bad| named(file, &bad))?,
        None => ask(settings, &args.topics, weights(&args.weight)?)?,
    };
    let (topics, mean) = evaluate(&qrels, &fit(run, &qrels));
    let mut print = |topic: &str, measures: &Measures| {
        let mut fields = measures.named().into_iter();
        fields.try_for_each(|(name, value)| writeln!(out, "{name}\t{topic}\t{value:.4}"))
    };
    if args.per_topic {
        topics
            .iter()
            .try_for_each(|(topic, measures)| print(topic, measures))?;
    }
    print("all", &mean)?;
    Ok(ExitStatus::found(mean.recall_100 > 0.0))
}

/// The default weights with changes, each `name=number`.
fn weights(given: &[String]) -> Result<Weights> {
    toml::from_str(&given.join("\n")).map_err(|error| anyhow!("--weight: {}", error.message()))
}

/// Searches the index for every topic, with synonyms, as `query` does.
fn ask(settings: &Settings, file: &Path, weights: Weights) -> Result<Run> {
    let session = opening::open(SessionOptions {
        synonyms: true,
        weights,
        ..settings.session_options()
    })?;
    let snapshot = session.snapshot();
    let options = SearchOptions {
        limit: DEPTH,
        ..SearchOptions::default()
    };
    let mut run = Run::new();
    for topic in parse_topics(&read(file)?) {
        let topic = topic.map_err(|bad| named(file, &bad))?;
        let query = snapshot.parse(&topic.text, ParseOptions::default())?;
        let answer = snapshot.rank(&topic.text, &query, &options)?;
        run.insert(
            topic.id,
            answer
                .hits
                .into_iter()
                .map(|hit| (hit.document.id, f64::from(hit.score)))
                .collect(),
        );
    }
    Ok(run)
}

/// Adapts the ids of a run to the qrels. If no judgement names a part of a file
/// (`file.md#name`), each file takes the rank of its best document; if none has an
/// extension, neither do the files.
fn fit(run: Run, qrels: &Qrels) -> Run {
    let judged = || qrels.values().flat_map(|documents| documents.keys());
    if judged().any(|id| id.contains('#')) {
        return run;
    }
    let with_ending = judged().any(|id| corpus::is_markdown(Path::new(id)));
    let file_of = |id: &str| {
        let path = id.split_once('#').map_or(id, |(path, _)| path);
        match path.rsplit_once('.') {
            Some((stem, _)) if !with_ending && corpus::is_markdown(Path::new(path)) => {
                stem.to_owned()
            }
            _ => path.to_owned(),
        }
    };
    let collapse = |mut found: Vec<(String, f64)>| {
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| b.0.cmp(&a.0)));
        let mut seen = HashSet::new();
        let files = found.into_iter().map(|(id, score)| (file_of(&id), score));
        files
            .filter(|(file, _)| seen.insert(file.clone()))
            .collect()
    };
    run.into_iter()
        .map(|(topic, found)| (topic, collapse(found)))
        .collect()
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// `qrels.txt:3: not `topic iteration document relevance``.
fn named(file: &Path, bad: &TrecError) -> anyhow::Error {
    anyhow!("{}:{}: not {}", file.display(), bad.line, bad.expected)
}
