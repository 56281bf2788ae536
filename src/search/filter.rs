//! Which documents pass a filter.

use globset::GlobBuilder;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Term};

use super::{SearchError, Searcher};
use crate::analysis::{Reading, TermKind};
use crate::index::fold_key;
use crate::search::query::Filter;

/// One flag for each document of the snapshot, by its number there; `None`
/// when every document passes.
pub(super) fn passing(
    searcher: &Searcher<'_>,
    filter: &Filter,
) -> Result<Option<Vec<bool>>, SearchError> {
    let fields = searcher.index.fields();
    let mut passing: Option<Vec<bool>> = None;
    let mut require = |allowed: Vec<bool>| match &mut passing {
        Some(passing) => passing
            .iter_mut()
            .zip(allowed)
            .for_each(|(pass, allow)| *pass &= allow),
        None => passing = Some(allowed),
    };
    if !filter.kinds.is_empty() {
        let kinds: Vec<_> = filter
            .kinds
            .iter()
            .map(|kind| kind.as_str().to_owned())
            .collect();
        require(having_any(searcher, fields.kind, &kinds)?);
    }
    if !filter.tags.is_empty() {
        let tags: Vec<_> = filter.tags.iter().map(|tag| fold_key(tag)).collect();
        require(having_any(searcher, fields.tag, &tags)?);
    }
    if !filter.langs.is_empty() {
        let langs: Vec<_> = filter
            .langs
            .iter()
            .map(|lang| fold_key(lang).replace('_', "-"))
            .collect();
        require(having_any(searcher, fields.lang, &langs)?);
    }
    if !filter.sections.is_empty() {
        require(having_words(searcher, fields.section, &filter.sections)?);
    }
    if !filter.authors.is_empty() {
        require(having_words(searcher, fields.author, &filter.authors)?);
    }
    if !filter.paths.is_empty() {
        let paths = matching_paths(searcher, &filter.paths)?;
        require(having_any(searcher, fields.path, &paths)?);
    }
    Ok(passing)
}

/// Those that have all words, in some form, of one of the texts.
fn having_words(
    searcher: &Searcher<'_>,
    field: Field,
    texts: &[String],
) -> Result<Vec<bool>, SearchError> {
    let mut allowed = vec![false; searcher.number_end()];
    for text in texts {
        let tokens = searcher.tokens(text).into_iter();
        let mut words = tokens
            .filter(|token| token.reading != Reading::Name)
            .peekable();
        let mut having = vec![words.peek().is_some(); allowed.len()];
        for word in words {
            // The ending of a name has no form but its own.
            let terms = word.terms.iter();
            let forms = terms.filter(|term| term.kind <= TermKind::Form);
            let forms: Vec<_> = forms.map(|term| term.text.clone()).collect();
            let with_word = having_any(searcher, field, &forms)?;
            let both = having.iter_mut().zip(with_word);
            both.for_each(|(have, with)| *have &= with);
        }
        let either = allowed.iter_mut().zip(having);
        either.for_each(|(allow, have)| *allow |= have);
    }
    Ok(allowed)
}

fn having_any(
    searcher: &Searcher<'_>,
    field: Field,
    terms: &[String],
) -> Result<Vec<bool>, SearchError> {
    let mut flags = vec![false; searcher.number_end()];
    for (reader, base) in searcher.segments() {
        let inverted = reader
            .inverted_index(field)
            .map_err(|source| searcher.index.failed(source))?;
        for term in terms {
            let term = Term::from_field_text(field, term);
            let Some(mut postings) =
                searcher.postings(&inverted, &term, IndexRecordOption::Basic)?
            else {
                continue;
            };
            while postings.doc() != tantivy::TERMINATED {
                flags[base + postings.doc() as usize] = true;
                postings.advance();
            }
        }
    }
    Ok(flags)
}

/// The corpus's paths that are one of `patterns`, stand in a folder that is,
/// or match it as a glob (`*` stays within a folder, `**` does not).
fn matching_paths(
    searcher: &Searcher<'_>,
    patterns: &[String],
) -> Result<Vec<String>, SearchError> {
    let mut globs = Vec::new();
    for pattern in patterns {
        let glob = GlobBuilder::new(pattern).literal_separator(true).build();
        globs.push(
            glob.map_err(|error| {
                SearchError::PathPattern(pattern.clone(), error.kind().to_string())
            })?
            .compile_matcher(),
        );
    }
    let inside = |path: &str, folder: &str| {
        let folder = folder.trim_end_matches('/');
        path.strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let field = searcher.index.fields().path;
    let mut paths = Vec::new();
    for (reader, _) in searcher.segments() {
        let inverted = reader
            .inverted_index(field)
            .map_err(|source| searcher.index.failed(source))?;
        let mut terms = inverted
            .terms()
            .stream()
            .map_err(|source| searcher.io_failed(source))?;
        while terms.advance() {
            let path = String::from_utf8_lossy(terms.key());
            if globs.iter().any(|glob| glob.is_match(&*path))
                || patterns.iter().any(|folder| inside(&path, folder))
            {
                paths.push(path.into_owned());
            }
        }
    }
    Ok(paths)
}
