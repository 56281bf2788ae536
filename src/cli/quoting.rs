//! Escapes the arguments that clap quotes in its errors, so that an argument
//! cannot control the terminal. Knows clap's errors, not what the arguments mean.

use clap::builder::StyledStr;
use clap::error::ContextValue;

use crate::document::is_unsafe;

/// Escapes everything that an error quotes. An error that quotes nothing unsafe
/// is returned unchanged, with its styles.
pub(super) fn escape_arguments(mut error: clap::Error) -> clap::Error {
    let quoted: Vec<_> = error.context().map(|(k, v)| (k, v.clone())).collect();
    if !quoted.iter().any(|(_, value)| has_unsafe(value)) {
        return error;
    }
    for (kind, value) in quoted {
        error.insert(kind, safe(value));
    }
    error
}

/// Whether a value, as typed, has an unsafe character. Tips are not checked: they
/// quote nothing but these values.
fn has_unsafe(value: &ContextValue) -> bool {
    let one = |text: &String| text.contains(is_unsafe);
    match value {
        ContextValue::String(text) => one(text),
        ContextValue::Strings(texts) => texts.iter().any(one),
        _ => false,
    }
}

/// A value of an error's context, escaped.
fn safe(value: ContextValue) -> ContextValue {
    // Styles are dropped: an escape sequence that was typed looks like clap's own.
    let unstyled = |tip: StyledStr| StyledStr::from(escaped(&tip.to_string()));
    match value {
        ContextValue::String(text) => ContextValue::String(escaped(&text)),
        ContextValue::Strings(texts) => {
            ContextValue::Strings(texts.iter().map(|text| escaped(text)).collect())
        }
        ContextValue::StyledStrs(tips) => {
            ContextValue::StyledStrs(tips.into_iter().map(unstyled).collect())
        }
        // Usage and numbers quote nothing.
        other => other,
    }
}

/// `\u{1b}` for the escape character, `\n` for a line break.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => escaped.extend(c.escape_default()),
            c if is_unsafe(c) => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    escaped
}
