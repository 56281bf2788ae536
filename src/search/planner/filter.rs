//! Resolves filters to indexed terms.
//!
//! Names of sections and authors are analysed as text, so that they match in any
//! inflected form; tags and languages are only normalized.

use crate::analysis::Token;
use crate::document::{DocumentKind, fold_key};
use crate::language::parse_stated;
use crate::query::QueryField;
use crate::search::error::SearchError;
use crate::search::options::Filter;
use crate::search::plan::{DocumentFilter, PathPattern, RequiredWords};
use crate::search::query_analyzer::QueryAnalyzer;

/// Plans a filter. Fails if a path is not a valid glob.
pub(in crate::search) fn plan_filter(
    analyzer: &QueryAnalyzer,
    filter: &Filter,
) -> Result<DocumentFilter, SearchError> {
    let words = |texts: &[String]| -> Vec<RequiredWords> {
        let texts = texts.iter();
        texts.map(|text| required_words(analyzer, text)).collect()
    };
    let tags = filter.tags.iter().map(|tag| fold_key(tag));
    // What is no tag matches no document.
    let languages = filter.langs.iter();
    let languages = languages.map(|lang| parse_stated(lang).unwrap_or_else(|| fold_key(lang)));
    let paths = filter.paths.iter().map(|path| PathPattern::new(path));
    Ok(DocumentFilter {
        kinds: filter.kinds.clone(),
        tags: tags.collect(),
        languages: languages.collect(),
        sections: words(&filter.sections),
        authors: words(&filter.authors),
        paths: paths.collect::<Result<_, _>>()?,
    })
}

/// The filter for `field:value` in a query; `None` for an unknown kind, and for
/// fields that are scored instead.
pub(super) fn field_filter(field: QueryField, value: &str) -> Option<Filter> {
    let mut filter = Filter::default();
    let value = value.to_owned();
    match field {
        QueryField::Section => filter.sections.push(value),
        QueryField::Tag => filter.tags.push(value),
        QueryField::Lang => filter.langs.push(value),
        QueryField::Path => filter.paths.push(value),
        QueryField::Author => filter.authors.push(value),
        QueryField::Kind => {
            let mut kinds = DocumentKind::ALL.into_iter();
            let kind = kinds.find(|kind| kind.as_str().eq_ignore_ascii_case(&value));
            filter.kinds.push(kind?);
        }
        QueryField::Name | QueryField::Heading => return None,
    }
    Some(filter)
}

/// The words of a text, each with its exact term and lemmas as alternatives.
fn required_words(analyzer: &QueryAnalyzer, text: &str) -> RequiredWords {
    let alternatives = |token: &Token| {
        let terms = token.terms.iter();
        let terms = terms.filter(|term| term.kind.is_strict());
        terms.map(|term| term.text.clone()).collect()
    };
    let words = analyzer.words(text);
    RequiredWords(words.iter().map(alternatives).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;

    fn analyzer() -> QueryAnalyzer {
        QueryAnalyzer::new(Analyzer::new(), &Default::default())
    }

    #[test]
    fn values_are_normalized_as_the_index_holds_them() {
        let filter = Filter {
            tags: vec![" AI ".to_owned()],
            langs: vec!["pt_BR".to_owned()],
            sections: vec!["Рынки GPU".to_owned(), "—".to_owned()],
            ..Filter::default()
        };
        let planned = plan_filter(&analyzer(), &filter).unwrap();
        assert_eq!(planned.tags, ["ai"]);
        assert_eq!(planned.languages, ["pt-br"]);
        let [RequiredWords(words), RequiredWords(none)] = &planned.sections[..] else {
            panic!("{planned:?}");
        };
        assert_eq!(words.len(), 2);
        assert!(words[0].contains(&"рынки".to_owned()));
        assert!(none.is_empty());
    }

    #[test]
    fn a_path_must_be_a_glob() {
        let filter = |path: &str| Filter {
            paths: vec![path.to_owned()],
            ..Filter::default()
        };
        assert!(plan_filter(&analyzer(), &filter("a/**/*.md")).is_ok());
        let error = plan_filter(&analyzer(), &filter("a[")).unwrap_err();
        assert!(matches!(error, SearchError::PathPattern { pattern, .. } if pattern == "a["));
    }

    #[test]
    fn a_field_becomes_a_filter_unless_it_is_scored() {
        let kind = field_filter(QueryField::Kind, "Project").unwrap();
        assert_eq!(kind.kinds, [DocumentKind::Project]);
        assert_eq!(field_filter(QueryField::Kind, "x"), None);
        assert_eq!(field_filter(QueryField::Name, "x"), None);
    }
}
