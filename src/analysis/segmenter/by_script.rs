//! Chooses the segmenter of a run by its script and the language of its text.

use unicode_script::{Script, UnicodeScript};

use super::Segmenter;
#[cfg(not(feature = "segmentation"))]
use super::characters::Characters;
#[cfg(feature = "segmentation")]
use super::dictionary_words::DictionaryWords;
use crate::language::{Language, SegmenterKind};

/// The code of a kind; `None` if a run is a word as it is.
fn segmenter(kind: SegmenterKind) -> Option<&'static dyn Segmenter> {
    match kind {
        SegmenterKind::WholeRun => None,
        SegmenterKind::Dictionary => Some(NO_SPACES),
    }
}

/// What splits the runs of scripts without spaces between words.
#[cfg(feature = "segmentation")]
const NO_SPACES: &dyn Segmenter = &DictionaryWords;
#[cfg(not(feature = "segmentation"))]
const NO_SPACES: &dyn Segmenter = &Characters;

/// How a script is segmented in a text of another language.
fn kind_of_script(script: Script) -> SegmenterKind {
    match script {
        Script::Han
        | Script::Hiragana
        | Script::Katakana
        | Script::Thai
        | Script::Lao
        | Script::Khmer
        | Script::Myanmar => SegmenterKind::Dictionary,
        _ => SegmenterKind::WholeRun,
    }
}

/// The marks of long vowels, which belong to kana but are common to two scripts.
fn is_kana_mark(c: char) -> bool {
    matches!(c, '\u{30fc}' | '\u{ff70}')
}

/// The segmenters for one text.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::analysis) struct Segmenters {
    /// That of the text's language, with its scripts, if it differs from theirs.
    own: Option<OwnSegmenter>,
}

#[derive(Clone, Copy, Debug)]
struct OwnSegmenter {
    scripts: &'static [Script],
    segmenter: Option<&'static dyn Segmenter>,
}

/// Which segmenter splits a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// None: the run is a word.
    WholeRun,
    /// That of scripts without spaces between words.
    NoSpaces,
    /// That of the text's language.
    Language,
}

impl Segmenters {
    /// The segmenters for a text in a language.
    pub(in crate::analysis) fn of(language: Option<&'static Language>) -> Self {
        let is_own = |language: &&Language| {
            let mut scripts = language.scripts.iter();
            scripts.any(|script| kind_of_script(*script) != language.segmenter)
        };
        let own = language.filter(is_own).map(|language| OwnSegmenter {
            scripts: language.scripts,
            segmenter: segmenter(language.segmenter),
        });
        Segmenters { own }
    }

    /// Segmenters of which one is for scripts of the text's language.
    #[cfg(test)]
    pub(super) fn with(scripts: &'static [Script], segmenter: &'static dyn Segmenter) -> Self {
        let segmenter = Some(segmenter);
        let own = Some(OwnSegmenter { scripts, segmenter });
        Segmenters { own }
    }

    /// The choice for the run that a letter is in.
    pub(super) fn choose(self, c: char) -> Choice {
        // Scripts without spaces begin with Thai: most text needs no table.
        if c < '\u{e00}' && self.own.is_none() {
            return Choice::WholeRun;
        }
        let script = c.script();
        match self.own {
            Some(own) if own.scripts.contains(&script) => Choice::Language,
            _ if is_kana_mark(c) || kind_of_script(script) == SegmenterKind::Dictionary => {
                Choice::NoSpaces
            }
            _ => Choice::WholeRun,
        }
    }

    /// What splits a run; `None` if it is a word as it is.
    pub(super) fn get(self, choice: Choice) -> Option<&'static dyn Segmenter> {
        match choice {
            Choice::WholeRun => None,
            Choice::NoSpaces => Some(NO_SPACES),
            Choice::Language => self.own?.segmenter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LANGUAGES;

    #[test]
    fn no_language_segments_its_script_in_a_way_of_its_own_yet() {
        for language in &LANGUAGES {
            let segmenters = Segmenters::of(Some(language));
            assert!(segmenters.own.is_none(), "{}", language.code);
        }
    }
}
