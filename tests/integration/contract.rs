//! JSON output against its schemas, and what schemas cannot say.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, repository};

#[track_caller]
fn assert_valid(schema: &str, answer: &Value) {
    let path = repository().join("src/output/schemas").join(schema);
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let errors: Vec<_> = validator
        .iter_errors(answer)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{answer:#}");
}

#[test]
fn query_output_keeps_its_schema() {
    let sandbox = Sandbox::with_article();
    for query in ["аренда GPU", "и", "Nosana"] {
        let answer = sandbox.json(&["query", query, "-n", "100"]);
        assert_valid("query.json", &answer);
        assert_eq!(answer["query"], query);
        assert_eq!(
            answer["hits"].as_array().unwrap().len() as u64,
            answer["total"].as_u64().unwrap()
        );
    }
    let nothing = sandbox.run(["query", "йцукен", "--format", "json"]).stdout;
    assert_valid("query.json", &serde_json::from_str(&nothing).unwrap());
}

#[test]
fn a_schema_refuses_what_is_not_the_contract() {
    let schema = fs::read_to_string(repository().join("src/output/schemas/query.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let mut answer = Sandbox::with_article().json(&["query", "GPU"]);
    answer["hits"][0].as_object_mut().unwrap().remove("line");
    assert!(!validator.is_valid(&answer));
}

#[test]
fn list_show_and_analyze_keep_their_schemas() {
    let sandbox = Sandbox::with_article();
    let text = "Рынки ИИ на io.net — 3.5 + C++, OctaSpace";
    assert_valid("analyze.json", &sandbox.json(&["analyze", text]));
    assert_valid("list.json", &sandbox.json(&["list"]));
    assert_valid("show.json", &sandbox.json(&["show", "Nosana"]));
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
