//! JSON output against its schemas, and what schemas cannot say.

use std::fs;

use jsonschema::Validator;
use serde_json::Value;

use crate::sandbox::{Sandbox, repository};

#[track_caller]
fn assert_valid(schema: &str, answer: &Value) {
    let errors: Vec<_> = validator(schema)
        .iter_errors(answer)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{answer:#}");
}

/// A validator by the schema that the program prints.
fn validator(schema: &str) -> Validator {
    let run = Sandbox::empty().run(["schema", schema]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let schema: Value = serde_json::from_str(&run.stdout).unwrap();
    jsonschema::draft202012::meta::validate(&schema).expect("a schema by the standard");
    jsonschema::validator_for(&schema).expect("a valid schema")
}

#[test]
fn schemas_are_the_files_of_the_repository() {
    let folder = repository().join("src/answer/schemas");
    let mut names = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let printed = Sandbox::empty().run(["schema", &name]).stdout;
        let printed: Value = serde_json::from_str(&printed).unwrap();
        let kept: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        // What refers to another file is printed whole.
        let refers = kept.to_string().contains("query.json");
        assert!(refers || printed == kept, "{name}");
        assert!(!printed.to_string().contains("query.json"), "{name}");
        names.push(name);
    }
    names.sort();
    let all = [
        "analyze", "batch", "doctor", "hit", "list", "query", "show", "suggest",
    ];
    assert_eq!(names, all);
}

#[test]
fn lines_of_hits_and_of_batches_keep_their_schemas() {
    let sandbox = Sandbox::with_article();
    sandbox.write("topics.tsv", "1\tрынок GPU\nno tab\n2\tйцукен\n");
    let run = sandbox.run(["query", "--explain", "--batch", "topics.tsv"]);
    assert_eq!((run.code, run.stdout.lines().count()), (2, 3));
    for line in run.stdout.lines() {
        assert_valid("batch", &serde_json::from_str(line).unwrap());
    }
    let run = sandbox.run(["query", "рынок GPU", "--format", "jsonl"]);
    for line in run.stdout.lines() {
        assert_valid("hit", &serde_json::from_str(line).unwrap());
    }
    assert!(!validator("batch").is_valid(&serde_json::json!({"schema": 1})));
    assert!(!validator("hit").is_valid(&serde_json::json!({"rank": 1})));
}

#[test]
fn query_output_keeps_its_schema() {
    let sandbox = Sandbox::with_article();
    for query in ["аренда GPU", "и", "Nosana"] {
        let answer = sandbox.json(&["query", query, "-n", "100"]);
        assert_valid("query", &answer);
        assert_eq!(answer["query"], query);
        assert_eq!(
            answer["hits"].as_array().unwrap().len() as u64,
            answer["total"].as_u64().unwrap()
        );
    }
    let nothing = sandbox.run(["query", "йцукен", "--format", "json"]).stdout;
    assert_valid("query", &serde_json::from_str(&nothing).unwrap());
}

#[test]
fn a_schema_refuses_what_is_not_the_contract() {
    let schema = fs::read_to_string(repository().join("src/answer/schemas/query.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let mut answer = Sandbox::with_article().json(&["query", "GPU"]);
    answer["hits"][0].as_object_mut().unwrap().remove("line");
    assert!(!validator.is_valid(&answer));
}

#[test]
fn list_show_analyze_and_suggest_keep_their_schemas() {
    let sandbox = Sandbox::with_article();
    let text = "Рынки ИИ на io.net — 3.5 + C++, OctaSpace";
    assert_valid("analyze", &sandbox.json(&["analyze", text]));
    assert_valid("list", &sandbox.json(&["list"]));
    assert_valid("show", &sandbox.json(&["show", "Nosana"]));
    assert_valid("suggest", &sandbox.json(&["suggest", "nod"]));
}

#[test]
fn doctor_keeps_its_schema_in_health_and_in_need() {
    let sandbox = Sandbox::with_article();
    sandbox.run(["index"]);
    let doctor = || -> Value {
        let run = sandbox.run(["doctor", "--format", "json"]);
        serde_json::from_str(&run.stdout).expect("JSON")
    };
    let health = doctor();
    assert_valid("doctor", &health);
    assert_eq!(health["healthy"], true);
    sandbox.write("corpus/b.md", "# A\n");
    let stale = doctor();
    assert_valid("doctor", &stale);
    assert_eq!(stale["corpus"]["added"], serde_json::json!(["b.md"]));
    sandbox.write("index/obzor.json", "{}");
    let damaged = doctor();
    assert_valid("doctor", &damaged);
    assert_eq!(
        (&damaged["healthy"], &damaged["index"]),
        (&Value::Bool(false), &Value::Null)
    );
}

#[test]
fn a_hit_is_a_document_of_the_list() {
    let sandbox = Sandbox::with_article();
    let list = sandbox.json(&["list"]);
    for hit in sandbox.json(&["query", "GPU", "-n", "100"])["hits"]
        .as_array()
        .unwrap()
    {
        let document = list["documents"]
            .as_array()
            .unwrap()
            .iter()
            .find(|document| document["id"] == hit["id"])
            .unwrap();
        for (field, value) in document.as_object().unwrap() {
            assert!(
                field.starts_with("byte_") || hit[field] == *value,
                "{field}"
            );
        }
    }
}

#[test]
fn highlights_are_code_points_of_the_snippet() {
    let answer = Sandbox::with_article().json(&["query", "аренда GPU", "-n", "100"]);
    let mut marked = std::collections::BTreeSet::new();
    for hit in answer["hits"].as_array().unwrap() {
        let text: Vec<char> = hit["snippet"]["text"].as_str().unwrap().chars().collect();
        let highlights = hit["snippet"]["highlights"].as_array().unwrap();
        assert!(!highlights.is_empty(), "{hit:#}");
        for range in highlights {
            let (start, end) = (
                range[0].as_u64().unwrap() as usize,
                range[1].as_u64().unwrap() as usize,
            );
            marked.insert(text[start..end].iter().collect::<String>());
        }
    }
    assert_eq!(marked.into_iter().collect::<Vec<_>>(), ["GPU", "аренды"]);
}

#[test]
fn a_projects_url_is_its_first_link() {
    let sandbox = Sandbox::with_files(&[(
        "a.md",
        "# T\n\n- [Один](https://one.example) - слово и [ещё](https://two.example)\n- **Два**: слово\n",
    )]);
    let answer = sandbox.json(&["query", "слово"]);
    let urls: Vec<_> = answer["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| (hit["name"].clone(), hit["url"].clone()))
        .collect();
    assert!(
        urls.contains(&("Один".into(), "https://one.example".into())),
        "{urls:?}"
    );
    assert!(urls.contains(&("Два".into(), Value::Null)), "{urls:?}");
}

#[test]
fn the_language_is_that_of_the_visible_text() {
    let links = "[тут](https://example.org/a-very-long-address-in-latin-letters) ".repeat(20);
    let text = format!("---\ntitle: Обзор\ndescription: Some English words\n---\n{links}\n");
    let answer = Sandbox::with_files(&[("a.md", &text)]).json(&["query", "тут"]);
    assert_eq!(answer["hits"][0]["lang"], "ru");
}
