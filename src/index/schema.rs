//! The fields of the index.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

use super::term_stream;
use crate::analysis::TermKind;

/// Handles to the fields of the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// The document's number in its file. Breaks ties in scores, after the path.
    pub(crate) place: Field,
    pub(crate) kind: Field,
    /// The kind as a number, see [`tie_rank`](crate::document::DocumentKind::tie_rank).
    pub(crate) tie_rank: Field,
    /// The language tag and its first subtag, so that `pt` finds `pt-br`.
    pub(crate) lang: Field,
    /// Tags, see [`fold_key`].
    pub(crate) tag: Field,
    pub(crate) path: Field,
    /// The words of the authors' names or keys.
    pub(crate) author: Field,
    /// Names for completion, see [`keyed_term`]. The key is what the name begins
    /// with; a project's name is listed from its later words on, too.
    pub(crate) title: Field,
    /// The headings above a document, for filters: without the article's title,
    /// with a section's own heading.
    pub(crate) section: Field,
    pub(crate) name: TextFields,
    /// How many words the name has.
    pub(crate) name_words: Field,
    pub(crate) headings: TextFields,
    pub(crate) body: TextFields,
    /// The document's record, see [`codec`](super::codec).
    pub(crate) document: Field,
    /// The document's slice of its file, see [`codec`](super::codec).
    pub(crate) source: Field,
}

/// The two fields of one text. Terms that follow from a word's spelling have no
/// postings: the lexicon maps them to words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextFields {
    /// Exact terms. Phrases and lengths are about these.
    pub(crate) words: Field,
    /// Terms that do not follow from the spelling, see [`other_term`].
    pub(crate) others: Field,
}

impl TextFields {
    fn new(builder: &mut SchemaBuilder, name: &str, lengths: bool) -> TextFields {
        let words = terms(IndexRecordOption::WithFreqsAndPositions, lengths);
        let others = terms(IndexRecordOption::WithFreqs, false);
        TextFields {
            words: builder.add_text_field(name, words),
            others: builder.add_text_field(&format!("{name}_others"), others),
        }
    }
}

/// The schema. Every index of one format version has the same.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fast_number = || NumericOptions::default().set_fast();
    let words = || terms(IndexRecordOption::Basic, false);
    let fields = Fields {
        place: builder.add_u64_field("place", fast_number()),
        kind: builder.add_text_field("kind", keyword()),
        tie_rank: builder.add_u64_field("tie_rank", fast_number()),
        lang: builder.add_text_field("lang", keyword()),
        tag: builder.add_text_field("tag", keyword()),
        path: builder.add_text_field("path", keyword().set_fast("raw")),
        author: builder.add_text_field("author", words()),
        title: builder.add_text_field("title", words()),
        section: builder.add_text_field("section", words()),
        name: TextFields::new(&mut builder, "name", false),
        name_words: builder.add_u64_field("name_words", fast_number()),
        headings: TextFields::new(&mut builder, "headings", false),
        body: TextFields::new(&mut builder, "body", true),
        document: builder.add_bytes_field("document", STORED),
        source: builder.add_bytes_field("source", STORED),
    };
    (builder.build(), fields)
}

/// Options of a field of terms from the analyzer, see [`term_stream`].
fn terms(option: IndexRecordOption, lengths: bool) -> TextOptions {
    indexed(term_stream::TOKENIZER, option, lengths)
}

/// Options of a field whose value is one term.
fn keyword() -> TextOptions {
    indexed("raw", IndexRecordOption::Basic, false)
}

fn indexed(tokenizer: &str, option: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_fieldnorms(lengths)
        .set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

/// A term of [`TextFields::others`], which has lemmas, stems and bigrams apart; `None`
/// for kinds of terms that are not kept there.
pub(crate) fn other_term(kind: TermKind, text: &str) -> Option<String> {
    let letter = match kind {
        TermKind::Lemma => 'f',
        TermKind::Stem => 's',
        TermKind::Bigram => 'g',
        TermKind::Exact | TermKind::Folded | TermKind::Prefix => return None,
    };
    Some(format!("{letter}{text}"))
}

/// Between the key and the value of a keyed term.
const KEY_SEPARATOR: char = '\u{1f}';

/// A term that keeps a value under a key. With an empty value, it is the common
/// prefix of all values of the key.
pub(crate) fn keyed_term(key: &str, value: &str) -> String {
    format!("{key}{KEY_SEPARATOR}{value}")
}

/// The key and the value of a keyed term.
pub(crate) fn keyed_term_parts(term: &str) -> Option<(&str, &str)> {
    term.split_once(KEY_SEPARATOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyed_term_is_taken_apart_again() {
        let term = keyed_term("akash network", "project whole");
        assert_eq!(
            keyed_term_parts(&term),
            Some(("akash network", "project whole"))
        );
        assert!(term.starts_with(&keyed_term("akash network", "")));
        assert_eq!(keyed_term_parts("akash"), None);
    }

    #[test]
    fn lemmas_and_stems_with_one_spelling_are_two_terms() {
        let of = |kind| other_term(kind, "сеть");
        assert_ne!(of(TermKind::Lemma), of(TermKind::Stem));
        assert_eq!((of(TermKind::Exact), of(TermKind::Prefix)), (None, None));
    }
}
