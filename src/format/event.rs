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
    /// The start of a link in raw markup, where links need not be balanced.
    OpenLink(Cow<'s, str>),
    /// The end of a link that [`Event::OpenLink`] started.
    CloseLink,
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
    /// Raw markup that is a block of its own.
    RawBlock,
    /// Any other block, such as a quotation or the text of a footnote.
    Block,
    Strong,
    /// Emphasis, strike-through, superscript: formatting that names nothing.
    Emphasis,
    Link,
    /// An image; the text in it is its description.
    Image,
    /// A tag of raw markup within a line, and what it is translated to.
    RawInline,
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
                | ElementKind::Link
                | ElementKind::Image
                | ElementKind::RawInline
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
