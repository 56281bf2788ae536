//! Where a document's text matches: the passage with the most of the query's
//! words, and the words themselves.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::query::{Query, Role};
use crate::analysis::{Analyzer, Term, TermKind};
use crate::document::Document;

/// A passage of plain text, its white space folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The passage; `…` stands where text was left out.
    pub text: String,
    /// The matched words, in code points of the text: start and end.
    pub highlights: Vec<(usize, usize)>,
}

/// Finds the words of a query in texts.
pub(super) struct Highlighter<'q> {
    analyzer: &'q Analyzer,
    /// The number of the word or name that a term is looked up for.
    words: HashMap<&'q Term, usize>,
}

/// Where a document has the words of a query.
pub(super) struct Matched {
    name: Vec<MatchedWord>,
    body: Vec<MatchedWord>,
}

struct MatchedWord {
    /// Its bytes in the text.
    range: Range<usize>,
    /// The number of the word or name that it was found for.
    word: usize,
    /// It shares a form with that, not only a stem or a beginning.
    formed: bool,
}

impl<'q> Highlighter<'q> {
    pub(super) fn new(query: &'q Query, analyzer: &'q Analyzer) -> Self {
        let words = query.words.iter().filter(|word| word.role == Role::Finds);
        let words = words.map(|word| &word.terms);
        let names = query.names.iter().flat_map(|name| &name.parts);
        let mut numbers = HashMap::new();
        for (number, terms) in words.chain(names).enumerate() {
            for term in terms {
                numbers.entry(term).or_insert(number);
            }
        }
        Highlighter {
            analyzer,
            words: numbers,
        }
    }

    /// Words that a document has in some form are not matched more loosely.
    pub(super) fn matches(&self, document: &Document) -> Matched {
        let lang = &document.article.lang;
        let mut matched = Matched {
            name: self.in_text(document.name.as_str(), lang),
            body: self.in_text(document.body.as_str(), lang),
        };
        let formed: HashSet<usize> = matched
            .name
            .iter()
            .chain(&matched.body)
            .filter(|word| word.formed)
            .map(|word| word.word)
            .collect();
        for words in [&mut matched.name, &mut matched.body] {
            words.retain(|word| word.formed || !formed.contains(&word.word));
        }
        matched
    }

    fn in_text(&self, text: &str, lang: &str) -> Vec<MatchedWord> {
        let mut matched: Vec<MatchedWord> = Vec::new();
        for token in self.analyzer.analyze(text, lang) {
            // A name stands before its words, which are marked with it.
            if matched
                .last()
                .is_some_and(|last| token.range.end <= last.range.end)
            {
                continue;
            }
            let found = token
                .terms
                .iter()
                .chain(&token.parts)
                .find_map(|term| Some((term.kind, *self.words.get(term)?)));
            if let Some((kind, word)) = found {
                matched.push(MatchedWord {
                    range: token.range,
                    word,
                    formed: kind <= TermKind::Form,
                });
            }
        }
        matched
    }
}

impl Matched {
    /// The matched words of the document's name, in code points.
    pub(super) fn name_highlights(&self, name: &str) -> Vec<(usize, usize)> {
        Snippet::assemble(name, 0..name.len(), &self.name).highlights
    }

    /// The passage of at most `max_chars` characters of the document's body
    /// that has the most different words, then the most of them, then stands
    /// first. It begins with a sentence and ends with one where they fit.
    pub(super) fn snippet(&self, body: &str, max_chars: usize) -> Snippet {
        Snippet::of(body, &self.body, max_chars)
    }
}

impl Snippet {
    fn of(body: &str, matched: &[MatchedWord], max_chars: usize) -> Snippet {
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
            for start in entrances(body, sentence, matched, max_chars) {
                let end = passage_end(body, start, &sentences[at..], max_chars);
                let first = matched.partition_point(|word| word.range.start < start);
                let words = matched[first..]
                    .iter()
                    .take_while(|word| word.range.end <= end);
                let found: Vec<usize> = words.map(|word| word.word).collect();
                let worth = (found.iter().collect::<HashSet<_>>().len(), found.len());
                if best.as_ref().is_none_or(|(most, _)| worth > *most) {
                    best = Some((worth, start..end));
                }
            }
        }
        let (_, passage) = best.unwrap_or((Default::default(), last.clone()));
        Snippet::assemble(body, passage, matched)
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
    use super::super::query::{QueryWord, Scope};
    use super::*;

    fn snippet(body: &str, query: &str, max_chars: usize) -> Snippet {
        let analyzer = Analyzer::new();
        let words = analyzer.analyze(query, "ru").into_iter();
        let words = words.map(|token| QueryWord {
            range: token.range,
            terms: token.terms,
            role: Role::Finds,
            scope: Scope::Everywhere,
            boost: 1.0,
        });
        let query = Query {
            words: words.collect(),
            ..Query::default()
        };
        let matched = Highlighter::new(&query, &analyzer).in_text(body, "ru");
        Snippet::of(body, &matched, max_chars)
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
