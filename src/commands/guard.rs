//! What stands between a failure inside and the user: a panic becomes an error
//! of one sentence. Knows nothing of what is run.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use thiserror::Error;

/// The code met what it holds to be impossible.
#[derive(Debug, Error)]
#[error("internal error: {0}; this is a fault of obzor, please report it")]
pub(super) struct Panicked(String);

/// The last panic of any thread, until it is told.
static LAST: Mutex<String> = Mutex::new(String::new());

/// Runs `work`; if it panics, that is its error.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    panic::set_hook(Box::new(|panic| {
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    // After a panic nothing that `work` had in hand is used any more but its
    // output, which is only flushed.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let _ = panic::take_hook();
    result.unwrap_or_else(|_| {
        let last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        let words: Vec<_> = last.split_whitespace().collect();
        Err(Panicked(words.join(" ")).into())
    })
}
