//! Where a document's text matches: the passage with the most of the query's
//! words, and the words themselves.

use std::collections::HashSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::analysis::Analyzer;

/// A passage of plain text, its white space folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The passage; `…` stands where text was left out.
    pub text: String,
    /// The matched words, in code points of the text: start and end.
    pub highlights: Vec<(usize, usize)>,
}

/// The words of `text` whose terms are among `terms`, in code points.
pub(super) fn highlight(
    text: &str,
    analyzer: &Analyzer,
    terms: &HashSet<&str>,
) -> Vec<(usize, usize)> {
    let matched = matched_words(text, analyzer, terms);
    Snippet::assemble(text, 0..text.len(), &matched).highlights
}

struct MatchedWord {
    range: Range<usize>,
    term: String,
}

fn matched_words(text: &str, analyzer: &Analyzer, terms: &HashSet<&str>) -> Vec<MatchedWord> {
    let tokens = analyzer.analyze(text).into_iter();
    tokens
        .filter(|token| terms.contains(token.term.as_str()))
        .map(|token| MatchedWord {
            range: token.range,
            term: token.term,
        })
        .collect()
}

impl Snippet {
    /// The passage of at most `max_chars` characters that has the most different
    /// words of `terms`, then the most of them, then stands first. It begins
    /// with a sentence and ends with one where they fit.
    pub(super) fn of(
        body: &str,
        analyzer: &Analyzer,
        terms: &HashSet<&str>,
        max_chars: usize,
    ) -> Snippet {
        let matched = matched_words(body, analyzer, terms);
        let sentences: Vec<Range<usize>> = body
            .split_sentence_bound_indices()
            .map(|(start, sentence)| start..start + sentence.trim_end().len())
            .filter(|range| !range.is_empty())
            .collect();
        let Some(last) = sentences.last() else {
            return Snippet::default();
        };
        let mut best = None;
        for (at, sentence) in sentences.iter().enumerate() {
            for start in entrances(body, sentence, &matched, max_chars) {
                let end = passage_end(body, start, &sentences[at..], max_chars);
                let first = matched.partition_point(|word| word.range.start < start);
                let words = matched[first..]
                    .iter()
                    .take_while(|word| word.range.end <= end);
                let found: Vec<&str> = words.map(|word| word.term.as_str()).collect();
                let worth = (found.iter().collect::<HashSet<_>>().len(), found.len());
                if best.as_ref().is_none_or(|(most, _)| worth > *most) {
                    best = Some((worth, start..end));
                }
            }
        }
        let (_, passage) = best.unwrap_or((Default::default(), last.clone()));
        Snippet::assemble(body, passage, &matched)
    }

    /// Folds white space and counts in code points.
    fn assemble(body: &str, passage: Range<usize>, matched: &[MatchedWord]) -> Snippet {
        let mut snippet = Snippet::default();
        let mut count = 0;
        let mut push = |text: &mut String, c: char| {
            text.push(c);
            count += 1;
            count
        };
        if !body[..passage.start].trim().is_empty() {
            push(&mut snippet.text, '…');
        }
        let mut words = matched
            .iter()
            .skip_while(|word| word.range.start < passage.start)
            .peekable();
        let mut length = snippet.text.chars().count();
        let mut pending_space = false;
        for (offset, c) in body[passage.clone()].char_indices() {
            let at = passage.start + offset;
            if c.is_whitespace() {
                pending_space = true;
                continue;
            }
            if std::mem::take(&mut pending_space) && !snippet.text.is_empty() {
                length = push(&mut snippet.text, ' ');
            }
            if let Some(word) = words.peek()
                && word.range.start == at
            {
                snippet.highlights.push((length, length));
            }
            length = push(&mut snippet.text, c);
            if let Some(word) = words.next_if(|word| {
                word.range.end == at + c.len_utf8() && word.range.start >= passage.start
            }) && let Some(last) = snippet.highlights.last_mut()
            {
                debug_assert!(word.range.end <= passage.end);
                last.1 = length;
            }
        }
        if !body[passage.end..].trim().is_empty() {
            let cut = !snippet
                .text
                .ends_with(['.', '!', '?', '…', '。', '！', '？']);
            snippet.text.push_str(if cut { "…" } else { " …" });
        }
        snippet
    }
}

/// Where a passage may begin in a sentence: at its start and, when it is too
/// long to show whole, before its matches, far enough apart to stay linear in
/// the length of the text.
fn entrances(
    body: &str,
    sentence: &Range<usize>,
    matched: &[MatchedWord],
    max_chars: usize,
) -> Vec<usize> {
    let mut starts = vec![sentence.start];
    if char_count(&body[sentence.clone()]) > max_chars {
        let first = matched.partition_point(|word| word.range.start < sentence.start);
        let mut entered = None;
        for word in matched[first..]
            .iter()
            .take_while(|word| word.range.start < sentence.end)
        {
            if entered.is_none_or(|at| word.range.start >= at + max_chars) {
                entered = Some(word.range.start);
                starts.push(word_start_before(
                    body,
                    sentence.start,
                    word.range.start,
                    max_chars / 4,
                ));
            }
        }
    }
    starts
}

fn char_count(text: &str) -> usize {
    text.chars().count()
}

/// The end of the last sentence that ends within `max_chars` of `start`, else of the last word.
fn passage_end(body: &str, start: usize, sentences: &[Range<usize>], max_chars: usize) -> usize {
    let limit = body[start..]
        .char_indices()
        .nth(max_chars)
        .map_or(body.len(), |(at, _)| start + at);
    let whole = sentences
        .iter()
        .take_while(|sentence| sentence.end <= limit)
        .last();
    if let Some(sentence) = whole {
        return sentence.end;
    }
    let words = body[start..]
        .unicode_word_indices()
        .map(|(at, word)| start + at + word.len());
    words
        .take_while(|&end| end <= limit)
        .last()
        .unwrap_or(limit)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(body: &str, query: &str, max_chars: usize) -> Snippet {
        let analyzer = Analyzer::load().unwrap();
        let tokens = analyzer.analyze(query);
        let terms = tokens.iter().map(|token| token.term.as_str()).collect();
        Snippet::of(body, &analyzer, &terms, max_chars)
    }

    #[test]
    fn a_short_text_is_shown_whole_and_highlights_count_characters() {
        let snippet = snippet("Платформа аренды\n GPU.", "аренда gpu", 100);
        assert_eq!(snippet.text, "Платформа аренды GPU.");
        assert_eq!(snippet.highlights, [(10, 16), (17, 20)]);
    }

    #[test]
    fn the_sentence_that_matches_is_shown_and_omissions_are_marked() {
        let body = "Первое предложение ни о чём. Второе говорит об аренде. Третье тоже ни о чём.";
        assert_eq!(
            snippet(body, "аренда", 30).text,
            "…Второе говорит об аренде. …"
        );
    }

    #[test]
    fn a_long_sentence_is_cut_between_words_around_the_match() {
        let body = format!("{}рынок{}", "слово ".repeat(50), " слово".repeat(50));
        let snippet = snippet(&body, "рынок", 60);
        assert!(
            snippet.text.starts_with("…слово ") && snippet.text.ends_with(" слово…"),
            "{}",
            snippet.text
        );
        assert!(snippet.text.chars().count() <= 62);
        assert_eq!(snippet.highlights.len(), 1);
    }

    #[test]
    fn text_without_a_match_shows_its_beginning() {
        assert_eq!(
            snippet("Начало текста. Конец.", "рынок", 16).text,
            "Начало текста. …"
        );
        assert_eq!(snippet("", "рынок", 16), Snippet::default());
    }
}
