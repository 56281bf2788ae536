//! Markdown as GitHub and Docusaurus write it, translated to events of
//! `format::event`.
//!
//! `parse` drives pulldown-cmark; `html` and `mdx` handle what that leaves alone. Must
//! not know what a document is: only that there are blocks, links and text.

mod event_writer;
mod fences;
mod front_matter;
mod heading_anchor;
mod html;
mod html_events;
mod mdx;
mod parse;

use super::event::SpannedEvent;
use super::markup::Format;
use super::parsed::FrontMatter;
use super::source_text::SourceText;
use crate::document::Warning;

/// CommonMark with GitHub's extensions, front matter in YAML or TOML, raw HTML, MDX
/// and admonitions (`:::note`).
pub(crate) struct Markdown;

impl Format for Markdown {
    fn front_matter(&self, source: &str, warnings: &mut Vec<Warning>) -> FrontMatter {
        front_matter::read(source, warnings)
    }

    fn read_blocks<'s>(
        &self,
        source: &SourceText<'s>,
        start: usize,
        warnings: &mut Vec<Warning>,
        read: &mut dyn FnMut(&[SpannedEvent<'s>]),
    ) {
        parse::read_blocks(source, start, warnings, read);
    }
}
