//! How far a long job is, on a terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter jobs show nothing.
const LONG: Duration = Duration::from_millis(500);

/// A bar on stderr, from the moment that a job turns out to be long; nothing
/// where stderr is no terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    start: Instant,
}

impl Default for Progress {
    fn default() -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:30.cyan} {pos} of {len} files, {eta} left");
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("━╸─"));
        }
        Progress {
            bar,
            start: Instant::now(),
        }
    }
}

impl Progress {
    /// So many files are to be done.
    pub(super) fn begin(&self, files: usize) {
        self.bar.set_length(files as u64);
    }

    /// One more file is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        if self.bar.is_hidden() && self.start.elapsed() >= LONG {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Prints something without disturbing the bar.
    pub(super) fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
