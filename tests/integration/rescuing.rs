//! What the index does not have is looked for as it may have been meant, and
//! what it has is left alone.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::sandbox::Sandbox;

/// The article's names as a Russian reader may spell them.
const CYRILLIC: [(&str, &str); 27] = [
    ("Akash Network", "акаш нетворк"),
    ("Ritual", "ритуал"),
    ("Render Network", "рендер нетворк"),
    ("NetMind.AI", "нетмайнд"),
    ("CUDOS", "кудос"),
    ("Nuco.cloud", "нуко"),
    ("Dynex", "дайнекс"),
    ("OctaSpace", "октаспейс"),
    ("AIOZ Network", "айоз нетворк"),
    ("Phoenix", "феникс"),
    ("Aethir", "аэтир"),
    ("Iagon", "иагон"),
    ("OpFlow", "опфлоу"),
    ("OpSec", "опсек"),
    ("Cuckoo AI", "куку"),
    ("Clore.ai", "клор"),
    ("Nosana", "носана"),
    ("io.net", "ио.нет"),
    ("Gensyn", "генсин"),
    ("Nimble", "нимбл"),
    ("Morpheus AI", "морфеус"),
    ("Kuzco", "кузко"),
    ("Golem", "голем"),
    ("Node AI", "ноде"),
    ("GPU.Net", "гпу.нет"),
    ("GamerHash", "геймерхэш"),
    ("NodeSynapse", "нодсинапс"),
];

/// The keys of both layouts, for the letters and signs of the names.
const ENGLISH: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.QWERTYUIOPASDFGHJKLZXCVBNM";
const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбюЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ";

fn in_russian_layout(text: &str) -> String {
    text.chars()
        .map(|c| match ENGLISH.chars().position(|key| key == c) {
            Some(at) => RUSSIAN.chars().nth(at).unwrap(),
            None => c,
        })
        .collect()
}

/// All ways of making one mistake in the longest word of a name, its first
/// letter kept, by the mistake.
fn misspellings(name: &str) -> Vec<(&'static str, String)> {
    let folded = name.to_lowercase();
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let longest = words.max_by_key(|word| word.len()).unwrap();
    let start = folded.find(longest).unwrap();
    let mut made = Vec::new();
    for at in start + 1..start + longest.len() {
        let (before, rest) = folded.split_at(at);
        let letter = &rest[..1];
        made.push(("drop", format!("{before}{}", &rest[1..])));
        made.push(("double", format!("{before}{letter}{rest}")));
        let other = if letter == "q" { "w" } else { "q" };
        made.push(("replace", format!("{before}{other}{}", &rest[1..])));
        if at + 1 < start + longest.len() && letter != &rest[1..2] {
            made.push((
                "swap",
                format!("{before}{}{letter}{}", &rest[1..2], &rest[2..]),
            ));
        }
    }
    made
}

#[test]
fn every_name_of_the_article_is_rescued_from_every_kind_of_mistake() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let mut rows: Vec<(&str, &str, String)> = Vec::new();
    for (name, cyrillic) in CYRILLIC {
        rows.push(("cyrillic", name, cyrillic.to_owned()));
        rows.push(("layout", name, in_russian_layout(name)));
        rows.push(("layout", name, in_russian_layout(&name.to_lowercase())));
        for (class, misspelled) in misspellings(name) {
            rows.push((class, name, misspelled));
        }
    }
    assert!(rows.len() > 500);
    let topics: String = rows
        .iter()
        .enumerate()
        .map(|(at, (.., query))| format!("{at}\t{query}\n"))
        .collect();
    sandbox.write("topics.tsv", topics);
    let answers = sandbox
        .run(["query", "--batch", "topics.tsv", "-n", "1"])
        .stdout;
    let mut classes: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    for ((class, name, query), answer) in rows.iter().zip(answers.lines()) {
        let answer: Value = serde_json::from_str(answer).unwrap();
        let first = answer["hits"][0]["name"].as_str();
        let (count, wrong) = classes.entry(class).or_default();
        *count += 1;
        if first != Some(name) {
            wrong.push(format!("{query}: {first:?}"));
        }
    }
    for (class, (count, wrong)) in classes {
        let success = 1.0 - wrong.len() as f64 / count as f64;
        println!("{class}: {success:.3} of {count}");
        assert!(
            success >= 0.9,
            "{class}: {success:.3} of {count}: {wrong:#?}"
        );
    }
}
