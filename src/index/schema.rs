//! The fields of the index: each searchable aspect of a document, and the
//! document itself as it was split.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token as TantivyToken};

use crate::analysis::Analyzer;
use crate::document::{Document, DocumentKind};

/// Handles to the index's fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// The document's id; fast, because equal scores are ordered by it.
    pub(crate) id: Field,
    pub(crate) kind: Field,
    /// The language tag and its first part: `pt-br` is found as `pt` too.
    pub(crate) lang: Field,
    /// Tags in lower case.
    pub(crate) tag: Field,
    pub(crate) path: Field,
    /// The headings that hold a document, for filtering: the title left out, a
    /// section's own heading in.
    pub(crate) section: Field,
    pub(crate) name: Field,
    /// How many words the name has.
    pub(crate) name_words: Field,
    pub(crate) headings: Field,
    pub(crate) body: Field,
    /// The whole [`Document`] as JSON.
    pub(crate) document: Field,
    /// A hash of the file that it was read from.
    pub(crate) source_hash: Field,
}

/// Makes the schema anew; every index of one format version has the same.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    // Terms come from our analyzer, ready-made; "raw" is never asked.
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(true)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing);
    let fields = Fields {
        id: builder.add_text_field("id", STRING | FAST),
        kind: builder.add_text_field("kind", STRING),
        lang: builder.add_text_field("lang", STRING),
        tag: builder.add_text_field("tag", STRING),
        path: builder.add_text_field("path", STRING),
        section: builder.add_text_field("section", text.clone()),
        name: builder.add_text_field("name", text.clone()),
        name_words: builder.add_u64_field("name_words", NumericOptions::default().set_fast()),
        headings: builder.add_text_field("headings", text.clone()),
        body: builder.add_text_field("body", text),
        document: builder.add_bytes_field("document", STORED),
        source_hash: builder.add_u64_field("source_hash", STORED),
    };
    (builder.build(), fields)
}

/// The form in which tags and language tags are compared.
pub(crate) fn fold_key(text: &str) -> String {
    text.trim().to_lowercase()
}

impl Fields {
    /// What is written to the index for one document.
    pub(crate) fn fill(
        &self,
        analyzer: &Analyzer,
        document: &Document,
        source_hash: u64,
    ) -> serde_json::Result<TantivyDocument> {
        let mut fields = TantivyDocument::default();
        fields.add_text(self.id, &document.id);
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
        let own = matches!(document.kind, DocumentKind::Section).then_some(document.name.as_str());
        for heading in document
            .headings
            .iter()
            .skip(1)
            .map(String::as_str)
            .chain(own)
        {
            fields.add_pre_tokenized_text(self.section, analyzed(analyzer, heading));
        }
        for heading in &document.headings {
            fields.add_pre_tokenized_text(self.headings, analyzed(analyzer, heading));
        }
        let name = analyzed(analyzer, document.name.as_str());
        fields.add_u64(self.name_words, name.tokens.len() as u64);
        fields.add_pre_tokenized_text(self.name, name);
        fields.add_pre_tokenized_text(self.body, analyzed(analyzer, document.body.as_str()));
        fields.add_bytes(self.document, &serde_json::to_vec(document)?);
        fields.add_u64(self.source_hash, source_hash);
        Ok(fields)
    }
}

fn analyzed(analyzer: &Analyzer, text: &str) -> PreTokenizedString {
    let tokens = analyzer
        .analyze(text)
        .into_iter()
        .map(|token| TantivyToken {
            offset_from: token.range.start,
            offset_to: token.range.end,
            position: token.position,
            text: token.term,
            position_length: 1,
        });
    PreTokenizedString {
        text: String::new(),
        tokens: tokens.collect(),
    }
}
