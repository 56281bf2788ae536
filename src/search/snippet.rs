//! The passages of a text that say best why it matches.
//!
//! A passage is made of whole sentences where they fit, else cut between
//! words. Knows the marks of a text, not what made them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::highlight::Mark;

/// Passages of plain text, its white space folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The passages; `…` stands where text was left out.
    pub text: String,
    /// The matches, in code points of the text: start and end.
    pub highlights: Vec<(usize, usize)>,
}

/// How much text a snippet may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    /// The most passages.
    pub(super) passages: usize,
    /// The most characters of each, `…` and what is around it among them.
    pub(super) chars: usize,
}

/// What `…` takes before a passage, and behind it with a space.
const BEFORE: usize = 1;
const BEHIND: usize = 2;

/// What a word is worth that another passage has already, and what all its
/// repetitions in one passage add at most.
const SEEN: f32 = 0.1;
const REPEATED: f32 = 0.3;

impl Snippet {
    /// The passages of a text that hold the most of what was sought, in the
    /// order of the text; its beginning when nothing in it matches.
    pub(super) fn of(
        body: &str,
        marks: &[Mark],
        size: Size,
        weight: impl Fn(usize) -> f32,
    ) -> Snippet {
        let sentences = Sentences::of(body);
        if size.passages == 0 || sentences.is_empty() {
            return Snippet::default();
        }
        let mut candidates = candidates(body, &sentences, marks, size.chars);
        let mut chosen: Vec<Range<usize>> = Vec::new();
        let mut seen: HashSet<usize> = HashSet::new();
        while chosen.len() < size.passages {
            let worth = |passage: &Range<usize>| {
                let mut found: HashMap<usize, usize> = HashMap::new();
                for mark in within(marks, passage) {
                    *found.entry(mark.number).or_default() += 1;
                }
                // Summed in a fixed order: equal passages must stay equal.
                let mut found: Vec<(usize, usize)> = found.into_iter().collect();
                found.sort_unstable();
                let worths = found.into_iter().map(|(number, times)| {
                    let new = if seen.contains(&number) { SEEN } else { 1.0 };
                    let again = 1.0 + REPEATED * (1.0 - 1.0 / times as f32);
                    weight(number).max(f32::MIN_POSITIVE) * new * again
                });
                worths.sum::<f32>()
            };
            let Some(best) = best(&candidates, marks, worth) else {
                break;
            };
            seen.extend(within(marks, &best).map(|mark| mark.number));
            candidates.retain(|other| other.end <= best.start || other.start >= best.end);
            chosen.push(best);
        }
        if chosen.is_empty() {
            chosen.push(sentences.passage(body, 0, 0, size.chars));
        }
        chosen.sort_by_key(|passage| passage.start);
        assemble(body, &chosen, marks)
    }
}

/// The passage of most worth. Of equals, the text's beginning is the best, then
/// the passage that begins closest before its first match.
fn best(
    candidates: &[Range<usize>],
    marks: &[Mark],
    worth: impl Fn(&Range<usize>) -> f32,
) -> Option<Range<usize>> {
    let mut best: Option<(f32, usize, &Range<usize>)> = None;
    for passage in candidates {
        let worth = worth(passage);
        let first = marks.partition_point(|mark| mark.range.start < passage.start);
        let better = match &best {
            None => worth > 0.0,
            Some((most, marked, kept)) => {
                worth > *most || worth == *most && first == *marked && kept.start > 0
            }
        };
        if better {
            best = Some((worth, first, passage));
        }
    }
    best.map(|(.., passage)| passage.clone())
}

/// The marks that stand whole in a passage; of one that is longer than any
/// passage, the beginning.
fn within<'m>(
    marks: &'m [Mark],
    passage: &'m Range<usize>,
) -> impl Iterator<Item = &'m Mark> + use<'m> {
    let first = marks.partition_point(|mark| mark.range.start < passage.start);
    let here = marks[first..]
        .iter()
        .take_while(|mark| mark.range.start < passage.end);
    here.filter(|mark| mark.range.end <= passage.end || mark.range.start == passage.start)
}

/// The sentences of a text.
struct Sentences {
    ranges: Vec<Range<usize>>,
    /// The code points before the start and the end of each.
    chars: Vec<Range<usize>>,
}

impl Sentences {
    fn of(body: &str) -> Sentences {
        let mut sentences = Sentences {
            ranges: Vec::new(),
            chars: Vec::new(),
        };
        let mut before = 0;
        for (start, sentence) in body.split_sentence_bound_indices() {
            let text = sentence.trim_end();
            if !text.is_empty() {
                sentences.ranges.push(start..start + text.len());
                let end = before + text.chars().count();
                sentences.chars.push(before..end);
            }
            before += sentence.chars().count();
        }
        sentences
    }

    fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// How many characters of text may follow byte `start` in a passage.
    fn room(&self, start: usize, chars: usize) -> usize {
        let before = if start > self.ranges[0].start {
            BEFORE
        } else {
            0
        };
        chars.saturating_sub(before).max(1)
    }

    /// The passage that begins with a sentence, or at byte `skip` of it: whole
    /// sentences as many as fit, else as many words as fit.
    fn passage(&self, body: &str, sentence: usize, skip: usize, chars: usize) -> Range<usize> {
        let start = self.ranges[sentence].start + skip;
        let skipped = body[self.ranges[sentence].start..start].chars().count();
        let from = self.chars[sentence].start + skipped;
        let room = self.room(start, chars);
        let last = self.ranges.len() - 1;
        if self.chars[last].end - from <= room {
            return start..self.ranges[last].end;
        }
        let room = room.saturating_sub(BEHIND).max(1);
        let fit = self.chars[sentence..].partition_point(|end| end.end - from <= room);
        if fit > 0 {
            return start..self.ranges[sentence + fit - 1].end;
        }
        let rest = &body[start..self.ranges[sentence].end];
        let limit = rest
            .char_indices()
            .nth(room)
            .map_or(rest.len(), |(at, _)| at);
        let words = rest.unicode_word_indices();
        let ends = words.map(|(at, word)| at + word.len());
        let end = ends.take_while(|&end| end <= limit).last();
        // A word longer than the passage is cut between its letters.
        let end = end.filter(|&end| end > 0).or_else(|| {
            let letters = rest.grapheme_indices(true);
            let ends = letters.map(|(at, letter)| at + letter.len());
            ends.take_while(|&end| end <= limit).last()
        });
        start..start + end.unwrap_or(limit)
    }
}

/// The passages that have a match: from the sentences before each match on,
/// and, in a sentence too long to show whole, from shortly before the match.
fn candidates(
    body: &str,
    sentences: &Sentences,
    marks: &[Mark],
    chars: usize,
) -> Vec<Range<usize>> {
    let mut candidates: Vec<Range<usize>> = Vec::new();
    let mut tried = 0;
    let mut entered: Option<usize> = None;
    for mark in marks {
        let at = mark.range.start;
        let own = sentences
            .ranges
            .partition_point(|sentence| sentence.end <= at)
            .min(sentences.ranges.len() - 1);
        // Earlier sentences may lead up to it.
        let near = sentences.chars[own].start.saturating_sub(chars);
        let earliest = sentences.chars.partition_point(|chars| chars.end <= near);
        for sentence in earliest.max(tried)..=own {
            tried = sentence + 1;
            candidates.push(sentences.passage(body, sentence, 0, chars));
        }
        let range = &sentences.ranges[own];
        let shown = sentences.passage(body, own, 0, chars);
        let close = entered.is_some_and(|from| at < from + chars / 2);
        if mark.range.end > shown.end && !close {
            entered = Some(at);
            let start = word_start_before(body, range.start, at, chars / 4);
            let mut passage = sentences.passage(body, own, start - range.start, chars);
            if mark.range.end > passage.end {
                passage = sentences.passage(body, own, at - range.start, chars);
            }
            candidates.push(passage);
        }
    }
    candidates.retain(|passage| within(marks, passage).next().is_some());
    candidates
}

/// The start of a word at most `chars` before `at`, not before `from`.
fn word_start_before(body: &str, from: usize, at: usize, chars: usize) -> usize {
    let before = &body[from..at];
    let earliest = before
        .char_indices()
        .rev()
        .take(chars)
        .last()
        .map_or(at, |(back, _)| from + back);
    if earliest == from {
        return from;
    }
    let near = &body[earliest..at];
    // What stands before the first space may be the end of a longer word.
    near.find(char::is_whitespace)
        .map_or(at, |space| at - near[space..].trim_start().len())
}

/// Puts passages together, folds white space and counts in code points.
fn assemble(body: &str, passages: &[Range<usize>], marks: &[Mark]) -> Snippet {
    let mut snippet = Snippet::default();
    let mut writer = Writer::default();
    let mut shown = 0;
    for passage in passages {
        let skipped = !body[shown..passage.start].trim().is_empty();
        match (skipped, shown) {
            (true, 0) => writer.push('…'),
            (true, _) => " … ".chars().for_each(|c| writer.push(c)),
            (false, _) => writer.space = true,
        }
        shown = passage.end;
        let mut marks = marks
            .iter()
            .skip_while(|mark| mark.range.end <= passage.start)
            .take_while(|mark| mark.range.start < passage.end)
            .peekable();
        let mut open = None;
        for (offset, c) in body[passage.clone()].char_indices() {
            let (at, end) = (
                passage.start + offset,
                passage.start + offset + c.len_utf8(),
            );
            if c.is_whitespace() {
                writer.space = true;
            } else {
                writer.push(c);
                if open.is_none() && marks.peek().is_some_and(|mark| mark.range.start <= at) {
                    open = Some(writer.length - 1);
                }
            }
            let ended = |mark: &&Mark| mark.range.end <= end;
            if marks.next_if(ended).is_some()
                && let Some(start) = open.take()
            {
                snippet.highlights.push((start, writer.length));
            }
        }
        snippet
            .highlights
            .extend(open.map(|start| (start, writer.length)));
    }
    if !body[shown..].trim().is_empty() {
        let sentence = writer
            .text
            .ends_with(['.', '!', '?', '…', '。', '！', '？']);
        writer.space = sentence;
        writer.push('…');
    }
    snippet.text = writer.text;
    snippet
}

/// Text with its white space folded and its code points counted.
#[derive(Default)]
struct Writer {
    text: String,
    length: usize,
    /// White space stands before the next character.
    space: bool,
}

impl Writer {
    fn push(&mut self, c: char) {
        if std::mem::take(&mut self.space) && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
            self.length += 1;
        }
        self.text.push(c);
        self.length += 1;
    }
}

/// The matches of a text that is shown whole, such as a name, in code points.
pub(super) fn in_whole(text: &str, marks: &[Mark]) -> Vec<(usize, usize)> {
    let mut counted = (0, 0);
    let mut count = |at: usize| {
        counted = (at, counted.1 + text[counted.0..at].chars().count());
        counted.1
    };
    let spans = marks.iter().map(|mark| {
        let start = count(mark.range.start);
        (start, count(mark.range.end))
    });
    spans.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The marks of a word wherever it begins a word of the text.
    fn marks(body: &str, words: &[&str]) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (number, word) in words.iter().enumerate() {
            for (at, found) in body.unicode_word_indices() {
                if found.starts_with(word) {
                    marks.push(Mark::of(at..at + found.len(), number));
                }
            }
        }
        marks.sort_by_key(|mark| mark.range.start);
        marks
    }

    fn snippet(body: &str, words: &[&str], passages: usize, chars: usize) -> Snippet {
        let size = Size { passages, chars };
        Snippet::of(body, &marks(body, words), size, |_| 1.0)
    }

    fn highlighted(snippet: &Snippet) -> Vec<String> {
        let chars: Vec<char> = snippet.text.chars().collect();
        let spans = snippet.highlights.iter();
        spans
            .map(|&(start, end)| chars[start..end].iter().collect())
            .collect()
    }

    #[test]
    fn a_short_text_is_shown_whole_and_highlights_count_characters() {
        let snippet = snippet("Платформа аренды\n GPU.", &["аренд", "GPU"], 1, 100);
        assert_eq!(snippet.text, "Платформа аренды GPU.");
        assert_eq!(snippet.highlights, [(10, 16), (17, 20)]);
    }

    #[test]
    fn the_sentence_that_matches_is_shown_and_omissions_are_marked() {
        let body = "Первое предложение ни о чём. Второе говорит об аренде. Третье тоже ни о чём.";
        assert_eq!(
            snippet(body, &["аренд"], 1, 30).text,
            "…Второе говорит об аренде. …"
        );
    }

    #[test]
    fn passages_far_apart_are_joined_and_neighbours_run_on() {
        let filler = "Это ни о чём. ".repeat(10);
        let body = format!("Первая аренда. {filler}Второй рынок.");
        assert_eq!(
            snippet(&body, &["аренд", "рыно"], 2, 16).text,
            "Первая аренда. … Второй рынок."
        );
        assert_eq!(
            snippet("Первая аренда. Второй рынок.", &["аренд", "рыно"], 2, 18).text,
            "Первая аренда. Второй рынок."
        );
    }

    #[test]
    fn another_passage_must_match_too() {
        let body = "Первая аренда. Здесь ничего нет. И здесь ничего нет.";
        assert_eq!(snippet(body, &["аренд"], 3, 20).text, "Первая аренда. …");
    }

    #[test]
    fn variety_goes_before_number() {
        let body = "Рынок, рынок и рынок. Ни о чём таком здесь нет. Рынок и аренда.";
        assert_eq!(
            snippet(body, &["Рыно", "аренд"], 1, 26).text,
            "…Рынок и аренда."
        );
    }

    #[test]
    fn a_long_sentence_is_cut_between_words_around_the_match() {
        let body = format!("{}рынок{}", "слово ".repeat(50), " слово".repeat(50));
        let snippet = snippet(&body, &["рынок"], 1, 60);
        assert!(
            snippet.text.starts_with("…слово ") && snippet.text.ends_with(" слово…"),
            "{}",
            snippet.text
        );
        assert!(snippet.text.chars().count() <= 60);
        assert_eq!(highlighted(&snippet), ["рынок"]);
    }

    #[test]
    fn text_without_a_match_shows_its_beginning() {
        assert_eq!(
            snippet("Начало текста. Конец его.", &["рынок"], 1, 17).text,
            "Начало текста. …"
        );
        assert_eq!(snippet("", &["рынок"], 1, 16), Snippet::default());
        assert_eq!(snippet("Начало", &["рынок"], 0, 16), Snippet::default());
    }

    #[test]
    fn a_word_longer_than_a_passage_is_cut_between_its_letters() {
        let body = format!("Слово. {} конец", "рынок".repeat(30));
        let snippet = snippet(&body, &["рынок"], 1, 20);
        assert!(snippet.text.chars().count() <= 20, "{}", snippet.text);
        assert!(highlighted(&snippet)[0].starts_with("рынок"));
    }

    fn words() -> impl Strategy<Value = Vec<String>> {
        let word = prop_oneof![
            6 => "[а-яё]{1,9}",
            1 => "[a-z]{1,6}\\.net",
            2 => "рын(ок|ки|ками)[.!?,]?",
            1 => "аренд[аыу][.]?\n?",
            1 => Just("🙂 e\u{301}".to_owned()),
        ];
        proptest::collection::vec(word, 1..120)
    }

    proptest! {
        #[test]
        fn no_snippet_is_too_long_or_cuts_a_word(words in words(), passages in 1usize..4, chars in 24usize..120) {
            let body = words.join(" ");
            let marks = marks(&body, &["рын", "аренд"]);
            let snippet = snippet(&body, &["рын", "аренд"], passages, chars);
            prop_assert!(snippet.text.chars().count() <= passages * chars, "{snippet:?}");
            prop_assert_eq!(snippet.highlights.is_empty(), marks.is_empty());
            for found in highlighted(&snippet) {
                prop_assert!(found.starts_with("рын") || found.starts_with("аренд"), "{found}");
            }
            let folded = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            let mut from = 0;
            for passage in snippet.text.split('…').map(str::trim).filter(|text| !text.is_empty()) {
                let at = folded[from..].find(passage);
                prop_assert!(at.is_some(), "{passage:?} is not in {:?}", &folded[from..]);
                let start = from + at.unwrap();
                let end = start + passage.len();
                let inside = |at: usize| {
                    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                    letter(folded[..at].chars().next_back()) && letter(folded[at..].chars().next())
                };
                prop_assert!(!inside(start) && !inside(end), "{passage:?} cuts a word");
                from = end;
            }
            // Only what is left out is marked as such.
            prop_assert_eq!(snippet.text.contains('…'), snippet.text != folded);
        }
    }
}
