//! Events: what every markup is translated to.
//!
//! A parser describes a text as a flat sequence of events, each with the bytes
//! of the source that it stands for. Whatever a markup calls its constructs,
//! everything behind the parser sees only these. Elements are balanced: each
//! [`Event::Start`] has its [`Event::End`].

use std::borrow::Cow;
use std::ops::Range;

/// One step through a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event<'s> {
    Start(Element<'s>),
    End(ElementKind),
    /// Visible text, with character references decoded.
    Text(Cow<'s, str>),
    /// Inline code, without its delimiters.
    Code(Cow<'s, str>),
    /// Text that no reader sees, such as a comment or a template statement.
    Hidden,
    /// A line break that is shown as a space.
    SoftBreak,
    /// A line break that is shown as one.
    HardBreak,
    /// The edge of a block in raw markup, where no element can be told.
    BlockEdge,
    /// A thematic break.
    Rule,
    /// The check box of a task.
    TaskMarker,
    /// A reference to a footnote, a formula: visible, but not searched.
    Unsearched,
    /// An opening tag of raw markup, which need not be closed. `balance` leaves
    /// none of these.
    OpenTag(Element<'s>),
    /// A closing tag of raw markup.
    CloseTag(ElementKind),
}

/// An element, with what is known where it starts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Element<'s> {
    Heading {
        /// From 1, the outermost.
        level: u8,
        /// The anchor that the author chose.
        anchor: Option<String>,
    },
    Link {
        url: Cow<'s, str>,
        /// It leads to a page by its name, as in `[[Page]]`.
        is_wiki_link: bool,
    },
    /// An element that has nothing but its kind.
    Plain(ElementKind),
}

/// The kind of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ElementKind {
    Paragraph,
    Heading,
    List,
    ListItem,
    Table,
    TableHead,
    TableRow,
    TableCell,
    CodeBlock,
    /// A block that is folded up but for its first paragraph.
    Details,
    /// A quotation, the text of a footnote: text that is not the author's list.
    Aside,
    /// Any other block, such as a division of the page.
    Block,
    Strong,
    /// Emphasis, strike-through, subscript: formatting that names nothing.
    Emphasis,
    /// Text above the line: a power, or the mark of a note.
    Superscript,
    Link,
    /// An image; the text in it is its description.
    Image,
    /// Words in code font.
    CodeSpan,
}

impl Element<'_> {
    pub(crate) fn kind(&self) -> ElementKind {
        match self {
            Element::Heading { .. } => ElementKind::Heading,
            Element::Link { .. } => ElementKind::Link,
            Element::Plain(kind) => *kind,
        }
    }
}

impl ElementKind {
    /// Whether it stands within a line of text.
    pub(crate) fn is_inline(self) -> bool {
        matches!(
            self,
            ElementKind::Strong
                | ElementKind::Emphasis
                | ElementKind::Superscript
                | ElementKind::Link
                | ElementKind::Image
                | ElementKind::CodeSpan
        )
    }
}

/// An event and the bytes of the source that it stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SpannedEvent<'s> {
    pub(crate) event: Event<'s>,
    pub(crate) bytes: Range<usize>,
}

impl<'s> SpannedEvent<'s> {
    pub(crate) fn new(event: Event<'s>, bytes: Range<usize>) -> Self {
        SpannedEvent { event, bytes }
    }

    /// The kind of the element that starts here.
    pub(crate) fn starts(&self) -> Option<ElementKind> {
        match &self.event {
            Event::Start(element) => Some(element.kind()),
            _ => None,
        }
    }
}
