//! Selects the passages that best show why a text matches. Greedy: the best passage
//! first, then the best of the others, where new matches count more. Must not know
//! how matches are found.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::highlight::Highlight;
use super::passages::{Sentences, within};

/// Passages of plain text with collapsed white space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snippet {
    /// The passages, with `…` in place of omitted text.
    pub text: String,
    /// The matches, as start and end in code points of `text`.
    pub highlights: Vec<(usize, usize)>,
}

/// The size of a snippet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) struct SnippetOptions {
    pub(in crate::search) max_passages: usize,
    /// The maximum length of a passage with its ellipses, in code points.
    pub(in crate::search) max_chars: usize,
}

/// The worth of a match that another passage already has, as a share of its full worth.
const SEEN_SHARE: f32 = 0.1;

/// The upper limit of what repetitions of a match in one passage add, as a share of its
/// worth.
const REPETITION_SHARE: f32 = 0.3;

impl Snippet {
    /// Selects the most valuable passages and joins them in text order. Without matches
    /// it takes the beginning of the text. `weight` gives the worth of a match by its
    /// number.
    pub(in crate::search) fn select(
        text: &str,
        marks: &[Highlight],
        options: SnippetOptions,
        weight: impl Fn(usize) -> f32,
    ) -> Snippet {
        let Some(sentences) = Sentences::new(text).filter(|_| options.max_passages > 0) else {
            return Snippet::default();
        };
        let mut candidates = sentences.candidates(marks, options.max_chars);
        let mut chosen: Vec<Range<usize>> = Vec::new();
        let mut seen: HashSet<usize> = HashSet::new();
        while chosen.len() < options.max_passages {
            let worth = |passage: &Range<usize>| worth(passage, marks, &seen, &weight);
            let Some(best) = best(&candidates, marks, worth) else {
                break;
            };
            seen.extend(within(marks, &best).map(|mark| mark.number));
            candidates.retain(|other| other.end <= best.start || other.start >= best.end);
            chosen.push(best);
        }
        if chosen.is_empty() {
            chosen.push(sentences.first_passage(options.max_chars));
        }
        chosen.sort_by_key(|passage| passage.start);
        assemble(text, &chosen, marks)
    }
}

/// The worth of a passage. `seen` holds the numbers of matches in passages chosen
/// before.
fn worth(
    passage: &Range<usize>,
    marks: &[Highlight],
    seen: &HashSet<usize>,
    weight: impl Fn(usize) -> f32,
) -> f32 {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for mark in within(marks, passage) {
        *counts.entry(mark.number).or_default() += 1;
    }
    // A fixed order of summation keeps equal passages equal.
    let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
    counts.sort_unstable();
    let worths = counts.into_iter().map(|(number, count)| {
        let new = if seen.contains(&number) {
            SEEN_SHARE
        } else {
            1.0
        };
        let repeated = 1.0 + REPETITION_SHARE * (1.0 - 1.0 / count as f32);
        weight(number).max(f32::MIN_POSITIVE) * new * repeated
    });
    worths.sum()
}

/// The most valuable passage. On a tie the beginning of the text wins, then the passage
/// that begins closest to its first match.
fn best(
    candidates: &[Range<usize>],
    marks: &[Highlight],
    worth: impl Fn(&Range<usize>) -> f32,
) -> Option<Range<usize>> {
    let mut best: Option<(f32, usize, &Range<usize>)> = None;
    for passage in candidates {
        let worth = worth(passage);
        let first = marks.partition_point(|mark| mark.range.start < passage.start);
        let is_better = match &best {
            None => worth > 0.0,
            Some((most, other, kept)) => {
                worth > *most || worth == *most && first == *other && kept.start > 0
            }
        };
        if is_better {
            best = Some((worth, first, passage));
        }
    }
    best.map(|(.., passage)| passage.clone())
}

/// Joins passages into a snippet.
fn assemble(text: &str, passages: &[Range<usize>], marks: &[Highlight]) -> Snippet {
    let mut highlights = Vec::new();
    let mut writer = CollapsingWriter::default();
    let mut shown = 0;
    for passage in passages {
        let is_skipped = !text[shown..passage.start].trim().is_empty();
        match (is_skipped, shown) {
            (true, 0) => writer.push('…'),
            (true, _) => " … ".chars().for_each(|c| writer.push(c)),
            (false, _) => writer.space(),
        }
        shown = passage.end;
        write_passage(text, passage, marks, &mut writer, &mut highlights);
    }
    if !text[shown..].trim().is_empty() {
        let ends_sentence = ['.', '!', '?', '…', '。', '！', '？'];
        if writer.text.ends_with(ends_sentence) {
            writer.space();
        } else {
            writer.has_space = false;
        }
        writer.push('…');
    }
    Snippet {
        text: writer.text,
        highlights,
    }
}

/// Writes one passage, and the code points of its matches to `highlights`.
fn write_passage(
    text: &str,
    passage: &Range<usize>,
    marks: &[Highlight],
    writer: &mut CollapsingWriter,
    highlights: &mut Vec<(usize, usize)>,
) {
    let marks = marks.iter();
    let mut marks = marks
        .skip_while(|mark| mark.range.end <= passage.start)
        .take_while(|mark| mark.range.start < passage.end)
        .peekable();
    let mut open = None;
    for (offset, c) in text[passage.clone()].char_indices() {
        let at = passage.start + offset;
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            writer.space();
        } else {
            writer.push(c);
            if open.is_none() && marks.peek().is_some_and(|mark| mark.range.start <= at) {
                open = Some(writer.length - 1);
            }
        }
        if marks.next_if(|mark| mark.range.end <= end).is_some()
            && let Some(start) = open.take()
        {
            highlights.push((start, writer.length));
        }
    }
    // A match longer than the passage ends with it.
    highlights.extend(open.map(|start| (start, writer.length)));
}

/// Collapses white space and counts code points.
#[derive(Default)]
struct CollapsingWriter {
    text: String,
    /// In code points.
    length: usize,
    /// A space is due before the next character.
    has_space: bool,
}

impl CollapsingWriter {
    fn space(&mut self) {
        self.has_space = true;
    }

    fn push(&mut self, c: char) {
        let is_due = std::mem::take(&mut self.has_space);
        if is_due && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
            self.length += 1;
        }
        self.text.push(c);
        self.length += 1;
    }
}

/// Converts matches in a text that is shown in full, such as a name, to code points.
pub(in crate::search) fn spans(text: &str, marks: &[Highlight]) -> Vec<(usize, usize)> {
    let (mut counted, mut chars) = (0, 0);
    let mut count = |at: usize| {
        chars += text[counted..at].chars().count();
        counted = at;
        chars
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
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    /// The matches of words wherever they begin a word of the text.
    fn marks(body: &str, words: &[&str]) -> Vec<Highlight> {
        let mut marks = Vec::new();
        for (number, word) in words.iter().enumerate() {
            for (at, found) in body.unicode_word_indices() {
                if found.starts_with(word) {
                    marks.push(Highlight::strict(at..at + found.len(), number));
                }
            }
        }
        marks.sort_by_key(|mark| mark.range.start);
        marks
    }

    fn snippet(body: &str, words: &[&str], passages: usize, chars: usize) -> Snippet {
        let options = SnippetOptions {
            max_passages: passages,
            max_chars: chars,
        };
        Snippet::select(body, &marks(body, words), options, |_| 1.0)
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
