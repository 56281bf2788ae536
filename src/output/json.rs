//! JSON, one object per line, safe to print on a terminal.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter};

use super::printer::{HitPrinter, Needs, PrintFormat};
use crate::answer::{Answer, AnswerHit};
use crate::document::is_unsafe;

/// The answer as one object. Not for batches: that format is `jsonl`.
pub(super) const JSON: PrintFormat = PrintFormat {
    name: "json",
    help: "one object, for scripts",
    needs: Needs::Matches,
    printer: |_| Box::new(JsonPrinter),
    batch: None,
};

/// Prints a whole answer at its end. The shape is that of `obzor schema query`.
pub(super) struct JsonPrinter;

impl HitPrinter for JsonPrinter {
    fn hit(&mut self, _: &mut dyn Write, _: &Answer, _: &AnswerHit) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, answer: &Answer) -> io::Result<()> {
        write_line(out, answer)
    }
}

/// Writes a value as one line of JSON. Escapes do not change the value: any JSON
/// parser reads the same strings.
pub(crate) fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, SafeFormatter);
    value.serialize(&mut serializer)?;
    writeln!(out)
}

/// Compact JSON that escapes every character that may control a terminal or
/// reorder text, besides those that JSON requires.
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
            // All unsafe characters are in the basic plane, so four digits suffice.
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
