//! Which list items and table rows are entries.

use super::*;

/// The patterns of the specification, each as real lists write it.
const ENTRIES: &[&str] = &[
    "- **Имя**: текст",
    "- **Имя:** текст",
    "- **Имя :** текст",
    "- **Имя：**текст",
    "- **Имя：** текст",
    "- **Имя**：текст",
    "- **Имя** — текст",
    "- **Имя** – текст",
    "- **Имя** - текст",
    "- **Имя.** текст",
    "- **Имя**. текст",
    "- [Имя](https://x.example) - текст",
    "* [Имя](https://x.example) — текст",
    "+ [Имя](https://x.example): текст",
    "- [**Имя**](https://x.example): текст",
    "- **[Имя](https://x.example)** текст",
    "- **[Имя](https://x.example)**: текст",
    "- **[Имя](https://x.example):** текст",
    "- __Имя__: текст",
    "1. **Имя**: текст",
    "3) **Имя**: текст",
    "- [ ] **Имя**: текст",
    "- [x] [Имя](https://x.example) - текст",
    "- **Имя**:\n  текст",
    "- **Имя**:\n\n  текст",
    "> - **Имя**: текст",
    "- <a id=\"x\"></a>**Имя**: текст",
    "- 🚀 **Имя** — текст",
];

#[test]
fn are_read_in_every_pattern_the_wild_has() {
    for entry in ENTRIES {
        let found = names_and_texts(entry);
        let [(name, body)] = &found[..] else {
            panic!("{entry}: {found:?}");
        };
        assert_eq!(name, "Имя", "{entry}");
        assert_eq!(body.trim_start_matches("🚀 "), "текст", "{entry}");
    }
}

#[test]
fn are_the_same_in_an_article_with_windows_line_ends() {
    for entry in ENTRIES {
        let source = format!("# Обзор\n\n{entry}\n").replace('\n', "\r\n");
        assert_eq!(names_and_texts(&source).len(), 1, "{entry}");
    }
}

/// Lists, paragraphs and tables that hold no project.
const NO_ENTRIES: &[&str] = &[
    "- обычный пункт",
    "- обычный пункт: с двоеточием",
    "- пункт, где **жирное**: в середине",
    "- **Жирное начало** предложения без знака",
    "- **Целое предложение жирным.**",
    "- **Первое длинное предложение целиком выделено жирным шрифтом.** Второе нет.",
    "- [Раздел](#раздел)\n- [Другой](#другой)",
    "- [Статья](url)\n- [Другая](url)",
    "- **Метка**\n- **Другая**",
    "- [Статья](url) о рынках\n- [Другая](url) о сетях",
    "**Имя**: абзац, а не пункт списка",
    "**Жирный абзац целиком**",
    "- **: текст",
    "- **!!!**: текст",
    "- **Имя**:",
    "-",
    "    - **Имя**: текст",
    "```\n- **Имя**: текст\n```",
    "| Свойство | Akash |\n|---|---|\n| Цена | **низкая** |\n| Сеть | [Cosmos](url) |",
    "| **A** |\n|---|\n| **Имя** |",
    "| [A](url) | B |\n|---|---|\n| Имя | текст |",
];

#[test]
fn are_not_read_where_there_are_none() {
    for source in NO_ENTRIES {
        assert_eq!(names_and_texts(source), [], "{source}");
    }
}

#[test]
fn keep_their_paragraphs_code_and_nested_lists() {
    let documents = fixture("lists/entries");
    let akash = find(&documents, "Akash Network");
    assert_eq!(
        akash.body.as_str(),
        "рынок облаков.\nВторой абзац о том же, со ссылкой.\nSupercloud: часть Akash.\n\
         ещё часть\n# установка\nakash deploy"
    );
    assert_eq!((akash.line, akash.end_line), (23, 33));
    assert_eq!(akash.url(), Some("https://akash.network"));
    assert!(akash.body.spans().last().is_some_and(|span| span.code));
    assert!(documents.iter().all(|d| d.name.as_str() != "Supercloud"));
}

#[test]
fn leave_the_other_items_of_their_list_to_the_section() {
    let documents = fixture("lists/entries");
    let clouds = find(&documents, "Облака");
    assert_eq!(
        clouds.body.as_str(),
        "Обычный список:\nпервый пункт без имени\nвторой, где жирное слово внутри\n\
         Жирное начало предложения, которое идёт дальше\nПроекты:\n\
         обычный пункт среди проектов\nПримечание о сервисе."
    );
    assert_eq!(find(&documents, "Содержание").links.len(), 3);
    assert_eq!(
        find(&documents, "Phoenix").body.as_str(),
        "🚀 (2024) инфраструктура"
    );
    assert_eq!(find(&documents, "Nuco.cloud").body.as_str(), "сервис.");
}

#[test]
fn are_rows_of_a_table_whose_first_cells_are_names() {
    let documents = fixture("tables/tables");
    let found: Vec<_> = entries(&documents)
        .iter()
        .map(|d| (d.name.as_str(), d.body.as_str(), d.url(), d.line))
        .collect();
    assert_eq!(
        found,
        [
            (
                "Кошки",
                "Факты о кошках · нет",
                Some("https://cats.example"),
                7
            ),
            (
                "Собаки",
                "Снимки собак · apiKey",
                Some("https://dogs.example"),
                8
            ),
            ("Без ссылки", "Остаётся в разделе · да", None, 9),
        ]
    );
    assert!(
        find(&documents, "Сравнение")
            .body
            .as_str()
            .contains("низкая · средняя")
    );
}

#[test]
fn stand_under_the_innermost_heading() {
    let documents =
        documents("# О\n\n## А\n\n### Б\n\n- **Имя**: текст\n\n## В\n\n- **Имя**: текст\n");
    let headings: Vec<_> = entries(&documents)
        .iter()
        .map(|d| (d.id.as_str(), d.headings.join(" / ")))
        .collect();
    assert_eq!(
        headings,
        [
            ("a.md#б/имя", "О / А / Б".to_owned()),
            ("a.md#в/имя", "О / В".to_owned()),
        ]
    );
}

#[test]
fn above_any_section_belong_to_the_article() {
    let documents = documents("# О\n\n- **Имя**: текст\n- **🚀2**: x\n");
    assert_eq!(ids(&documents), ["", "#/имя", "#/2"]);
    assert_eq!(*documents[1].headings, ["О"]);
}

#[test]
fn of_the_same_name_are_numbered() {
    let documents = documents("## А\n\n- **N**: x\n- **n!**: y\n\n## Б\n\n- **N**: z\n");
    assert_eq!(ids(&documents), ["", "#а", "#а/n", "#а/n-1", "#б", "#б/n"]);
}

#[test]
fn in_a_heading_are_sections() {
    assert_eq!(names_and_texts("### Имя\n\nтекст\n"), []);
}
