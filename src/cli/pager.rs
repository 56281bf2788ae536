//! Shows long output in a pager.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

use super::messages::tell;

/// The pager when the environment names none.
const DEFAULT_PAGER: &str = "less";

/// Options for `less` unless the environment has some, as git sets them: colours,
/// no clearing of the screen, no paging of what fits.
const LESS: &str = "FRX";

/// Shows `text` in the user's pager; false if there is none to show it.
///
/// The pager comes from the environment alone: a file never runs a program.
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
        // A reader may quit before the end.
        let _ = stdin.write_all(text);
    }
    // Shown or quit: either way the text was dealt with.
    let _ = pager.wait();
    true
}
