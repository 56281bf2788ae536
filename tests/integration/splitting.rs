//! How articles fall apart into documents.

use std::fs;
use std::path::Path;

use obzor::document::{Article, Document, DocumentKind, Warning};
use obzor::markdown::split;

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

fn projects(source: &str) -> Vec<(String, String)> {
    of_kind(&documents(source), DocumentKind::Project)
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

mod the_seed_article {
    use super::*;

    fn seed() -> (String, Vec<Document>) {
        let source = read(&format!("corpus/{SEED}"));
        let (documents, warnings) = split(&Article {
            path: SEED.to_owned(),
            source: source.clone(),
        });
        assert_eq!(warnings, []);
        (source, documents)
    }

    #[test]
    fn is_one_article_three_sections_and_twenty_seven_projects() {
        let (_, documents) = seed();
        assert_eq!(of_kind(&documents, DocumentKind::Article).len(), 1);
        let sections = of_kind(&documents, DocumentKind::Section);
        let counts: Vec<_> = sections
            .iter()
            .map(|section| {
                let below =
                    |d: &&&Document| d.headings.last() == Some(&section.name.as_str().to_owned());
                let count = of_kind(&documents, DocumentKind::Project)
                    .iter()
                    .filter(below)
                    .count();
                (section.name.as_str(), count)
            })
            .collect();
        assert_eq!(
            counts,
            [
                ("Облачные сервисы Infrastructure-as-a-Service", 14),
                ("Рынки вычислительных ресурсов", 13),
                ("Токенизация и обучение моделей", 0),
            ]
        );
        assert_eq!(documents.len(), 1 + 3 + 27);
    }

    #[test]
    fn takes_its_title_from_the_front_matter_and_all_documents_carry_it() {
        let (_, documents) = seed();
        for document in &documents {
            assert_eq!(document.article.title, "Децентрализация ИИ: Обзор");
            assert_eq!(document.article.authors, ["dora"]);
            assert_eq!(document.article.tags, ["исследование"]);
            assert_eq!(document.article.lang, "ru");
        }
        assert_eq!(documents[0].name.as_str(), "Децентрализация ИИ: Обзор");
        assert_eq!(documents[0].id, SEED);
        assert_eq!(documents[0].headings, [""; 0]);
    }

    #[test]
    fn keeps_its_bold_lead_paragraph_in_the_lead() {
        let (_, documents) = seed();
        let lead = documents[0].body.as_str();
        assert!(lead.starts_with("Сочетание блокчейна"));
        assert!(lead.contains("\nДецентрализованные криптотехнологии не напрямую"));
        assert!(lead.ends_with("ZKML и приложения ИИ."));
    }

    #[test]
    fn keeps_the_sentence_that_breaks_off_in_mid_word() {
        let (source, documents) = seed();
        let last = documents.last().expect("a document");
        assert!(
            last.body
                .as_str()
                .ends_with("с реальными инновациями и техничес")
        );
        assert_eq!(last.byte_end, source.trim_end().len());
    }

    #[test]
    fn gives_projects_their_place() {
        let (_, documents) = seed();
        let clore = find(&documents, "Clore.ai");
        assert_eq!(
            clore.id,
            format!("{SEED}#рынки-вычислительных-ресурсов/clore-ai")
        );
        assert_eq!(
            clore.headings,
            ["Децентрализация ИИ: Обзор", "Рынки вычислительных ресурсов"]
        );
        assert_eq!((clore.line, clore.end_line), (50, 50));
        assert!(
            clore
                .body
                .as_str()
                .starts_with("Платформа аренды GPU, использующая PoW.")
        );
        assert_eq!(clore.url(), None);
    }

    #[test]
    fn each_span_is_the_documents_own_markdown() {
        let (source, documents) = seed();
        for document in &documents {
            let markdown = &source[document.byte_start..document.byte_end];
            let begins = match document.kind {
                DocumentKind::Article => "---\n".to_owned(),
                DocumentKind::Section => format!("## {}\n", document.name.as_str()),
                DocumentKind::Project => format!("- **{}**: ", document.name.as_str()),
            };
            assert!(markdown.starts_with(&begins), "{begins}: {markdown}");
            if document.kind == DocumentKind::Project {
                assert_eq!(markdown[begins.len()..], *document.body.as_str());
            }
            let line = source[..document.byte_start].matches('\n').count() + 1;
            assert_eq!(document.line, line);
            assert_eq!(document.end_line, line + markdown.matches('\n').count());
        }
    }

    #[test]
    fn each_run_of_text_leads_to_the_same_text_in_the_source() {
        let (source, documents) = seed();
        for document in &documents {
            for text in [&document.name, &document.body] {
                for segment in text.segments() {
                    assert_eq!(
                        text.as_str()[segment.text.clone()],
                        source[segment.source.clone()]
                    );
                }
            }
        }
        let clore = find(&documents, "Clore.ai");
        let at = clore.body.as_str().find("GPU").expect("GPU");
        let origin = clore.body.source_range(at..at + 3).expect("a place");
        assert_eq!(&source[origin], "GPU");
    }
}

mod entries {
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
        "- [Имя](url) - текст",
        "* [Имя](url) — текст",
        "+ [Имя](url): текст",
        "- [**Имя**](url): текст",
        "- **[Имя](url)** текст",
        "- **[Имя](url)**: текст",
        "- **[Имя](url):** текст",
        "- __Имя__: текст",
        "1. **Имя**: текст",
        "3) **Имя**: текст",
        "- [ ] **Имя**: текст",
        "- [x] [Имя](url) - текст",
        "- **Имя**:\n  текст",
        "- **Имя**:\n\n  текст",
        "> - **Имя**: текст",
        "- <a id=\"x\"></a>**Имя**: текст",
        "- 🚀 **Имя** — текст",
    ];

    #[test]
    fn are_read_in_every_pattern_the_wild_has() {
        for entry in ENTRIES {
            let found = projects(entry);
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
            assert_eq!(projects(&source).len(), 1, "{entry}");
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
        "- `код`: текст",
        "- *Курсив*: текст",
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
            assert_eq!(projects(source), [], "{source}");
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
        assert!(
            akash
                .body
                .segments()
                .last()
                .is_some_and(|segment| segment.code)
        );
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
        let found: Vec<_> = of_kind(&documents, DocumentKind::Project)
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
            ]
        );
        assert!(
            find(&documents, "Список")
                .body
                .as_str()
                .contains("Без ссылки")
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
        let headings: Vec<_> = of_kind(&documents, DocumentKind::Project)
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
        assert_eq!(documents[1].headings, ["О"]);
    }

    #[test]
    fn of_the_same_name_are_numbered() {
        let documents = documents("## А\n\n- **N**: x\n- **n!**: y\n\n## Б\n\n- **N**: z\n");
        assert_eq!(ids(&documents), ["", "#а", "#а/n", "#а/n-1", "#б", "#б/n"]);
    }

    #[test]
    fn in_a_heading_are_sections() {
        assert_eq!(projects("### Имя\n\nтекст\n"), []);
    }
}

mod headings {
    use super::*;

    #[test]
    fn of_the_first_level_give_the_title_when_nothing_else_does() {
        let documents = documents("# Обзор [рынка](url)\n\nВступление.\n\n# Второй\n\nтекст\n");
        assert_eq!(ids(&documents), ["", "#второй"]);
        assert_eq!(documents[0].name.as_str(), "Обзор рынка");
        assert_eq!(documents[0].body.as_str(), "Вступление.");
        assert_eq!(documents[0].links.len(), 1);
        assert_eq!(documents[1].headings, ["Обзор рынка"]);
    }

    #[test]
    fn equal_to_the_title_are_no_section() {
        let documents = documents("---\ntitle: Обзор  рынка\n---\n# обзор Рынка\n\nВступление.\n");
        assert_eq!(ids(&documents), [""]);
        assert_eq!(documents[0].body.as_str(), "Вступление.");
        assert!(!documents[0].name.segments().is_empty());
    }

    #[test]
    fn unlike_the_title_are_sections() {
        let documents = documents("---\ntitle: Обзор\n---\nДо.\n\n# Другое\n\nПосле.\n");
        assert_eq!(ids(&documents), ["", "#другое"]);
        assert_eq!(documents[0].body.as_str(), "До.");
        assert_eq!(documents[1].headings, ["Обзор"]);
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
            find(&documents, "Arweave").headings,
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
        assert_eq!(documents[0].article.slug.as_deref(), Some("/site"));
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

mod html {
    use super::*;

    #[test]
    fn shows_its_text_its_images_and_its_links() {
        let documents = fixture("html/blocks");
        assert_eq!(
            documents[0].body.as_str(),
            "Логотип Имя сайта\nСвёрнутое\nСервис - описание — текст.\n\
             Строка с Ctrl, H2O и AT&T © 2024.\nКонец."
        );
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
