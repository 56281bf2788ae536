//! Measures of retrieval quality, as trec_eval computes them: same cutoffs, same order
//! of equal scores, same treatment of unjudged documents (not relevant).

use std::collections::HashMap;

/// The judged relevance of documents, by topic and id. 0 is not relevant.
pub type Qrels = HashMap<String, HashMap<String, u32>>;

/// The retrieved documents with their scores, by topic.
pub type Run = HashMap<String, Vec<(String, f64)>>;

/// The measures of one topic, or their means over all topics.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Measures {
    /// Normalized discounted cumulative gain at rank 10, with linear gain and discount
    /// log2(rank + 1): Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR
    /// techniques" (2002); `ndcg_cut_10` of trec_eval.
    pub ndcg_10: f64,
    /// The reciprocal rank of the first relevant document; 0 beyond rank 10.
    pub mrr_10: f64,
    /// Precision at rank 1: 1 if the first document is relevant, else 0.
    pub p_1: f64,
    /// The share of the relevant documents that is found up to rank 10.
    pub recall_10: f64,
    /// The same up to rank 100.
    pub recall_100: f64,
}

impl Measures {
    /// The measures with their printed names.
    pub fn named(&self) -> [(&'static str, f64); 5] {
        [
            ("nDCG@10", self.ndcg_10),
            ("MRR@10", self.mrr_10),
            ("P@1", self.p_1),
            ("recall@10", self.recall_10),
            ("recall@100", self.recall_100),
        ]
    }

    /// Measures one ranking. All are 0 for a topic without relevant documents.
    fn of(ranking: &[&str], judged: &HashMap<String, u32>) -> Measures {
        let gain = |id: &str| f64::from(judged.get(id).copied().unwrap_or(0));
        let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
            gains
                .take(10)
                .enumerate()
                .map(|(at, gain)| gain / (at as f64 + 2.0).log2())
                .sum()
        };
        let mut ideal: Vec<f64> = judged
            .values()
            .map(|&relevance| f64::from(relevance))
            .collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        let ideal = discounted(&mut ideal.into_iter());
        let relevant = judged.values().filter(|&&relevance| relevance > 0).count();
        if relevant == 0 {
            return Measures::default();
        }
        let found = |depth: usize| {
            ranking
                .iter()
                .take(depth)
                .filter(|id| gain(id) > 0.0)
                .count() as f64
        };
        let first = ranking.iter().take(10).position(|id| gain(id) > 0.0);
        Measures {
            ndcg_10: discounted(&mut ranking.iter().map(|id| gain(id))) / ideal,
            mrr_10: first.map_or(0.0, |at| 1.0 / (at as f64 + 1.0)),
            p_1: found(1),
            recall_10: found(10) / relevant as f64,
            recall_100: found(100) / relevant as f64,
        }
    }
}

/// Measures a run: each judged topic in order of id, and the means over all of them. A
/// topic that is missing from the run counts as 0. Among equal scores the greater id
/// comes first, as in trec_eval.
pub fn evaluate(qrels: &Qrels, run: &Run) -> (Vec<(String, Measures)>, Measures) {
    let mut topics: Vec<(String, Measures)> = Vec::new();
    for (topic, judged) in qrels {
        let mut found: Vec<(&str, f64)> = run
            .get(topic)
            .map(|found| {
                found
                    .iter()
                    .map(|(id, score)| (id.as_str(), *score))
                    .collect()
            })
            // A topic that the run lacks found nothing.
            .unwrap_or_default();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| b.0.cmp(a.0)));
        let ranking: Vec<&str> = found.into_iter().map(|(id, _)| id).collect();
        topics.push((topic.clone(), Measures::of(&ranking, judged)));
    }
    topics.sort_by(|a, b| a.0.cmp(&b.0));
    let count = topics.len().max(1) as f64;
    let average =
        |measure: fn(&Measures) -> f64| topics.iter().map(|(_, m)| measure(m)).sum::<f64>() / count;
    let mean = Measures {
        ndcg_10: average(|m| m.ndcg_10),
        mrr_10: average(|m| m.mrr_10),
        p_1: average(|m| m.p_1),
        recall_10: average(|m| m.recall_10),
        recall_100: average(|m| m.recall_100),
    };
    (topics, mean)
}
