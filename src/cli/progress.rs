//! A progress bar for long jobs. Counts files; knows nothing of indexing.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Jobs shorter than this show no bar.
const DELAY: Duration = Duration::from_millis(500);

/// A bar on stderr that appears once a job has run for [`DELAY`]. Never appears
/// if stderr is not a terminal.
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
    /// Sets the number of files to do.
    pub(super) fn begin(&self, files: usize) {
        self.bar.set_length(files as u64);
    }

    /// Counts one file as done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        if self.bar.is_hidden() && self.start.elapsed() >= DELAY {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Hides the bar while `print` writes to the terminal.
    pub(super) fn suspend(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Removes the bar.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
