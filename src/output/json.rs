//! JSON, one object a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter};

use super::printer::{HitPrinter, Needs, PrintFormat};
use crate::answer::{Answer, AnswerHit};
use crate::document::is_unsafe;

/// An answer as one object.
pub(super) const JSON: PrintFormat = PrintFormat {
    name: "json",
    help: "one object, for scripts",
    needs: Needs::Matches,
    printer: |_| Box::new(JsonPrinter),
    batch: None,
};

/// Prints an answer whole.
pub(super) struct JsonPrinter;

impl HitPrinter for JsonPrinter {
    fn hit(&mut self, _: &mut dyn Write, _: &Answer, _: &AnswerHit) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, answer: &Answer) -> io::Result<()> {
        write_line(out, answer)
    }
}

/// Writes a value as a line of JSON.
pub(crate) fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, SafeFormatter);
    value.serialize(&mut serializer)?;
    writeln!(out)
}

/// Compact JSON in which every character that may act on a terminal is escaped.
struct SafeFormatter;

impl Formatter for SafeFormatter {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| is_unsafe(c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            // All unsafe characters are in the basic plane.
            write!(writer, "\\u{:04x}", u32::from(c))?;
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        CompactFormatter.write_char_escape(writer, escape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_json_acts_on_a_terminal() {
        let mut out = Vec::new();
        write_line(&mut out, &"а\u{1b}[31m\u{202e}\"\n").unwrap();
        let printed = String::from_utf8(out).unwrap();
        assert_eq!(printed, "\"а\\u001b[31m\\u202e\\\"\\n\"\n");
        let read: String = serde_json::from_str(&printed).unwrap();
        assert_eq!(read, "а\u{1b}[31m\u{202e}\"\n");
    }
}
