//! Runs the user's pager. Does not decide when to page: see
//! [`Console`](super::console::Console).

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

use super::messages::tell;

/// The pager if the environment names none.
const DEFAULT_PAGER: &str = "less";

/// Options for `less` unless the environment sets `LESS`, the same as git's: exit
/// if the text fits one screen (F), show colors (R), keep the screen (X).
const LESS: &str = "FRX";

/// Shows `text` in the user's pager and waits for it; false if no pager could be
/// started.
///
/// The pager comes from the environment only (`OBZOR_PAGER`, then `PAGER`), never
/// from a configuration file, which may belong to somebody else's project.
pub(super) fn page(text: &[u8]) -> bool {
    let named = env::var("OBZOR_PAGER").or_else(|_| env::var("PAGER"));
    let named = named.unwrap_or_else(|_| DEFAULT_PAGER.to_owned());
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
        command.env("LESS", LESS);
    }
    let mut pager = match command.spawn() {
        Ok(pager) => pager,
        Err(error) => {
            if program != DEFAULT_PAGER {
                tell(format_args!(
                    "warning: cannot run the pager {program}: {error}"
                ));
            }
            return false;
        }
    };
    if let Some(mut stdin) = pager.stdin.take() {
        // The user may quit before the end of the text, which closes the pipe.
        let _ = stdin.write_all(text);
    }
    // Whatever its exit status, the pager ran and the user saw the text.
    let _ = pager.wait();
    true
}
