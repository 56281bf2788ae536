//! The letters of a text by their scripts.

use std::cmp::Reverse;

use unicode_script::{Script, UnicodeScript};

use super::table::Language;

/// The maximum number of letters to count, in code points. The rest of a longer
/// text is taken to be in the same language.
const MAX_LETTERS: usize = 20_000;

/// How many letters of an alphabet a Han or kana character counts for, because it
/// takes fewer of them to write the same text.
const LETTERS_PER_CHARACTER: usize = 2;

/// A text with this share of another script is not in Latin script, in percent.
/// Latin names and terms stand in texts of any script, foreign letters are rare in
/// Latin texts: of 3,900 paragraphs of encyclopedias, Latin ones had 25 at most, and
/// others 33 at least, but for book titles.
const MIN_OTHER: usize = 30;

/// How many letters a text has in each script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LetterCounts {
    scripts: Vec<(Script, usize)>,
}

impl LetterCounts {
    pub(super) fn of(text: &str) -> LetterCounts {
        let mut counts = LetterCounts::default();
        let (mut latin, mut cyrillic) = (0, 0);
        let mut letters = 0;
        for c in text.chars() {
            // The fast path: these ranges cover nearly all letters.
            match c {
                'a'..='z' | 'A'..='Z' => latin += 1,
                'а'..='я' | 'А'..='Я' => cyrillic += 1,
                '\0'..='\x7f' => continue,
                _ if !c.is_alphabetic() => continue,
                _ => counts.add(c.script(), 1),
            }
            letters += 1;
            if letters == MAX_LETTERS {
                break;
            }
        }
        counts.add(Script::Latin, latin);
        counts.add(Script::Cyrillic, cyrillic);
        counts
    }

    fn add(&mut self, script: Script, letters: usize) {
        let weight = match script {
            // Marks and signs of no script in particular.
            Script::Common | Script::Inherited | Script::Unknown => return,
            Script::Han | Script::Hiragana | Script::Katakana => LETTERS_PER_CHARACTER,
            _ => 1,
        };
        if letters == 0 {
            return;
        }
        match self.scripts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += letters * weight,
            None => self.scripts.push((script, letters * weight)),
        }
    }

    /// All letters.
    pub(super) fn total(&self) -> usize {
        self.scripts.iter().map(|(_, count)| count).sum()
    }

    /// The letters of a script.
    pub(super) fn count(&self, script: Script) -> usize {
        let mut scripts = self.scripts.iter();
        scripts
            .find(|(known, _)| *known == script)
            .map_or(0, |(_, count)| *count)
    }

    /// The share of some scripts, in percent.
    pub(super) fn percent(&self, scripts: &[Script]) -> usize {
        let own: usize = scripts.iter().map(|script| self.count(*script)).sum();
        own * 100 / self.total().max(1)
    }

    /// The script that the text is written in. Han stands for kana too. Ties go to
    /// the script that comes first in the table of languages.
    pub(super) fn script(&self) -> Option<Script> {
        let kana = [Script::Hiragana, Script::Katakana];
        let mut joined: Vec<(Script, usize)> = Vec::new();
        for (script, count) in &self.scripts {
            let script = if kana.contains(script) {
                Script::Han
            } else {
                *script
            };
            match joined.iter_mut().find(|(known, _)| *known == script) {
                Some((_, sum)) => *sum += count,
                None => joined.push((script, *count)),
            }
        }
        let rank = |script: Script| Language::firsts().position(|(known, _)| known == script);
        let largest = |scripts: &mut dyn Iterator<Item = &(Script, usize)>| {
            scripts
                .max_by_key(|(script, count)| {
                    let rank = rank(*script).unwrap_or(usize::MAX);
                    (*count, Reverse((rank, script.full_name())))
                })
                .copied()
        };
        let other = largest(&mut joined.iter().filter(|(script, _)| *script != Script::Latin));
        let other = other.filter(|(_, count)| count * 100 >= self.total() * MIN_OTHER);
        let script = other.or_else(|| largest(&mut joined.iter()));
        script.map(|(script, _)| script)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_names_do_not_make_a_text_latin() {
        for (text, script) in [
            ("Обзор рынка GPU", Some(Script::Cyrillic)),
            ("Обзор of Docker and Helm", Some(Script::Latin)),
            ("Вызов методов ASP.NET Core MVC", Some(Script::Cyrillic)),
            ("AIの分散化", Some(Script::Han)),
            (
                "Valentina Leonidovna Ponomaryova (Пономарёва), a pilot",
                Some(Script::Latin),
            ),
            ("123 — !", None),
        ] {
            assert_eq!(LetterCounts::of(text).script(), script, "{text}");
        }
    }

    #[test]
    fn shares_are_of_all_letters() {
        let counts = LetterCounts::of("abc где");
        assert_eq!(counts.total(), 6);
        assert_eq!(counts.percent(&[Script::Cyrillic]), 50);
        assert_eq!(LetterCounts::of("").percent(&[Script::Latin]), 0);
    }
}
