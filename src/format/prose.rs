//! The text of an article that is written in its language.
//!
//! Code, addresses and formulas are the same in every language, and the text of a
//! link is often a name. Knows no language.

use super::event::{ElementKind, Event, SpannedEvent};

/// The maximum size of each part, in bytes. The language of the rest is taken to be
/// the same.
const MAX_BYTES: usize = 20_000;

/// The text of an article by how much it says of the article's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Prose {
    /// All text that is neither in code font nor the text of a link or image.
    pub(crate) sentences: String,
    /// The text of links and the descriptions of images.
    pub(crate) link_texts: String,
    /// Blocks of code.
    pub(crate) code: String,
}

impl Prose {
    pub(super) fn of(events: &[SpannedEvent<'_>]) -> Prose {
        let mut prose = Prose::default();
        let (mut blocks, mut spans, mut links) = (0usize, 0usize, 0usize);
        for SpannedEvent { event, .. } in events {
            let part = match (blocks, links) {
                (1.., _) => &mut prose.code,
                (0, 1..) => &mut prose.link_texts,
                (0, 0) => &mut prose.sentences,
            };
            let kind = match event {
                Event::Start(element) => element.kind(),
                Event::End(kind) => *kind,
                Event::Text(text) if spans == 0 => {
                    push_words(part, text);
                    continue;
                }
                Event::Code(_) => {
                    part.push(' ');
                    continue;
                }
                Event::SoftBreak | Event::HardBreak | Event::BlockEdge => {
                    part.push('\n');
                    continue;
                }
                _ => continue,
            };
            let depth = match kind {
                ElementKind::CodeBlock => &mut blocks,
                ElementKind::CodeSpan => &mut spans,
                ElementKind::Link | ElementKind::Image => &mut links,
                _ if kind.is_inline() => continue,
                _ => {
                    part.push('\n');
                    continue;
                }
            };
            *depth = match event {
                Event::Start(_) => *depth + 1,
                _ => depth.saturating_sub(1),
            };
            // Words on both sides of code or a link are two.
            prose.sentences.push(' ');
            prose.link_texts.push(' ');
        }
        prose
    }
}

/// Adds the words of a text that are no addresses, while there is room.
fn push_words(part: &mut String, text: &str) {
    for word in text.split_inclusive(char::is_whitespace) {
        if part.len() + word.len() > MAX_BYTES {
            return;
        }
        if !is_address(word) {
            part.push_str(word);
        }
    }
}

/// Whether a word is an address of the Web, of mail, or of a file.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains("www.") || word.contains('@') || word.contains('\\')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Markdown, Outline};

    fn prose(source: &str) -> Prose {
        let Prose {
            sentences,
            link_texts,
            code,
        } = Outline::read(&Markdown, source).prose();
        let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Prose {
            sentences: words(sentences),
            link_texts: words(link_texts),
            code: words(code),
        }
    }

    #[test]
    fn code_addresses_and_links_are_no_sentences() {
        let source = "---\ntitle: nowhere\n---\n# Head\n\nSee https://example.org/a and *b*`c`d, \
                      [a **name**](x) or ![a picture](y).\n\n- item\n\n```sh\nrun it\n```\n";
        let expected = Prose {
            sentences: "Head See and b d, or . item".to_owned(),
            link_texts: "a name a picture".to_owned(),
            code: "run it".to_owned(),
        };
        assert_eq!(prose(source), expected);
    }

    #[test]
    fn a_long_text_is_cut() {
        let long = "word ".repeat(MAX_BYTES);
        assert!(prose(&long).sentences.len() <= MAX_BYTES);
    }
}
