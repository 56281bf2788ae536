//! What the dictionary says of the words of one corpus and of their other
//! forms, kept beside the index: it can be asked at once, while the dictionary
//! itself takes several times as long to be read as a query to be answered.
//!
//! Whatever is in it is what the dictionary says, so that it may lack words but
//! never be wrong. Beside it, the families of the corpus's words, of which none
//! may be lacking. Knows nothing of files.
//!
//! ```text
//! lengths of the words and of the entries, 8 bytes each, little-endian
//! words     an FST of folded words, each with the place of its entry
//! entries   flags, count of lemmas, then each lemma after its length, in bytes
//! families  an FST, see [`super::families`]
//! ```

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use fst::{Map, MapBuilder, Streamer};

use super::dictionary::Dictionary;
use super::families::Families;

/// Other forms of a corpus's words are added up to so many words in all: the
/// more words a corpus has, the more of their forms stand in it.
const MOST_WITH_FORMS: usize = 100_000;

/// The bytes of each length that comes first.
const LENGTH: usize = 8;

const KNOWN: u8 = 1;
const COMMON: u8 = 2;

/// What the dictionary says of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Entry {
    /// It has the word.
    pub(super) known: bool,
    /// The word says little of what a text is about.
    pub(super) common: bool,
    /// What the word may be a form of, folded, the likeliest first.
    pub(super) lemmas: Vec<String>,
}

/// Bytes in memory, or in a file that is read where it is looked at.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// The words of a corpus.
pub struct Lexicon {
    words: Map<Slice>,
    entries: Slice,
    families: Families<Slice>,
}

/// A part of bytes.
pub(super) struct Slice(Bytes, Range<usize>);

impl AsRef<[u8]> for Slice {
    fn as_ref(&self) -> &[u8] {
        &(*self.0).as_ref()[self.1.clone()]
    }
}

impl Lexicon {
    /// Reads what [`super::Analyzer::lexicon`] wrote; `None` when it is something else.
    pub fn from_bytes(bytes: Bytes) -> Option<Lexicon> {
        let all = (*bytes).as_ref();
        let length = |at: usize| {
            let length = all.get(at..at + LENGTH)?.try_into().ok()?;
            usize::try_from(u64::from_le_bytes(length)).ok()
        };
        let words = 2 * LENGTH;
        let entries = words.checked_add(length(0)?)?;
        let families = entries.checked_add(length(LENGTH)?)?;
        let end = all.len();
        if families > end {
            return None;
        }
        let slice = |range| Slice(Arc::clone(&bytes), range);
        Some(Lexicon {
            words: Map::new(slice(words..entries)).ok()?,
            entries: slice(entries..families),
            families: Families::new(slice(families..end))?,
        })
    }

    pub(super) fn families(&self) -> &Families<Slice> {
        &self.families
    }

    pub(super) fn get(&self, folded: &str) -> Option<Entry> {
        self.entry_at(self.words.get(folded)?)
    }

    fn entry_at(&self, place: u64) -> Option<Entry> {
        let mut rest = self.entries.as_ref().get(usize::try_from(place).ok()?..)?;
        let mut take = |count: usize| {
            let (taken, left) = rest.split_at_checked(count)?;
            rest = left;
            Some(taken)
        };
        let flags = take(1)?[0];
        let count = take(1)?[0];
        let mut lemmas = Vec::with_capacity(count.into());
        for _ in 0..count {
            let length = take(1)?[0];
            lemmas.push(str::from_utf8(take(length.into())?).ok()?.to_owned());
        }
        Some(Entry {
            known: flags & KNOWN > 0,
            common: flags & COMMON > 0,
            lemmas,
        })
    }

    /// All words with their entries.
    pub(super) fn to_entries(&self) -> BTreeMap<String, Entry> {
        let mut entries = BTreeMap::new();
        let mut words = self.words.stream();
        while let Some((word, place)) = words.next() {
            let word = String::from_utf8_lossy(word).into_owned();
            entries.extend(self.entry_at(place).map(|entry| (word, entry)));
        }
        entries
    }
}

/// The bytes of a lexicon of these words and of their other forms, with
/// families.
pub(super) fn write(
    mut entries: BTreeMap<String, Entry>,
    families: &[u8],
    dictionary: &Dictionary,
) -> Vec<u8> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut words: Vec<String> = entries.keys().cloned().collect();
    words.retain(|word| entries[word].known);
    for word in words {
        if entries.len() >= MOST_WITH_FORMS {
            break;
        }
        let lemma = entries[&word].lemmas.first().cloned().unwrap_or_default();
        if !seen.insert(lemma) {
            continue;
        }
        for form in dictionary.relatives(&word) {
            let entry = || dictionary.entry(&form);
            entries.entry(form.clone()).or_insert_with(entry);
        }
    }
    let mut places: HashMap<&Entry, u64> = HashMap::new();
    let mut written = Vec::new();
    let mut builder = MapBuilder::memory();
    for (word, entry) in &entries {
        let place = match places.get(entry) {
            Some(place) => *place,
            None => {
                let place = written.len() as u64;
                if !push(&mut written, entry) {
                    continue;
                }
                places.insert(entry, place);
                place
            }
        };
        // Sorted and in memory: there is nothing to go wrong.
        let _ = builder.insert(word, place);
    }
    let words = builder.into_inner().unwrap_or_default();
    let lengths = [words.len(), written.len()].map(|length| (length as u64).to_le_bytes());
    [&lengths.concat(), &words, &written, families].concat()
}

/// False for what is no entry of a word.
fn push(written: &mut Vec<u8>, entry: &Entry) -> bool {
    let short = |length: usize| u8::try_from(length).ok();
    let lengths = entry.lemmas.iter().map(|lemma| short(lemma.len()));
    let lengths: Option<Vec<u8>> = lengths.collect();
    let (Some(count), Some(lengths)) = (short(entry.lemmas.len()), lengths) else {
        return false;
    };
    let flags = if entry.known { KNOWN } else { 0 } | if entry.common { COMMON } else { 0 };
    written.extend([flags, count]);
    for (lemma, length) in entry.lemmas.iter().zip(lengths) {
        written.push(length);
        written.extend(lemma.as_bytes());
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lexicon_says_what_the_dictionary_says_of_words_and_their_forms() {
        let dictionary = Dictionary::default();
        let words = ["рынки", "токенов", "неткого", "на"];
        let entries = words.map(|word| (word.to_owned(), dictionary.entry(word)));
        let families = crate::analysis::families::write([]);
        let bytes = write(entries.into(), &families, &dictionary);
        let lexicon = Lexicon::from_bytes(Arc::new(bytes)).unwrap();
        for word in ["рынок", "рынками", "токен", "неткого", "на"] {
            let entry = lexicon.get(word);
            assert_eq!(entry, Some(dictionary.entry(word)), "{word}");
        }
        assert_eq!(lexicon.get("аренда"), None);
        assert_eq!(lexicon.to_entries().len(), lexicon.words.len());
    }

    #[test]
    fn what_is_no_lexicon_is_refused() {
        for bytes in [
            &b""[..],
            b"1234567890123456",
            &[1; 40],
            &[0; 16],
            &[0xff; 16],
        ] {
            assert!(Lexicon::from_bytes(Arc::new(bytes)).is_none());
        }
    }
}
