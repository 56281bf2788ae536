//! The text formats of TREC: qrels and runs, and topics as tab-separated lines.
//!
//! Ids of documents may contain spaces, which the formats do not allow; they are
//! percent-encoded. Blank lines are skipped everywhere.

use super::measures::{Qrels, Run};
use crate::document::is_unsafe;

/// A query of a test collection.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Topic {
    /// Its id in the qrels and the run.
    pub id: String,
    /// The query.
    pub text: String,
}

/// A malformed line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TrecError {
    /// The line number, from 1.
    pub line: usize,
    /// The expected format.
    pub expected: &'static str,
}

/// Parses topics, one `id<TAB>text` per line.
pub fn parse_topics(text: &str) -> impl Iterator<Item = Result<Topic, TrecError>> {
    lines(text).map(|(number, line)| {
        let (id, text) = line.split_once('\t').ok_or(TrecError {
            line: number,
            expected: "id<TAB>text",
        })?;
        if id.trim().is_empty() || id.trim().contains(char::is_whitespace) {
            return Err(TrecError {
                line: number,
                expected: "id<TAB>text, the id without spaces",
            });
        }
        Ok(Topic {
            id: id.trim().to_owned(),
            text: text.trim().to_owned(),
        })
    })
}

/// Parses qrels, one `topic iteration document relevance` per line. A negative relevance
/// counts as 0.
pub fn parse_qrels(text: &str) -> Result<Qrels, TrecError> {
    let mut qrels = Qrels::new();
    for (line, text) in lines(text) {
        let bad = TrecError {
            line,
            expected: "topic iteration document relevance",
        };
        let parts: Vec<&str> = text.split_whitespace().collect();
        let [topic, _, document, relevance] = parts[..] else {
            return Err(bad);
        };
        let relevance = relevance
            .parse::<i64>()
            .map_err(|_| bad)?
            .clamp(0, i64::from(u32::MAX)) as u32;
        qrels
            .entry(topic.to_owned())
            .or_default()
            .insert(decode_id(document), relevance);
    }
    Ok(qrels)
}

/// Parses a run, one `topic Q0 document rank score tag` per line. The rank is ignored in
/// favour of the score, as trec_eval does.
pub fn parse_run(text: &str) -> Result<Run, TrecError> {
    let mut run = Run::new();
    for (line, text) in lines(text) {
        let bad = TrecError {
            line,
            expected: "topic Q0 document rank score tag",
        };
        let parts: Vec<&str> = text.split_whitespace().collect();
        let [topic, _, document, _, score, _] = parts[..] else {
            return Err(bad);
        };
        let score = score.parse::<f64>().map_err(|_| bad)?;
        run.entry(topic.to_owned())
            .or_default()
            .push((decode_id(document), score));
    }
    Ok(run)
}

/// The lines with text, numbered from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim().is_empty())
}

/// Percent-encodes white space, `%`, and characters that could act on a terminal, as
/// UTF-8.
pub fn encode_id(id: &str) -> String {
    let mut encoded = String::with_capacity(id.len());
    for c in id.chars() {
        if c.is_whitespace() || is_unsafe(c) || c == '%' {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes)
                .bytes()
                .for_each(|byte| encoded += &format!("%{byte:02X}"));
        } else {
            encoded.push(c);
        }
    }
    encoded
}

/// Decodes [`encode_id`]. Invalid escapes stay as they are.
pub fn decode_id(id: &str) -> String {
    let mut bytes = Vec::with_capacity(id.len());
    let mut rest = id.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        // Whatever is not two hexadecimal digits is no escape, and no error.
        let escape = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match escape
            // The same holds here.
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            .filter(|_| first == b'%')
        {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    // Escapes of other bytes than UTF-8 are not ours.
    String::from_utf8(bytes).unwrap_or_else(|_| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_encoding() {
        for id in [
            "a b.md#x/y",
            "100%.md",
            "путь к файлу.md",
            "%zz",
            "tab\there",
            "\u{1b}[31m\u{202e}\u{2066}\u{9b}\n.md",
        ] {
            assert!(!encode_id(id).contains(|c: char| c.is_whitespace() || is_unsafe(c)));
            assert_eq!(decode_id(&encode_id(id)), id);
        }
    }

    #[test]
    fn bad_lines_are_named() {
        let topics: Vec<_> = parse_topics("1\tа б\n\nno tab\n2\tв\n").collect();
        assert_eq!(topics.len(), 3);
        assert_eq!(topics[1].as_ref().unwrap_err().line, 3);
        assert_eq!(parse_qrels("1 0 d 1\n1 0 d\n").unwrap_err().line, 2);
        assert_eq!(parse_run("1 Q0 d 1 x t").unwrap_err().line, 1);
    }
}
