//! Which documents a query finds, and in which order.

use serde_json::Value;

use crate::sandbox::{Sandbox, repository};

#[test]
fn a_question_about_the_article_is_answered_on_a_fresh_clone() {
    let sandbox = Sandbox::with_article();
    let run = sandbox.run(["query", "аренда GPU"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr
            .contains("indexed 1 article, 3 sections, 27 projects"),
        "{}",
        run.stderr
    );
    let names = sandbox.hit_names(&["аренда GPU", "-n", "2"]);
    assert!(
        names.contains(&"Clore.ai".to_owned()) && names.contains(&"Node AI".to_owned()),
        "{names:?}"
    );
}

#[test]
fn every_project_is_first_for_its_own_name() {
    let sandbox = Sandbox::with_article();
    let documents = sandbox.json(&["list", "--kind", "project"]);
    let projects: Vec<&str> = documents["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["name"].as_str().unwrap())
        .collect();
    assert_eq!(projects.len(), 27);
    for project in projects {
        assert_eq!(sandbox.hit_names(&[project])[0], project);
        assert_eq!(sandbox.hit_names(&[&project.to_lowercase()])[0], project);
    }
}

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn a_heading_helps_the_projects_below_it() {
    let names =
        Sandbox::with_article().hit_names(&["--kind", "project", "рынок Solana", "-n", "3"]);
    let mut names: Vec<_> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["Kuzco", "Nosana", "io.net"]);
}

#[test]
fn a_part_of_a_name_is_not_the_name() {
    let names = Sandbox::with_article().hit_names(&["арендовать GPU"]);
    assert_eq!(names[0], "Clore.ai");
}

#[test]
fn a_query_that_is_a_name_finds_what_is_so_called_first() {
    let sandbox = Sandbox::with_files(&[(
        "a.md",
        "# Обзор ИИ\n\n- **Морфей**: Морфей, и ещё раз Морфей, и снова Морфей: агент ИИ, а не сеть ИИ.\n- **Морфей ИИ**: рынок, на котором торгуют моделями ИИ.\n- **Другой**: агент ИИ.\n- **Третий**: тоже ИИ.\n",
    )]);
    assert_eq!(
        sandbox.hit_names(&["Морфей ИИ"])[..2],
        ["Морфей ИИ", "Морфей"]
    );
    assert_eq!(sandbox.hit_names(&["Морфей"])[..2], ["Морфей", "Морфей ИИ"]);
}

#[test]
fn a_word_weighs_most_in_a_name_then_in_a_heading_then_in_text() {
    let sandbox = Sandbox::with_files(&[(
        "a.md",
        "# Обзор\n\n## Минералы\n\n- **Кварц**: встречается часто.\n- **Гранит**: содержит кварц и слюду.\n\n## О кварце\n\nОбщие слова.\n",
    )]);
    assert_eq!(
        sandbox.hit_names(&["кварц"]),
        ["Кварц", "О кварце", "Гранит"]
    );
}

#[test]
fn more_matched_words_beat_fewer() {
    let sandbox = Sandbox::with_files(&[(
        "a.md",
        "# Обзор\n\n- **Один**: уголь уголь уголь уголь.\n- **Два**: уголь есть, а ещё длинное описание, в котором упомянута соль.\n",
    )]);
    assert_eq!(sandbox.hit_names(&["уголь соль"]), ["Два", "Один"]);
    assert_eq!(sandbox.hit_names(&["--all", "уголь соль"]), ["Два"]);
}

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn small_words_rank_but_find_nothing_unless_they_are_all_there_is() {
    let sandbox = Sandbox::with_article();
    let total = |query: &str| sandbox.json(&["query", query])["total"].as_u64().unwrap();
    assert_eq!(total("аренда для GPU и не только"), total("аренда GPU"));
    assert_eq!(sandbox.run(["query", "что такое йцукен"]).code, 1);
    for query in ["и", "не только", "для"] {
        assert!(total(query) > 0, "{query}");
    }
}

#[test]
fn all_words_are_required_without_a_fallback() {
    let run = Sandbox::with_article().run(["query", "--all", "Solana Cardano"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
}

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn filters_narrow_the_hits() {
    let sandbox = Sandbox::with_files(&[
        (
            "ru/a.md",
            "---\ntitle: А\ntags: [Исследование]\n---\n## Рынки\n\n- **Один**: слово.\n\n## Облака\n\n- **Два**: слово.\n",
        ),
        (
            "pt/b.pt-BR.md",
            "# B\n\n## Mercados\n\n- **Três**: слово.\n",
        ),
    ]);
    let names = |args: &[&str]| {
        let mut names = sandbox.hit_names(&[&["слово"], args].concat());
        names.sort_unstable();
        names
    };
    assert_eq!(
        names(&[]),
        ["Два", "Один", "Três"]
            .map(str::to_owned)
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(names(&["--section", "рынок"]), ["Один"]);
    assert_eq!(
        names(&["--section", "рынок", "--section", "облако"]),
        ["Два", "Один"]
    );
    assert_eq!(names(&["--tag", "исследование"]), ["Два", "Один"]);
    for lang in ["pt", "pt-BR", "PT_br"] {
        assert_eq!(names(&["--lang", lang]), ["Três"], "{lang}");
    }
    for path in ["ru", "ru/", "ru/a.md", "ru/*.md", "**/a.md"] {
        assert_eq!(names(&["--path", path]), ["Два", "Один"], "{path}");
    }
    assert_eq!(sandbox.run(["query", "слово", "--path", "r"]).code, 1);
    assert_eq!(sandbox.run(["query", "слово", "--kind", "section"]).code, 1);
    sandbox
        .run(["query", "слово", "--path", "["])
        .assert_error("--path");
    sandbox
        .run(["query", "слово", "--kind", "page"])
        .assert_error("project");
}

#[test]
fn pages_of_hits_continue_each_other() {
    let sandbox = Sandbox::with_article();
    let whole = sandbox.json(&["query", "GPU", "-n", "100"]);
    let page = sandbox.json(&["query", "GPU", "-n", "5", "--offset", "3"]);
    assert_eq!(page["total"], whole["total"]);
    assert_eq!(
        page["hits"].as_array().unwrap()[..],
        whole["hits"].as_array().unwrap()[3..8]
    );
    assert_eq!(page["hits"][0]["rank"], 4);
    assert_eq!(
        sandbox
            .run(["query", "GPU", "--offset", "99"])
            .stdout
            .lines()
            .count(),
        1
    );
    assert_eq!(
        sandbox.json(&["query", "GPU", "-n", "0"])["hits"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn equal_scores_stand_in_the_order_of_the_corpus() {
    let files: Vec<_> = (0..30).map(|n| format!("{:02}.md", (n * 7) % 30)).collect();
    let files: Vec<_> = files
        .iter()
        .map(|path| (path.as_str(), "- **Имя**: одно слово"))
        .collect();
    let sandbox = Sandbox::with_files(&files);
    let answer = sandbox.json(&["query", "слово", "-n", "20"]);
    let ids: Vec<_> = answer["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["id"].as_str().unwrap().to_owned())
        .collect();
    let expected: Vec<_> = (0..20).map(|n| format!("{n:02}.md#/имя")).collect();
    assert_eq!(ids, expected);
}

#[test]
fn the_same_query_gives_the_same_bytes_after_a_rebuild_too() {
    let sandbox = Sandbox::with_article();
    let ask = || {
        sandbox
            .run([
                "query",
                "вычисления на GPU",
                "--format",
                "json",
                "-n",
                "100",
            ])
            .stdout
    };
    let first = ask();
    assert_eq!(ask(), first);
    assert_eq!(sandbox.run(["index"]).code, 0);
    assert_eq!(ask(), first);
}

#[test]
fn nothing_found_is_exit_1_and_valid_json() {
    let sandbox = Sandbox::with_article();
    for words in ["йцукен", "", "…", "*"] {
        let text = sandbox.run(["query", words]);
        assert_eq!((text.code, text.stdout.as_str()), (1, ""), "{words:?}");
        let json = sandbox.run(["query", words, "--format", "json"]);
        assert_eq!(json.code, 1);
        let answer: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
        assert_eq!(answer["hits"], serde_json::json!([]));
    }
}

#[test]
fn words_may_be_given_one_by_one_and_search_is_an_alias() {
    let sandbox = Sandbox::with_article();
    let together = sandbox
        .run(["query", "аренда GPU", "--format", "json"])
        .stdout;
    assert_eq!(
        sandbox
            .run(["search", "аренда", "GPU", "--format", "json"])
            .stdout,
        together
    );
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let sandbox = Sandbox::with_article();
    assert!(!sandbox.run(["query", "GPU"]).stdout.contains('\u{1b}'));
    assert!(
        sandbox
            .run(["query", "GPU", "--color", "always"])
            .stdout
            .contains("\u{1b}[1m\u{1b}[31mGPU")
    );
    assert!(
        !sandbox
            .run(["query", "GPU", "--color", "never"])
            .stdout
            .contains('\u{1b}')
    );
}

#[test]
fn content_cannot_control_the_terminal() {
    let sandbox =
        Sandbox::with_files(&[("a.md", "- **Имя\u{1b}[31m**: слово \u{7}\u{202e} конец\n")]);
    let run = sandbox.run(["query", "слово"]);
    assert!(
        !run.stdout.contains(['\u{1b}', '\u{7}', '\u{202e}']),
        "{:?}",
        run.stdout
    );
    assert!(run.stdout.contains("\\u{1b}"));
}

#[test]
fn a_reader_that_stops_is_no_error() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let mut child = sandbox
        .command()
        .args(["query", "GPU", "-n", "100"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = crate::sandbox::Run::of(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

/// With few hits asked for, documents that match only loosely are counted and
/// not scored; nothing else may come of it.
#[test]
fn the_first_hits_and_their_number_do_not_depend_on_how_many_are_asked_for() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let topics = repository().join("tests/evaluation/topics.tsv");
    let topics = topics.to_str().unwrap();
    let answers = |count: &str, filter: &[&str]| -> Vec<Value> {
        let batch = ["query", "--batch", topics, "-n", count, "--explain"];
        let run = sandbox.run(batch.iter().chain(filter));
        let lines = run.stdout.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    for filter in [&[][..], &["--kind", "project"], &["--all"]] {
        let (few, many) = (answers("2", filter), answers("1000", filter));
        assert_eq!(few.len(), many.len());
        assert!(few.len() > 200);
        for (few, many) in few.iter().zip(&many) {
            assert_eq!(few["total"], many["total"], "{}", few["query"]);
            let (few, many) = (few["hits"].as_array(), many["hits"].as_array());
            let (few, many) = (few.unwrap(), many.unwrap());
            assert_eq!(few[..], many[..few.len()]);
        }
    }
}

#[test]
fn a_name_that_is_also_a_phrase_is_counted_once() {
    let sandbox = Sandbox::with_files(&[("a.md", "# A\n\n- **B**: io.net once\n")]);
    sandbox.run(["index", "corpus"]);
    let answer = sandbox.json(&["query", "\"io net\"", "--explain"]);
    let parts = answer["hits"][0]["explain"]["parts"].as_array();
    let parts = parts.unwrap_or_else(|| panic!("{answer}"));
    let phrase = parts.iter().find(|part| part["how"] == "phrase").unwrap();
    assert_eq!(phrase["frequency"], 1);
}

#[test]
fn an_ending_is_found_by_its_forms_and_marked() {
    let sandbox = Sandbox::with_files(&[("a.md", "# A\n\n- **B**: io.net once\n")]);
    sandbox.run(["index", "corpus"]);
    let answer = sandbox.json(&["query", "nets"]);
    let found = answer["hits"][0]["matches"].as_array().unwrap();
    assert_eq!(found[0]["text"], "net");
}

/// A weight of which the score is no number must not keep it from an end.
#[test]
fn a_ranking_that_makes_no_sense_comes_to_an_end() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    sandbox.write("topics.tsv", "1\tрынок GPU\n");
    sandbox.write("qrels.txt", "1 0 corpus.md 1\n");
    let run = sandbox.run(["eval", "topics.tsv", "qrels.txt", "--weight", "k1=0"]);
    assert!(run.code < 2, "{}", run.stderr);
}
