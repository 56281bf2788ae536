//! `list` and `show`: the documents themselves.

use std::fs;

use crate::sandbox::{ARTICLE, Sandbox, repository};

#[test]
fn the_article_is_listed_in_its_own_order() {
    let list = Sandbox::with_article().json(&["list"]);
    let documents = list["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 31);
    let starts: Vec<_> = documents
        .iter()
        .map(|document| document["byte_start"].as_u64().unwrap())
        .collect();
    assert!(starts.is_sorted(), "{starts:?}");
    assert_eq!(documents[0]["kind"], "article");
}

#[test]
#[cfg_attr(not(feature = "dictionary"), ignore = "needs the dictionary")]
fn a_list_can_be_narrowed_to_a_kind_and_a_section() {
    let sandbox = Sandbox::with_article();
    let list = sandbox.json(&["list", "--kind", "project", "--section", "рынок ресурсов"]);
    assert_eq!(list["documents"].as_array().unwrap().len(), 13);
    assert_eq!(sandbox.run(["list", "--section", "нет такого"]).code, 1);
}

#[test]
fn show_prints_the_documents_bytes_of_the_source() {
    let sandbox = Sandbox::with_article();
    let source = fs::read(repository().join("corpus").join(ARTICLE)).unwrap();
    for document in sandbox.json(&["list"])["documents"].as_array().unwrap() {
        let id = document["id"].as_str().unwrap();
        let shown = sandbox.json(&["show", id]);
        let range = document["byte_start"].as_u64().unwrap() as usize
            ..document["byte_end"].as_u64().unwrap() as usize;
        assert_eq!(
            shown["markdown"].as_str().unwrap().as_bytes(),
            &source[range],
            "{id}"
        );
        assert_eq!(shown["id"], id);
    }
}

#[test]
fn show_finds_by_name_in_any_case_and_says_where_it_stands() {
    let run = Sandbox::with_article().run(["show", "netmind.ai"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stdout.starts_with(&format!("corpus/{ARTICLE}:29\n")),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("\n- **NetMind.AI**: Экосистема ИИ"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_ambiguous_name_lists_the_candidates() {
    let sandbox =
        Sandbox::with_files(&[("a.md", "## A\n\n- **Имя**: раз\n\n## B\n\n- **Имя**: два\n")]);
    sandbox
        .run(["show", "имя"])
        .assert_error("a.md#a/имя\n  a.md#b/имя");
    assert!(sandbox.run(["show", "a.md#b/имя"]).stdout.contains("два"));
}

#[test]
fn show_prints_both_places_of_a_project_that_an_article_lists_twice() {
    let sandbox = Sandbox::with_files(&[(
        "a.md",
        "| Name | Stars |\n|---|---|\n| [Kelp](https://kelp.example) | 5 |\n\n\
         - [Kelp](https://kelp.example) - a store\n",
    )]);
    let run = sandbox.run(["show", "kelp"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("a.md:3\n") && run.stdout.contains("a store"));
    let json = sandbox.run(["show", "kelp", "--format", "json"]);
    assert_eq!(json.stdout.lines().count(), 2);
}

#[test]
fn an_unknown_name_is_exit_1() {
    let run = Sandbox::with_article().run(["show", "Нет такого"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("Нет такого"));
}

#[test]
fn a_document_is_shown_as_it_was_indexed_and_a_change_since_is_said() {
    let sandbox = Sandbox::with_files(&[("a.md", "- **Имя**: раз\n")]);
    sandbox.run(["index"]);
    let fresh = sandbox.run(["show", "Имя"]);
    assert_eq!((fresh.code, fresh.stderr.as_str()), (0, ""));
    sandbox.write("corpus/a.md", "Новая строка.\n\n- **Имя**: раз\n");
    for _ in 0..2 {
        let run = sandbox.run(["show", "Имя", "--no-refresh"]);
        assert_eq!(run.code, 0);
        assert!(run.stdout.ends_with("\n- **Имя**: раз\n"), "{}", run.stdout);
        assert!(
            run.stderr.contains("a.md has changed since it was indexed"),
            "{}",
            run.stderr
        );
        fs::remove_file(sandbox.path("corpus/a.md")).unwrap_or_default();
    }
}
