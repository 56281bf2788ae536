//! The language of an article: from its front matter, else from its path, else from
//! its text; from the files around it if the text is too short to tell.

use std::collections::{BTreeMap, HashMap};

use crate::document::LanguageSource;
use crate::format::{ParsedArticle, Prose};
use crate::index::{FileLanguage, Manifest};
use crate::language::{self, DetectedLanguage, UNDETERMINED};

/// A text with fewer letters tells nothing: what is no prose speaks too.
const MIN_LETTERS: usize = 20;

/// The language that an article tells by itself. `path_tag` is that of its path.
pub(super) fn tell(path_tag: Option<&str>, parsed: &ParsedArticle, prose: &Prose) -> FileLanguage {
    let known = |tag: &str, source| FileLanguage {
        path_tag: path_tag.map(str::to_owned),
        tag: tag.to_owned(),
        source,
        ..FileLanguage::default()
    };
    let stated = parsed.front_matter.lang.as_deref();
    if let Some(tag) = stated.and_then(language::parse_stated) {
        return known(&tag, LanguageSource::FrontMatter);
    }
    let sentences = &prose.sentences;
    let path = path_tag.filter(|tag| !language::is_in_another_script(tag, sentences));
    if let Some(tag) = path {
        return known(tag, LanguageSource::Path);
    }
    let DetectedLanguage { tag, is_reliable } = language::detect(&speaking_text(parsed, prose));
    FileLanguage {
        is_guess: !is_reliable,
        ..known(&tag, LanguageSource::Text)
    }
}

/// The sentences of an article. If it has none: with the text of links, then with its
/// title, then with its code.
fn speaking_text(parsed: &ParsedArticle, prose: &Prose) -> String {
    let Prose {
        sentences,
        link_texts,
        code,
    } = prose;
    let title = parsed.title.as_ref().map_or("", |title| title.as_str());
    let mut text = sentences.clone();
    for more in [link_texts, title, code] {
        let letters = text.chars().filter(|c| c.is_alphabetic());
        if letters.take(MIN_LETTERS).count() == MIN_LETTERS {
            break;
        }
        text.push('\n');
        text.push_str(more);
    }
    text
}

/// The languages of the files in each folder, for files that do not tell their own.
#[derive(Default)]
pub(super) struct Neighbours {
    /// How many files below a folder are in a language.
    folders: HashMap<String, BTreeMap<String, usize>>,
}

impl Neighbours {
    pub(super) fn of(manifest: &Manifest) -> Neighbours {
        let mut neighbours = Neighbours::default();
        for (path, record) in &manifest.files {
            let FileLanguage { tag, is_guess, .. } = &record.language;
            if record.hash.is_none() || *is_guess || tag == UNDETERMINED {
                continue;
            }
            for folder in folders_above(path) {
                neighbours.add(folder, tag);
            }
        }
        neighbours
    }

    fn add(&mut self, folder: &str, tag: &str) {
        let languages = match self.folders.get_mut(folder) {
            Some(languages) => languages,
            None => self.folders.entry(folder.to_owned()).or_default(),
        };
        match languages.get_mut(tag) {
            Some(files) => *files += 1,
            None => drop(languages.insert(tag.to_owned(), 1)),
        }
    }

    /// The language of a file whose text only suggests one: as its neighbours have
    /// it, those of the nearest folder first. The suggested language if some have it,
    /// else the most frequent one in the same script.
    pub(super) fn decide(&self, path: &str, guess: &str) -> Option<&str> {
        let is_same = |tag: &str| language::primary(tag) == language::primary(guess);
        let may_be = |tag: &str| guess == UNDETERMINED || language::share_a_script(tag, guess);
        folders_above(path).find_map(|folder| {
            let languages = self.folders.get(folder)?.iter();
            let possible = languages.filter(|(tag, _)| is_same(tag) || may_be(tag));
            // The first of equals.
            let best = possible
                .rev()
                .max_by_key(|(tag, files)| (is_same(tag), **files));
            best.map(|(tag, _)| tag.as_str())
        })
    }
}

/// The folders that hold a file, from the innermost to the whole corpus.
fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    let slashes = path.rmatch_indices('/');
    slashes.map(|(slash, _)| &path[..slash]).chain([""])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Markdown, Outline};
    use crate::index::FileRecord;

    const ENGLISH: &str = "The network pays everyone who lends a graphics card to the others.";
    const RUSSIAN: &str = "Сеть платит каждому, кто сдаёт другим свою видеокарту в аренду, и берёт с них за это небольшую часть.";

    fn told(path_tag: Option<&str>, source: &str) -> (String, LanguageSource, bool) {
        let outline = Outline::read(&Markdown, source);
        let told = tell(path_tag, &outline.split(), &outline.prose());
        (told.tag, told.source, told.is_guess)
    }

    #[test]
    fn front_matter_precedes_the_path_and_that_the_text() {
        use LanguageSource::{FrontMatter, Path, Text};
        let stated = format!("---\nlang: de\n---\n{ENGLISH}");
        let long = ENGLISH.repeat(2);
        for (path_tag, source, tag, by) in [
            (Some("fr"), stated.as_str(), "de", FrontMatter),
            (Some("fr"), &long, "fr", Path),
            // Too short to contradict.
            (Some("ru"), ENGLISH, "ru", Path),
            (Some("ru"), &long, "en", Text),
            (None, ENGLISH, "en", Text),
            (None, RUSSIAN, "ru", Text),
        ] {
            assert_eq!(
                told(path_tag, source),
                (tag.to_owned(), by, false),
                "{source}"
            );
        }
    }

    #[test]
    fn code_does_not_speak_unless_there_is_nothing_else() {
        let code = format!("```\n{}\n```\n", RUSSIAN.repeat(9));
        assert_eq!(told(None, &format!("{ENGLISH}\n\n{code}")).0, "en");
        assert_eq!(told(None, &code).0, "ru");
        let title = format!("---\ntitle: {RUSSIAN}\n---\n");
        assert_eq!(told(None, &title).0, "ru");
    }

    #[test]
    fn neighbours_tell_the_language_of_what_is_short() {
        let mut manifest = Manifest::default();
        for (path, tag) in [
            ("a/1.md", "de"),
            ("a/2.md", "de"),
            ("a/3.md", "ru"),
            ("a/b/1.md", "nl"),
            ("c/1.md", "zh"),
        ] {
            let record = FileRecord {
                hash: Some(0),
                language: FileLanguage {
                    tag: tag.to_owned(),
                    ..FileLanguage::default()
                },
                ..FileRecord::default()
            };
            manifest.files.insert(path.to_owned(), record);
        }
        let neighbours = Neighbours::of(&manifest);
        for (path, guess, expected) in [
            ("a/x.md", "en", Some("de")),
            ("a/x.md", "nl", Some("nl")),
            ("a/x.md", "uk", Some("ru")),
            ("a/x.md", "und", Some("de")),
            ("a/b/x.md", "en", Some("nl")),
            ("c/x.md", "en", Some("de")),
            ("d/e/x.md", "ja", Some("zh")),
            ("x.md", "el", None),
        ] {
            assert_eq!(neighbours.decide(path, guess), expected, "{path} {guess}");
        }
    }
}
