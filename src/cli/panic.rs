//! Turns a panic into an error of one sentence, instead of a backtrace.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use thiserror::Error;

/// A panic, that is, a bug, unless the index turns out to be damaged: the
/// command line verifies it before this error is shown.
#[derive(Debug, Error)]
#[error("internal error: {0}; this is a bug in obzor, please report it")]
pub(super) struct PanicError(String);

/// The message of the last panic in any thread: the payload that a thread returns
/// lacks the source location.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

/// Runs `work`; a panic that reaches this thread becomes a [`PanicError`].
pub(super) fn catch_panic<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    panic::set_hook(Box::new(|panic| {
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    // Unwind safe: after a panic, only the output of `work` is used, to flush it.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    // The hook that stood before is the default one; dropping ours restores it.
    drop(panic::take_hook());
    result.unwrap_or_else(|_| {
        let message = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner);
        let words: Vec<_> = message.split_whitespace().collect();
        Err(PanicError(words.join(" ")).into())
    })
}
