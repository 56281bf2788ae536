//! Candidate passages of a text: as many whole sentences as fit, or else as many
//! words. Must not know what a match is worth.
//!
//! Lengths are in code points, since that is what users configure.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::highlight::Highlight;

/// The length of `…` before a passage, and of ` …` after it, in code points.
const LEADING_ELLIPSIS: usize = 1;
const TRAILING_ELLIPSIS: usize = 2;

/// The sentences of a text that is not empty.
pub(super) struct Sentences<'t> {
    text: &'t str,
    /// The byte range of each sentence without surrounding white space.
    ranges: Vec<Range<usize>>,
    /// The same in code points.
    chars: Vec<Range<usize>>,
}

impl<'t> Sentences<'t> {
    /// `None` for a text without sentences.
    pub(super) fn new(text: &'t str) -> Option<Self> {
        let mut sentences = Sentences {
            text,
            ranges: Vec::new(),
            chars: Vec::new(),
        };
        let mut before = 0;
        for (start, sentence) in text.split_sentence_bound_indices() {
            let trimmed = sentence.trim_end();
            if !trimmed.is_empty() {
                sentences.ranges.push(start..start + trimmed.len());
                let end = before + trimmed.chars().count();
                sentences.chars.push(before..end);
            }
            before += sentence.chars().count();
        }
        (!sentences.ranges.is_empty()).then_some(sentences)
    }

    /// The passage at the beginning of the text.
    pub(super) fn first_passage(&self, max_chars: usize) -> Range<usize> {
        self.passage(0, 0, max_chars)
    }

    /// Passages with a match. They begin with its sentence or a sentence shortly before
    /// it, and if the match is too far into a long sentence, right before the match.
    pub(super) fn candidates(&self, marks: &[Highlight], max_chars: usize) -> Vec<Range<usize>> {
        let mut candidates: Vec<Range<usize>> = Vec::new();
        let mut tried = 0;
        let mut entered: Option<usize> = None;
        for mark in marks {
            let at = mark.range.start;
            let own = self.sentence_at(at);
            // Sentences before the match give context.
            let near = self.chars[own].start.saturating_sub(max_chars);
            let earliest = self.chars.partition_point(|chars| chars.end <= near);
            for sentence in earliest.max(tried)..=own {
                tried = sentence + 1;
                candidates.push(self.passage(sentence, 0, max_chars));
            }
            let is_shown = mark.range.end <= self.passage(own, 0, max_chars).end;
            let is_close = entered.is_some_and(|from| at < from + max_chars / 2);
            if !is_shown && !is_close {
                entered = Some(at);
                candidates.push(self.passage_around(own, mark, max_chars));
            }
        }
        candidates.retain(|passage| within(marks, passage).next().is_some());
        candidates
    }

    /// The index of the sentence at a byte offset, or of the next one.
    fn sentence_at(&self, at: usize) -> usize {
        let own = self.ranges.partition_point(|sentence| sentence.end <= at);
        own.min(self.ranges.len() - 1)
    }

    /// A passage that begins inside a sentence, a few words before a match.
    fn passage_around(&self, sentence: usize, mark: &Highlight, max_chars: usize) -> Range<usize> {
        let (from, at) = (self.ranges[sentence].start, mark.range.start);
        let start = word_start_before(self.text, from, at, max_chars / 4);
        let passage = self.passage(sentence, start - from, max_chars);
        match mark.range.end > passage.end {
            true => self.passage(sentence, at - from, max_chars),
            false => passage,
        }
    }

    /// The passage that begins `skip` bytes into a sentence.
    fn passage(&self, sentence: usize, skip: usize, max_chars: usize) -> Range<usize> {
        let start = self.ranges[sentence].start + skip;
        let skipped = &self.text[self.ranges[sentence].start..start];
        let from = self.chars[sentence].start + skipped.chars().count();
        let room = self.room(start, max_chars);
        let last = self.ranges.len() - 1;
        if self.chars[last].end - from <= room {
            return start..self.ranges[last].end;
        }
        let room = room.saturating_sub(TRAILING_ELLIPSIS).max(1);
        let whole = self.chars[sentence..].partition_point(|chars| chars.end - from <= room);
        if whole > 0 {
            return start..self.ranges[sentence + whole - 1].end;
        }
        let rest = &self.text[start..self.ranges[sentence].end];
        start..start + fitting_words(rest, room)
    }

    /// The number of code points of text in a passage that begins at a byte offset,
    /// without a leading ellipsis.
    fn room(&self, start: usize, max_chars: usize) -> usize {
        let is_first = start <= self.ranges[0].start;
        let before = if is_first { 0 } else { LEADING_ELLIPSIS };
        max_chars.saturating_sub(before).max(1)
    }
}

/// The number of bytes that hold as many whole words as fit into `room` code points. A
/// longer first word is cut at a grapheme boundary.
fn fitting_words(text: &str, room: usize) -> usize {
    let mut chars = text.char_indices();
    let limit = chars.nth(room).map_or(text.len(), |(at, _)| at);
    let words = text.unicode_word_indices();
    let ends = words.map(|(at, word)| at + word.len());
    let end = ends.take_while(|&end| end <= limit).last();
    let end = end.filter(|&end| end > 0).or_else(|| {
        let letters = text.grapheme_indices(true);
        let ends = letters.map(|(at, letter)| at + letter.len());
        ends.take_while(|&end| end <= limit).last()
    });
    end.unwrap_or(limit)
}

/// The start of a word at most `chars` code points before byte offset `at`, and not
/// before `from`.
fn word_start_before(text: &str, from: usize, at: usize, chars: usize) -> usize {
    let before = text[from..at].char_indices().rev().take(chars).last();
    let earliest = before.map_or(at, |(back, _)| from + back);
    if earliest == from {
        return from;
    }
    let near = &text[earliest..at];
    // The text before the first space may be the end of a longer word.
    near.find(char::is_whitespace)
        .map_or(at, |space| at - near[space..].trim_start().len())
}

/// The matches inside a passage. One that begins with the passage counts even if it is
/// longer.
pub(super) fn within<'m>(
    marks: &'m [Highlight],
    passage: &'m Range<usize>,
) -> impl Iterator<Item = &'m Highlight> + use<'m> {
    let first = marks.partition_point(|mark| mark.range.start < passage.start);
    let here = marks[first..]
        .iter()
        .take_while(|mark| mark.range.start < passage.end);
    here.filter(|mark| mark.range.end <= passage.end || mark.range.start == passage.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_whole_unless_the_first_is_too_long() {
        for (text, room, expected) in [
            ("один два три", 8, "один два"),
            ("один два три", 7, "один"),
            ("однодватри", 4, "одно"),
            ("e\u{301}e\u{301}", 3, "e\u{301}"),
        ] {
            assert_eq!(
                &text[..fitting_words(text, room)],
                expected,
                "{text} {room}"
            );
        }
    }

    #[test]
    fn a_passage_starts_with_a_word_near_the_match() {
        let text = "один два три рынок";
        let at = text.find("рынок").unwrap();
        for (chars, expected) in [(100, 0), (8, text.find("три").unwrap()), (2, at)] {
            assert_eq!(word_start_before(text, 0, at, chars), expected, "{chars}");
        }
    }
}
