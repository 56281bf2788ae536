//! What clap says of arguments, with the arguments as a terminal may be shown
//! them. Knows clap's errors, and nothing of what the arguments mean.

use clap::builder::StyledStr;
use clap::error::ContextValue;

use crate::document::is_unsafe;

/// The error with everything that it quotes made safe; one that quotes nothing
/// unsafe stays as it is.
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

/// True for values as they were typed; what clap's tips quote is one of these.
fn has_unsafe(value: &ContextValue) -> bool {
    let one = |text: &String| text.contains(is_unsafe);
    match value {
        ContextValue::String(text) => one(text),
        ContextValue::Strings(texts) => texts.iter().any(one),
        _ => false,
    }
}

fn safe(value: ContextValue) -> ContextValue {
    // Without its styles: a style that was typed cannot be told from clap's.
    let unstyled = |tip: StyledStr| StyledStr::from(escaped(&tip.to_string()));
    match value {
        ContextValue::String(text) => ContextValue::String(escaped(&text)),
        ContextValue::Strings(texts) => {
            ContextValue::Strings(texts.iter().map(|text| escaped(text)).collect())
        }
        ContextValue::StyledStrs(tips) => {
            ContextValue::StyledStrs(tips.into_iter().map(unstyled).collect())
        }
        // The usage, which quotes nothing.
        other => other,
    }
}

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
