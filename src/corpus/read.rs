//! From bytes to text.

use std::io::Read;
use std::path::Path;

use super::roots::{Corpus, CorpusFile};
use crate::document::{Article, Unreadable, UnreadableReason, Warning, error_words};
use crate::regular_file::{self, Links};

/// A file with a NUL in its first bytes is not text, as for git and ripgrep.
const SAMPLE_BYTES: usize = 8000;

impl Corpus {
    /// Reads a file. Each byte that is not UTF-8 becomes `?`, so that offsets in
    /// the text are offsets in the file; the first one gets a warning.
    ///
    /// # Errors
    ///
    /// Fails for what is not a regular file, not text, or too large.
    pub fn read(&self, file: &CorpusFile) -> Result<(Article, Vec<Warning>), Unreadable> {
        let unreadable = |reason| Unreadable {
            location: file.location.clone(),
            reason,
        };
        let bytes = self.read_bytes(&file.location).map_err(unreadable)?;
        if is_binary(&bytes) {
            return Err(unreadable(UnreadableReason::NotText));
        }
        let (source, warning) = decode(bytes);
        let article = Article {
            path: file.path.clone(),
            source,
        };
        Ok((article, warning.into_iter().collect()))
    }

    /// Whether a file is certainly not text; one that cannot be read may be.
    pub fn is_no_text(&self, location: &Path) -> bool {
        self.read_bytes(location)
            .is_ok_and(|bytes| is_binary(&bytes))
    }

    fn read_bytes(&self, location: &Path) -> Result<Vec<u8>, UnreadableReason> {
        let failed = |error| UnreadableReason::ReadFailed {
            error: error_words(&error),
        };
        let max_bytes = self.max_file_size;
        let opened = regular_file::open(location, Links::Refuse).map_err(failed)?;
        let size = opened.metadata().map_err(failed)?.len();
        if size > max_bytes {
            return Err(UnreadableReason::TooLarge { max_bytes });
        }
        // Only a hint: reading fails by itself when memory cannot hold the file.
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        // The file may have grown since.
        let mut bounded = opened.take(max_bytes.saturating_add(1));
        bounded.read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > max_bytes {
            return Err(UnreadableReason::TooLarge { max_bytes });
        }
        Ok(bytes)
    }
}

/// UTF-16 is full of NULs but is text, if not a readable one.
fn is_binary(bytes: &[u8]) -> bool {
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    !is_utf16 && bytes[..bytes.len().min(SAMPLE_BYTES)].contains(&0)
}

/// The text of a file, with a warning when it is not UTF-8.
fn decode(bytes: Vec<u8>) -> (String, Option<Warning>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let first_invalid = error.utf8_error().valid_up_to();
            let (text, warning) = replace_invalid(&error.into_bytes(), first_invalid);
            (text, Some(warning))
        }
    }
}

fn replace_invalid(bytes: &[u8], first_invalid: usize) -> (String, Warning) {
    let before = &bytes[..first_invalid];
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let mut text = String::with_capacity(bytes.len());
    let mut invalid = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
        invalid += chunk.invalid().len();
    }
    let subject = match invalid {
        1 => "this byte is".to_owned(),
        count => format!("this and {} more bytes are", count - 1),
    };
    let message = format!("invalid UTF-8 at byte {first_invalid}: {subject} read as '?'");
    (text, Warning { line, message })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_invalid_byte_becomes_one_question_mark() {
        for (bytes, text, warning) in [
            (&b"plain"[..], "plain", None),
            (
                b"a\nb\xff",
                "a\nb?",
                Some("invalid UTF-8 at byte 3: this byte is read as '?'"),
            ),
            (
                b"\xe2\x82 \xff",
                "?? ?",
                Some("invalid UTF-8 at byte 0: this and 2 more bytes are read as '?'"),
            ),
        ] {
            let (decoded, warned) = decode(bytes.to_vec());
            assert_eq!(decoded, text);
            let warned = warned.map(|warning| warning.message);
            assert_eq!(warned.as_deref(), warning, "{text}");
        }
    }

    #[test]
    fn a_nul_near_the_start_marks_a_binary_file() {
        let late = [&[b'a'; SAMPLE_BYTES][..], b"\0"].concat();
        for (bytes, binary) in [
            (&b"text"[..], false),
            (b"a\0b", true),
            (b"\xff\xfea\0", false),
            (&late, false),
        ] {
            assert_eq!(is_binary(bytes), binary);
        }
    }
}
