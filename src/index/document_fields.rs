//! From a document to the values of its fields.

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::TantivyDocument;

use super::codec::{self, SourceSlice};
use super::lexicon::{LexiconBuilder, WordRecorder};
use super::schema::{Fields, TextFields, keyed_term, other_term};
use super::term_stream;
use crate::analysis::{Analyzer, IndexTerm, Term, Token};
use crate::document::{Document, DocumentKind, fold_key, one_line};

/// Longer names, in bytes, are sentences and are not offered as completions.
const MAX_TITLE_BYTES: usize = 200;

/// From how many of its words on a project's name is completed.
const MAX_TITLE_STARTS: usize = 4;

/// A document as tantivy takes it.
pub(super) struct FilledDocument {
    pub(super) document: TantivyDocument,
    /// About how much memory it takes.
    pub(super) bytes: usize,
    /// How many words the body has.
    pub(super) body_words: u64,
}

/// Fills documents, and reuses what one document has in common with the last.
pub(super) struct FieldCache<'b> {
    headings: HeadingTerms,
    recorder: WordRecorder<'b>,
}

impl<'b> FieldCache<'b> {
    /// `lexicon` records the words of all documents.
    pub(super) fn new(lexicon: &'b LexiconBuilder) -> Self {
        FieldCache {
            headings: HeadingTerms::default(),
            recorder: WordRecorder::new(lexicon),
        }
    }

    /// Analyses a document. `slice` is its part of its file, `place` its number
    /// there.
    pub(super) fn fill(
        &mut self,
        fields: &Fields,
        analyzer: &Analyzer,
        document: &Document,
        slice: &SourceSlice<'_>,
        place: usize,
    ) -> postcard::Result<FilledDocument> {
        let mut filled = TantivyDocument::default();
        filled.add_u64(fields.place, place as u64);
        filled.add_u64(fields.tie_rank, document.kind.tie_rank());
        add_keywords(&mut filled, fields, document);
        let lang = document.article.lang.as_str();
        let FieldCache { headings, recorder } = self;
        let headings = headings.of(analyzer, document, recorder);
        // The first is the article's title.
        for terms in headings.in_any_form.iter().skip(1) {
            filled.add_text(fields.section, terms);
        }
        for terms in &headings.terms {
            terms.add_to(&mut filled, fields.headings);
        }
        for author in &document.article.authors {
            let tokens = analyzer.analyze(author, lang);
            filled.add_text(fields.author, in_any_form(&tokens));
        }
        let name = analyzer.analyze(document.name.as_str(), lang);
        if document.kind == DocumentKind::Section {
            filled.add_text(fields.section, in_any_form(&name));
        }
        let name_terms = TextTerms::of(analyzer, document.name.as_str(), lang, recorder);
        name_terms.add_to(&mut filled, fields.name);
        filled.add_u64(fields.name_words, name_terms.word_count);
        let body_terms = TextTerms::of(analyzer, document.body.as_str(), lang, recorder);
        body_terms.add_to(&mut filled, fields.body);
        recorder.record_name(&name);
        filled.add_text(fields.title, title_terms(analyzer, document, &name));
        let (record, slice) = (codec::encode(document, slice)?, slice.to_bytes()?);
        filled.add_bytes(fields.document, &record);
        filled.add_bytes(fields.source, &slice);
        let texts = headings.terms.iter().chain([&name_terms, &body_terms]);
        let text_bytes: usize = texts.map(TextTerms::bytes).sum();
        Ok(FilledDocument {
            document: filled,
            bytes: record.len() + slice.len() + text_bytes,
            body_words: body_terms.word_count,
        })
    }
}

/// Adds the values that are found as a whole.
fn add_keywords(filled: &mut TantivyDocument, fields: &Fields, document: &Document) {
    filled.add_text(fields.kind, document.kind.as_str());
    filled.add_text(fields.path, &document.path);
    let lang = document.article.lang.as_str();
    filled.add_text(fields.lang, lang);
    if let Some((primary, _)) = lang.split_once('-') {
        filled.add_text(fields.lang, primary);
    }
    for tag in &document.article.tags {
        filled.add_text(fields.tag, fold_key(tag));
    }
}

/// The terms of a text, as [`term_stream`] takes them.
#[derive(Default)]
struct TextTerms {
    words: String,
    others: String,
    word_count: u64,
}

impl TextTerms {
    fn of(
        analyzer: &Analyzer,
        text: &str,
        lang: &str,
        recorder: &mut WordRecorder<'_>,
    ) -> TextTerms {
        let mut terms = TextTerms {
            words: String::with_capacity(text.len()),
            ..TextTerms::default()
        };
        analyzer.terms(text, lang, |term| match term {
            IndexTerm::Word(word) => {
                term_stream::push(&mut terms.words, word);
                terms.word_count += 1;
                recorder.record_word(word);
            }
            IndexTerm::Compound(compound) => {
                terms.push_others(compound);
                recorder.record_compound(compound);
            }
            IndexTerm::Extra(extra) => terms.push_others(extra),
        });
        terms
    }

    fn push_others(&mut self, others: &[Term]) {
        for other in others {
            if let Some(other) = other_term(other.kind, &other.text) {
                term_stream::push(&mut self.others, &other);
            }
        }
    }

    fn add_to(&self, filled: &mut TantivyDocument, fields: TextFields) {
        filled.add_text(fields.words, &self.words);
        filled.add_text(fields.others, &self.others);
    }

    fn bytes(&self) -> usize {
        self.words.len() + self.others.len()
    }
}

/// The terms of the headings above a document, which the projects of a section
/// share.
#[derive(Default)]
struct HeadingTerms {
    headings: Arc<[String]>,
    lang: String,
    terms: Vec<TextTerms>,
    in_any_form: Vec<String>,
}

impl HeadingTerms {
    fn of(
        &mut self,
        analyzer: &Analyzer,
        document: &Document,
        recorder: &mut WordRecorder<'_>,
    ) -> &HeadingTerms {
        let lang = &document.article.lang;
        if !Arc::ptr_eq(&self.headings, &document.headings) || self.lang != *lang {
            let headings = || document.headings.iter();
            let terms = headings().map(|text| TextTerms::of(analyzer, text, lang, recorder));
            let tokens = headings().map(|text| analyzer.analyze(text, lang));
            *self = HeadingTerms {
                headings: Arc::clone(&document.headings),
                lang: lang.clone(),
                terms: terms.collect(),
                in_any_form: tokens.map(|tokens| in_any_form(&tokens)).collect(),
            };
        }
        self
    }
}

/// The keys of a name: a project's from each of its first words on, any
/// other from its start. The value is the document's kind, followed by `whole`
/// for the name from its start.
fn title_terms(analyzer: &Analyzer, document: &Document, name: &[Token]) -> String {
    let title = document.name.as_str();
    if title.len() > MAX_TITLE_BYTES {
        return String::new();
    }
    let words = name.iter().filter(|token| !token.is_stop_word);
    let first = name.first().map(|token| token.range.start);
    let starts: BTreeSet<usize> = match document.kind {
        DocumentKind::Project => words.map(|token| token.range.start).collect(),
        DocumentKind::Article | DocumentKind::Section | DocumentKind::Point => {
            first.into_iter().collect()
        }
    };
    let mut terms = String::new();
    for start in starts.into_iter().take(MAX_TITLE_STARTS) {
        let key = analyzer.normalize(&one_line(&title[start..]));
        let whole = if Some(start) == first { " whole" } else { "" };
        let term = keyed_term(&key, &format!("{}{whole}", document.kind));
        term_stream::push(&mut terms, &term);
    }
    terms
}

/// Exact terms and lemmas, for fields whose words are found in any form.
fn in_any_form(tokens: &[Token]) -> String {
    let mut text = String::new();
    let terms = tokens.iter().flat_map(|token| token.terms.iter());
    for term in terms.filter(|term| term.kind.is_strict()) {
        term_stream::push(&mut text, &term.text);
    }
    text
}
