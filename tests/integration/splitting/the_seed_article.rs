//! The shipped article, document by document.

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
    assert_eq!(*documents[0].headings, [""; 0]);
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
        *clore.headings,
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
            _ => format!("- **{}**: ", document.name.as_str()),
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
            for span in text.spans() {
                assert_eq!(
                    text.as_str()[span.text.clone()],
                    source[span.source.clone()]
                );
            }
        }
    }
    let clore = find(&documents, "Clore.ai");
    let at = clore.body.as_str().find("GPU").expect("GPU");
    let origin = clore.body.source_range(at..at + 3).expect("a place");
    assert_eq!(&source[origin], "GPU");
}
