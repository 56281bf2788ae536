//! Finds the words of a text: runs of letters, split by the segmenter of their script
//! and language, and the compounds that they make.
//!
//! Knows characters only; nothing here looks at what a word means.

mod camel_case;
mod characters;
mod compound;
#[cfg(test)]
mod example;
mod runs;

use std::fmt::Debug;
use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

pub(super) use self::camel_case::split_camel_case;
pub(super) use self::compound::segment;
pub(super) use self::runs::is_invisible;

use self::characters::Characters;
use crate::language::{Language, SegmenterKind};

/// Splits a run of letters into words.
///
/// A run begins with a letter and has letters of the segmenter's scripts only, each
/// with the marks and invisible characters after it. To add a segmenter, copy
/// `example.rs`.
pub(super) trait Segmenter: Debug + Sync {
    /// The byte ranges of the words of `run`, in order, none of them empty. What no
    /// range covers is not indexed.
    fn segment<'t>(&self, run: &'t str) -> Box<dyn Iterator<Item = Range<usize>> + 't>;
}

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RawTokenKind {
    /// A word, in a compound or not.
    Word,
    /// The last word of a dotted compound (`.ai`, `.js`): it says what kind of name
    /// this is, not what it is about.
    Extension,
    /// Words written together, before these words: `io.net`, `play-to-earn`, `C++`.
    Compound,
}

/// A part of a text that gets terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawToken {
    pub(super) kind: RawTokenKind,
    /// Its bytes.
    pub(super) range: Range<usize>,
}

/// The code of a kind; `None` if a run is a word as it is.
fn segmenter(kind: SegmenterKind) -> Option<&'static dyn Segmenter> {
    match kind {
        SegmenterKind::WholeRun => None,
        SegmenterKind::Characters => Some(&Characters),
    }
}

/// The segmenters of one text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segmenters {
    /// That of the text's language, and the scripts that it is for.
    own: Option<(&'static [Script], &'static dyn Segmenter)>,
}

/// Which segmenter splits a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    /// None: the run is a word.
    WholeRun,
    /// That of the script, whatever the text's language.
    Script,
    /// That of the text's language.
    Language,
}

impl Segmenters {
    /// The segmenters for a text in a language.
    pub(super) fn of(language: Option<&Language>) -> Self {
        let own = language.and_then(|language| {
            Some((language.scripts, segmenter(language.segmenter)?))
        });
        Segmenters { own }
    }

    fn choose(self, c: char) -> Choice {
        // Scripts without spaces begin with Thai: most text needs no table.
        if c < '\u{e00}' && self.own.is_none() {
            return Choice::WholeRun;
        }
        let script = c.script();
        match self.own {
            Some((scripts, _)) if scripts.contains(&script) => Choice::Language,
            _ if has_no_spaces(script) => Choice::Script,
            _ => Choice::WholeRun,
        }
    }

    fn get(self, choice: Choice) -> Option<&'static dyn Segmenter> {
        match choice {
            Choice::WholeRun => None,
            Choice::Script => Some(&Characters),
            Choice::Language => self.own.map(|(_, segmenter)| segmenter),
        }
    }
}

/// True for scripts that put no spaces between words.
fn has_no_spaces(script: Script) -> bool {
    matches!(
        script,
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the words of runs, and what every segmenter owes.
    pub(super) fn assert_words(segmenter: &dyn Segmenter, cases: &[(&str, &[&str])]) {
        for (run, expected) in cases {
            let ranges: Vec<Range<usize>> = segmenter.segment(run).collect();
            let words: Vec<&str> = ranges.iter().map(|range| &run[range.clone()]).collect();
            assert_eq!(&words, expected, "{run}");
            assert!(ranges.iter().all(|range| !range.is_empty()), "{run}");
            let in_order = |pair: &[Range<usize>]| pair[0].end <= pair[1].start;
            assert!(ranges.windows(2).all(in_order), "{run}");
        }
    }

    /// The raw tokens of a text, compounds as `=io.net`, extensions as `.net`.
    pub(super) fn shown(text: &str, segmenters: Segmenters) -> Vec<String> {
        let shown = segment(text, segmenters).map(|token| {
            let surface = &text[token.range];
            match token.kind {
                RawTokenKind::Word => surface.to_owned(),
                RawTokenKind::Extension => format!(".{surface}"),
                RawTokenKind::Compound => format!("={surface}"),
            }
        });
        shown.collect()
    }

    #[test]
    fn a_language_may_split_its_scripts_differently() {
        let own: &'static dyn Segmenter = &example::Pairs;
        let korean = Segmenters {
            own: Some((&[Script::Hangul], own)),
        };
        let text = "분산화는 AI 去中 и рынок";
        let plain = ["분산화는", "AI", "去", "中", "и", "рынок"];
        assert_eq!(shown(text, Segmenters::of(None)), plain);
        let split = ["분산", "화는", "AI", "去", "中", "и", "рынок"];
        assert_eq!(shown(text, korean), split);
    }
}
