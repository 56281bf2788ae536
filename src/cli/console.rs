//! Standard output: a terminal with its width, colours, links and pager, or a
//! pipe without any of these.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::AutoStream;
use terminal_size::{Height, Width, terminal_size_of};

use super::options::ColorChoice;
use super::pager;

/// Standard output. [`Console::finish`] must be called.
pub(super) struct Console {
    out: BufWriter<AutoStream<StdoutLock<'static>>>,
    printed: bool,
    /// Output that may need a pager, held until its length is known.
    held: Option<Vec<u8>>,
    terminal: TerminalInfo,
    rows: usize,
}

/// What output has to fit.
#[derive(Clone, Copy, Debug)]
pub(super) struct TerminalInfo {
    /// Columns; `None` in a pipe.
    pub(super) width: Option<usize>,
    /// Links (OSC 8) are wanted.
    pub(super) links: bool,
}

impl Console {
    /// Output in colour as asked. On a terminal, output that is longer than the
    /// screen goes to the pager if `pager`.
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

    /// Output that passes bytes as they are, NUL included.
    pub(super) fn verbatim() -> Console {
        Console::new(ColorChoice::Always, false)
    }

    pub(super) fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// True once anything was written.
    pub(super) fn has_printed(&self) -> bool {
        self.printed
    }

    pub(super) fn terminal(&self) -> TerminalInfo {
        self.terminal
    }

    /// Shows what was held back, in a pager if it is longer than the screen.
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
