//! Lemmas by word, as the dictionary has them.
//!
//! Reading the dictionary takes several times as long as answering a query; this
//! map is read where it is looked at. It may lack words, but is never wrong.
//!
//! ```text
//! words    FST map of normalized words to offsets in `entries`
//! entries  flags u8, count u8, then per lemma: length u8, UTF-8 bytes
//! ```

use std::collections::{BTreeMap, HashMap};

use fst::{Map, MapBuilder, Streamer};

use super::error::LexiconError;
use super::slice::Slice;
use crate::analysis::LemmaEntry;

const KNOWN: u8 = 1;
const STOP_WORD: u8 = 2;

/// The lemmas of words.
pub(super) struct LemmaMap {
    words: Map<Slice>,
    entries: Slice,
}

impl LemmaMap {
    /// Reads the two parts that [`build`] wrote.
    pub(super) fn new(words: Slice, entries: Slice) -> Result<Self, LexiconError> {
        Ok(LemmaMap {
            words: Map::new(words)?,
            entries,
        })
    }

    pub(super) fn get(&self, word: &str) -> Option<LemmaEntry> {
        self.entry_at(self.words.get(word)?)
    }

    fn entry_at(&self, offset: u64) -> Option<LemmaEntry> {
        // An offset beyond the address space is beyond the entries.
        let mut rest = self.entries.as_ref().get(usize::try_from(offset).ok()?..)?;
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
            // Only a damaged map is not UTF-8: it has no such entry.
            lemmas.push(str::from_utf8(take(length.into())?).ok()?.to_owned());
        }
        Some(LemmaEntry {
            is_known: flags & KNOWN > 0,
            is_stop_word: flags & STOP_WORD > 0,
            lemmas,
        })
    }

    /// All words with their entries.
    pub(super) fn to_entries(&self) -> BTreeMap<String, LemmaEntry> {
        let mut entries = BTreeMap::new();
        let mut words = self.words.stream();
        while let Some((word, offset)) = words.next() {
            let word = String::from_utf8_lossy(word).into_owned();
            entries.extend(self.entry_at(offset).map(|entry| (word, entry)));
        }
        entries
    }
}

/// The two parts of a map with these entries. Words with the same entry share it.
pub(super) fn build(
    entries: &BTreeMap<String, LemmaEntry>,
) -> Result<(Vec<u8>, Vec<u8>), LexiconError> {
    let mut offsets: HashMap<&LemmaEntry, u64> = HashMap::new();
    let mut written = Vec::new();
    let mut words = MapBuilder::memory();
    for (word, entry) in entries {
        let offset = match offsets.get(entry) {
            Some(offset) => *offset,
            None => {
                let offset = written.len() as u64;
                if !write_entry(&mut written, entry) {
                    continue;
                }
                offsets.insert(entry, offset);
                offset
            }
        };
        words.insert(word, offset)?;
    }
    Ok((words.into_inner()?, written))
}

/// False, with nothing written, if a count or length is above 255: the
/// dictionary is asked for such a word each time.
fn write_entry(written: &mut Vec<u8>, entry: &LemmaEntry) -> bool {
    // The caller is told by the false above.
    let byte = |length: usize| u8::try_from(length).ok();
    let lengths = entry.lemmas.iter().map(|lemma| byte(lemma.len()));
    let lengths: Option<Vec<u8>> = lengths.collect();
    let (Some(count), Some(lengths)) = (byte(entry.lemmas.len()), lengths) else {
        return false;
    };
    let known = if entry.is_known { KNOWN } else { 0 };
    let stop_word = if entry.is_stop_word { STOP_WORD } else { 0 };
    written.extend([known | stop_word, count]);
    for (lemma, length) in entry.lemmas.iter().zip(lengths) {
        written.push(length);
        written.extend(lemma.as_bytes());
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(is_known: bool, is_stop_word: bool, lemmas: &[&str]) -> LemmaEntry {
        LemmaEntry {
            is_known,
            is_stop_word,
            lemmas: lemmas.iter().map(|&lemma| lemma.to_owned()).collect(),
        }
    }

    fn map_of(entries: &BTreeMap<String, LemmaEntry>) -> LemmaMap {
        let (words, entries) = build(entries).unwrap();
        LemmaMap::new(Slice::from(words), Slice::from(entries)).unwrap()
    }

    #[test]
    fn entries_are_read_as_they_were_written() {
        let entries: BTreeMap<String, LemmaEntry> = [
            ("рынки", entry(true, false, &["рынок"])),
            ("рынков", entry(true, false, &["рынок"])),
            ("стали", entry(true, false, &["стать", "сталь"])),
            ("на", entry(true, true, &["на"])),
            ("неткого", entry(false, false, &[])),
        ]
        .map(|(word, entry)| (word.to_owned(), entry))
        .into();
        let map = map_of(&entries);
        for (word, entry) in &entries {
            assert_eq!(map.get(word).as_ref(), Some(entry), "{word}");
        }
        assert_eq!(map.get("аренда"), None);
        assert_eq!(map.to_entries(), entries);
    }

    #[test]
    fn a_lemma_too_long_for_its_length_byte_is_left_out() {
        let long = "а".repeat(200);
        let entries = [
            ("длинное", entry(true, false, &[&long])),
            ("рынки", entry(true, false, &["рынок"])),
        ]
        .map(|(word, entry)| (word.to_owned(), entry));
        let map = map_of(&entries.into());
        assert_eq!(map.get("длинное"), None);
        assert_eq!(map.to_entries().len(), 1);
    }
}
