//! Titles, sections and their anchors.

use super::*;

#[test]
fn of_the_first_level_give_the_title_when_nothing_else_does() {
    let documents = documents("# Обзор [рынка](url)\n\nВступление.\n\n# Второй\n\nтекст\n");
    assert_eq!(ids(&documents), ["", "#второй"]);
    assert_eq!(documents[0].name.as_str(), "Обзор рынка");
    assert_eq!(documents[0].body.as_str(), "Вступление.");
    assert_eq!(documents[0].links.len(), 1);
    assert_eq!(*documents[1].headings, ["Обзор рынка"]);
}

#[test]
fn equal_to_the_title_are_no_section() {
    let documents = documents("---\ntitle: Обзор  рынка\n---\n# обзор Рынка\n\nВступление.\n");
    assert_eq!(ids(&documents), [""]);
    assert_eq!(documents[0].body.as_str(), "Вступление.");
    assert!(!documents[0].name.spans().is_empty());
}

#[test]
fn unlike_the_title_are_sections() {
    let documents = documents("---\ntitle: Обзор\n---\nДо.\n\n# Другое\n\nПосле.\n");
    assert_eq!(ids(&documents), ["", "#другое"]);
    assert_eq!(documents[0].body.as_str(), "До.");
    assert_eq!(*documents[1].headings, ["Обзор"]);
}

#[test]
fn missing_leave_the_title_to_the_file_name() {
    for (path, title) in [
        ("d/обзор.ru.md", "обзор"),
        ("d/a.b.md", "a.b"),
        ("x.mdx", "x"),
    ] {
        let (documents, _) = split(&Article {
            path: path.to_owned(),
            source: "Текст.".to_owned(),
        });
        assert_eq!(documents[0].name.as_str(), title);
        assert_eq!(documents[0].id, path);
    }
}

#[test]
fn of_all_shapes_get_the_anchors_of_github() {
    let documents = fixture("headings/levels");
    let found: Vec<_> = of_kind(&documents, DocumentKind::Section)
        .iter()
        .map(|d| (d.id.trim_start_matches("a.md"), d.name.as_str()))
        .filter(|(_, name)| !name.is_empty())
        .collect();
    assert_eq!(
        found,
        [
            ("#рынки", "Рынки"),
            ("#хранилища", "Хранилища"),
            ("#пропущенный-уровень", "Пропущенный уровень"),
            ("#рынки-1", "Рынки"),
            ("#жирный-и-код-и-ссылка", "Жирный и код и ссылка"),
            ("#-старт", "🚀 Старт"),
            ("#c--rust-что-нового", "C++ & Rust: что нового?"),
            ("#рынки-2", "Рынки"),
            ("#own-anchor", "Свой якорь"),
            ("#mdx-anchor", "Якорь MDX"),
            ("#apis", "Интерфейсы"),
            ("#пустые-ниже", "Пустые ниже"),
            ("#закрытый", "Закрытый"),
        ]
    );
    assert!(
        find(&documents, "Интерфейсы")
            .body
            .as_str()
            .starts_with("##БезПробела")
    );
    assert_eq!(
        *find(&documents, "Arweave").headings,
        ["Обзор сетей", "Рынки", "Хранилища", "Пропущенный уровень"]
    );
}

#[test]
fn keep_their_links() {
    let documents = fixture("headings/levels");
    let links = &find(&documents, "Жирный и код и ссылка").links;
    assert_eq!(links.len(), 1);
    assert_eq!((links[0].text.as_str(), links[0].line), ("ссылка", 21));
}

#[test]
fn that_are_links_around_their_anchor_keep_the_whole_link() {
    let documents = documents("## [<a name=\"api\"></a>API](#api)\n\nтекст\n");
    assert_eq!(documents[1].id, "a.md#api");
    assert_eq!(documents[1].links[0].text, "API");
}

#[test]
fn inside_code_are_code() {
    assert_eq!(sections("```sh\n# комментарий\n```\n\n    # и это\n"), []);
}
