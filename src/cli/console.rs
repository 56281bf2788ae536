//! Standard output: a terminal with a width, colors, links and a pager, or a pipe
//! with none of these.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::AutoStream;
use terminal_size::{Height, Width, terminal_size_of};

use super::options::ColorChoice;
use super::pager;

/// Buffered standard output. Call [`Console::finish`] at the end: dropping a
/// console would hide a write error.
pub(super) struct Console {
    out: BufWriter<AutoStream<StdoutLock<'static>>>,
    printed: bool,
    /// Output that may need a pager, held back until its length is known.
    /// `None` if no pager is wanted.
    held: Option<Vec<u8>>,
    terminal: TerminalInfo,
    /// The height of the terminal, in lines.
    rows: usize,
}

/// The properties of the terminal that printers adapt to.
#[derive(Clone, Copy, Debug)]
pub(super) struct TerminalInfo {
    /// Columns; `None` in a pipe.
    pub(super) width: Option<usize>,
    /// Whether to print links (OSC 8).
    pub(super) links: bool,
}

impl Console {
    /// With `pager`, output that is longer than the screen goes to the pager, on
    /// a terminal only.
    pub(super) fn new(color: ColorChoice, pager: bool) -> Console {
        let stdout = io::stdout();
        let choice = match color {
            ColorChoice::Auto => AutoStream::choice(&stdout),
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        let size = terminal_size_of(&stdout);
        let terminal = TerminalInfo {
            width: size.map(|(Width(width), _)| usize::from(width)),
            links: choice != anstream::ColorChoice::Never,
        };
        let paged = pager && stdout.is_terminal();
        Console {
            out: BufWriter::new(AutoStream::new(stdout.lock(), choice)),
            printed: false,
            held: paged.then(Vec::new),
            terminal,
            rows: size.map_or(usize::MAX, |(_, Height(rows))| usize::from(rows)),
        }
    }

    /// Passes bytes through unchanged, including NUL, which the filter for colors
    /// would swallow.
    pub(super) fn verbatim() -> Console {
        Console::new(ColorChoice::Always, false)
    }

    /// Whether people read the output. Escape sequences in it are safe for
    /// programs only.
    pub(super) fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// Whether anything was written. A command that has printed nothing can be run
    /// again after its index was rebuilt.
    pub(super) fn has_printed(&self) -> bool {
        self.printed
    }

    pub(super) fn terminal(&self) -> TerminalInfo {
        self.terminal
    }

    /// Writes what was held back, to a pager if it is longer than the screen, and
    /// flushes. Without a working pager, prints it all.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if let Some(held) = self.held.take() {
            let mut text = AutoStream::new(Vec::new(), self.out.get_ref().current_choice());
            text.write_all(&held)?;
            let text = text.into_inner();
            let lines = text.iter().filter(|&&byte| byte == b'\n').count();
            if !(lines >= self.rows && pager::page(&text)) {
                self.out.write_all(&text)?;
            }
        }
        self.out.flush()
    }
}

impl Write for Console {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.printed = true;
        match &mut self.held {
            Some(held) => held.write(bytes),
            None => self.out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &self.held {
            Some(_) => Ok(()),
            None => self.out.flush(),
        }
    }
}
