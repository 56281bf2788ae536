//! The fields of the index: each searchable aspect of a document, and the
//! document itself as it was split.

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::TantivyDocument;
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

use super::codec::{self, SourceSlice};
use super::lexicon::{LexiconBuilder, WordRecorder};
use super::terms;
use crate::analysis::{Analyzer, Term, TermKind, TextTerm, Token};
use crate::document::{Document, DocumentKind, fold_key, one_line};

/// Handles to the index's fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// The document's number in its file: equal scores are ordered by path and
    /// place.
    pub(crate) place: Field,
    pub(crate) kind: Field,
    /// The language tag and its first part: `pt-br` is found as `pt` too.
    pub(crate) lang: Field,
    /// Tags in lower case.
    pub(crate) tag: Field,
    pub(crate) path: Field,
    /// The words of the authors' names or keys.
    pub(crate) author: Field,
    /// Names, each under how it begins, a project's also under how it does from
    /// its later words on, see [`keyed_term`].
    pub(crate) title: Field,
    /// The headings that hold a document, for filtering: the title left out, a
    /// section's own heading in.
    pub(crate) section: Field,
    pub(crate) name: TextFields,
    /// How many words the name has.
    pub(crate) name_words: Field,
    pub(crate) headings: TextFields,
    pub(crate) body: TextFields,
    /// What is known of a document, see [`codec::encode`].
    pub(crate) document: Field,
    /// Its own part of its file, see [`SourceSlice`].
    pub(crate) source: Field,
}

/// One aspect of a document: its words as they are written, and what else it is
/// found by. By the forms, stems and beginnings that the words have by their
/// spelling it is found through the analyzer, which knows them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextFields {
    /// Exact terms. Phrases run over them; lengths count them.
    pub(crate) words: Field,
    /// What the spelling of no word tells, see [`other_term`].
    pub(crate) others: Field,
}

impl TextFields {
    fn new(builder: &mut SchemaBuilder, name: &str, lengths: bool) -> TextFields {
        let words = ready_made(IndexRecordOption::WithFreqsAndPositions, lengths);
        let others = ready_made(IndexRecordOption::WithFreqs, false);
        TextFields {
            words: builder.add_text_field(name, words),
            others: builder.add_text_field(&format!("{name}_others"), others),
        }
    }

    /// Adds a text by the terms of its tokens.
    fn add(&self, fields: &mut TantivyDocument, terms: &TextTerms) {
        fields.add_text(self.words, &terms.words);
        fields.add_text(self.others, &terms.others);
    }
}

/// A form or a stem as it is kept among others; `None` for other kinds of terms.
pub(crate) fn other_term(kind: TermKind, text: &str) -> Option<String> {
    let letter = match kind {
        TermKind::Form => 'f',
        TermKind::Stem => 's',
        TermKind::Exact | TermKind::Beginning => return None,
    };
    Some(format!("{letter}{text}"))
}

/// A text as the fields of its aspect take it.
#[derive(Default)]
struct TextTerms {
    words: String,
    others: String,
    /// How many words there are.
    count: u64,
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
            TextTerm::Word(word) => {
                terms::push(&mut terms.words, word);
                terms.count += 1;
                recorder.record_word(word);
            }
            TextTerm::Compound(compound) => {
                terms.add_others(compound);
                recorder.record_compound(compound);
            }
            TextTerm::Extra(extra) => terms.add_others(extra),
        });
        terms
    }

    fn add_others(&mut self, others: &[Term]) {
        for other in others {
            if let Some(other) = other_term(other.kind, &other.text) {
                terms::push(&mut self.others, &other);
            }
        }
    }

    /// In bytes.
    fn size(&self) -> usize {
        self.words.len() + self.others.len()
    }
}

/// Terms come from our analyzer, ready-made.
fn ready_made(option: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(terms::NAME)
        .set_fieldnorms(lengths)
        .set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

/// A value that is found as a whole.
fn keyword() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    TextOptions::default().set_indexing_options(indexing)
}

/// Makes the schema anew; every index of one format version has the same.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fields = Fields {
        place: builder.add_u64_field("place", NumericOptions::default().set_fast()),
        kind: builder.add_text_field("kind", keyword()),
        lang: builder.add_text_field("lang", keyword()),
        tag: builder.add_text_field("tag", keyword()),
        path: builder.add_text_field("path", keyword().set_fast("raw")),
        author: builder.add_text_field("author", ready_made(IndexRecordOption::Basic, false)),
        title: builder.add_text_field("title", ready_made(IndexRecordOption::Basic, false)),
        section: builder.add_text_field("section", ready_made(IndexRecordOption::Basic, false)),
        name: TextFields::new(&mut builder, "name", false),
        name_words: builder.add_u64_field("name_words", NumericOptions::default().set_fast()),
        headings: TextFields::new(&mut builder, "headings", false),
        body: TextFields::new(&mut builder, "body", true),
        document: builder.add_bytes_field("document", STORED),
        source: builder.add_bytes_field("source", STORED),
    };
    (builder.build(), fields)
}

/// What is kept from one document to the next.
pub(super) struct Kept<'b> {
    above: HeadingTerms,
    words: WordRecorder<'b>,
}

impl<'b> Kept<'b> {
    pub(super) fn new(lexicon: &'b LexiconBuilder) -> Self {
        Kept {
            above: HeadingTerms::default(),
            words: WordRecorder::new(lexicon),
        }
    }
}

/// The terms of the headings above a document.
#[derive(Default)]
struct HeadingTerms {
    headings: Arc<[String]>,
    lang: String,
    terms: Vec<TextTerms>,
    in_any_form: Vec<String>,
}

impl HeadingTerms {
    /// Those of a document; the projects of a section have the same.
    fn of(
        &mut self,
        analyzer: &Analyzer,
        document: &Document,
        words: &mut WordRecorder<'_>,
    ) -> &HeadingTerms {
        let lang = &document.article.lang;
        if !Arc::ptr_eq(&self.headings, &document.headings) || self.lang != *lang {
            let headings = || document.headings.iter();
            let terms = headings().map(|text| TextTerms::of(analyzer, text, lang, words));
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

impl Fields {
    /// What is written to the index for one document, its part of its file and its
    /// number in it, about how many bytes that is, and how many words its body has.
    pub(super) fn fill(
        &self,
        analyzer: &Analyzer,
        kept: &mut Kept<'_>,
        document: &Document,
        slice: &SourceSlice<'_>,
        place: usize,
    ) -> postcard::Result<(TantivyDocument, usize, u64)> {
        let mut fields = TantivyDocument::default();
        fields.add_u64(self.place, place as u64);
        fields.add_text(self.kind, document.kind.as_str());
        fields.add_text(self.path, &document.path);
        let lang = document.article.lang.as_str();
        fields.add_text(self.lang, lang);
        if let Some((primary, _)) = lang.split_once('-') {
            fields.add_text(self.lang, primary);
        }
        for tag in &document.article.tags {
            fields.add_text(self.tag, fold_key(tag));
        }
        let Kept { above, words } = kept;
        let above = above.of(analyzer, document, words);
        for terms in above.in_any_form.iter().skip(1) {
            fields.add_text(self.section, terms);
        }
        for terms in &above.terms {
            self.headings.add(&mut fields, terms);
        }
        for author in &document.article.authors {
            let tokens = analyzer.analyze(author, lang);
            fields.add_text(self.author, in_any_form(&tokens));
        }
        let name = analyzer.analyze(document.name.as_str(), lang);
        if document.kind == DocumentKind::Section {
            fields.add_text(self.section, in_any_form(&name));
        }
        let name_terms = TextTerms::of(analyzer, document.name.as_str(), lang, words);
        self.name.add(&mut fields, &name_terms);
        fields.add_u64(self.name_words, name_terms.count);
        let body = document.body.as_str();
        let body_terms = TextTerms::of(analyzer, body, lang, words);
        self.body.add(&mut fields, &body_terms);
        words.record_name(&name);
        fields.add_text(self.title, titles(analyzer, document, &name));
        let (record, slice) = (codec::encode(document, slice)?, slice.to_bytes()?);
        fields.add_bytes(self.document, &record);
        fields.add_bytes(self.source, &slice);
        let mut size = record.len() + slice.len();
        let above = above.terms.iter().chain([&name_terms, &body_terms]);
        size += above.map(TextTerms::size).sum::<usize>();
        Ok((fields, size, body_terms.count))
    }
}

/// What stands between a key and what is kept under it.
const KEY_SEPARATOR: char = '\u{1f}';

/// The term of what is kept under a key; of nothing, what the terms of all that
/// is kept under the key begin with.
pub(crate) fn keyed_term(key: &str, kept: &str) -> String {
    format!("{key}{KEY_SEPARATOR}{kept}")
}

/// The key of a keyed term, and what it keeps.
pub(crate) fn keyed_term_parts(term: &str) -> Option<(&str, &str)> {
    term.split_once(KEY_SEPARATOR)
}

/// The longest name that is offered as a completion, in bytes, and from how
/// many of its words on a project's is found: a longer one is a sentence.
const LONGEST_TITLE: usize = 200;
const MOST_BEGINNINGS: usize = 4;

/// A name as completions look for it, a project's from each of its first words
/// on; of the whole, `whole` is kept besides its document's kind.
fn titles(analyzer: &Analyzer, document: &Document, name: &[Token]) -> String {
    let title = document.name.as_str();
    if title.len() > LONGEST_TITLE {
        return String::new();
    }
    let words = name.iter().filter(|token| !token.common);
    let first = name.first().map(|token| token.range.start);
    let starts: BTreeSet<usize> = match document.kind {
        DocumentKind::Project => words.map(|token| token.range.start).collect(),
        DocumentKind::Section | DocumentKind::Article => first.into_iter().collect(),
    };
    all_of(starts.into_iter().take(MOST_BEGINNINGS).map(|start| {
        let key = analyzer.fold(&one_line(&title[start..]));
        let whole = if Some(start) == first { " whole" } else { "" };
        keyed_term(&key, &format!("{}{whole}", document.kind))
    }))
}

fn all_of(terms: impl Iterator<Item = String>) -> String {
    let terms: Vec<String> = terms.collect();
    terms::text_of(terms.iter().map(String::as_str))
}

/// Words as they are and by their forms.
fn in_any_form(tokens: &[Token]) -> String {
    let terms = tokens.iter().flat_map(|token| token.terms.iter());
    let terms = terms.filter(|term| term.kind <= TermKind::Form);
    terms::text_of(terms.map(|term| term.text.as_str()))
}
