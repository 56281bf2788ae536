//! Where results go: a terminal with its width, colours, links and pager, or a
//! pipe without any of these.

use std::env;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::process::{Command, Stdio};

use anstream::AutoStream;
use terminal_size::{Height, Width, terminal_size_of};

use super::tell;
use crate::cli::ColorChoice;
use crate::output::Page;

/// The pager when none is named.
const PAGER: &str = "less";

/// Standard output. Must be finished.
pub(super) struct Console {
    out: BufWriter<AutoStream<StdoutLock<'static>>>,
    /// Whether anything was written.
    touched: bool,
    /// What may have to be paged, until its length is known.
    held: Option<Vec<u8>>,
    page: Page,
    rows: usize,
}

impl Console {
    /// Standard output with colours as asked; long output goes to a pager if
    /// that is wanted and there is a terminal.
    pub(super) fn new(color: ColorChoice, pager: bool) -> Console {
        let stdout = io::stdout();
        let choice = match color {
            ColorChoice::Auto => AutoStream::choice(&stdout),
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        let size = terminal_size_of(&stdout);
        let page = Page {
            width: size.map(|(Width(width), _)| usize::from(width)),
            links: choice != anstream::ColorChoice::Never,
        };
        let paged = pager && stdout.is_terminal();
        Console {
            out: BufWriter::new(AutoStream::new(stdout.lock(), choice)),
            touched: false,
            held: paged.then(Vec::new),
            page,
            rows: size.map_or(usize::MAX, |(_, Height(rows))| usize::from(rows)),
        }
    }

    /// Standard output for bytes that are not text: NUL passes.
    pub(super) fn verbatim() -> Console {
        Console::new(ColorChoice::Always, false)
    }

    /// True as soon as something was written.
    pub(super) fn is_touched(&self) -> bool {
        self.touched
    }

    /// True when a terminal reads it.
    pub(super) fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// What text is shown on.
    pub(super) fn page(&self) -> Page {
        self.page
    }

    /// Shows what was held back, in a pager when it is longer than the terminal.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if let Some(held) = self.held.take() {
            let mut text = AutoStream::new(Vec::new(), self.out.get_ref().current_choice());
            text.write_all(&held)?;
            let text = text.into_inner();
            let long = text.iter().filter(|&&byte| byte == b'\n').count() >= self.rows;
            if !(long && self.show_in_pager(&text)) {
                self.out.write_all(&text)?;
            }
        }
        self.out.flush()
    }

    /// False when there is no pager to show it.
    fn show_in_pager(&self, text: &[u8]) -> bool {
        let named = env::var("OBZOR_PAGER").or_else(|_| env::var("PAGER"));
        let named = named.unwrap_or_else(|_| PAGER.to_owned());
        let Ok(words) = shell_words::split(&named) else {
            tell(format_args!(
                "warning: the pager {named:?} has an unclosed quote"
            ));
            return false;
        };
        let Some((program, args)) = words.split_first() else {
            return false;
        };
        let mut command = Command::new(program);
        command.args(args).stdin(Stdio::piped());
        if env::var_os("LESS").is_none() {
            // As git does: colours, no clearing, nothing to do for a short text.
            command.env("LESS", "FRX");
        }
        let mut pager = match command.spawn() {
            Ok(pager) => pager,
            Err(error) => {
                if program != PAGER {
                    tell(format_args!(
                        "warning: cannot run the pager {program}: {error}"
                    ));
                }
                return false;
            }
        };
        if let Some(mut stdin) = pager.stdin.take() {
            // A reader may leave before the end.
            let _ = stdin.write_all(text);
        }
        let _ = pager.wait();
        true
    }
}

impl Write for Console {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.touched = true;
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
