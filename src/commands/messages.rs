//! What the program says on stderr: the one gate for it. A message is worth
//! less than the work: one that cannot be written is dropped. What it quotes
//! cannot act on a terminal. Knows nothing of what is said.

use std::fmt;
use std::io::{self, Write};

use thiserror::Error;

use crate::output::clean_line;

/// Says one line on stderr.
pub fn tell(message: fmt::Arguments<'_>) {
    let line = clean_line(&message.to_string()) + "\n";
    let mut stderr = io::stderr().lock();
    // On a full disk, or when nobody reads it, there is no one to be told so.
    let _ = stderr.write_all(line.as_bytes());
    let _ = stderr.flush();
}

/// Says why the program failed.
pub fn tell_failure(error: &anyhow::Error) {
    match error.downcast_ref::<Lines>() {
        Some(Lines(lines)) => {
            let mut prefix = "error: ";
            for line in lines {
                tell(format_args!("{prefix}{line}"));
                prefix = "";
            }
        }
        None => tell(format_args!("error: {error:#}")),
    }
}

/// An error that takes several lines; a line break inside one of them is quoted.
#[derive(Debug, Error)]
#[error("{}", .0.join("\n"))]
pub(super) struct Lines(pub(super) Vec<String>);
