//! How articles fall apart into documents.

mod entries;
mod headings;
mod the_seed_article;

use std::fs;
use std::path::Path;

use obzor::document::{Article, Document, DocumentKind, Warning};
use obzor::ingest::split;

const SEED: &str = "decentralizing-ai-overview.ru.md";

fn split_text(source: &str) -> (Vec<Document>, Vec<Warning>) {
    split(&Article {
        path: "a.md".to_owned(),
        source: source.to_owned(),
    })
}

fn documents(source: &str) -> Vec<Document> {
    let (documents, warnings) = split_text(source);
    assert_eq!(warnings, [], "{source}");
    documents
}

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn fixture(name: &str) -> Vec<Document> {
    documents(&read(&format!("tests/fixtures/{name}.md")))
}

fn of_kind(documents: &[Document], kind: DocumentKind) -> Vec<&Document> {
    documents.iter().filter(|d| d.kind == kind).collect()
}

/// What kind of thing an entry names is decided elsewhere.
fn entries(documents: &[Document]) -> Vec<&Document> {
    let is_entry = |d: &&Document| matches!(d.kind, DocumentKind::Project | DocumentKind::Point);
    documents.iter().filter(is_entry).collect()
}

fn names_and_texts(source: &str) -> Vec<(String, String)> {
    entries(&documents(source))
        .into_iter()
        .map(|d| (d.name.as_str().to_owned(), d.body.as_str().to_owned()))
        .collect()
}

fn sections(source: &str) -> Vec<(String, String)> {
    of_kind(&documents(source), DocumentKind::Section)
        .into_iter()
        .map(|d| (d.id.clone(), d.name.as_str().to_owned()))
        .collect()
}

fn ids(documents: &[Document]) -> Vec<&str> {
    documents
        .iter()
        .map(|d| d.id.strip_prefix("a.md").expect("the path"))
        .collect()
}

fn find<'d>(documents: &'d [Document], name: &str) -> &'d Document {
    documents
        .iter()
        .find(|d| d.name.as_str() == name)
        .unwrap_or_else(|| panic!("no {name} in {documents:#?}"))
}

mod docusaurus {
    use super::*;

    #[test]
    fn syntax_is_not_text_and_the_text_inside_it_is() {
        let documents = fixture("docusaurus/article");
        assert_eq!(
            documents[0].body.as_str(),
            "Вступление.\nВажная заметка\nТекст заметки с {/* кодом */}.\n\
             Совет дня Короткий совет.\nВидимый текст вкладки.\n\
             Встроенный зелёный текст и большой.\nСхема сети"
        );
        assert_eq!(documents[0].article.tags, ["сети", "ИИ"]);
        assert_eq!(
            find(&documents, "Внутри").body.as_str(),
            "проект в заметке."
        );
        assert_eq!(find(&documents, "Раздел").id, "a.md#section");
        assert_eq!(find(&documents, "Раздел").body.as_str(), "Предупреждение.");
    }

    #[test]
    fn comments_may_hold_blank_lines_and_code_may_hold_comments() {
        let documents = documents("До.\n\n{/* нет\n\nи\n\nнет */}\n\n`{/* да */}` после.\n");
        assert_eq!(documents[0].body.as_str(), "До.\n{/* да */} после.");
    }
}

mod touching {
    use super::*;

    #[test]
    fn text_that_touches_markup_is_parted_as_a_reader_sees_it() {
        for (source, text) in [
            (
                "Вот [один](https://a.example)[два](https://b.example)",
                "Вот один два",
            ),
            (
                "Вот **[один](https://a.example)**[два](https://b.example).",
                "Вот один два.",
            ),
            (
                "Эти [сайт](https://a.example)ы и [код](https://b.example), да",
                "Эти сайты и код, да",
            ),
            ("начало![знак](l.png)конец", "начало знак конец"),
            ("начало![](l.png)конец![](l.png).", "начало конец."),
            (
                "слово<sup>1</sup> и термин<sup>2,3</sup>.",
                "слово 1 и термин 2,3.",
            ),
            (
                "км<sup>2</sup>, 1<sup>st</sup>, H<sub>2</sub>O",
                "км2, 1st, H2O",
            ),
            ("об**зор** и <b>об</b>зор", "обзор и обзор"),
        ] {
            assert_eq!(documents(source)[0].body.as_str(), text, "{source}");
        }
    }
}

mod html {
    use super::*;

    #[test]
    fn shows_its_text_its_images_and_its_links() {
        let documents = fixture("html/blocks");
        assert_eq!(
            documents[0].body.as_str(),
            "Свёрнутое\nСервис - описание — текст.\n\
             Строка с Ctrl, H2O и AT&T © 2024.\nКонец."
        );
        assert_eq!(documents[0].name.as_str(), "Логотип Имя сайта");
        assert_eq!(documents[0].links[0].url, "https://example.org?a=1&b=2");
        assert_eq!(find(&documents, "Скрытый").body.as_str(), "проект внутри");
    }

    #[test]
    fn links_that_are_never_closed_end_where_the_next_begins() {
        let documents = documents("<a href=\"u\">один <a href=\"v\">два\n");
        let links: Vec<_> = documents[0]
            .links
            .iter()
            .map(|l| (&*l.url, &*l.text))
            .collect();
        assert_eq!(links, [("u", "один"), ("v", "два")]);
    }
}

mod files {
    use super::*;

    #[test]
    fn that_are_empty_or_without_headings_are_an_article() {
        for (name, body) in [
            ("plain/empty", ""),
            (
                "plain/no-headings",
                "Просто текст без заголовков.\nВторой абзац.",
            ),
        ] {
            let documents = fixture(name);
            assert_eq!(ids(&documents), [""]);
            assert_eq!(documents[0].body.as_str(), body);
        }
    }

    #[test]
    fn with_a_byte_order_mark_and_windows_line_ends_are_read_as_others() {
        let source = read("tests/fixtures/plain/bom-crlf.md");
        let plain = source.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        assert_ne!(source, plain);
        let (marked, unmarked) = (documents(&source), documents(&plain));
        assert_eq!(ids(&marked), ids(&unmarked));
        for (one, other) in marked.iter().zip(&unmarked) {
            assert_eq!(one.name.as_str(), other.name.as_str());
            assert_eq!(one.body.as_str(), other.body.as_str());
            assert_eq!((one.line, one.end_line), (other.line, other.end_line));
        }
    }

    #[test]
    fn with_decomposed_letters_keep_them_and_have_composed_ids() {
        let documents = fixture("plain/nfd");
        assert_eq!(ids(&documents), ["", "#ёлка-и-йод", "#ёлка-и-йод/йога"]);
        assert_eq!(documents[2].name.as_str(), "И\u{306}ога");
    }

    #[test]
    fn with_an_open_fence_are_read_as_commonmark_says_and_warned_of() {
        let (documents, warnings) = split_text(&read("tests/fixtures/code/fences.md"));
        assert_eq!(ids(&documents), ["", "#раздел"]);
        assert!(
            documents[1]
                .body
                .as_str()
                .contains("## Проглоченный заголовок")
        );
        let lines: Vec<_> = warnings.iter().map(|w| w.line).collect();
        assert_eq!(lines, [18], "{warnings:?}");
    }

    #[test]
    fn with_broken_front_matter_are_indexed_and_warned_of() {
        let (documents, warnings) = split_text("---\ntitle: А: Б\ntags: [x\n---\n# Т\n\nтекст\n");
        assert_eq!(documents[0].article.title, "А: Б");
        assert_eq!(ids(&documents), ["", "#т"]);
        assert_eq!(warnings.len(), 1);
        assert!((2..=4).contains(&warnings[0].line), "{warnings:?}");
    }

    #[test]
    fn of_extreme_shapes_are_split_in_good_time() {
        let shapes: [String; 9] = [
            format!("{}x\n", "- ".repeat(10_000)),
            ">".repeat(100_000),
            format!("- **Имя**: {}\n", "[a](b) ".repeat(20_000)),
            "<a href='u'>x ".repeat(20_000),
            "{/*".repeat(50_000),
            "<a {".repeat(10_000),
            ":::".repeat(50_000),
            "- **a**: b\n".repeat(10_000),
            "export const a = {\n\n".repeat(2_000),
        ];
        for shape in shapes {
            let (documents, _) = split_text(&shape);
            assert!(!documents.is_empty());
        }
    }
}
