//! Explicit anchors of headings: `{#id}` (Pandoc, Docusaurus), `{/*id*/}` (MDX) and
//! `<a name="id"></a>`. They replace the slug of the heading in document ids.

use std::ops::Range;

use pulldown_cmark::Event as RawEvent;

use super::event_writer::SpannedRaw;
use super::html;
use crate::format::event::SpannedEvent;
use crate::format::source_text::SourceText;
use crate::format::text_writer::TextWriter;

/// An anchor at the end of a heading's text.
pub(super) struct WrittenAnchor {
    /// Not empty, without white space.
    pub(super) id: String,
    /// The bytes of the braces in the source; `None` if they are not there
    /// verbatim.
    pub(super) bytes: Option<Range<usize>>,
}

/// The anchor `{#id}` at the end of a heading. Searched in the visible text, because
/// the parser may split it into several events.
pub(super) fn at_end(
    source: &SourceText<'_>,
    heading: &[SpannedEvent<'_>],
) -> Option<WrittenAnchor> {
    let name = TextWriter::text_of(source, heading);
    let text = name.as_str();
    let open = text.rfind("{#").filter(|_| text.ends_with('}'))?;
    let id = anchor(&text[open + 2..text.len() - 1])?;
    let bytes = name.source_range(open..text.len());
    Some(WrittenAnchor { id, bytes })
}

/// The anchor in `{/*id*/}` or `{/*#id*/}` anywhere in the Markdown of a heading.
pub(super) fn in_comment(heading: &str) -> Option<String> {
    let comment = &heading[heading.find("{/*")? + 3..];
    anchor(
        comment[..comment.find("*/}")?]
            .trim()
            .trim_start_matches('#'),
    )
}

/// The anchor in `<a name="id">` or `<a id="id">` in a heading; `name` wins.
pub(super) fn in_tags(heading: &[SpannedRaw<'_>]) -> Option<String> {
    heading.iter().find_map(|(event, _)| match event {
        RawEvent::InlineHtml(tag) if html::tag_name(tag).eq_ignore_ascii_case("a") => {
            let id = html::attribute(tag, "name").or_else(|| html::attribute(tag, "id"))?;
            Some(tag[id].to_owned()).filter(|id| !id.is_empty())
        }
        _ => None,
    })
}

/// An id that can be part of a URL fragment.
fn anchor(id: &str) -> Option<String> {
    let valid = !id.is_empty() && !id.contains(char::is_whitespace);
    valid.then(|| id.to_owned())
}
