//! Which words find which: forms, spellings and names, from outside.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

use serde_json::Value;

use crate::sandbox::Sandbox;

/// An index of projects that have one text each, and the numbers of those that
/// a query finds, best first.
struct Texts {
    sandbox: Sandbox,
}

impl Texts {
    fn new(texts: &[&str]) -> Texts {
        let mut article = String::from("# Проба\n\n## Список\n\n");
        for (number, text) in texts.iter().enumerate() {
            writeln!(article, "- **Запись{number}**: {text}").unwrap();
        }
        let sandbox = Sandbox::with_files(&[("a.md", &article)]);
        assert_eq!(sandbox.run(["index"]).code, 0);
        Texts { sandbox }
    }

    fn found_by(&self, queries: &[&str]) -> HashMap<String, Vec<usize>> {
        let topics: String = queries
            .iter()
            .enumerate()
            .map(|(number, query)| format!("{number}\t{query}\n"))
            .collect();
        self.sandbox.write("topics.tsv", topics);
        let run = self
            .sandbox
            .run(["query", "--batch", "topics.tsv", "-n", "1000"]);
        let answers = run.stdout.lines().map(|line| {
            let answer: Value = serde_json::from_str(line).unwrap();
            let hits = answer["hits"].as_array().unwrap().iter();
            let numbers =
                hits.filter_map(|hit| hit["name"].as_str()?.strip_prefix("Запись")?.parse().ok());
            (
                answer["query"].as_str().unwrap().to_owned(),
                numbers.collect(),
            )
        });
        answers.collect()
    }
}

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn every_form_of_a_word_finds_every_other_before_anything_else() {
    let words: &[&[&str]] = &[
        &["рынок", "рынки", "рынка", "рынков", "РЫНКАМИ"],
        &["токен", "токенов", "токены", "Токенам"],
        &["ток", "тока", "токи"],
        &["ИИ"],
        &["владелец", "владельцев", "владельцами"],
        &["день", "дней", "дни"],
        &["человек", "людей", "люди"],
        &["ребёнок", "ребенка", "ребенок", "дети"],
        &["счёт", "счета", "счет", "счетов"],
        &["поток", "потоки", "потоков"],
        &[
            "смарт-контракт",
            "смарт-контрактами",
            "смарт контракты",
            "смарт\u{2011}контракта",
        ],
        &["нейросеть", "нейросетями", "нейросети"],
        &["Эфириум", "Эфириума", "эфириумом"],
        &["стейкинг", "стейкингом", "стейкинга"],
        &["йод", "и\u{306}од", "йода"],
        &["Карибский", "Кари\u{301}бский", "карибского"],
        &["рендеринг", "рен\u{ad}деринга", "рендерин\u{200b}гом"],
        &["видеокарта", "видеокарт", "«видеокартой»", "“видеокарты”—"],
        &["Akash", "\u{410}kash", "Akash™", "akash®"],
        &["networks", "network", "Network's"],
        &["майнинг", "майнингом"],
    ];
    let texts: Vec<&str> = words.iter().copied().flatten().copied().collect();
    let found = Texts::new(&texts).found_by(&texts);
    let mut first = 0;
    let mut wrong = Vec::new();
    for forms in words {
        let own: BTreeSet<usize> = (first..first + forms.len()).collect();
        for form in *forms {
            let hits = &found[*form];
            let leading: BTreeSet<usize> = hits.iter().take(own.len()).copied().collect();
            if leading != own {
                wrong.push(format!(
                    "{form}: {:?}",
                    hits.iter().map(|&hit| texts[hit]).collect::<Vec<_>>()
                ));
            }
        }
        first += forms.len();
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn an_acronym_is_never_the_conjunction() {
    let texts = ["Модели ИИ здесь", "Он и она", "и"];
    let found = Texts::new(&texts).found_by(&["ИИ", "ии", "и"]);
    assert_eq!(found["ИИ"], [0]);
    assert_eq!(found["ии"], [0]);
    assert_eq!(BTreeSet::from_iter(found["и"].clone()), [1, 2].into());
}

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn what_matches_only_by_stem_or_beginning_comes_after_every_match_by_form() {
    let long = format!("{} токен", "слово ".repeat(200));
    let texts = [
        "ток ток ток ток",
        &long,
        "токсичный токарь",
        "токен",
        "рынок тока",
    ];
    let found = Texts::new(&texts).found_by(&["токен", "ток", "токен рынка"]);
    assert_eq!(
        BTreeSet::from_iter(found["токен"][..2].to_vec()),
        [1, 3].into()
    );
    assert_eq!(
        BTreeSet::from_iter(found["ток"][..2].to_vec()),
        [0, 4].into()
    );
    let last = found["токен рынка"]
        .iter()
        .position(|&hit| hit == 0)
        .unwrap();
    for by_form in [1, 3, 4] {
        let at = found["токен рынка"].iter().position(|&hit| hit == by_form);
        assert!(at.unwrap() < last);
    }
}

#[test]
fn names_are_found_whole_and_by_their_parts_and_whole_first() {
    let texts = [
        "io.net",                // 0
        "GPU.Net",               // 1
        "Clore.ai",              // 2
        "NetMind.AI",            // 3
        "Nuco.cloud",            // 4
        "play-to-earn",          // 5
        "Proof-of-Useful-Work",  // 6
        "ERC20",                 // 7
        "L1",                    // 8
        "Web3",                  // 9
        "OctaSpace",             // 10
        "C++",                   // 11
        "C#",                    // 12
        ".NET",                  // 13
        "node.js",               // 14
        "AI ai artificial",      // 15
        "play earn",             // 16
        "net сеть GPU",          // 17
        "proof work space octa", // 18
        "C node js io",          // 19
    ];
    let expected = [
        ("io.net", 0),
        ("IO.NET", 0),
        ("io net", 0),
        ("ionet", 0),
        ("gpu.net", 1),
        ("gpu net", 1),
        ("Clore.ai", 2),
        ("clore", 2),
        ("netmind", 3),
        ("netmind ai", 3),
        ("NetMind.AI", 3),
        ("nuco", 4),
        ("nuco cloud", 4),
        ("play-to-earn", 5),
        ("play to earn", 5),
        ("proof-of-useful-work", 6),
        ("useful work", 6),
        ("erc20", 7),
        ("ERC-20", 7),
        ("erc 20", 7),
        ("l1", 8),
        ("web3", 9),
        ("web 3", 9),
        ("Web-3", 9),
        ("octaspace", 10),
        ("octa space", 10),
        ("C++", 11),
        ("c++", 11),
        ("c#", 12),
        (".net", 13),
        ("node.js", 14),
        ("nodejs", 14),
        ("ai", 15),
        ("proof space", 18),
    ];
    let queries: Vec<&str> = expected.iter().map(|(query, _)| *query).collect();
    let found = Texts::new(&texts).found_by(&queries);
    let wrong: Vec<_> = expected
        .iter()
        .filter(|(query, first)| found[*query].first() != Some(first))
        .map(|(query, _)| {
            (
                query,
                found[*query]
                    .iter()
                    .map(|&hit| texts[hit])
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_ending_of_a_name_does_not_find_all_that_end_alike() {
    let texts = ["io.net", "GPU.Net", "Akash.net", "net"];
    let found = Texts::new(&texts).found_by(&["io.net", "net"]);
    assert_eq!(found["io.net"], [0]);
    assert_eq!(found["net"].len(), 4);
    assert_eq!(found["net"][0], 3);
}

#[test]
fn small_words_alone_are_a_query_too() {
    let texts = ["и", "не только он", "только сегодня", "рынок"];
    let found = Texts::new(&texts).found_by(&["не только", "и"]);
    assert_eq!(found["не только"][0], 1);
    assert_eq!(found["и"], [0]);
}

#[test]
fn a_documents_language_chooses_its_stems_and_queries_follow() {
    let sandbox = Sandbox::with_files(&[
        ("a.md", "---\nlang: de\n---\n# Märkte\n\nText."),
        ("b.md", "---\nlang: en\n---\n# Markets\n\nText."),
        ("c.md", "---\nlang: es\n---\n# Redes\n\nTexto."),
    ]);
    assert_eq!(sandbox.hit_names(&["Markt"])[0], "Märkte");
    assert_eq!(sandbox.hit_names(&["market"])[0], "Markets");
    assert_eq!(sandbox.hit_names(&["red"]), ["Redes"]);
}

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn analyze_shows_positions_surfaces_terms_and_why() {
    let sandbox = Sandbox::empty();
    let answer = sandbox.json(&["analyze", "--lang", "ru", "Рынки ИИ на io.net"]);
    let shown: Vec<_> = answer["tokens"]
        .as_array()
        .unwrap()
        .iter()
        .map(|token| {
            let text = |key: &str| token[key].as_str().unwrap().to_owned();
            (
                token["position"].as_u64().unwrap(),
                text("surface"),
                text("why"),
            )
        })
        .collect();
    let expected = [
        (0, "Рынки", "lemma"),
        (1, "ИИ", "acronym"),
        (2, "на", "lemma"),
        (3, "io.net", "name"),
        (3, "io", "plain"),
        (4, "net", "ending"),
    ];
    assert_eq!(
        shown,
        expected.map(|(at, word, why)| (at, word.to_owned(), why.to_owned()))
    );
    let terms = answer["tokens"][0]["terms"].as_array().unwrap();
    assert!(
        terms
            .iter()
            .any(|term| term["kind"] == "form" && term["term"] == "рынок")
    );
    let named: Vec<char> = "Рынки ИИ на io.net".chars().collect();
    for token in answer["tokens"].as_array().unwrap() {
        let at = |key: &str| token[key].as_u64().unwrap() as usize;
        let slice: String = named[at("start")..at("end")].iter().collect();
        assert_eq!(slice, token["surface"]);
    }
    assert_eq!(sandbox.run(["analyze", "—"]).code, 1);
    sandbox
        .run(["analyze", "--lang", "no such", "слово"])
        .assert_error("not a language tag");
}
